"""Attributes as one types them: a line each, the name before a colon."""

from __future__ import annotations

from collections.abc import Mapping


def to_lines(attributes: Mapping[str, str]) -> str:
    """One line an attribute."""
    return "\n".join(f"{name}: {value}" for name, value in attributes.items())


def from_lines(text: str) -> dict[str, str]:
    r"""The attributes of these lines; a line without a colon is an attribute that is simply so.

    >>> from_lines("country: Velm\nofficial")
    {'country': 'Velm', 'official': 'yes'}
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = (piece.strip() for piece in line.partition(":"))
        if name:
            found[name] = value if colon else "yes"
    return found

"""Persons, institutions and countries that speak or are spoken about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

ActorId = NewType("ActorId", int)


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the register that speakers and targets share.

    `attributes` are the analyst's own, by name: country, organisation, type …
    """

    id: ActorId
    uid: str
    name: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def folded_name(name: str) -> str:
    """A name as it is compared: without regard to case or blanks."""
    return " ".join(name.split()).casefold()

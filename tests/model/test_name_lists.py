from __future__ import annotations

import pytest

from annotator.model.name_lists import listed_names


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("Ana,Bruno", ["Ana", "Bruno"], ["Ana", "Bruno"]),
        (" Ana , Bruno ", ["Ana", "Bruno"], ["Ana", "Bruno"]),
        ("Okten, Mira", ["Okten, Mira", "Ana"], ["Okten, Mira"]),
        ("Ana,Okten, Mira,Bruno", ["Okten, Mira", "Ana", "Bruno"], ["Ana", "Okten, Mira", "Bruno"]),
        ("Okten, Mira, Jr", ["Okten, Mira", "Okten, Mira, Jr"], ["Okten, Mira, Jr"]),
        ("Ana,,Nobody", ["Ana"], ["Ana", "Nobody"]),
        ("", ["Ana"], []),
    ],
)
def test_names_that_hold_commas_are_found(typed: str, known: list[str], meant: list[str]) -> None:
    assert listed_names(typed, known) == meant

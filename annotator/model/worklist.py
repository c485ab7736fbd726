"""Statements chosen for some coders, such as a random sample for a test of reliability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from annotator.model.annotation import CoderId

WorklistId = NewType("WorklistId", int)


@dataclass(frozen=True, slots=True)
class Worklist:
    """A named choice of statements. `seed` and `drawn_from` (how many there were) tell how a sample was drawn."""

    id: WorklistId
    uid: str
    name: str
    coder_ids: tuple[CoderId, ...] = ()
    count: int = 0
    seed: str = ""
    drawn_from: int | None = None

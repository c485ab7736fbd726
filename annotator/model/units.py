"""What agreement is computed from: the coders' answers to one variable, statement by statement."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.annotation import Coder
from annotator.model.codebook import Variable
from annotator.model.corpus import StatementId

MISSING = -1

Answer = frozenset[str]
"""Uids of codes or actors, numbers, texts, or the words *not applicable*; empty: done with nothing."""


class Over(StrEnum):
    """What agreement is looked at part by part: sources, months of publication, days of coding."""

    SOURCE = "source"
    MONTH = "month"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class Units:
    """One row per statement that at least one of the coders has done, one answer per coder.

    `places` holds the rows one after the other: where the answer stands in `sets`, or MISSING when the
    coder has not done the statement or left the variable undecided in it. `sets` may hold answers that
    nobody gave.
    """

    variable: Variable
    coders: tuple[Coder, ...]
    statement_ids: tuple[StatementId, ...]
    sets: tuple[Answer, ...]
    places: array[int]

    @property
    def rows(self) -> tuple[tuple[Answer | None, ...], ...]:
        """The answers themselves, None where missing."""
        known = (*self.sets, None)  # MISSING is the last place
        columns = [map(known.__getitem__, self.column(at)) for at in range(len(self.coders))]
        return tuple(zip(*columns, strict=True))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many statements each coder has an answer for."""
        return tuple(
            len(column) - column.count(MISSING) for column in map(self.column, range(len(self.coders)))
        )

    def column(self, coder: int) -> array[int]:
        """The places of the coder who stands there in `coders`."""
        return self.places[coder :: len(self.coders)]

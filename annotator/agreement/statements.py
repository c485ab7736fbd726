"""From what coders did with statements to ratings: one unit a statement, its value the coder's set of codes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from annotator.agreement.encoding import encode
from annotator.agreement.ratings import Ratings, Scale, Value, value_order
from annotator.model.annotation import Absence

Unit = TypeVar("Unit", bound=Hashable)

Answers = Mapping[Unit, Collection[Value]]
"""Per statement that a coder has done, the codes given there; nothing given is an empty collection."""


def ratings_of(
    answers: Mapping[str, Answers[Unit]],
    *,
    codes: Sequence[Value] = (),
    undecided_is_missing: bool = True,
) -> Ratings:
    """The ratings of one variable, by coder.

    A statement that a coder has not done is missing there, and so is one where the coder was undecided;
    *not applicable* is a value. When every set holds exactly one code the scale is nominal and the
    values are the codes, `codes` in their order first; else the values are the sets, compared with MASI.
    Units are in the order in which they first come up, coder by coder.
    """
    units = list(dict.fromkeys(unit for given in answers.values() for unit in given))
    columns = [
        {unit: _answer(codes_there, undecided_is_missing) for unit, codes_there in given.items()}
        for given in answers.values()
    ]
    rows = [[column.get(unit) for column in columns] for unit in units]
    if any(answer is not None and len(answer) != 1 for row in rows for answer in row):
        return encode(rows, coders=list(answers), scale=Scale.SET, units=units)
    singles = [[None if answer is None else next(iter(answer)) for answer in row] for row in rows]
    values = [*codes, *_others(singles, codes)] if codes else None
    return encode(singles, coders=list(answers), values=values, units=units)


def _answer(codes: Collection[Value], undecided_is_missing: bool) -> frozenset[Value] | None:  # noqa: FBT001  # private
    if undecided_is_missing and any(code is Absence.UNDECIDED for code in codes):
        return None
    return frozenset(codes)


def _others(rows: Sequence[Sequence[Value | None]], codes: Sequence[Value]) -> list[Value]:
    """Values that occur and are not among the codes: retired ones, actors, not applicable."""
    found = {value for row in rows for value in row if value is not None}
    return sorted(found - set(codes), key=value_order)

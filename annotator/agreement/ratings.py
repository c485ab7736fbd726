"""Who gave which unit which value: the table that every coefficient is computed from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Counts, IntArray, distinct_rows
from annotator.errors import CoderTwiceError, NoDeclaredOrderError, NoSuchCategoryError, NoSuchCoderError

Value = Hashable
MISSING = -1


class Scale(StrEnum):
    """What may be read from the values: sameness, order, distances, proportions, or set members."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"
    SET = "set"


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Units x coders, stored as distinct rows and how many units carry each.

    `values`: the declared values in order, or those that occur, sorted; `is_declared` tells which.
    `patterns`: one row per distinct row, one column per coder, places in `values`, -1 for missing;
    in lexicographic order. `counts`: units per pattern. `pattern_of_unit`: the pattern of each unit
    in its original order, None where units were never told apart (tables of counts, characters).
    `are_named` is False where only counts per value are known: then the columns are no persons.
    """

    coders: tuple[str, ...]
    values: tuple[Value, ...]
    patterns: NDArray[np.int32]
    counts: Counts
    scale: Scale = Scale.NOMINAL
    is_declared: bool = False
    are_named: bool = True
    pattern_of_unit: NDArray[np.int32] | None = None
    units: Sequence[Hashable] | None = None

    def __post_init__(self) -> None:
        if len(set(self.coders)) < len(self.coders):
            twice = next(name for at, name in enumerate(self.coders) if name in self.coders[:at])
            raise CoderTwiceError(coder=twice)

    @classmethod
    def of_codes(
        cls,
        codes: IntArray,
        values: Sequence[Value],
        *,
        coders: Sequence[str] | None = None,
        scale: Scale | str = Scale.NOMINAL,
        is_declared: bool = True,
        units: Sequence[Hashable] | None = None,
    ) -> Ratings:
        """From a units x coders array of places in `values`, -1 for missing."""
        patterns, which = distinct_rows(codes, len(values))
        counts = np.bincount(which, minlength=len(patterns)).astype(np.int64)
        return cls(
            coders=tuple(coders) if coders is not None else default_names(codes.shape[1]),
            values=tuple(values),
            patterns=patterns,
            counts=counts,
            scale=Scale(scale),
            is_declared=is_declared,
            pattern_of_unit=which,
            units=units,
        )

    @property
    def n_values(self) -> int:
        """How many values are declared (or occur); q in the formulas."""
        return len(self.values)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Ratings of a unit, per pattern; m_u in the formulas."""
        return np.asarray((self.patterns >= 0).sum(axis=1, dtype=np.int64))

    @property
    def n_units(self) -> int:
        """All units, rated or not."""
        return int(self.counts.sum())

    @property
    def active(self) -> NDArray[np.bool_]:
        """Which coders gave any rating at all: the others are no coders of these units."""
        used = self.patterns[self.counts > 0]
        return np.asarray((used >= 0).any(axis=0))

    @property
    def n_coders(self) -> int:
        """Coders with at least one rating; for counts the most ratings that one unit has."""
        if self.are_named:
            return int(self.active.sum())
        return int(self.sizes[self.counts > 0].max(initial=0))

    def column(self, coder: str) -> int:
        """The column of a coder. Raises NoSuchCoderError."""
        if coder not in self.coders:
            raise NoSuchCoderError(coder=coder, known=", ".join(self.coders))
        return self.coders.index(coder)

    def place(self, category: Value) -> int:
        """The place of a value. Raises NoSuchCategoryError."""
        if category not in self.values:
            raise NoSuchCategoryError(category=category, known=", ".join(map(str, self.values)))
        return self.values.index(category)

    def require_order(self) -> None:
        """Raises NoDeclaredOrderError for text values that nobody put in order."""
        if not self.is_declared and any(isinstance(value, str) for value in self.values):
            raise NoDeclaredOrderError(known=", ".join(map(str, self.values)))

    def reweighted(self, counts: Counts) -> Ratings:
        """The same patterns, each carried by another number of units."""
        return replace(self, counts=counts, pattern_of_unit=None, units=None)

    def of_coders(self, coders: Sequence[str]) -> Ratings:
        """The columns of these coders only, in this order."""
        columns = [self.column(coder) for coder in coders]
        return self._merged(self.patterns[:, columns], self.values, coders=tuple(coders))

    def recoded(self, places: Sequence[int] | IntArray, values: Sequence[Value]) -> Ratings:
        """Each value replaced by another: `places[old]` is the new place, -1 makes it missing."""
        table = np.append(np.asarray(places, dtype=np.int32), np.int32(MISSING))
        return self._merged(table[self.patterns], tuple(values), coders=self.coders)

    def split_by(self, category: Value) -> Ratings:
        """Two values only: whether a rating is `category` (1) or not (0); gaps stay gaps."""
        here = self.place(category)
        return self.recoded([int(at == here) for at in range(self.n_values)], (False, True))

    def without_coders(self) -> Ratings:
        """The same ratings with the coders forgotten: each row sorted, gaps last, equal rows joined.

        Far fewer distinct rows, and as many columns as the most rated unit has ratings.
        """
        width = int(self.sizes.max(initial=0))
        ordered = np.sort(self.patterns, axis=1)[:, ::-1][:, :width]
        joined = self._merged(ordered, self.values, coders=default_names(width))
        return replace(joined, are_named=False)

    def _merged(self, codes: IntArray, values: tuple[Value, ...], coders: tuple[str, ...]) -> Ratings:
        patterns, which = distinct_rows(codes, len(values))
        counts = np.bincount(which, weights=self.counts, minlength=len(patterns)).astype(np.int64)
        of_unit = None if self.pattern_of_unit is None else which[self.pattern_of_unit]
        return replace(
            self, coders=coders, values=values, patterns=patterns, counts=counts, pattern_of_unit=of_unit
        )


def default_names(n_coders: int) -> tuple[str, ...]:
    """Names for coders without any: coder 1, coder 2 and so on."""
    return tuple(f"coder {at + 1}" for at in range(n_coders))


def value_order(value: Value) -> tuple[int, float, str]:
    """How values without a declared order are sorted: numbers, text, sets by size, the rest."""
    if isinstance(value, (int, float, np.number)):
        return 0, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value
    if isinstance(value, frozenset):
        return 2, float(len(value)), repr(sorted(map(value_order, value)))
    return 3, 0.0, repr(value)


def declared_places(values: Sequence[Value]) -> Mapping[Value, int]:
    """Each declared value and its place in the order."""
    return {value: at for at, value in enumerate(values)}

"""Tables as people have them (rows, arrays of numbers, counts, cross tables) turned into ratings."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import IntArray, merged_rows, rows_of_keys
from annotator.agreement.ratings import (
    MISSING,
    Ratings,
    Scale,
    Value,
    declared_places,
    default_names,
    value_order,
)
from annotator.errors import RaggedTableError, UndeclaredValueError

_ROWS_AT_ONCE = 8_192  # few enough to stay in the processor's cache
_LARGEST_EXACT = 2**53  # the largest whole number up to which floating point is exact


class _Places(dict[Value, int]):
    """Gives every new value the next place."""

    def __missing__(self, value: Value) -> int:
        self[value] = len(self)
        return self[value]


def encode(
    rows: Sequence[Sequence[object]],
    *,
    coders: Sequence[str] | None = None,
    values: Sequence[Value] | None = None,
    scale: Scale | str = Scale.NOMINAL,
    units: Sequence[Hashable] | None = None,
) -> Ratings:
    """Ratings from one row per unit and one cell per coder.

    None and NaN are missing. On the scale `set` a cell is a collection of codes; an empty one is a
    value. `values`: the declared values in their order; without them those that occur, sorted.
    1 and "1" are two values; 1 and 1.0 are one.
    Raises RaggedTableError, UndeclaredValueError.
    """
    width = _width(rows, coders)
    names = tuple(coders) if coders is not None else default_names(width)
    cells: Iterator[object] = chain.from_iterable(rows)
    if Scale(scale) is Scale.SET:
        cells = map(_as_set, cells)
        values = None if values is None else [_as_set(value) for value in values]
    found = _Places(declared_places(values or ()))
    flat = np.fromiter(map(found.__getitem__, cells), dtype=np.int32, count=len(rows) * width)
    places, order = _sorted_places(found, None if values is None else len(values))
    codes = places[flat].reshape(len(rows), width)
    if values is not None and len(order) > len(values):
        _refuse_undeclared(codes, order, len(values), names)
    return Ratings.of_codes(
        codes, order, coders=names, scale=scale, is_declared=values is not None, units=units
    )


def encode_numbers(
    table: NDArray[np.number],
    *,
    coders: Sequence[str] | None = None,
    scale: Scale | str = Scale.NOMINAL,
    units: Sequence[Hashable] | None = None,
) -> Ratings:
    """Ratings from a units x coders array of numbers; NaN is missing. For a million units and more."""
    low, high = _extent(table)
    base = int(high - low) + 2
    if base < 2 or base ** table.shape[1] > _LARGEST_EXACT:
        return _encode_any_numbers(table, coders, scale, units)
    keys = _keys_of_whole_numbers(table, low, base)
    if keys is None:
        return _encode_any_numbers(table, coders, scale, units)
    patterns, which = rows_of_keys(keys, base, table.shape[1])
    used = np.unique(patterns[patterns >= 0])
    return Ratings(
        coders=tuple(coders) if coders is not None else default_names(table.shape[1]),
        values=tuple(int(low) + int(at) for at in used),
        patterns=np.where(patterns < 0, MISSING, np.searchsorted(used, patterns)).astype(np.int32),
        counts=np.bincount(which, minlength=len(patterns)).astype(np.int64),
        scale=Scale(scale),
        pattern_of_unit=which,
        units=units,
    )


def from_patterns(
    rows: Sequence[Sequence[object]],
    counts: Sequence[int],
    *,
    coders: Sequence[str] | None = None,
    values: Sequence[Value] | None = None,
    scale: Scale | str = Scale.NOMINAL,
) -> Ratings:
    """Ratings from distinct rows and how many units carry each."""
    once = encode(rows, coders=coders, values=values, scale=scale)
    assert once.pattern_of_unit is not None
    weights = np.bincount(once.pattern_of_unit, weights=counts, minlength=len(once.patterns))
    return once.reweighted(weights.astype(np.int64))


def from_contingency(
    table: Sequence[Sequence[int]],
    values: Sequence[Value],
    *,
    coders: Sequence[str] = ("coder 1", "coder 2"),
    scale: Scale | str = Scale.NOMINAL,
) -> Ratings:
    """Two coders from their cross table: rows are the first coder's values, columns the second's."""
    counts = np.asarray(table, dtype=np.int64)
    for at, row in enumerate(table):
        if len(row) != len(values):
            raise RaggedTableError(row=at + 1, found=len(row), expected=len(values))
    cells = np.argwhere(counts > 0)
    patterns, kept = merged_rows(cells, counts[counts > 0], len(values))
    return Ratings(tuple(coders), tuple(values), patterns, kept, Scale(scale), is_declared=True)


def from_counts(
    table: Sequence[Sequence[int]], values: Sequence[Value], *, scale: Scale | str = Scale.NOMINAL
) -> Ratings:
    """Nameless coders from counts: one row per unit, how many coders gave it each value."""
    counts = np.asarray(table, dtype=np.int64).reshape(len(table), len(values))
    width = int(counts.sum(axis=1).max(initial=0))
    codes = np.full((len(counts), width), MISSING, dtype=np.int32)
    for row, unit in zip(codes, counts, strict=True):
        row[: unit.sum()] = np.repeat(np.arange(len(values)), unit)
    ratings = Ratings.of_codes(codes, values, scale=scale)
    return Ratings(
        ratings.coders,
        ratings.values,
        ratings.patterns,
        ratings.counts,
        ratings.scale,
        is_declared=True,
        are_named=False,
        pattern_of_unit=ratings.pattern_of_unit,
    )


def declared_values(
    given: Sequence[str], rows: Sequence[Sequence[object]], scale: Scale | str
) -> list[Hashable]:
    """Declared values as they were typed: numbers where the table holds numbers, sets on the scale *set*."""
    if Scale(scale) is Scale.SET:
        return [frozenset({value}) for value in given]
    has_numbers = any(isinstance(cell, (int, float)) for row in rows for cell in row)
    if not has_numbers:
        return [*given]
    return [_as_number(value) for value in given]


def _as_number(value: str) -> Hashable:
    """The number that a text tells; a text that tells none stays one."""
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def coded_counts(ratings: Ratings) -> NDArray[np.int64]:
    """How many units each coder has a value for."""
    return np.asarray(((ratings.patterns >= 0) * ratings.counts[:, np.newaxis]).sum(axis=0), dtype=np.int64)


def _as_set(cell: object) -> frozenset[Hashable] | None:
    """A cell of the scale `set`: None stays missing, one code alone becomes a set of one."""
    if cell is None:
        return None
    return (
        frozenset(cell) if isinstance(cell, Collection) and not isinstance(cell, str) else frozenset({cell})
    )


def _width(rows: Sequence[Sequence[object]], coders: Sequence[str] | None) -> int:
    width = len(coders) if coders is not None else len(rows[0]) if len(rows) else 0
    for at, row in enumerate(rows):
        if len(row) != width:
            raise RaggedTableError(row=at + 1, found=len(row), expected=width)
    return width


def _sorted_places(found: dict[Value, int], n_declared: int | None) -> tuple[NDArray[np.int32], list[Value]]:
    """From the place of first sight to the final place; missing values get -1."""
    seen = list(found)
    there = [at for at, value in enumerate(seen) if value is not None and value == value]  # noqa: PLR0124  # NaN is not itself
    if n_declared is None:
        there.sort(key=lambda at: value_order(seen[at]))
    places = np.full(len(seen), MISSING, dtype=np.int32)
    places[there] = np.arange(len(there))
    return places, [seen[at] for at in there]


def _refuse_undeclared(
    codes: IntArray, order: Sequence[Value], n_declared: int, coders: Sequence[str]
) -> None:
    row, column = np.argwhere(codes >= n_declared)[0]
    raise UndeclaredValueError(
        coder=coders[column],
        row=row + 1,
        value=order[codes[row, column]],
        known=", ".join(map(str, order[:n_declared])),
    )


def _extent(table: NDArray[np.number]) -> tuple[float, float]:
    """Smallest and largest number, NaN left out; (0, -1) unless both are whole and exact."""
    if not table.size:
        return 0.0, -1.0
    low, high = float(np.fmin.reduce(table, axis=None)), float(np.fmax.reduce(table, axis=None))
    is_exact = low.is_integer() and high.is_integer() and -_LARGEST_EXACT < low <= high < _LARGEST_EXACT
    return (low, high) if is_exact else (0.0, -1.0)


def _keys_of_whole_numbers(table: NDArray[np.number], low: float, base: int) -> IntArray | None:
    """Each row as one integer, its numbers counted from `low`, gaps as 0; None for fractions."""
    powers = np.array([float(base**at) for at in range(table.shape[1] - 1, -1, -1)])
    keys = np.empty(len(table), dtype=np.int64)
    digits = np.empty((_ROWS_AT_ONCE, table.shape[1]))
    for at in range(0, len(table), _ROWS_AT_ONCE):
        rows = table[at : at + _ROWS_AT_ONCE]
        part = digits[: len(rows)]
        np.subtract(rows, low - 1, out=part)
        np.fmax(part, 0.0, out=part)  # NaN becomes 0
        if not np.array_equal(np.rint(part), part):
            return None
        keys[at : at + _ROWS_AT_ONCE] = part @ powers
    return keys


def _encode_any_numbers(
    table: NDArray[np.number],
    coders: Sequence[str] | None,
    scale: Scale | str,
    units: Sequence[Hashable] | None,
) -> Ratings:
    there = ~np.isnan(table)
    values, places = np.unique(table[there], return_inverse=True)
    codes = np.full(table.shape, MISSING, dtype=np.int32)
    codes[there] = places
    return Ratings.of_codes(
        codes, values.tolist(), coders=coders, scale=scale, is_declared=False, units=units
    )

"""How far apart two values are: nominal, ordinal, interval, ratio, or a table of one's own.

A metric answers two questions, and every chance-corrected coefficient is made of them:
`between` two values, and the `spread` of a histogram, the sum over all ordered pairs of values
c, k of h_c h_k d_ck. Observed disagreement is the spread within units, expected disagreement the
spread of all ratings together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Floats, IntArray
from annotator.agreement.ratings import Value
from annotator.errors import MixedSignsError, TextOnNumericScaleError, WrongMatrixError

LARGEST_TABLE = 2048
"""Up to so many values a metric is kept as a table; beyond, distances are computed block by block."""

_BLOCK = 256


class Metric(Protocol):
    """Distances between values, which go by their places 0 … q - 1; symmetric, zero to themselves."""

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """The distances of places, element by element."""

    def spread(self, histograms: Floats) -> Floats:
        """Sum over c, k of h_c h_k d_ck, along the last axis (one entry per value)."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """0 for the same value, 1 for another."""

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """1 where the places differ."""
        return np.asarray(first != second, dtype=np.float64)

    def spread(self, histograms: Floats) -> Floats:
        """(sum h)^2 - sum h^2."""
        return np.asarray(histograms.sum(axis=-1) ** 2 - (histograms**2).sum(axis=-1))


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """The squared difference of numbers; `numbers` holds one per value, counted from their middle."""

    numbers: Floats

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """(x_c - x_k)^2."""
        return np.asarray((self.numbers[first] - self.numbers[second]) ** 2)

    def spread(self, histograms: Floats) -> Floats:
        """2 (sum h · sum h x^2 - (sum h x)^2)."""
        first, second = histograms @ self.numbers, histograms @ self.numbers**2
        return np.asarray(2 * (histograms.sum(axis=-1) * second - first**2))

    def spread_of_rows(self, patterns: IntArray) -> Floats:
        """The spread of each row of ratings, without comparing them pair by pair."""
        numbers = np.append(self.numbers, 0.0)[patterns]
        sizes = (patterns >= 0).sum(axis=1)
        return np.asarray(2 * (sizes * (numbers**2).sum(axis=1) - numbers.sum(axis=1) ** 2))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Any distances, as a q x q table."""

    table: Floats

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """The cells of the table."""
        return np.asarray(self.table[first, second])

    def spread(self, histograms: Floats) -> Floats:
        """Sum of h D h."""
        return np.asarray(((histograms @ self.table) * histograms).sum(axis=-1))


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A distance that a formula gives for any two numbers; `numbers` holds one per value."""

    numbers: Floats
    formula: Callable[[Floats, Floats], Floats]

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """The formula, element by element."""
        return self.formula(self.numbers[first], self.numbers[second])

    def rows(self, places: IntArray) -> Floats:
        """The distances of these values to all values."""
        return self.between(places[:, np.newaxis], np.arange(len(self.numbers)))

    def spread(self, histograms: Floats) -> Floats:
        """Block by block, so that many different numbers need little memory."""
        return spread_in_blocks(self, histograms)


class TableByRows(Metric, Protocol):
    """A metric whose q x q table is too large to keep and can be had a few rows at a time."""

    def rows(self, places: IntArray) -> Floats:
        """The distances of these values to all values."""


def spread_in_blocks(metric: TableByRows, histograms: Floats) -> Floats:
    """The spread from a few rows of the table at a time."""
    total = np.zeros(histograms.shape[:-1])
    for at in range(0, histograms.shape[-1], _BLOCK):
        places = np.arange(at, min(at + _BLOCK, histograms.shape[-1]))
        total += ((histograms[..., places] @ metric.rows(places)) * histograms).sum(axis=-1)
    return total


def as_table(metric: TableByRows, q: int) -> Metric:
    """The metric as a table where that is small enough to keep; else as it is."""
    return metric if q > LARGEST_TABLE else Table(metric.rows(np.arange(q)))


def interval(values: Sequence[Value]) -> Squares:
    """Squared differences of the numbers."""
    numbers = numbers_of(values, "interval")
    middle = (numbers.min() + numbers.max()) / 2 if len(numbers) else 0.0
    return Squares(numbers - middle)


def ratio(values: Sequence[Value]) -> Metric:
    """((x_c - x_k) / (x_c + x_k))^2, 0 for zero against zero.

    Raises MixedSignsError when numbers stand on both sides of zero.
    """
    numbers = numbers_of(values, "ratio")
    if len(numbers) and numbers.min() < 0 < numbers.max():
        raise MixedSignsError(low=values[int(numbers.argmin())], high=values[int(numbers.argmax())])
    return as_table(Formula(numbers, _ratio), len(numbers))


def graded(numbers: Floats, weights: str) -> Metric:
    """Weights of agreement as distances from 0 to 1: |x - y| / range for `linear`, squared for `quadratic`.

    Source: Cohen (1968) for positions; Gwet (2014) for the numbers themselves.
    """
    width = np.ptp(numbers) or 1.0
    if weights == "quadratic":
        return Squares((numbers - numbers.mean()) / width)
    return as_table(Formula(numbers / width, _apart), len(numbers))


def _ratio(one: Floats, other: Floats) -> Floats:
    total = one + other
    return np.asarray(((one - other) / np.where(total == 0, 1.0, total)) ** 2)


def _apart(one: Floats, other: Floats) -> Floats:
    return np.abs(one - other)


def ordinal(histogram: Floats) -> Squares:
    """Krippendorff's ordinal distance, from how often each value occurs in pairable ratings.

    (sum of n_g from c to k - (n_c + n_k)/2)^2 is the squared difference of middle ranks, so the
    ordinal distance is the interval distance between ranks; unused values change nothing.
    """
    ranks = np.cumsum(histogram) - histogram / 2
    return Squares(ranks - histogram.sum() / 2)


def matrix(table: Sequence[Sequence[float]], q: int) -> Table:
    """Distances of one's own. Raises WrongMatrixError."""
    cells = np.asarray(table, dtype=np.float64)
    if cells.shape != (q, q):
        raise WrongMatrixError(expected=q, reason=f"it has {' x '.join(map(str, cells.shape))}")
    reasons = {
        "a cell is negative or no number": not bool((cells >= 0).all()),
        "a value differs from itself": bool(np.diagonal(cells).any()),
        "its halves differ": not np.array_equal(cells, cells.T),
    }
    for reason, holds in reasons.items():
        if holds:
            raise WrongMatrixError(expected=q, reason=reason)
    return Table(cells)


def numbers_of(values: Sequence[Value], metric: str) -> Floats:
    """The values as numbers. Raises TextOnNumericScaleError for the first that is none."""
    for value in values:
        if not isinstance(value, (int, float, np.number)) or not np.isfinite(value):
            raise TextOnNumericScaleError(value=repr(value), metric=metric)
    return np.array(values, dtype=np.float64)


def positions_or_numbers(values: Sequence[Value]) -> NDArray[np.float64]:
    """The numbers themselves, or the positions of text values in the declared order (Gwet's weights)."""
    try:
        return numbers_of(values, "")
    except TextOnNumericScaleError:
        return np.arange(len(values), dtype=np.float64)

"""What happens within units: how many ratings each has, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.metrics import Metric, Squares
from annotator.agreement.patterns import Counts, Floats, IntArray
from annotator.agreement.ratings import Ratings

_ROWS_AT_ONCE = 65_536


def spreads(patterns: IntArray, metric: Metric) -> Floats:
    """Per row the sum of d over ordered pairs of its ratings; 0 for rows with fewer than two.

    Pair of columns by pair of columns, so nothing of size rows x values x values is ever made.
    """
    if isinstance(metric, Squares):
        return metric.spread_of_rows(patterns)
    result = np.zeros(len(patterns))
    for at in range(0, len(patterns), _ROWS_AT_ONCE):
        block = np.ascontiguousarray(patterns[at : at + _ROWS_AT_ONCE].T)
        part = result[at : at + _ROWS_AT_ONCE]
        for first, second in combinations(block, 2):
            both = (first >= 0) & (second >= 0)
            part[both] += 2 * metric.between(first[both], second[both])
    return result


def histogram(patterns: IntArray, counts: Counts, n_values: int) -> Floats:
    """How often each value occurs, each row weighing its count; gaps left out."""
    total = np.zeros(n_values + 1)
    for column in patterns.T:
        total += np.bincount(column + 1, weights=counts, minlength=n_values + 1)
    return total[1:]


def pairable(ratings: Ratings) -> Ratings:
    """Only the units that two coders or more rated."""
    keep = (ratings.sizes >= 2) & (ratings.counts > 0)
    return Ratings(
        ratings.coders,
        ratings.values,
        ratings.patterns[keep],
        ratings.counts[keep],
        ratings.scale,
        ratings.is_declared,
        ratings.are_named,
    )


def figure(
    measure: str,
    ratings: Ratings,
    value: float | Undefined,
    params: Mapping[str, object] | None = None,
    place: str = "",
) -> Figure:
    """A figure with the counts of its ratings; `value` is the reason where there is no value."""
    sizes, counts = ratings.sizes, ratings.counts
    if value is Undefined.NO_VARIATION and not place:
        place = _only_value(ratings)
    return Figure(
        measure=measure,
        value=None if isinstance(value, Undefined) else float(value),
        undefined=value if isinstance(value, Undefined) else None,
        n_units=int(counts[sizes >= 2].sum()),
        n_coders=ratings.n_coders,
        n_pairable=int((counts * sizes)[sizes >= 2].sum()),
        n_single=int(counts[sizes == 1].sum()),
        params=dict(params or {}),
        place=place,
    )


def _only_value(ratings: Ratings) -> str:
    """The one value of all pairable ratings, in words; empty where there are several."""
    patterns = ratings.patterns[(ratings.sizes >= 2) & (ratings.counts > 0)]
    places = np.unique(patterns[patterns >= 0])
    if len(places) != 1:
        return ""
    value = ratings.values[int(places[0])]
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "nothing"
    return str(value)

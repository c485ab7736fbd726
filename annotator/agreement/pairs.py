"""Who agrees with whom, and which values are taken for each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.figure import Figure
from annotator.agreement.patterns import Counts, Floats
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.two_coders import cross_table, named_only, two_coders
from annotator.agreement.units import pairable


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """How often the value of the row met the value of the column.

    Two coders: units by the first coder's value (rows) and the second's (columns). More: coincidences,
    symmetrical, each unit's pairs weighing 1 / (m_u - 1), so that all cells sum to the pairable ratings.
    """

    values: tuple[Value, ...]
    cells: Floats
    coders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderMatrix:
    """One figure per pair of coders; pairs without shared units are undefined, their `n_units` is 0."""

    coders: tuple[str, ...]
    figures: Mapping[tuple[str, str], Figure]

    def of(self, one: str, other: str) -> Figure:
        """The figure of a pair, in whichever order. Raises KeyError."""
        return self.figures[(one, other) if (one, other) in self.figures else (other, one)]


def coder_matrix(
    ratings: Ratings, coefficient: Callable[[Ratings], Figure] = krippendorff_alpha
) -> CoderMatrix:
    """The coefficient for every pair of coders, each on the units that both rated."""
    named_only(ratings, "The matrix of coders")
    pairs = list(combinations(ratings.coders, 2))
    return CoderMatrix(ratings.coders, {pair: coefficient(ratings.of_coders(pair)) for pair in pairs})


def without_each(
    ratings: Ratings, coefficient: Callable[[Ratings], Figure] = krippendorff_alpha
) -> Mapping[str, Figure]:
    """The coefficient with each coder left out in turn: it rises without a coder who codes otherwise."""
    named_only(ratings, "Leaving out one coder")
    return {
        left_out: coefficient(ratings.of_coders([coder for coder in ratings.coders if coder != left_out]))
        for left_out in ratings.coders
    }


def confusion(ratings: Ratings, pair: Sequence[str] | None = None) -> Confusion:
    """The cross table of two coders (named, or the only two), else the coincidences of all."""
    if pair is None and (not ratings.are_named or ratings.n_coders > 2):
        return Confusion(ratings.values, coincidences(ratings))
    two = ratings.of_coders(pair) if pair is not None else two_coders(ratings, "The cross table")
    return Confusion(ratings.values, cross_table(two).astype(np.float64), two.coders)


def coincidences(ratings: Ratings) -> Floats:
    """o_ck = sum_u n_uc (n_uk - [c = k]) / (m_u - 1), q x q.

    Source: Krippendorff (2004), Content Analysis, 2nd ed., chapter 11.
    """
    both = pairable(ratings.without_coders())
    q, weights = ratings.n_values, both.counts / (both.sizes - 1)
    cells = np.zeros(q * q)
    for first, second in combinations(both.patterns.T.astype(np.int64), 2):
        there = (first >= 0) & (second >= 0)
        cells += np.bincount(first[there] * q + second[there], weights=weights[there], minlength=q * q)
    table = cells.reshape(q, q)
    return np.asarray(table + table.T)


def value_counts(ratings: Ratings) -> Counts:
    """How often each coder gave each value: coders x values; says whether habits differ."""
    named_only(ratings, "Counting values by coder")
    table = [
        np.bincount(column + 1, weights=ratings.counts, minlength=ratings.n_values + 1)[1:]
        for column in ratings.patterns.T
    ]
    return np.array(table).reshape(-1, ratings.n_values).astype(np.int64)

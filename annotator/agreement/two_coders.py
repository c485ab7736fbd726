"""Coefficients for two coders, on the units that both rated: Cohen's kappa and Scott's pi."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from annotator.agreement import metrics
from annotator.agreement.figure import Figure, Interval, Undefined
from annotator.agreement.metrics import Metric, Nominal
from annotator.agreement.patterns import Counts, Floats
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.units import figure, pairable
from annotator.errors import NoNamesOfCodersError, NotTwoCodersError, WrongParameterError

WEIGHTS = ("linear", "quadratic", "matrix")

Matrix = Sequence[Sequence[float]]


def cohen_kappa(
    ratings: Ratings, weights: str | None = None, disagreement_matrix: Matrix | None = None
) -> Figure:
    """1 - sum d_ij p_ij / sum d_ij p_i. p_.j; each coder keeps the margins of their own.

    Without `weights` d is 0 for the same value and 1 for another (Cohen 1960): (p_o - p_e) / (1 - p_e).
    `linear`, `quadratic`: distances of positions in the declared scale; `matrix`: the distances in
    `disagreement_matrix` (Cohen 1968). Undefined when both coders used one and the same value only.
    """
    two = two_coders(ratings, "cohen_kappa")
    params = _params(weights, disagreement_matrix)
    return figure("cohen_kappa", two, _kappa(two, _distances(two, weights, disagreement_matrix)), params)


def cohen_kappa_category(ratings: Ratings, category: Value) -> Figure:
    """Kappa of the 2 x 2 table "`category` or not". Source: Fleiss (1981), chapter 13."""
    return cohen_kappa(ratings.split_by(category)).named("cohen_kappa_category", {"category": category})


def scott_pi(ratings: Ratings) -> Figure:
    """(p_o - p_e) / (1 - p_e) with p_e = sum_i ((p_i. + p_.i) / 2)^2. Source: Scott (1955)."""
    two = pairable(two_coders(ratings, "scott_pi"))
    if not len(two.counts):
        return figure("scott_pi", ratings, Undefined.NO_PAIRABLE_VALUES)
    n = float(two.counts.sum())
    first, second = margins(two)
    if np.count_nonzero(first + second) < 2:
        return figure("scott_pi", ratings, Undefined.NO_VARIATION)
    apart = float((two.counts * (two.patterns[:, 0] != two.patterns[:, 1])).sum()) / n
    return figure("scott_pi", ratings, 1 - apart / float(Nominal().spread((first + second) / (2 * n))))


def cohen_kappa_se(
    ratings: Ratings, weights: str | None = None, disagreement_matrix: Matrix | None = None
) -> Figure:
    """Asymptotic standard error of kappa, with agreement weights w = 1 - d.

    var = [sum_ij p_ij (w_ij - (wr_i + wc_j)(1 - K))^2 - (K - p_e (1 - K))^2] / (N (1 - p_e)^2),
    wr_i = sum_j w_ij p_.j, wc_j = sum_i w_ij p_i. Source: Fleiss, Cohen and Everitt (1969).
    """
    two = two_coders(ratings, "cohen_kappa_se")
    distances = _distances(two, weights, disagreement_matrix)
    kappa = _kappa(two, distances)
    value = kappa if isinstance(kappa, Undefined) else sqrt(_variance(cross_table(two), distances, kappa))
    return figure("cohen_kappa_se", two, value, _params(weights, disagreement_matrix))


def cohen_kappa_ci(
    ratings: Ratings,
    level: float = 0.95,
    weights: str | None = None,
    disagreement_matrix: Matrix | None = None,
) -> Figure:
    """Kappa with the normal interval K ± z SE, not cut at 1. Source: Fleiss, Cohen and Everitt (1969)."""
    kappa = cohen_kappa(ratings, weights, disagreement_matrix)
    error = cohen_kappa_se(ratings, weights, disagreement_matrix)
    named = kappa.named("cohen_kappa_ci", {"level": level, **kappa.params})
    if kappa.value is None or error.value is None:
        return named
    reach = NormalDist().inv_cdf((1 + level) / 2) * error.value
    return named.with_interval(Interval(kappa.value - reach, kappa.value + reach, level, "asymptotic"))


def pairwise_cohen_kappa(ratings: Ratings, pair: Sequence[str]) -> Figure:
    """Cohen's kappa of two named coders. Source: Cohen (1960)."""
    return cohen_kappa(_named_pair(ratings, pair)).named("pairwise_cohen_kappa", {"pair": tuple(pair)})


def pairwise_weighted_kappa(
    ratings: Ratings, pair: Sequence[str], weights: str, disagreement_matrix: Matrix | None = None
) -> Figure:
    """Weighted kappa of two named coders. Source: Cohen (1968)."""
    found = cohen_kappa(_named_pair(ratings, pair), weights, disagreement_matrix)
    return found.named("pairwise_weighted_kappa", {"pair": tuple(pair), **found.params})


def two_coders(ratings: Ratings, measure: str) -> Ratings:
    """The two coders that rated anything. Raises NotTwoCodersError when they are more."""
    named_only(ratings, measure)
    at_work = [name for name, rated in zip(ratings.coders, ratings.active, strict=True) if rated]
    if len(at_work) > 2:
        raise NotTwoCodersError(measure=measure, found=len(at_work))
    idle = [name for name in ratings.coders if name not in at_work]
    return ratings.of_coders([*at_work, *idle][:2])


def named_only(ratings: Ratings, measure: str) -> None:
    """Raises NoNamesOfCodersError where only counts per value are known."""
    if not ratings.are_named:
        raise NoNamesOfCodersError(measure=measure)


def margins(two: Ratings) -> tuple[Counts, Counts]:
    """How often each coder gave each value, in units that both rated."""
    table = [np.bincount(column, weights=two.counts, minlength=two.n_values) for column in two.patterns.T]
    return table[0].astype(np.int64), table[1].astype(np.int64)


def cross_table(ratings: Ratings) -> Counts:
    """Units by the first coder's value (rows) and the second's (columns); gaps left out; q x q."""
    both = pairable(ratings)
    q = ratings.n_values
    cells = both.patterns[:, 0].astype(np.int64) * q + both.patterns[:, 1]
    return np.bincount(cells, weights=both.counts, minlength=q * q).astype(np.int64).reshape(q, q)


def _kappa(two: Ratings, distances: Metric) -> float | Undefined:
    both = pairable(two)
    if not len(both.counts):
        return Undefined.NO_PAIRABLE_VALUES
    n = float(both.counts.sum())
    first, second = (margin / n for margin in margins(both))
    if np.count_nonzero(first + second) < 2:
        return Undefined.NO_VARIATION
    observed = float((both.counts * distances.between(*both.patterns.T)).sum()) / n
    expected = across(distances, first, second)
    return 1 - observed / expected if expected > 0 else Undefined.NO_VARIATION


def across(distances: Metric, first: Floats, second: Floats) -> float:
    """Sum over i, j of d_ij first_i second_j, from three spreads."""
    together, one, other = distances.spread(np.stack([first + second, first, second]))
    return float(together - one - other) / 2


def _variance(table: Counts, distances: Metric, kappa: float) -> float:
    places: NDArray[np.intp] = np.arange(len(table))
    w = 1 - distances.between(places[:, np.newaxis], places)
    p = table / table.sum()
    rows, columns = w @ p.sum(axis=0), p.sum(axis=1) @ w
    chance = float(p.sum(axis=1) @ rows)
    spread = (p * (w - (rows[:, np.newaxis] + columns) * (1 - kappa)) ** 2).sum()
    variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (table.sum() * (1 - chance) ** 2)
    return max(float(variance), 0.0)


def _distances(ratings: Ratings, weights: str | None, disagreement_matrix: Matrix | None) -> Metric:
    if weights is None:
        return Nominal()
    if weights == "matrix":
        return metrics.matrix(disagreement_matrix or (), ratings.n_values)
    if weights not in WEIGHTS:
        known = ", ".join(WEIGHTS)
        raise WrongParameterError(measure="cohen_kappa", parameter="weights", value=weights, known=known)
    ratings.require_order()
    return metrics.graded(np.arange(ratings.n_values, dtype=np.float64), weights)


def _named_pair(ratings: Ratings, pair: Sequence[str]) -> Ratings:
    named_only(ratings, "A pairwise kappa")
    return ratings.of_coders(pair)


def _params(weights: str | None, disagreement_matrix: Matrix | None) -> dict[str, object]:
    params = {"weights": weights, "disagreement_matrix": disagreement_matrix}
    return {name: value for name, value in params.items() if value is not None}

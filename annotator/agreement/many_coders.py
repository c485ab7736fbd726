"""Coefficients for any number of coders with gaps: Fleiss, Conger, Light, Brennan-Prediger, Gwet."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from annotator.agreement import metrics
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.metrics import Metric, Nominal
from annotator.agreement.patterns import Floats
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.two_coders import cohen_kappa, named_only
from annotator.agreement.units import figure, histogram, pairable, spreads
from annotator.errors import WrongParameterError

WEIGHTS = ("linear", "quadratic")


def fleiss_kappa(ratings: Ratings, weights: str | None = None) -> Figure:
    """(p_a - p_e) / (1 - p_e) with p_e = sum_ck w_ck pi_c pi_k; coders are interchangeable.

    pi_c: mean share of c over all rated units, single ratings included. `weights`: none, linear or
    quadratic. Two coders without gaps: Scott's pi. Source: Fleiss (1971); gaps: Gwet (2014).
    """
    distances = _distances(ratings, weights)
    shares = value_shares(ratings)
    expected = float(distances.spread(shares)) if np.count_nonzero(shares) > 1 else 0.0
    return _corrected("fleiss_kappa", ratings, distances, expected, weights)


def gwet_ac(ratings: Ratings, weights: str | None = None) -> Figure:
    """AC1 (AC2 with weights): p_e = T_w / (q (q - 1)) sum_c pi_c (1 - pi_c), T_w = sum_ck w_ck.

    q counts the declared values, used or not. `weights`: w = 1 - |x - y| / range (linear) or its
    square (quadratic), x the number or, for text, its position. Source: Gwet (2008, 2014).
    """
    distances, shares, q = _distances(ratings, weights), value_shares(ratings), ratings.n_values
    if q < 2:
        return _corrected("gwet_ac", ratings, distances, 0.0, weights)
    chance = _sum_of_weights(distances, q) / (q * (q - 1)) * float((shares * (1 - shares)).sum())
    return _corrected("gwet_ac", ratings, distances, 1 - chance, weights)


def brennan_prediger(ratings: Ratings, weights: str | None = None) -> Figure:
    """p_e = T_w / q^2, which is 1/q without weights; q counts the declared values, used or not.

    Also Bennett's S, free-marginal kappa, PABAK for q = 2.
    Source: Bennett, Alpert and Goldstein (1954); Brennan and Prediger (1981); Randolph (2005).
    """
    distances, q = _distances(ratings, weights), max(ratings.n_values, 1)
    expected = 1 - _sum_of_weights(distances, q) / q**2 if q > 1 else 0.0
    return _corrected("brennan_prediger", ratings, distances, expected, weights)


def conger_kappa(ratings: Ratings) -> Figure:
    """p_e = mean over pairs of coders of sum_c p_gc p_hc, p_gc the share of c among g's own ratings.

    Without gaps the same as Hubert's and Davies and Fleiss's. Source: Conger (1980); gaps: Gwet (2014).
    """
    named_only(ratings, "conger_kappa")
    own = (
        np.stack(
            [
                histogram(ratings.patterns[:, [at]], ratings.counts, ratings.n_values)
                for at in np.flatnonzero(ratings.active)
            ]
        )
        if ratings.n_coders
        else np.zeros((0, ratings.n_values))
    )
    own /= own.sum(axis=1, keepdims=True)
    g = len(own)
    same_value = float((own.sum(axis=0) ** 2).sum() - (own**2).sum())
    expected = 1 - same_value / (g * (g - 1)) if g > 1 and np.count_nonzero(own.sum(axis=0)) > 1 else 0.0
    return _corrected("conger_kappa", ratings, Nominal(), expected, None)


def light_kappa(ratings: Ratings) -> Figure:
    """Mean of the Cohen kappas of all pairs of coders that share units. Source: Light (1971).

    Undefined as soon as one such pair has no variation; `place` names the pair.
    """
    named_only(ratings, "light_kappa")
    found: list[float] = []
    for pair in combinations(ratings.coders, 2):
        kappa = cohen_kappa(ratings.of_coders(pair))
        if kappa.undefined is Undefined.NO_VARIATION:
            return figure("light_kappa", ratings, Undefined.NO_VARIATION, place=" and ".join(pair))
        if kappa.value is not None:
            found.append(kappa.value)
    return figure("light_kappa", ratings, sum(found) / len(found) if found else Undefined.NO_PAIRABLE_VALUES)


def fleiss_kappa_category(ratings: Ratings, category: Value) -> Figure:
    """Fleiss's kappa after collapsing to "`category` or not". Source: Fleiss (1971)."""
    return fleiss_kappa(ratings.split_by(category)).named("fleiss_kappa_category", {"category": category})


def value_shares(ratings: Ratings) -> Floats:
    """Mean over rated units of the share that each value has in the unit; pi_c in Gwet's framework."""
    rated = (ratings.sizes > 0) & (ratings.counts > 0)
    patterns, counts, m = ratings.patterns[rated], ratings.counts[rated], ratings.sizes[rated]
    total = np.zeros(ratings.n_values + 1)
    for column in patterns.T:
        total += np.bincount(column + 1, weights=counts / m, minlength=len(total))
    return np.asarray(total[1:] / max(int(counts.sum()), 1))


def agreement_share(ratings: Ratings, distances: Metric) -> float | Undefined:
    """Mean over pairable units of the mean weight of the unit's pairs; p_a in Gwet's framework."""
    paired = pairable(ratings)
    if not len(paired.counts):
        return Undefined.NO_PAIRABLE_VALUES
    m = paired.sizes
    apart = paired.counts * spreads(paired.patterns, distances) / (m * (m - 1))
    return 1 - float(apart.sum() / paired.counts.sum())


def _corrected(
    measure: str, ratings: Ratings, distances: Metric, expected_apart: float, weights: str | None
) -> Figure:
    """(p_a - p_e) / (1 - p_e) with 1 - p_e = `expected_apart`."""
    params = {} if weights is None else {"weights": weights}
    together = agreement_share(ratings, distances)
    if isinstance(together, Undefined):
        return figure(measure, ratings, together, params)
    if expected_apart <= 0:
        return figure(measure, ratings, Undefined.NO_VARIATION, params)
    return figure(measure, ratings, 1 - (1 - together) / expected_apart, params)


def _sum_of_weights(distances: Metric, q: int) -> float:
    return q * q - float(distances.spread(np.ones(q)))


def _distances(ratings: Ratings, weights: str | None) -> Metric:
    if weights is None:
        return Nominal()
    if weights not in WEIGHTS:
        known = ", ".join(WEIGHTS)
        raise WrongParameterError(measure="A coefficient", parameter="weights", value=weights, known=known)
    ratings.require_order()
    return metrics.graded(metrics.positions_or_numbers(ratings.values), weights)

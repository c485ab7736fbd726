"""Krippendorff's alpha with any metric: the headline coefficient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement import metrics
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.metrics import Metric, Nominal
from annotator.agreement.patterns import Floats
from annotator.agreement.ratings import Ratings, Scale, Value
from annotator.agreement.sets import SET_METRICS, presence, set_metric
from annotator.agreement.units import figure, histogram, pairable, spreads
from annotator.errors import WrongParameterError

METRICS = ("nominal", "ordinal", "interval", "ratio", "matrix", *SET_METRICS)

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed and expected disagreement; alpha is 1 - observed / expected."""

    observed: float
    expected: float


def default_metric(ratings: Ratings) -> str:
    """The metric that fits the scale: MASI for sets, else the one of the scale's name."""
    return "masi" if ratings.scale is Scale.SET else str(ratings.scale)


def metric_of(ratings: Ratings, metric: str, disagreement_matrix: Matrix | None = None) -> Metric:
    """The distances between the values of these ratings.

    The ordinal one depends on how often each value occurs in pairable units. Raises
    TextOnNumericScaleError, MixedSignsError, NoDeclaredOrderError, NotSetsError, WrongMatrixError.
    """
    paired = pairable(ratings)
    makers: dict[str, Callable[[], Metric]] = {
        "nominal": Nominal,
        "ordinal": lambda: _ordinal(paired),
        "interval": lambda: metrics.interval(ratings.values),
        "ratio": lambda: metrics.ratio(ratings.values),
        "matrix": lambda: metrics.matrix(disagreement_matrix or (), ratings.n_values),
    }
    if metric in SET_METRICS:
        return set_metric(ratings.values, metric)
    if metric not in makers:
        known = ", ".join(METRICS)
        raise WrongParameterError(measure="krippendorff_alpha", parameter="metric", value=metric, known=known)
    return makers[metric]()


def disagreement(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> Disagreement | Undefined:
    """Observed and expected disagreement of pairable units.

    D_o = (1/n) sum_u [sum of d over ordered pairs of ratings of u] / (m_u - 1);
    D_e = sum_ck n_c n_k d_ck / (n (n - 1)), n_c and n counted in pairable units only.
    Source: Krippendorff (2004), Content Analysis, 2nd ed., chapter 11; Krippendorff (2011).
    """
    paired = pairable(ratings)
    if not len(paired.counts):
        return Undefined.NO_PAIRABLE_VALUES
    used = metric_of(paired, metric or default_metric(ratings), disagreement_matrix)
    shares = histogram(paired.patterns, paired.counts, paired.n_values)
    within = paired.counts * spreads(paired.patterns, used) / (paired.sizes - 1)
    return disagreement_of(float(within.sum()), shares, used)


def disagreement_of(within: float, shares: Floats, metric: Metric) -> Disagreement:
    """From the summed disagreement within units and the histogram of all pairable ratings."""
    n = float(shares.sum())
    spread = float(metric.spread(shares)) if np.count_nonzero(shares) > 1 else 0.0
    return Disagreement(within / n, spread / (n * (n - 1)))


def krippendorff_alpha(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> Figure:
    """1 - D_o / D_e for any number of coders, any gaps and any metric.

    `metric`: nominal, ordinal, interval, ratio, matrix (with `disagreement_matrix`), jaccard, masi or
    passonneau2004; without it the one that fits the scale. Undefined without a unit that two coders
    rated, and when all pairable ratings are the same.
    Source: Krippendorff (2004), chapter 11; sets: Passonneau (2004, 2006).
    """
    return _figure("krippendorff_alpha", ratings, _alpha_value, metric, disagreement_matrix)


def alpha_observed_disagreement(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> Figure:
    """D_o, the disagreement that was found. Source: Krippendorff (2004), chapter 11."""
    return _figure(
        "alpha_observed_disagreement", ratings, lambda found: found.observed, metric, disagreement_matrix
    )


def alpha_expected_disagreement(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> Figure:
    """D_e, the disagreement that chance would give. Source: Krippendorff (2004), chapter 11."""
    return _figure(
        "alpha_expected_disagreement", ratings, lambda found: found.expected, metric, disagreement_matrix
    )


def krippendorff_alpha_category(ratings: Ratings, category: Value) -> Figure:
    """Nominal alpha of "`category` or not", on the same gaps.

    Source: Krippendorff (1980), Content Analysis, 1st ed., p. 139 (reliability of a single value).
    """
    found = krippendorff_alpha(ratings.split_by(category), "nominal")
    return found.named("krippendorff_alpha_category", {"category": category})


def label_presence_alpha(ratings: Ratings, label: Value) -> Figure:
    """Nominal alpha of "`label` is in the set"."""
    found = krippendorff_alpha(presence(ratings, label), "nominal")
    return found.named("label_presence_alpha", {"label": label})


def pairwise_krippendorff_alpha(
    ratings: Ratings,
    pair: Sequence[str],
    metric: str | None = None,
    disagreement_matrix: Matrix | None = None,
) -> Figure:
    """Alpha of two named coders, on the units that both rated."""
    found = krippendorff_alpha(ratings.of_coders(pair), metric, disagreement_matrix)
    return found.named("pairwise_krippendorff_alpha", {"pair": tuple(pair), **found.params})


def _alpha_value(found: Disagreement) -> float | Undefined:
    if found.expected == 0:
        return Undefined.NO_VARIATION
    return 1 - found.observed / found.expected


def _figure(
    measure: str,
    ratings: Ratings,
    read: Callable[[Disagreement], float | Undefined],
    metric: str | None,
    disagreement_matrix: Matrix | None,
) -> Figure:
    found = disagreement(ratings, metric, disagreement_matrix)
    params: dict[str, object] = {"metric": metric or default_metric(ratings)}
    if disagreement_matrix is not None:
        params["disagreement_matrix"] = disagreement_matrix
    return figure(measure, ratings, found if isinstance(found, Undefined) else read(found), params)


def _ordinal(paired: Ratings) -> Metric:
    paired.require_order()
    return metrics.ordinal(histogram(paired.patterns, paired.counts, paired.n_values))

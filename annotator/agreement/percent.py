"""Agreement as it is counted, without a correction for chance."""

from __future__ import annotations

import numpy as np

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.metrics import Nominal
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.units import figure, pairable, spreads
from annotator.errors import WrongParameterError

VARIANTS = ("unit_mean", "pooled_pairs", "value_weighted")


def percent_agreement(ratings: Ratings, variant: str = "unit_mean") -> Figure:
    """Share of agreeing pairs of ratings, in one of three readings that differ when ratings are missing.

    A_u = sum_c n_uc (n_uc - 1) / (m_u (m_u - 1)) for units with m_u >= 2 ratings.
    `unit_mean`: the mean of A_u (Fleiss 1971; Gwet 2014). `pooled_pairs`: agreeing pairs of all pairs,
    so that units with many ratings weigh more. `value_weighted`: sum m_u A_u / sum m_u, which is
    1 - D_o of nominal alpha (Krippendorff 2004). Undefined without a unit that two coders rated.
    """
    if variant not in VARIANTS:
        known = ", ".join(VARIANTS)
        raise WrongParameterError(
            measure="percent_agreement", parameter="variant", value=variant, known=known
        )
    return figure("percent_agreement", ratings, _share(pairable(ratings), variant), {"variant": variant})


def specific_agreement(ratings: Ratings, category: Value) -> Figure:
    """How often the others chose `category` too, where one coder chose it.

    sum_u n_uc (n_uc - 1) / sum_u n_uc (m_u - 1); for two coders 2a / (2a + b + c).
    Source: Fleiss (1971); Cicchetti and Feinstein (1990). Undefined when no compared unit has the value.
    """
    paired = pairable(ratings)
    chosen = np.count_nonzero(paired.patterns == ratings.place(category), axis=1)
    together = float((paired.counts * chosen * (chosen - 1)).sum())
    possible = float((paired.counts * chosen * (paired.sizes - 1)).sum())
    value = together / possible if possible else Undefined.NO_PAIRABLE_VALUES
    return figure("specific_agreement", ratings, value, {"category": category})


def _share(paired: Ratings, variant: str) -> float | Undefined:
    if not len(paired.counts):
        return Undefined.NO_PAIRABLE_VALUES
    m = paired.sizes
    pairs_apart = spreads(paired.patterns, Nominal())
    unit_weights = {
        "unit_mean": 1 / (m * (m - 1)),
        "pooled_pairs": np.ones(len(m)),
        "value_weighted": 1 / (m - 1),
    }
    weight = paired.counts * unit_weights[variant]
    return 1 - float((weight * pairs_apart).sum() / (weight * m * (m - 1)).sum())

"""All measures by name: what the command line and the window ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotator.agreement import alpha, many_coders, percent, resampling, two_coders
from annotator.agreement.figure import Figure
from annotator.agreement.ratings import Ratings
from annotator.errors import NoSuchMeasureError, WrongMaterialError

Measure = Callable[..., Figure]

RATINGS_MEASURES: dict[str, Measure] = {
    "percent_agreement": percent.percent_agreement,
    "specific_agreement": percent.specific_agreement,
    "krippendorff_alpha": alpha.krippendorff_alpha,
    "krippendorff_alpha_category": alpha.krippendorff_alpha_category,
    "alpha_observed_disagreement": alpha.alpha_observed_disagreement,
    "alpha_expected_disagreement": alpha.alpha_expected_disagreement,
    "label_presence_alpha": alpha.label_presence_alpha,
    "pairwise_krippendorff_alpha": alpha.pairwise_krippendorff_alpha,
    "alpha_ci": resampling.alpha_ci,
    "alpha_q": resampling.alpha_q,
    "cohen_kappa": two_coders.cohen_kappa,
    "cohen_kappa_category": two_coders.cohen_kappa_category,
    "cohen_kappa_se": two_coders.cohen_kappa_se,
    "cohen_kappa_ci": two_coders.cohen_kappa_ci,
    "scott_pi": two_coders.scott_pi,
    "pairwise_cohen_kappa": two_coders.pairwise_cohen_kappa,
    "pairwise_weighted_kappa": two_coders.pairwise_weighted_kappa,
    "fleiss_kappa": many_coders.fleiss_kappa,
    "fleiss_kappa_category": many_coders.fleiss_kappa_category,
    "gwet_ac": many_coders.gwet_ac,
    "brennan_prediger": many_coders.brennan_prediger,
    "conger_kappa": many_coders.conger_kappa,
    "light_kappa": many_coders.light_kappa,
}

MEASURES: dict[str, Measure] = {**RATINGS_MEASURES}


def compute(
    measure: str, material: Ratings, **params: Any
) -> Figure:  # each measure has parameters of its own
    """The figure of that name. Raises NoSuchMeasureError, WrongMaterialError and what the measure raises."""
    if measure not in MEASURES:
        raise NoSuchMeasureError(measure=measure, known=", ".join(sorted(MEASURES)))
    if measure in RATINGS_MEASURES and not isinstance(material, Ratings):
        raise WrongMaterialError(measure=measure, expected="ratings", found="spans")
    return MEASURES[measure](material, **params)

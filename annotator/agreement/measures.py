"""All measures by name: what the command line and the window ask for."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

from annotator.agreement import (
    alpha,
    characters,
    gamma,
    many_coders,
    matching,
    percent,
    resampling,
    segmentation_boundaries,
    two_coders,
    unitizing,
    unitizing_1995,
)
from annotator.agreement.figure import Figure
from annotator.agreement.ratings import Ratings
from annotator.agreement.segmentation_boundaries import Cuttings
from annotator.agreement.spans import Continua, Continuum
from annotator.errors import (
    MissingParameterError,
    NoSuchMeasureError,
    WrongMaterialError,
    WrongParameterError,
)

Measure = Callable[..., Figure]
Material = Ratings | Continuum | Continua | Cuttings

RATINGS_MEASURES: dict[str, Measure] = {
    "percent_agreement": percent.percent_agreement,
    "specific_agreement": percent.specific_agreement,
    "krippendorff_alpha": alpha.krippendorff_alpha,
    "krippendorff_alpha_category": alpha.krippendorff_alpha_category,
    "alpha_observed_disagreement": alpha.alpha_observed_disagreement,
    "alpha_expected_disagreement": alpha.alpha_expected_disagreement,
    "alpha_ci": resampling.alpha_ci,
    "alpha_q": resampling.alpha_q,
    "label_presence_alpha": alpha.label_presence_alpha,
    "pairwise_krippendorff_alpha": alpha.pairwise_krippendorff_alpha,
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

SPANS_MEASURES: dict[str, Measure] = {
    "u_alpha": unitizing.u_alpha,
    "u_alpha_binary": unitizing.u_alpha_binary,
    "cu_alpha": unitizing.cu_alpha,
    "cu_coverage": unitizing.cu_coverage,
    "ku_alpha": unitizing.ku_alpha,
    "alpha_u_1995": unitizing_1995.alpha_u_1995,
    "char_alpha_nominal": characters.char_alpha_nominal,
    "char_alpha_binary": characters.char_alpha_binary,
    "char_alpha_set": characters.char_alpha_set,
    "char_cohen_kappa": characters.char_cohen_kappa,
    "char_f1": characters.char_f1,
    "span_f1": matching.span_f1,
    "mean_pairwise_span_f1": matching.mean_pairwise_span_f1,
    "gamma": gamma.gamma,
    "gamma_disorder": gamma.gamma_disorder,
}

CUTTINGS_MEASURES: dict[str, Measure] = {
    "boundary_similarity": segmentation_boundaries.boundary_similarity,
}

MEASURES: dict[str, Measure] = {**RATINGS_MEASURES, **SPANS_MEASURES, **CUTTINGS_MEASURES}


def compute(measure: str, material: Material, **params: Any) -> Figure:  # each measure has its own
    """The figure of that name.

    Raises NoSuchMeasureError, WrongMaterialError, WrongParameterError and what the measure raises.
    """
    if measure not in MEASURES:
        raise NoSuchMeasureError(measure=measure, known=", ".join(sorted(MEASURES)))
    _check_material(measure, material)
    _check_params(measure, params)
    return MEASURES[measure](material, **params)


def params_of(measure: str) -> tuple[str, ...]:
    """The names of the parameters that a measure takes."""
    return tuple(signature(MEASURES[measure]).parameters)[1:]


def expected_material(measure: str) -> str:
    """What a measure is computed from: ratings, spans or segment lengths."""
    if measure in SPANS_MEASURES:
        return "spans"
    return "segment lengths" if measure in CUTTINGS_MEASURES else "ratings"


def _check_material(measure: str, material: Material) -> None:
    spans = (Continuum, Continua)
    kinds: dict[str, tuple[type, ...]] = {
        "ratings": (Ratings,),
        "spans": spans,
        "segment lengths": (Cuttings,),
    }
    expected = expected_material(measure)
    fitting = (*kinds[expected], *(spans if measure in CUTTINGS_MEASURES else ()))
    if not isinstance(material, fitting):
        found = next(name for name, kind in kinds.items() if isinstance(material, kind))
        raise WrongMaterialError(measure=measure, expected=expected, found=found)


def _check_params(measure: str, params: dict[str, Any]) -> None:  # values of any kind
    known = params_of(measure)
    for name in params:
        if name not in known:
            raise WrongParameterError(
                measure=measure, parameter="parameter", value=name, known=", ".join(known) or "none"
            )
    needed = [
        name
        for name, parameter in signature(MEASURES[measure]).parameters.items()
        if parameter.default is parameter.empty
    ][1:]
    for name in needed:
        if name not in params:
            raise MissingParameterError(measure=measure, parameter=name)

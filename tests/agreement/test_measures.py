from __future__ import annotations

import pytest

from annotator.agreement.encoding import encode, from_counts
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.measures import MEASURES, compute, expected_material, params_of
from annotator.agreement.segmentation_boundaries import Cuttings
from annotator.agreement.spans import Continua, Continuum, per_text
from annotator.agreement.unitizing import u_alpha
from annotator.errors import (
    MissingParameterError,
    NoNamesOfCodersError,
    NoSuchCategoryError,
    NoSuchMeasureError,
    NotTwoCodersError,
    WrongMaterialError,
    WrongParameterError,
)

THREE = encode([["a", "b", "a"], ["a", "a", "b"]], coders=["ana", "ben", "cy"])


def test_an_unknown_measure_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(NoSuchMeasureError, match=r"There is no measure lambda\. Known are alpha_ci, "):
        compute("lambda", THREE)


def test_spans_are_no_ratings_and_ratings_no_segments() -> None:
    with pytest.raises(WrongMaterialError, match="u_alpha is computed from spans, and these are ratings"):
        compute("u_alpha", THREE)
    with pytest.raises(WrongMaterialError, match="computed from ratings, and these are segment lengths"):
        compute("scott_pi", Cuttings([2], [2]))


def test_parameters_that_a_measure_lacks_or_needs_are_named() -> None:
    with pytest.raises(WrongParameterError, match="krippendorff_alpha has no parameter metrik"):
        compute("krippendorff_alpha", THREE, metrik="nominal")
    with pytest.raises(MissingParameterError, match="specific_agreement needs a category"):
        compute("specific_agreement", THREE)


@pytest.mark.parametrize(
    ("measure", "params", "sentence"),
    [
        ("percent_agreement", {"variant": "mode"}, "percent_agreement has no variant mode"),
        ("krippendorff_alpha", {"metric": "cubic"}, "krippendorff_alpha has no metric cubic"),
        ("fleiss_kappa", {"weights": "cubic"}, "fleiss_kappa has no weights cubic"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(measure: str, params: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongParameterError, match=sentence):
        compute(measure, THREE, **params)


def test_a_value_that_nobody_used_or_declared_is_refused() -> None:
    with pytest.raises(NoSuchCategoryError, match=r"There is no value z\. The values are a, b"):
        compute("specific_agreement", THREE, category="z")


def test_of_three_coders_two_have_to_be_named() -> None:
    with pytest.raises(NotTwoCodersError, match="cohen_kappa compares two coders, and here are 3"):
        compute("cohen_kappa", THREE)
    assert compute("pairwise_cohen_kappa", THREE, pair=["ana", "ben"]).n_units == 2


@pytest.mark.parametrize("measure", ["conger_kappa", "light_kappa", "cohen_kappa", "scott_pi"])
def test_counts_do_not_say_who_chose_what(measure: str) -> None:
    with pytest.raises(NoNamesOfCodersError, match="these are counts only"):
        compute(measure, from_counts([[1, 1]], ["a", "b"]))


def test_every_measure_says_what_it_takes() -> None:
    assert {expected_material(measure) for measure in MEASURES} == {"ratings", "spans", "segment lengths"}
    assert params_of("ku_alpha") == ("category",)


def test_a_pair_of_coders_without_variation_is_named_by_lights_kappa() -> None:
    rows = [["a", "a", "b"], ["a", "a", "a"]]

    found = compute("light_kappa", encode(rows, coders=["ana", "ben", "cy"]))

    assert (found.undefined, found.place) == (Undefined.NO_VARIATION, "ana and ben")


def test_each_text_has_a_figure_of_its_own() -> None:
    one = Continuum.of(0, 50, {"ana": [(5, 15, "x")], "ben": [(5, 15, "x")]}, name="speech")
    two = Continuum.of(0, 80, {"ana": [(10, 30, "x")], "ben": []})

    found = per_text(Continua((one, two)), u_alpha)

    assert found["speech"].value == 1.0
    assert found["2"].value == pytest.approx(-0.11875)  # the case unit-one-empty


def test_a_figure_has_a_value_or_a_reason_and_never_nan() -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Figure("x", None)
    with pytest.raises(ValueError, match="either a value or a reason"):
        Figure("x", 1.0, Undefined.NO_SPANS)
    with pytest.raises(ValueError, match="without variation was not caught"):
        Figure("x", float("nan"))

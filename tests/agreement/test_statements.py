from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.many_coders import brennan_prediger
from annotator.agreement.percent import percent_agreement
from annotator.agreement.ratings import Scale
from annotator.agreement.statements import ratings_of
from annotator.model.annotation import Absence


def test_one_code_everywhere_makes_a_nominal_variable() -> None:
    ratings = ratings_of({"ana": {1: {"war"}, 2: {"peace"}}, "ben": {2: {"peace"}, 1: {"peace"}}})

    assert (ratings.scale, ratings.values) == (Scale.NOMINAL, ("peace", "war"))
    assert ratings.units == [1, 2]


def test_a_second_code_or_none_makes_all_values_sets() -> None:
    one_answers: Mapping[str, Mapping[int, list[str]]] = {"ana": {1: ["war"]}, "ben": {1: []}}
    none = ratings_of(one_answers)
    two = ratings_of({"ana": {1: ["war"]}, "ben": {1: ["war", "peace"]}})

    assert none.scale is Scale.SET
    assert none.values == (frozenset(), frozenset({"war"}))
    assert krippendorff_alpha(two).params == {"metric": "masi"}


def test_done_with_none_is_a_value_and_not_done_is_missing() -> None:
    answers: Mapping[str, Mapping[int, list[str]]] = {"ana": {1: [], 2: ["war"]}, "ben": {1: []}}
    ratings = ratings_of(answers)

    found = percent_agreement(ratings)

    assert (found.value, found.n_units, found.n_single) == (1.0, 1, 1)


def test_undecided_is_missing_unless_chosen_otherwise_and_not_applicable_is_a_value() -> None:
    answers: Mapping[str, Mapping[int, Collection[str]]] = {
        "ana": {1: [Absence.UNDECIDED], 2: [Absence.NOT_APPLICABLE], 3: ["war"]},
        "ben": {1: ["war"], 2: [Absence.NOT_APPLICABLE], 3: ["war"]},
    }

    assert percent_agreement(ratings_of(answers)).value == 1.0
    assert percent_agreement(ratings_of(answers, undecided_is_missing=False)).value == pytest.approx(2 / 3)


def test_the_codes_of_the_codebook_are_declared_in_their_order() -> None:
    answers: Mapping[str, Mapping[int, list[str]]] = {
        "ana": {1: ["war"], 2: [Absence.NOT_APPLICABLE]},
        "ben": {1: ["war"], 2: ["old"]},
    }

    ratings = ratings_of(answers, codes=["war", "peace", "trade"])

    assert ratings.values == ("war", "peace", "trade", Absence.NOT_APPLICABLE, "old")
    assert ratings.is_declared
    # 1 of 2 units agree, five values: (1/2 - 1/5) / (1 - 1/5)
    assert brennan_prediger(ratings).value == 0.375


def test_nobody_did_anything() -> None:
    nothing: Mapping[str, Mapping[int, list[str]]] = {"ana": {}, "ben": {}}

    assert krippendorff_alpha(ratings_of(nothing)).undefined == "no-pairable-values"

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.agreement.by_statement import agreement_by_statement
from annotator.model.codebook import VariableId, VariableKind
from annotator.model.units import Units
from tests.agreement.test_variables import units_of


def second(units: Units) -> Units:
    return replace(units, variable=replace(units.variable, id=VariableId(2)))


def test_the_lowest_agreement_over_all_variables_comes_first() -> None:
    framing = units_of("xx", ["x+y", "x"], "xy", ["x", None])
    claim = second(units_of("xx", "xx", "xx", "xx"))

    found = agreement_by_statement([framing, claim])

    # framing: 1, 1 - 2/3 = 1/3, 0, not compared; claim: 1 each. Means: 1, 2/3, 1/2, 1.
    assert [(one.statement_id, one.agreement, one.apart) for one in found] == [
        (102, 0.5, (1,)),
        (101, pytest.approx(2 / 3), (1,)),
        (100, 1.0, ()),
        (103, 1.0, ()),
    ]


def test_of_three_coders_pairs_are_averaged() -> None:
    (found,) = agreement_by_statement([units_of("xxy", coders="ABC")])

    assert found.agreement == pytest.approx(1 / 3)


def test_numbers_are_equal_or_not() -> None:
    numbers = units_of(["1", "2"], ["1", "100"], ["3", "3.0"], kind=VariableKind.NUMBER, codes="")

    assert [(one.statement_id, one.agreement) for one in agreement_by_statement([numbers])] == [
        (100, 0.0),
        (101, 0.0),
        (102, 1.0),
    ]


def test_statements_that_one_coder_did_are_left_out_and_none_gives_none() -> None:
    assert agreement_by_statement([units_of(["x", None])]) == []
    assert agreement_by_statement([]) == []
    assert agreement_by_statement([units_of()]) == []

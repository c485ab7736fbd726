from __future__ import annotations

from array import array
from collections.abc import Iterable

import pytest

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.figure import Undefined
from annotator.agreement.many_coders import brennan_prediger
from annotator.agreement.ratings import Scale
from annotator.agreement.resampling import alpha_ci
from annotator.agreement.statements import ratings_of
from annotator.agreement.variables import details_of, figures_of, ratings_of_units, with_interval
from annotator.model.annotation import Coder, CoderId
from annotator.model.codebook import Code, CodeId, Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.units import MISSING, Units


def units_of(
    *rows: Iterable[str | None],
    coders: str = "AB",
    kind: VariableKind = VariableKind.CODES,
    codes: str = "xyz",
) -> Units:
    """One row a statement, numbered from 100; each cell joins answers with +, None is missing."""
    answers = [
        None if cell is None else frozenset(filter(None, cell.split("+"))) for row in rows for cell in row
    ]
    sets = list(dict.fromkeys(answer for answer in answers if answer is not None))
    places = array("i", [MISSING if answer is None else sets.index(answer) for answer in answers])
    variable = Variable(
        VariableId(1),
        "v",
        "framing",
        kind,
        codes=tuple(Code(CodeId(at), name, VariableId(1), name) for at, name in enumerate(codes)),
    )
    people = tuple(Coder(CoderId(at), name, f"Coder {name}") for at, name in enumerate(coders))
    return Units(
        variable, people, tuple(StatementId(100 + at) for at in range(len(rows))), tuple(sets), places
    )


def test_single_answers_are_nominal_with_the_codes_that_are_offered_declared() -> None:
    units = units_of(["y", "y"], ["x", "not applicable"])

    ratings = ratings_of_units(units)

    assert (ratings.scale, ratings.values) == (Scale.NOMINAL, ("x", "y", "z", "not applicable"))
    # 1 of 2 agree, four values: (1/2 - 1/4) / (1 - 1/4)
    assert brennan_prediger(ratings).value == pytest.approx(1 / 3)


def test_an_empty_or_a_double_answer_makes_sets() -> None:
    assert ratings_of_units(units_of(["x", ""])).scale is Scale.SET
    assert ratings_of_units(units_of(["x+y", "x"])).scale is Scale.SET


def test_numbers_keep_their_distances_whatever_way_they_were_typed() -> None:
    ratings = ratings_of_units(units_of(["1", "1.0"], ["2", "10"], kind=VariableKind.NUMBER, codes=""))

    assert (ratings.scale, ratings.values) == (Scale.INTERVAL, (1.0, 2.0, 10.0))


def test_numbers_beside_not_applicable_are_only_told_apart() -> None:
    units = units_of(["1", "not applicable"], kind=VariableKind.NUMBER, codes="")

    assert ratings_of_units(units).scale is Scale.NOMINAL


def test_the_figures_of_two_coders_are_those_counted_by_hand() -> None:
    figures = figures_of(units_of(["x", "x"], ["y", "y"], ["x", "y"], ["x", "x"], ["y", None]))

    # Four units, x x x y y y y... : n_x = 5, n_y = 3, n = 8. D_o = 2/8; D_e = 2 * 5 * 3 / (8 * 7).
    assert figures.alpha.value == pytest.approx(1 - (2 / 8) / (30 / 56))
    assert figures.percent.value == 3 / 4
    assert (figures.alpha.n_units, figures.alpha.n_single, figures.n_missing) == (4, 1, 0)
    assert figures.sizes == (5, 4)


def test_sets_are_compared_with_masi() -> None:
    figures = figures_of(units_of(["x+y", "x"], ["y", "y"]))

    # MASI of {x,y} and {x}: 1 - 1/2 * 2/3 = 2/3. n = 4 values: xy, x, y, y. D_o = (2 * 2/3) / 4 = 1/3.
    # Pairs: xy-x 2/3, xy-y 2/3 twice, x-y 1 twice, y-y 0: D_e = 2 * (2/3 + 4/3 + 2) / 12 = 2/3.
    assert figures.alpha.value == pytest.approx(1 - (1 / 3) / (2 / 3))
    assert figures.alpha.params == {"metric": "masi"}


def test_missing_answers_are_counted_in_the_statements_compared() -> None:
    figures = figures_of(units_of("xxx", ["x", "y", None], ["x", None, None], coders="ABC"))

    assert (figures.alpha.n_units, figures.n_missing, figures.alpha.n_single) == (2, 1, 1)


def test_one_code_throughout_has_a_reason_and_no_figure() -> None:
    figures = figures_of(units_of("xx", "xx"))

    assert figures.alpha.undefined is Undefined.NO_VARIATION
    assert figures.percent.value == 1.0
    assert with_interval(figures).alpha.interval is None


def test_nothing_done_has_a_reason_and_no_details() -> None:
    figures, details = figures_of(units_of()), details_of(units_of())

    assert figures.alpha.undefined is Undefined.NO_PAIRABLE_VALUES
    assert (details.codes, details.disagreements) == ((), ())


def test_the_interval_is_that_of_the_same_seed_anywhere() -> None:
    units = units_of(*["xx", "xy", "yy"] * 5)

    figure = with_interval(figures_of(units), seed=7).alpha

    assert figure.interval == alpha_ci(ratings_of_units(units), seed=7).interval
    assert figure.interval is not None
    assert (figure.measure, figure.interval.seed) == ("krippendorff_alpha", 7)


def test_each_code_has_its_figures_and_its_counts_by_coder() -> None:
    details = details_of(units_of(["x+y", "x"], ["x", "y"], ["", "x"], ["x", None]))

    # x: both, one, one of three units: 2 * 1 / (2 * 1 + 1 + 1) = 1/2; y: none of two shared: 0
    assert [(code.code, code.specific.value, code.counts) for code in details.codes] == [
        ("x", 0.5, (2, 2)),
        ("y", 0.0, (1, 1)),
    ]
    # x: values 1 1, 1 0, 0 1: D_o = 4/6, D_e = 2 * 4 * 2 / 30
    assert details.codes[0].alpha.value == pytest.approx(1 - (4 / 6) / (16 / 30))


def test_disagreements_name_the_statement_the_worst_first() -> None:
    details = details_of(units_of(["x", "x"], ["x+y", "x"], ["x", "y"]))

    assert [found.unit for found in details.disagreements] == [102, 101]


def test_every_pair_of_coders_has_a_figure_and_a_table() -> None:
    details = details_of(units_of("xxy", "yyy", ["x", None, "y"], coders="ABC"))

    assert details.matrix.of("A", "B").value == 1.0
    assert details.tables["A", "C"].units_of[0, 1] == (0, 2)


def test_the_units_read_fast_are_the_ratings_read_slowly() -> None:
    units = units_of(["x+y", "x", None], ["", "y", "y"], ["z", "z", "x"], coders="ABC")
    answers = {
        coder.uid: {
            statement: answer
            for statement, row in zip(units.statement_ids, units.rows, strict=True)
            if (answer := row[at]) is not None
        }
        for at, coder in enumerate(units.coders)
    }

    assert figures_of(units).alpha == krippendorff_alpha(ratings_of(answers))

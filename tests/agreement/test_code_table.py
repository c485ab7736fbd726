from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.code_table import CodeTable, code_table
from annotator.agreement.encoding import encode
from annotator.agreement.pairs import coincidences, confusion
from annotator.agreement.ratings import Ratings, Value

ROWS = st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=1)


def of_sets(*rows: Sequence[str | None], coders: Sequence[str] = ("ana", "ben")) -> Ratings:
    """Each cell a word whose letters are codes; None is missing."""
    sets = [[None if cell is None else set(cell) for cell in row] for row in rows]
    return encode(sets, coders=coders, scale="set", units=range(len(rows)))


def cell(table: CodeTable, row: Value | None, column: Value | None) -> tuple[float, tuple[int, ...]]:
    at = (table.codes.index(row), table.codes.index(column))
    return float(table.cells[at]), table.units_of.get(at, ())


def test_of_sets_shared_codes_meet_themselves_and_the_rest_meets_the_rest() -> None:
    table = code_table(of_sets(["ab", "ac"], ["a", ""], ["", ""], ["bc", "a"], ["b", None]))

    assert table.codes == ("a", "b", "c", None)
    # rows are Ana's; by hand: b met c once and a once, c met a once, a met nothing once, nothing met nothing once
    assert table.cells.tolist() == [[1, 0, 0, 1], [1, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert cell(table, "b", "c") == (1, (0,))
    assert cell(table, "b", "a") == (1, (3,))
    assert cell(table, "a", None) == (1, (1,))
    assert cell(table, "a", "b") == (0, ())


def test_of_three_coders_every_pair_counts_both_ways() -> None:
    table = code_table(of_sets(["a", "a", "b"], coders=("ana", "ben", "cy")))

    # three ordered pairs each way, each weighing 1/2: a-a twice, a-b twice, b-a twice
    assert table.cells.tolist() == [[1, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert table.coders == ()


def test_a_named_pair_has_its_own_table() -> None:
    three = of_sets(["a", "a", "b"], ["c", None, "c"], coders=("ana", "ben", "cy"))

    table = code_table(three, ["ana", "cy"])

    assert table.coders == ("ana", "cy")
    assert cell(table, "a", "b") == (1, (0,))
    assert cell(table, "c", "c") == (1, (1,))


def test_nobody_coded_anything() -> None:
    assert code_table(of_sets()).units_of == {}
    assert code_table(of_sets([None, None])).cells.tolist() == [[0]]


@given(ROWS)
def test_with_one_code_everywhere_it_is_the_coincidence_matrix(rows: list[list[str | None]]) -> None:
    ratings = encode(rows, coders=["ana", "ben", "cy"], values=["a", "b", "c"])

    table = code_table(ratings)

    if not table.coders:
        assert table.cells[:-1, :-1] == pytest.approx(coincidences(ratings))
    assert not table.cells[-1].any()


@given(ROWS)
def test_with_one_code_and_two_coders_it_is_the_cross_table(rows: list[list[str | None]]) -> None:
    ratings = encode(rows, coders=["ana", "ben", "cy"], values=["a", "b", "c"])

    table = code_table(ratings, ["cy", "ana"])

    if len(table.coders) == 2:
        assert np.array_equal(table.cells[:-1, :-1], confusion(ratings, ["cy", "ana"]).cells)
        for (row, column), units in table.units_of.items():
            pairs = [(rows[unit][2], rows[unit][0]) for unit in units]
            assert set(pairs) == {(table.codes[row], table.codes[column])}
            assert len(pairs) == table.cells[row, column]

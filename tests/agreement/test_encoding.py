from __future__ import annotations

import tracemalloc
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.encoding import encode, encode_numbers, from_contingency, from_counts
from annotator.agreement.sampler import Draws
from annotator.errors import (
    CoderTwiceError,
    MixedSignsError,
    NoDeclaredOrderError,
    RaggedTableError,
    TextOnNumericScaleError,
    UndeclaredValueError,
    WrongMatrixError,
)

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([None, 1, 2, 5]), min_size=width, max_size=width), min_size=1, max_size=20
    )
)


def test_equal_rows_are_stored_once_and_counted() -> None:
    ratings = encode([["a", "b"], ["b", "b"], ["a", "b"], [None, "a"]], coders=["ana", "ben"])

    assert ratings.values == ("a", "b")
    assert ratings.patterns.tolist() == [[-1, 0], [0, 1], [1, 1]]
    assert ratings.counts.tolist() == [1, 2, 1]
    assert ratings.pattern_of_unit is not None
    assert ratings.pattern_of_unit.tolist() == [1, 2, 1, 0]


def test_one_and_the_text_one_are_two_values_but_one_and_one_point_nought_are_one() -> None:
    assert encode([[1, "1"], [1.0, 1]]).values == (1, "1")


def test_nan_and_none_are_gaps() -> None:
    assert encode([[1, nan], [None, 1]]).sizes.tolist() == [1, 1]


def test_a_set_may_be_empty_and_one_code_alone_is_a_set_of_one() -> None:
    ratings = encode([[[], "war"], [["war", "peace"], None]], scale="set")

    assert ratings.values == (frozenset(), frozenset({"war"}), frozenset({"war", "peace"}))
    assert ratings.patterns.tolist() == [[0, 1], [2, -1]]


def test_a_coder_without_ratings_is_no_coder_of_these_units() -> None:
    assert encode([["a", None, "a"], ["b", None, "a"]]).n_coders == 2


@given(TABLES)
def test_numbers_are_encoded_as_rows_are(rows: list[list[int | None]]) -> None:
    table = np.array([[nan if cell is None else cell for cell in row] for row in rows])

    one, other = encode(rows), encode_numbers(table)

    assert one.values == other.values
    assert one.patterns.tolist() == other.patterns.tolist()
    assert one.counts.tolist() == other.counts.tolist()


def test_fractions_and_far_numbers_are_encoded_too() -> None:
    ratings = encode_numbers(np.array([[0.5, 1e12], [nan, 0.5]]), scale="interval")

    assert ratings.values == (0.5, 1e12)
    assert ratings.patterns.tolist() == [[-1, 0], [0, 1]]


@pytest.mark.parametrize("number", [0.5, 1e300, -3.0])
def test_a_number_alone_is_no_gap(number: float) -> None:
    ratings = encode_numbers(np.array([[number, nan], [number + 1, number]]))

    assert ratings.values == tuple(sorted({number, number + 1}))
    assert ratings.sizes.tolist() == [1, 2]


def test_a_million_units_need_little_memory_beside_their_own() -> None:
    table = Draws(1).below(5, 5_000_000).reshape(-1, 5).astype(np.float64)
    tracemalloc.start()

    krippendorff_alpha(encode_numbers(table))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100e6


def test_rows_too_wide_for_one_integer_are_counted_all_the_same() -> None:
    rows = [[at % 7 for at in range(60)], [at % 5 for at in range(60)], [at % 7 for at in range(60)]]

    ratings = encode(rows)

    assert sorted(ratings.counts.tolist()) == [1, 2]
    assert ratings.pattern_of_unit is not None
    assert ratings.patterns[ratings.pattern_of_unit].tolist() == rows


def test_a_cross_table_is_the_same_as_its_units() -> None:
    rows = [["x", "x"]] * 3 + [["x", "y"]] * 2 + [["y", "y"]]

    table = from_contingency([[3, 2], [0, 1]], ["x", "y"])

    assert table.patterns.tolist() == encode(rows).patterns.tolist()
    assert table.counts.tolist() == encode(rows).counts.tolist()


def test_counts_know_no_coders() -> None:
    ratings = from_counts([[2, 1], [0, 2]], ["x", "y"])

    assert not ratings.are_named
    assert (ratings.n_coders, ratings.sizes.tolist()) == (3, [3, 2])


def test_forgetting_the_coders_joins_rows_that_differ_in_their_order_only() -> None:
    ratings = encode([["a", "b", None], [None, "b", "a"], ["b", None, "b"]]).without_coders()

    assert ratings.patterns.tolist() == [[1, 0], [1, 1]]
    assert ratings.counts.tolist() == [2, 1]


def test_a_row_with_a_cell_too_few_is_named() -> None:
    with pytest.raises(RaggedTableError, match="Row 2 has 1 values, but there are 2 coders"):
        encode([["a", "b"], ["a"]])


def test_a_value_that_was_not_declared_is_named_with_its_place() -> None:
    with pytest.raises(
        UndeclaredValueError, match="ben gave row 2 the value q, which is not among the declared values r, s"
    ):
        encode([["r", "s"], ["s", "q"]], coders=["ana", "ben"], values=["r", "s"])


def test_two_coders_cannot_share_a_name() -> None:
    with pytest.raises(CoderTwiceError, match="ana stands in two columns"):
        encode([["r", "s"]], coders=["ana", "ana"])


def test_text_has_no_numeric_distance() -> None:
    with pytest.raises(TextOnNumericScaleError, match="'2' is not a number"):
        krippendorff_alpha(encode([["2", "2"], ["3", "2"]]), "interval")


def test_text_has_an_order_only_when_it_is_declared() -> None:
    with pytest.raises(NoDeclaredOrderError, match="high, low have no declared order"):
        krippendorff_alpha(encode([["low", "high"], ["low", "low"]]), "ordinal")


def test_proportions_across_zero_are_refused() -> None:
    with pytest.raises(MixedSignsError, match="both -1 and 2 occur"):
        krippendorff_alpha(encode([[-1, 2], [2, 2]]), "ratio")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[0, 1], [1, 0]], "it has 2 x 2"),
        ([[0, 1, 1], [1, 0, -1], [1, -1, 0]], "negative"),
        ([[0, 1, 1], [1, 1, 1], [1, 1, 0]], "differs from itself"),
        ([[0, 1, 1], [2, 0, 1], [1, 1, 0]], "halves differ"),
    ],
)
def test_a_matrix_of_disagreements_has_to_fit(table: list[list[float]], reason: str) -> None:
    with pytest.raises(WrongMatrixError, match=reason):
        krippendorff_alpha(encode([[1, 2], [2, 3]]), "matrix", table)

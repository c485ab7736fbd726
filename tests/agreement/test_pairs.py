from __future__ import annotations

import numpy as np
import pytest

from annotator.agreement.encoding import encode, from_counts
from annotator.agreement.figure import Undefined
from annotator.agreement.pairs import coder_matrix, coincidences, confusion, value_counts, without_each
from annotator.agreement.percent import percent_agreement
from annotator.errors import NoNamesOfCodersError

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C: four observers with gaps.
A = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
B = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
C = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
D = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
FOUR = encode(list(zip(A, B, C, D, strict=True)), coders=["A", "B", "C", "D"])


def test_coincidences_are_those_printed_for_four_observers() -> None:
    # Krippendorff (2011), the coincidence matrix of part C
    printed = [
        [7, 4 / 3, 1 / 3, 1 / 3, 0],
        [4 / 3, 10, 4 / 3, 1 / 3, 0],
        [1 / 3, 4 / 3, 8, 1 / 3, 0],
        [1 / 3, 1 / 3, 1 / 3, 4, 0],
        [0, 0, 0, 0, 3],
    ]

    assert coincidences(FOUR) == pytest.approx(np.array(printed))
    assert coincidences(FOUR).sum() == pytest.approx(40)


def test_two_coders_have_a_cross_table_of_units() -> None:
    table = confusion(encode([["a", "b"], ["a", "a"], ["b", None]], coders=["ana", "ben"]))

    assert table.coders == ("ana", "ben")
    assert table.cells.tolist() == [[1, 1], [0, 0]]


def test_of_three_coders_two_can_be_named() -> None:
    three = encode([["a", "b", "b"], ["a", None, "b"]], coders=["ana", "ben", "cy"])

    assert confusion(three, ["ana", "cy"]).cells.tolist() == [[0, 2], [0, 0]]
    assert confusion(three).coders == ()


def test_every_pair_has_its_own_figure_on_the_units_both_rated() -> None:
    three = encode([["a", "a", None], ["b", "a", None], ["a", None, "a"]], coders=["ana", "ben", "cy"])

    matrix = coder_matrix(three, percent_agreement)

    assert (matrix.of("ben", "ana").value, matrix.of("ben", "ana").n_units) == (0.5, 2)
    assert (matrix.of("ana", "cy").value, matrix.of("ana", "cy").n_units) == (1.0, 1)
    assert matrix.of("ben", "cy").undefined is Undefined.NO_PAIRABLE_VALUES


def test_leaving_out_the_odd_one_raises_the_figure() -> None:
    rows = [["a", "a", "b"], ["b", "b", "a"], ["a", "a", "a"]]

    without = without_each(encode(rows, coders=["ana", "ben", "cy"]), percent_agreement)

    assert {coder: figure.value for coder, figure in without.items()} == {
        "ana": pytest.approx(1 / 3),
        "ben": pytest.approx(1 / 3),
        "cy": 1.0,
    }


def test_habits_are_counted_coder_by_coder() -> None:
    assert value_counts(encode([["a", "b"], ["a", None]])).tolist() == [[2, 0], [0, 1]]


def test_counts_without_names_have_no_pairs() -> None:
    with pytest.raises(NoNamesOfCodersError, match="these are counts only"):
        coder_matrix(from_counts([[2, 1]], ["a", "b"]))

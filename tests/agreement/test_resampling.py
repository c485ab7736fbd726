from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.encoding import encode
from annotator.agreement.figure import Undefined
from annotator.agreement.many_coders import gwet_ac
from annotator.agreement.resampling import alpha_ci, alpha_q, resampled_interval
from annotator.errors import WrongParameterError
from annotator.progress import CancelledError

ROWS = [["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"], ["a", "a"], ["b", "a"], ["a", "a"], ["b", "b"]]


def test_the_interval_of_a_seed_is_the_same_for_good() -> None:
    found = alpha_ci(encode(ROWS), resamples=200, seed=7).interval

    assert found is not None
    assert (found.resamples, found.seed, found.method) == (200, 7, "unit-resampling")
    assert (round(found.low, 9), round(found.high, 9)) == (-0.154761905, 1.0)


@settings(max_examples=20)
@given(st.permutations(ROWS))
def test_neither_the_order_of_units_nor_that_of_coders_changes_the_interval(rows: list[list[str]]) -> None:
    turned = [[second, first] for first, second in rows]

    assert alpha_ci(encode(rows), resamples=20).interval == alpha_ci(encode(ROWS), resamples=20).interval
    assert alpha_ci(encode(turned), resamples=20).interval == alpha_ci(encode(ROWS), resamples=20).interval


def test_resamples_without_variation_are_skipped_and_counted() -> None:
    found = alpha_ci(encode([["a", "a"], ["b", "b"]]), resamples=100).interval

    assert found is not None
    assert 30 < found.skipped < 70  # one in two draws the same unit twice
    assert (found.low, found.high) == (1.0, 1.0)


def test_units_that_one_coder_rated_are_not_drawn() -> None:
    lonely: list[list[str | None]] = [["a", None], [None, "c"]]
    lonely += [[*row] for row in ROWS]

    assert alpha_ci(encode(lonely), resamples=50).interval == alpha_ci(encode(ROWS), resamples=50).interval


def test_drawing_each_unit_as_its_own_cluster_is_like_drawing_units() -> None:
    units = alpha_ci(encode(ROWS), resamples=4000).interval
    clusters = alpha_ci(encode(ROWS), resamples=4000, clusters=range(len(ROWS))).interval

    assert units is not None
    assert clusters is not None
    assert clusters.low == pytest.approx(units.low, abs=0.1)
    assert clusters.high == pytest.approx(units.high, abs=0.1)


def test_alike_units_of_one_document_widen_the_interval() -> None:
    rows = [row for row in ROWS for _ in range(10)]
    documents = [at // 10 for at in range(len(rows))]

    alone = alpha_ci(encode(rows), resamples=500).interval
    together = alpha_ci(encode(rows), resamples=500, clusters=documents).interval

    assert alone is not None
    assert together is not None
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_without_a_value_there_is_no_interval_and_no_probability() -> None:
    same = encode([["a", "a"], ["a", "a"]])

    assert (alpha_ci(same).undefined, alpha_ci(same).interval) == (Undefined.NO_VARIATION, None)
    assert alpha_q(same, 0.8).undefined is Undefined.NO_VARIATION


def test_any_coefficient_can_have_an_interval() -> None:
    found = resampled_interval(gwet_ac, encode(ROWS), resamples=200)

    assert found.value is not None
    assert found.interval is not None
    assert found.interval.low < found.value < found.interval.high


def test_the_work_can_be_stopped() -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        alpha_ci(encode(ROWS), progress=stop)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(WrongParameterError, match="magic is not a method"):
        alpha_ci(encode(ROWS), method="magic")

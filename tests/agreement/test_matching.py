from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.matching import mean_pairwise_span_f1, span_f1
from annotator.agreement.spans import Continua, Continuum
from annotator.errors import WrongParameterError

Spans = list[tuple[int, int, str]]

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 8), st.sampled_from("xy")).map(
        lambda span: (span[0], span[0] + span[1], span[2])
    ),
    max_size=5,
)


def _f1(
    first: Spans, second: Spans, match: str, threshold: float = 0.5, *, labels: bool = True
) -> float | None:
    text = Continuum.of(0, 20, {"ana": first, "ben": second})
    return span_f1(text, match, threshold, labels=labels).value


def _fits(one: tuple[int, int, str], other: tuple[int, int, str], match: str) -> bool:
    shared = len(set(range(*one[:2])) & set(range(*other[:2])))
    whole = len(set(range(*one[:2])) | set(range(*other[:2])))
    rules = {
        "exact": one[:2] == other[:2],
        "overlap": shared > 0,
        "iou": shared > 0 and shared / whole >= 0.5,
    }
    return one[2] == other[2] and rules[match]


def _best_by_trying_all(first: Spans, second: Spans, match: str) -> int:
    small, large = sorted([first, second], key=len)
    return max(
        (
            sum(_fits(one, other, match) for one, other in zip(small, chosen, strict=True))
            for chosen in permutations(large, len(small))
        ),
        default=0,
    )


@settings(max_examples=50)
@given(SPANS, SPANS, st.sampled_from(["exact", "overlap", "iou"]))
def test_the_matching_is_as_large_as_trying_all_finds_it(first: Spans, second: Spans, match: str) -> None:
    marked = len(first) + len(second)

    found = _f1(first, second, match)

    assert found == (
        pytest.approx(2 * _best_by_trying_all(first, second, match) / marked) if marked else None
    )


@settings(max_examples=50)
@given(SPANS, SPANS, st.sampled_from(["exact", "overlap", "iou"]))
def test_nobody_is_the_gold_standard(first: Spans, second: Spans, match: str) -> None:
    assert _f1(first, second, match) == _f1(second, first, match)


def test_taking_the_first_that_fits_would_lose_a_pair() -> None:
    # the long span meets both; the short one meets only the first of them
    assert _f1([(0, 10, "x"), (0, 2, "x")], [(0, 3, "x"), (6, 9, "x")], "overlap") == 1.0


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert _f1([(0, 5, "x")], [(5, 9, "x")], "overlap") == 0.0


def test_two_equal_spans_need_two_partners() -> None:
    assert _f1([(0, 5, "x"), (0, 5, "x")], [(0, 5, "x")], "exact") == pytest.approx(2 / 3)


def test_texts_without_marks_count_nothing_when_pooled() -> None:
    marked = Continuum.of(0, 9, {"ana": [(0, 3, "x")], "ben": [(0, 3, "x")]})
    empty = Continuum.of(0, 9, {"ana": [], "ben": []})

    assert span_f1(Continua((marked, empty))).value == 1.0


def test_pairs_that_share_no_marked_text_stay_out_of_the_mean() -> None:
    first = Continuum.of(0, 9, {"ana": [(0, 3, "x")], "ben": [(0, 3, "x")]})
    second = Continuum.of(0, 9, {"ben": [(0, 3, "x")], "cy": [(4, 5, "x")]})

    assert mean_pairwise_span_f1(Continua((first, second))).value == 0.5


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(WrongParameterError, match="near is not a match"):
        _f1([], [], "near")

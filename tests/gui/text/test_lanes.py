from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.lanes import lanes
from annotator.model.span import Span

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


def test_the_enclosing_span_lies_nearest_and_neighbours_share_a_lane() -> None:
    assert lanes(
        {"whole": Span(0, 20), "inner": Span(5, 10), "next": Span(10, 15), "last": Span(20, 22)}
    ) == {
        "whole": 0,
        "inner": 1,
        "next": 1,
        "last": 0,
    }


@given(SPANS)
def test_no_lane_holds_two_at_one_place_and_none_is_wasted(spans: list[Span]) -> None:
    placed = lanes(dict(enumerate(spans)))

    for one, span in enumerate(spans):
        for other in range(one):
            assert placed[one] != placed[other] or not span.overlaps(spans[other])
    deepest = max((sum(span.start <= at < span.end for span in spans) for at in range(45)), default=0)
    assert len(set(placed.values())) == deepest

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text_positions import TextPositions


@given(st.text(max_size=50))
def test_positions_go_to_qt_and_back(text: str) -> None:
    positions = TextPositions(text)

    for position in range(len(text) + 1):
        qt_position = positions.to_qt(position)
        # Source: UTF-16, counted by Python's own encoder.
        assert qt_position == len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
        assert positions.from_qt(qt_position) == position


def test_inside_a_pair_is_the_pairs_start() -> None:
    assert [TextPositions("a🔵b").from_qt(place) for place in range(5)] == [0, 1, 1, 2, 3]

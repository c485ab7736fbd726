from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.text_positions import TextPositions


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


@given(st.text(min_size=2, max_size=50), st.data())
def test_cuts_for_the_screen_move_what_stands_behind_them(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1))))
    positions = TextPositions(text, cuts)
    shown = "".join(("\n" * (place in cuts)) + letter for place, letter in enumerate(text))

    assert positions.qt_length == len(shown.encode("utf-16-le", "surrogatepass")) // 2
    for position in range(len(text) + 1):
        before = position + sum(cut <= position for cut in cuts)
        qt_position = positions.to_qt(position)
        assert qt_position == len(shown[:before].encode("utf-16-le", "surrogatepass")) // 2
        assert positions.from_qt(qt_position) == position
        if position in cuts:
            assert positions.from_qt(qt_position - 1) == position

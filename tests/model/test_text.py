from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.model.text import (
    snapped_to_graphemes,
    snapped_to_words,
    to_raw_text,
    to_stored_text,
    trimmed,
    words,
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ufeffBOM \ufeff inside", "BOM \ufeff inside"),
        ("a\x85b\u2028c\u2029d\ve\ff", "a\nb\nc\nd\ne\nf"),
        ("NUL\x00gone", "NULgone"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("no-break\u00a0blank stays", "no-break\u00a0blank stays"),
    ],
)
def test_line_ends_and_stray_signs_are_settled_and_nothing_else(raw: str, stored: str) -> None:
    assert to_stored_text(raw)[0] == stored


@given(st.text(alphabet=st.characters() | st.sampled_from("\r\n\x00\ufeff\ud800"), max_size=60))
def test_the_file_can_always_be_had_back(raw: str) -> None:
    text, edits = to_stored_text(raw)

    assert to_raw_text(text, edits) == raw
    assert to_stored_text(text) == (text, ())


def test_words_follow_the_reader() -> None:
    text = "The West’s “non-aligned” bloc of 3.5 states, «нас #BRICS U.S. 中文"

    assert [word.of(text) for word in words(text)] == [
        *("The", "West’s", "non-aligned", "bloc", "of", "3.5", "states"),
        *("нас", "#BRICS", "U.S.", "中", "文"),
    ]


def test_a_selection_grows_to_words_and_sheds_blanks() -> None:
    text = "we ask  «нас» again"

    assert snapped_to_words(text, Span(1, 8)) == Span(0, 6)
    assert snapped_to_words(text, Span(10, 11)) == Span(9, 12)
    assert snapped_to_words(text, Span(6, 8)) is None


def test_a_flag_a_family_or_an_accent_is_never_cut() -> None:
    text = "a🇷🇺b👨‍👩‍👧ce\u0301"

    assert snapped_to_graphemes(text, Span(2, 3)).of(text) == "🇷🇺"
    assert snapped_to_graphemes(text, Span(6, 7)).of(text) == "👨‍👩‍👧"
    assert snapped_to_graphemes(text, Span(10, 11)).of(text) == "e\u0301"


@given(st.text(max_size=40), st.integers(0, 39), st.integers(1, 40))
def test_snapping_never_shrinks_and_never_leaves_the_text(text: str, start: int, length: int) -> None:
    if start >= len(text):
        return
    span = Span(start, min(len(text), start + length))
    inside = trimmed(text, span)
    grown = snapped_to_words(text, span)

    assert (grown is None) == (inside is None)
    if grown is not None and inside is not None:
        assert grown.contains(inside)
        assert grown.end <= len(text)
        assert grown == trimmed(text, grown) or not inside.of(text).strip()
        assert snapped_to_words(text, grown) == grown

from __future__ import annotations

from annotator.figures.text_widths import shortened, text_width, wrapped


def test_text_is_broken_at_blanks_into_lines_that_fit() -> None:
    lines = wrapped("one two three four", 60, 10)

    assert " ".join(lines) == "one two three four"
    assert all(text_width(line, 10) <= 60 for line in lines)


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert shortened("sovereign equality", 60, 10).endswith("…")
    assert text_width(shortened("sovereign equality", 60, 10), 10) <= 60
    assert wrapped("one two three", 30, 10, most=1) == ["one…"]


def test_marks_take_no_room_and_ideographs_a_whole_em() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("框", 10) >= 10

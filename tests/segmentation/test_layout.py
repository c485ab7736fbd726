from __future__ import annotations

from annotator.segmentation.layout import blocks, lines, paragraphs

WRAPPED = """\
The ministers of Velm and Orland met on Tuesday for talks about the river
and agreed on a list of further steps. Nobody knows yet what they will do
about the ferries, and both of them have waited for a long time.

The second paragraph is as long as the first one, and it says nothing new
at all about the talks. It only fills the page with words.
"""


def test_lines_are_without_blanks_at_their_ends_and_know_the_gap_before() -> None:
    text = "  one \n\n \n\ttwo\u00a0\nthree"

    assert [(line.span.of(text), line.gap) for line in lines(text)] == [("one", 0), ("two", 2), ("three", 0)]


def test_blocks_are_parted_by_blank_lines() -> None:
    text = "a\nb\n\nc\n\n\n\nd"
    found = lines(text)

    assert [[line.span.of(text) for line in block] for block in blocks(found)] == [["a", "b"], ["c"], ["d"]]
    assert [len(block) for block in blocks(found, gap=3)] == [3, 1]


def test_a_line_is_a_paragraph() -> None:
    text = "One line.\nAnother line that is longer.\n\nA third."

    assert [span.of(text) for span in paragraphs(text)] == [
        *("One line.", "Another line that is longer.", "A third.")
    ]


def test_lines_broken_at_a_fixed_width_are_put_together() -> None:
    found = paragraphs(WRAPPED)

    assert [span.of(WRAPPED) for span in found] == [part.strip() for part in WRAPPED.split("\n\n")]


def test_a_list_of_short_lines_is_not_taken_for_wrapped() -> None:
    text = "Buy the following at once:\nbread and butter\nmilk\neggs from the market\n\nThat is all we need."

    assert len(paragraphs(text)) == 5

from __future__ import annotations

import pytest

from annotator.model.corpus import StatementKind, Unit
from annotator.model.span import Span
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.reading import Shape, read_text
from tests.drafts import check_draft, left_out, said

POST = """\
Forwarded from Velm MFA
🎙 FM Ada Orlova’s remarks
Key talking points:
• We came. We saw. #Velm #Sea
• They left.
<...>
Read in full
• It ends. 🎉
"""


def pieces(line: str) -> list[tuple[str, str]]:
    return [(piece.label.value, piece.span.of(line)) for piece in body_pieces(line, Span(0, len(line)))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Fourth. Fifth.", [("marker", "1."), ("body", "Fourth."), ("body", "Fifth.")]),
        ("We won! 🎉🎉", [("body", "We won! 🎉🎉")]),
        (
            "🎉 We won! 🎉 They lost.",
            [("marker", "🎉"), ("body", "We won!"), ("marker", "🎉"), ("body", "They lost.")],
        ),
        ("It ends. #A #B", [("body", "It ends."), ("tags", "#A #B")]),
        ("#A and #B agree.", [("body", "#A and #B agree.")]),
        ("It ends. https://a.b/c", [("body", "It ends."), ("link", "https://a.b/c")]),
        ("It ends: www.a.b/c", [("body", "It ends: www.a.b/c")]),
        ("It ends. [...] It begins.", [("body", "It ends."), ("elision", "[...]"), ("body", "It begins.")]),
        ("— * —", [("marker", "— * —")]),
        ("<...>", [("elision", "<...>")]),
        ("2024", [("body", "2024")]),
    ],
)
def test_a_line_falls_into_sentences_and_what_is_none(line: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(line) == expected


@pytest.mark.parametrize(
    ("unit", "bodies"),
    [
        (Unit.SENTENCE, ["We came.", "We saw.", "They left.", "It ends. 🎉"]),
        (Unit.PARAGRAPH, ["We came. We saw.", "They left.", "It ends. 🎉"]),
        (Unit.POST, ["We came. We saw.", "They left.\n<...>\nRead in full\n• It ends. 🎉"]),
    ],
)
def test_sentences_make_paragraphs_and_paragraphs_make_posts(unit: Unit, bodies: list[str]) -> None:
    (draft,) = read_text(POST, origin="", unit=unit)

    check_draft(draft)
    assert draft.unit is unit
    assert said(draft) == bodies
    assert said(draft, StatementKind.TITLE) == ["FM Ada Orlova’s remarks"]
    assert {s.speaker.name for s in draft.statements if s.speaker} == {"Ada Orlova"}


def test_a_paragraph_keeps_its_speaker_where_all_its_sentences_agree() -> None:
    text = "Minister Ada Orlova came.\nOrlova said no. “Never!”\nOrlova said yes. The hall was full.\n"

    (draft,) = read_text(text, origin="", unit=Unit.PARAGRAPH, shape=Shape.ARTICLE)

    assert [s.speaker.name if s.speaker else None for s in draft.statements] == [None, "Ada Orlova", None]


def test_a_title_and_its_tags_never_join_the_body() -> None:
    (draft,) = read_text(POST, origin="", unit=Unit.POST)

    assert said(draft, StatementKind.TAGS) == ["#Velm #Sea"]
    assert ("lead-in", "Key talking points:") in left_out(draft)

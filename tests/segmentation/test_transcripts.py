from __future__ import annotations

import pytest

from annotator.model.corpus import SourceDraft, SourceKind
from annotator.model.dates import How
from annotator.segmentation.reading import Shape, read_text, shape_of
from tests.drafts import check_draft, left_out, said, speakers

DEBATE = """\
Debate on the river
16 July 2031

The President: I open the debate. Mr. Bell has the floor.
Mr. BELL (Velm): We thank the chair. We reject it.
It is ours. Note: not theirs.
FM Ada Orlova: Nonsense!
Mr. BELL (Velm): Order.
The President: Thank you.
FM Ada Orlova: I thank you, too: always.
"""


def read(raw: str) -> SourceDraft:
    (draft,) = read_text(raw, origin="debate.txt")
    check_draft(draft)
    return draft


def test_the_utterances_of_a_debate_are_parts_with_their_speakers() -> None:
    draft = read(DEBATE)

    assert draft.kind is SourceKind.SPEECH
    assert draft.title == "Debate on the river"
    assert draft.published.value == "2031-07-16"
    assert [part.speaker.name if part.speaker else None for part in draft.parts] == [
        *(None, "BELL", "Ada Orlova", "BELL", None, "Ada Orlova"),
    ]
    assert {part.speaker.how for part in draft.parts if part.speaker} == {How.EXPLICIT}
    assert [s.part for s in draft.statements] == [None, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5]
    assert ("lead-in", "Mr. BELL (Velm):") in left_out(draft)
    assert "Note: not theirs." in said(draft)


def test_who_asks_has_no_name_and_who_answers_has_the_one_of_the_title() -> None:
    draft = read(
        "FM Ada Orlova answers questions\n\nQ: Will you go?\n\nA: Yes. We will.\n\nQ: When?\n\nA: Soon.\n"
    )

    assert said(draft) == ["Will you go?", "Yes.", "We will.", "When?", "Soon."]
    assert speakers(draft) == [None, "Ada Orlova", "Ada Orlova", None, "Ada Orlova"]


@pytest.mark.parametrize(
    "raw",
    [
        "Term: a thing.\nOther: b.\nThird: c.\nFourth: d.\n",
        "Title: one\nDate: 2031\nText: a.\nTitle: two\nDate: 2032\nText: b.\n",
        "He said: no.\nShe went.\nHe said: yes.\nIt rained.\n",
    ],
)
def test_lists_and_records_are_no_transcripts(raw: str) -> None:
    assert shape_of(raw) is not Shape.TRANSCRIPT

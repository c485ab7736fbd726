from __future__ import annotations

import pytest

from annotator.model.corpus import SourceDraft, SourceKind, Unit
from annotator.model.dates import How
from annotator.segmentation.reading import Shape, read_text, shape_of
from tests.drafts import check_draft, left_out, said, speakers

GAP = "\n" + "                        \n" * 9
TORN_LINK = 'https://velm.example/essays/1189">https://velm.example/essays/1...'
UNROLLED = GAP.join(
    [
        "FM Ada Orlova has an essay. She says that “harbours look after their own.”/1 " + TORN_LINK,
        "                        In plain words, a club. /2",
        "                        “The quarrel will remind people that treaties weather storms.” /3",
        "                        She says that “the office needs to...change. Of course, it can& #39;t.”/4",
        "                        My reading: Velm wants to be a watchman. 5/5",
        "                 Read on Twitter\nRead on Twitter \n",
    ]
)


def read(raw: str, unit: Unit = Unit.SENTENCE) -> SourceDraft:
    (draft,) = read_text(raw, origin="thread.txt", unit=unit)
    check_draft(draft)
    return draft


def test_an_unrolled_thread_is_one_source_of_numbered_parts() -> None:
    draft = read(UNROLLED)

    assert draft.kind is SourceKind.THREAD
    assert [part.number for part in draft.parts] == list("12345")
    assert said(draft) == [
        "FM Ada Orlova has an essay.",
        "She says that “harbours look after their own.”",
        "In plain words, a club.",
        "“The quarrel will remind people that treaties weather storms.”",
        "She says that “the office needs to...change.",
        "Of course, it can't.”",
        "My reading: Velm wants to be a watchman.",
    ]
    assert [s.part for s in draft.statements] == [0, 0, 1, 2, 3, 3, 4]
    assert left_out(draft) == [
        ("number", "/1"),
        ("link", "https://velm.example/essays/1189"),
        ("number", "/2"),
        ("number", "/3"),
        ("number", "/4"),
        ("number", "5/5"),
        ("page furniture", "Read on Twitter"),
        ("page furniture", "Read on Twitter"),
    ]


def test_the_one_who_writes_is_not_the_one_who_is_quoted() -> None:
    draft = read(UNROLLED)

    assert draft.author == ""
    assert draft.speaker is None
    assert speakers(draft) == [None, None, None, "Ada Orlova", None, "Ada Orlova", None]


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("1/ Velm rises.\n\n2/ Orland falls.\n\n3/ It ends.", ["1", "2", "3"]),
        ("1/3 Velm rises.\n\n2/3 Orland falls.\n\n3/3 It ends.", ["1", "2", "3"]),
        ("Velm rises (1/3)\n\nOrland falls. (2/3)\n\nIt ends [3/3]", ["1", "2", "3"]),
        ("🧵1/ Velm rises.\n\n2/\nOrland falls.\n\n3/ It ends. It does.", ["1", "2", "3"]),
        ("Velm rises./1\n\nOrland falls./2\n\nIt ends./3", ["1", "2", "3"]),
        ("Velm rises.\n\n2/ Orland falls.\n\n3/ It ends.\n\n4/ Yes.", [None, "2", "3", "4"]),
    ],
)
def test_numbers_stand_at_either_end_in_many_forms(raw: str, numbers: list[str | None]) -> None:
    draft = read(raw)

    assert [part.number for part in draft.parts] == numbers
    assert not any(sign.isdigit() for words in said(draft) for sign in words)


def test_paragraphs_of_a_tweet_belong_to_its_number() -> None:
    leading = read("1/ Velm rises.\n\nIt does.\n\n2/ Orland falls.\n\n3/ It ends.")
    behind = read("Velm rises.\n\nIt does. /1\n\nOrland falls. /2\n\nIt ends. /3")

    assert [s.part for s in leading.statements] == [0, 0, 1, 2]
    assert [s.part for s in behind.statements] == [0, 0, 1, 2]


def test_missing_numbers_and_a_wrong_order_are_warned_of() -> None:
    assert read("One. 1/5\n\nTwo. 2/5\n\nFour. 4/5").warnings == (
        "Tweet 3 is missing.",
        "Tweet 5 is missing.",
    )
    assert read("One./1\n\nThree./3\n\nTwo./2").warnings == (
        "The tweets are not in the order of their numbers.",
    )


@pytest.mark.parametrize(
    "raw",
    [
        "It works 24/7 they say.\n\nIt was 9/11 again.\n\nHalf is 1/2 of it.",
        "Note that 1/2 of people say yes.\n\nAnd 3/4 say no.\n\nOn 9/11 it began.",
        "See A/RES/73/1\n\nSee A/RES/73/2\n\nand more of it, here and there, all day long.",
    ],
)
def test_fractions_and_days_are_no_numbers_of_tweets(raw: str) -> None:
    assert shape_of(raw) is not Shape.THREAD


def test_a_thread_inside_says_only_what_the_page_says() -> None:
    draft = read(
        "Thread by @velmwatch\n\nJul 16, 2031 • 2 tweets • 1 min read\n\nIt works 24/7.\n\nIt was 9/11 again.\n\n"
        "Missing some Tweet in this thread? You can try to force a refresh.\n"
    )

    assert draft.author == "@velmwatch"
    assert (draft.published.value, draft.published.how) == ("2031-07-16", How.METADATA)
    assert said(draft) == ["It works 24/7.", "It was 9/11 again."]
    assert [part.number for part in draft.parts] == [None, None]


def test_a_tweet_as_a_unit_is_one_statement() -> None:
    draft = read(UNROLLED, Unit.POST)

    assert [s.part for s in draft.statements] == [0, 1, 2, 3, 4]
    assert said(draft)[3].startswith("She says that")
    assert said(draft)[3].endswith("it can't.”")

from __future__ import annotations

import pytest

from annotator.model.dates import How
from annotator.model.span import Span
from annotator.segmentation.quotes import quoted_speakers

ORLOVA = "Velm’s Foreign Minister Ada Orlova came."
DENT = "She met Prime Minister Carl Dent."


def heard(*sentences: str, only_quotes: bool = False) -> list[str | None]:
    text = " ".join(sentences)
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    found = quoted_speakers(text, spans, only_quotes=only_quotes)
    assert all(one is None or (one.how is How.INFERRED and one.evidence) for one in found)
    return [one.name if one else None for one in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We signed,” said Orlova.",
        "“We signed,” said Foreign Minister Ada Orlova.",
        "“We signed,” Orlova later said on Friday, the Velm Agency reported.",
        "Asked on Friday what comes, Orlova said: “We signed.”",
        "Orlova said that Velm had signed.",
        "But Velm’s Foreign Minister Ada Orlova told reporters that it was over.",
        "It was over, Orlova added.",
    ],
)
def test_a_known_name_beside_a_verb_of_saying_is_the_speaker(sentence: str) -> None:
    assert heard(ORLOVA, sentence) == [None, "Ada Orlova"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velm said that it was over.",
        "“We signed,” they said.",
        "Officials ended what Velm called “frank” talks after Minister Ada Orlova said she was ill.",
        "The treaty is signed.",
        "“We signed,” Velm Agency reported.",
        "Orlova signed.",
    ],
)
def test_nobody_is_better_than_the_wrong_one(sentence: str) -> None:
    assert heard(ORLOVA, DENT, sentence) == [None, None, None]


def test_he_said_and_bare_quotations_follow_the_one_who_spoke_before() -> None:
    assert heard(
        DENT,
        "Orlova said no.",
        "Minister Ada Orlova said so.",
        "“It is ours. ",
        "We keep it.”",
        "It is late, she said.",
        "The hall was full.",
        "“Who is this?”",
        "She said nothing.",
    ) == [None, "Ada Orlova", "Ada Orlova", "Ada Orlova", "Ada Orlova", "Ada Orlova", None, None, None]


def test_a_full_name_beside_a_quotation_is_known_from_there_on() -> None:
    assert heard("“We pay,” said Ilka Moren, who sells tickets.", "“Always.”", "Moren said it twice.") == [
        *("Ilka Moren", "Ilka Moren", "Ilka Moren")
    ]


def test_two_of_a_surname_are_told_apart_by_nobody() -> None:
    assert heard("Minister Ada Orlova met Governor Ida Orlova.", "Orlova said no.") == [None, None]


def test_in_a_thread_only_what_is_all_quotation_has_a_speaker() -> None:
    said = heard(
        ORLOVA,
        "Orlova says that “the UN needs to change.",
        "Of course, it will.”",
        "“It is time.”",
        "Orlova calls this “a concert.”",
        only_quotes=True,
    )

    assert said == [None, None, "Ada Orlova", "Ada Orlova", None]

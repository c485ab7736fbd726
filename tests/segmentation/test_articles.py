from __future__ import annotations

import pytest

from annotator.model.corpus import SourceDraft, SourceKind, StatementKind, Unit
from annotator.model.dates import How
from annotator.segmentation.reading import Shape, read_text, shape_of
from tests.drafts import check_draft, left_out, said, speakers

BODY = (
    "The ministers of Velm and Orland met on Tuesday for talks about the river and agreed on further steps, "
    "officials in both capitals said."
)
AGENCY = f"""\
Sable Sea

Velm, Orland call session, blame Tarsia for ramming

Velm, Orland call session, blame Tarsia for ramming

ONE PEN. Velm's Foreign Minister Ada Orlova and Orland's Foreign Minister Carl Dent sign, October 2, 2031.

Velm Foreign Ministry/Reuters

Velm and Orland, rivals for a generation, ask the Assembly to meet

{BODY}

“A ship sails through a boat,” said Orlova. “We ask for a court.”

The letter named nobody. But Dent told reporters that both were troubled.

{BODY}

“The north has lanterns,” he said. – VelmWire.com"""


def read(raw: str, unit: Unit = Unit.SENTENCE) -> SourceDraft:
    (draft,) = read_text(raw, origin="article.txt", unit=unit)
    check_draft(draft)
    return draft


def test_head_body_and_tail_of_an_agency_article() -> None:
    draft = read(AGENCY)

    assert draft.kind is SourceKind.ARTICLE
    assert draft.title == "Velm, Orland call session, blame Tarsia for ramming"
    assert draft.outlet == "VelmWire.com"
    assert [len(said(draft, kind)) for kind in StatementKind] == [6, 1, 1, 1, 0]
    assert left_out(draft) == [
        ("kicker", "Sable Sea"),
        ("copy", "Velm, Orland call session, blame Tarsia for ramming"),
        ("credit", "Velm Foreign Ministry/Reuters"),
        ("copy", BODY),
        ("outlet", "– VelmWire.com"),
    ]


def test_the_date_of_a_caption_is_inferred() -> None:
    draft = read(AGENCY)

    assert (draft.published.value, draft.published.how) == ("2031-10-02", How.INFERRED)
    assert "October 2, 2031" in (draft.published.evidence or "")


def test_only_sentences_with_a_cue_have_a_speaker() -> None:
    assert speakers(read(AGENCY)) == [
        *(None, "Ada Orlova", "Ada Orlova", None, "Carl Dent", "Carl Dent"),
    ]


def test_the_metadata_line_dates_the_article_to_the_day() -> None:
    draft = read(f" date 2031-09-14 An office should answer to all. Minister Ada Orlova says so\n\n{BODY}")

    assert (draft.published.value, draft.published.how) == ("2031-09-14", How.EXPLICIT)
    assert left_out(draft) == [("date line", "date 2031-09-14")]
    assert said(draft, StatementKind.STANDFIRST) == [
        "An office should answer to all.",
        "Minister Ada Orlova says so",
    ]
    assert said(draft) == [BODY]


def test_a_short_line_behind_the_metadata_is_the_title() -> None:
    draft = read(f"date 2031-09-14 Harbour talks resume\n\n{BODY}")

    assert (draft.title, said(draft, StatementKind.TITLE)) == (
        "Harbour talks resume",
        ["Harbour talks resume"],
    )


def test_byline_date_line_dateline_and_furniture() -> None:
    draft = read(
        f"Velm and Orland sign a treaty\n\nBy Ann Bell and Carl Hill\n\nTuesday, July 16, 2031\n\n"
        f"VELM CITY, July 15 (Reuters) - {BODY}\n\nADVERTISEMENT\n\nIt is signed.\n\n© Velm Times 2031\n\n– AFP"
    )

    assert draft.author == "Ann Bell and Carl Hill"
    assert draft.outlet == "AFP"
    assert draft.published.value == "2031-07-16"
    assert said(draft) == [BODY, "It is signed."]
    assert [reason for reason, _ in left_out(draft)] == [
        *("credit", "date line", "date line", "page furniture", "credit", "outlet"),
    ]


def test_keys_and_values_at_the_head_are_metadata() -> None:
    draft = read(
        f"Title: Velm signs\nDate: 16 July 2031\nSource: Velm Times\nAuthor: Ann Bell\n"
        f"URL: https://velm.example/a\nSection: World\n\n{BODY}"
    )

    assert (draft.title, draft.outlet, draft.author) == ("Velm signs", "Velm Times", "Ann Bell")
    assert (draft.url, draft.extra) == ("https://velm.example/a", {"section": "World"})
    assert draft.published.value == "2031-07-16"
    assert [s.span.of(draft.text) for s in draft.statements] == ["Velm signs", BODY]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"Velm signs\n\n{BODY}", "Velm signs"),
        (f"Is Velm signing?\n\n{BODY}", "Is Velm signing?"),
        (f"World\n\nVelm signs the treaty\n\n{BODY}", "Velm signs the treaty"),
        (f"Dear colleagues!\n\n{BODY}", ""),
        (f"{BODY}\n\n{BODY} No.", ""),
        ("Velm signs\n\nIt is short.", ""),
    ],
)
def test_a_title_is_taken_only_where_a_body_stands_below(raw: str, title: str) -> None:
    assert read(raw).title == title


def test_a_title_of_a_few_words_is_no_kicker_when_a_standfirst_follows() -> None:
    standfirst = (
        "The two countries have agreed on what nobody believed they would agree on after so many years of it"
    )

    draft = read(f"Velm signs\n\n{standfirst}\n\n{BODY}")

    assert (draft.title, said(draft, StatementKind.STANDFIRST)) == ("Velm signs", [standfirst])


def test_a_title_with_a_year_gives_no_date() -> None:
    assert read(f"Main results at the end of 2031\n\n{BODY}").published.value is None


def test_a_speech_is_known_by_its_title_and_its_first_person() -> None:
    speech = read(
        "Statement by Foreign Minister Ada Orlova at the Assembly (Orland, July 16, 2031)\n\n"
        "Mr. President, we came here to speak about our river and the people beside it, in Velm and elsewhere.\n\n"
        "I thank you."
    )
    report = read(f"Foreign Minister Ada Orlova’s statement angers Orland\n\n{BODY}\n\nThe hall was full.")

    assert (speech.kind, set(speakers(speech))) == (SourceKind.SPEECH, {"Ada Orlova"})
    assert speech.published.how is How.EXPLICIT
    assert (report.kind, set(speakers(report))) == (SourceKind.ARTICLE, {None})


def test_numbered_paragraphs_are_text_with_markers() -> None:
    draft = read(
        "78.\tBecause we came, we speak. It is so.\n79.\tHowever, Mr. Orlova, it is late.\n80. The end.\n"
    )

    assert draft.kind is SourceKind.TEXT
    assert said(draft) == [
        "Because we came, we speak.",
        "It is so.",
        "However, Mr. Orlova, it is late.",
        "The end.",
    ]
    assert [words for _, words in left_out(draft)] == ["78.", "79.", "80."]


def test_the_shape_can_be_told() -> None:
    (draft,) = read_text(AGENCY, origin="", shape=Shape.TEXT)

    assert shape_of(AGENCY) is Shape.ARTICLE
    assert draft.title == ""
    assert not draft.dropped or {d.reason.value for d in draft.dropped} == {"marker"}

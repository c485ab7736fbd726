"""Facts and counts of four real documents, which are not part of the repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from annotator.formats.plain_text import read
from annotator.model.corpus import DropReason, SourceDraft, StatementKind, Unit
from annotator.model.dates import How
from annotator.model.text import to_raw_text
from annotator.segmentation.reading import read_text
from tests.drafts import check_draft


def _drafts(folder: Path, number: str, unit: Unit = Unit.SENTENCE) -> tuple[SourceDraft, ...]:
    path = next(folder.glob(f"**/{number}_*.txt"), None)
    if path is None:
        pytest.skip(f"no real text {number}")
    return read(path, unit=unit).drafts


def _bodies(draft: SourceDraft) -> list[str]:
    return [s.span.of(draft.text) for s in draft.statements if s.kind is StatementKind.BODY]


def _every(folder: Path, unit: Unit = Unit.SENTENCE) -> Iterator[SourceDraft]:
    for number in ("000", "001", "002", "004"):
        yield from _drafts(folder, number, unit)


def test_the_article_with_a_metadata_line_is_dated_to_the_day(real_texts: Path) -> None:
    (draft,) = _drafts(real_texts, "000")

    assert (draft.published.value, draft.published.how) == ("2018-01-20", How.EXPLICIT)
    assert Counter(s.kind for s in draft.statements) == {StatementKind.STANDFIRST: 3, StatementKind.BODY: 14}
    assert [d.reason for d in draft.dropped] == [DropReason.DATE_LINE]


def test_the_channel_gives_ten_posts_with_their_copies_folded(real_texts: Path) -> None:
    drafts = _drafts(real_texts, "001")

    assert len(drafts) == 10
    assert all(sum(d.reason is DropReason.HEADER for d in draft.dropped) == 1 for draft in drafts)
    assert all(any(d.reason is DropReason.COPY for d in draft.dropped) for draft in drafts)
    assert all(len(set(_bodies(draft))) == len(_bodies(draft)) for draft in drafts)
    assert {draft.outlet for draft in drafts} == {"Russian MFA 🇷🇺"}
    assert all(draft.title for draft in drafts)


def test_no_post_is_dated_by_guess(real_texts: Path) -> None:
    drafts = _drafts(real_texts, "001")

    # Counted by eye: date lines in the second and the last two, brackets in the title of three,
    # "Today, on April 24" in the first, no date of its own in three.
    assert [draft.published.value for draft in drafts] == [
        *(None, "2023-09-23", None, "2024-02-09", "2024-02-29"),
        *(None, None, "2024-07-04", "2024-07-16", "2024-07-17"),
    ]
    assert all(draft.published.how is How.EXPLICIT for draft in drafts if draft.published.value)
    assert drafts[0].published.evidence == "Today, on April 24"


def test_titled_speeches_have_their_speaker_and_the_rest_none(real_texts: Path) -> None:
    heard = [
        {s.speaker.name if s.speaker else None for s in draft.statements if s.kind is StatementKind.BODY}
        for draft in _drafts(real_texts, "001")
    ]

    lavrov, putin, nobody = {"Sergey Lavrov"}, {"Vladimir Putin"}, {None}
    assert heard == [
        *(nobody, lavrov, nobody, lavrov, putin),
        *(lavrov, nobody, putin, lavrov, lavrov),
    ]


def test_nothing_of_the_page_is_in_a_statement_of_the_channel(real_texts: Path) -> None:
    furniture = regex.compile(
        r"(?i)forwarded from|telegram|media is too|read in full|talking points|\A\W*points \d|\A[•🔵📍💬]"
    )

    for draft in _drafts(real_texts, "001"):
        assert not [s for s in draft.statements if furniture.search(s.span.of(draft.text))]


def test_the_thread_has_seven_numbered_parts_and_no_author(real_texts: Path) -> None:
    (draft,) = _drafts(real_texts, "002")

    assert [part.number for part in draft.parts] == list("1234567")
    assert draft.author == ""
    assert draft.speaker is None
    assert draft.published.value is None
    assert [s.part for s in draft.statements] == [0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6]
    spoken = [n for n, s in enumerate(draft.statements) if s.speaker]
    assert spoken == [4, 6, 9, 10]
    assert {s.speaker.how for s in draft.statements if s.speaker} == {How.INFERRED}


def test_no_number_link_or_page_line_is_in_a_statement_of_the_thread(real_texts: Path) -> None:
    (draft,) = _drafts(real_texts, "002")
    words = [s.span.of(draft.text) for s in draft.statements]

    assert not [w for w in words if regex.search(r"/\d|\d/|https?:|Twitter|& ?#", w)]
    assert Counter(d.reason for d in draft.dropped) == {
        DropReason.NUMBER: 7,
        DropReason.LINK: 1,
        DropReason.PAGE_FURNITURE: 2,
    }


def test_the_agency_article_is_dated_by_its_caption_as_inferred(real_texts: Path) -> None:
    (draft,) = _drafts(real_texts, "004")

    assert (draft.published.value, draft.published.how) == ("2021-03-23", How.INFERRED)
    assert draft.outlet == "Rappler.com"
    kinds = Counter(s.kind for s in draft.statements)
    assert kinds == {
        StatementKind.TITLE: 1,
        StatementKind.CAPTION: 1,
        StatementKind.STANDFIRST: 1,
        StatementKind.BODY: 18,
    }
    assert [d.reason for d in draft.dropped] == [
        *(DropReason.KICKER, DropReason.COPY, DropReason.CREDIT, DropReason.OUTLET)
    ]


@pytest.mark.parametrize("unit", Unit)
def test_nothing_is_lost_twice_or_cut(real_texts: Path, unit: Unit) -> None:
    for number in ("000", "001", "002", "004"):
        path = next(real_texts.glob(f"**/{number}_*.txt"))
        raw = path.read_bytes().decode()
        drafts = read_text(raw, origin=path.name, unit=unit)
        crlf = read_text(raw.replace("\n", "\r\n"), origin=path.name, unit=unit)

        for draft in drafts:
            check_draft(draft)
        assert "".join(to_raw_text(draft.text, draft.edits) for draft in drafts) == raw
        assert [draft.statements for draft in crlf] == [draft.statements for draft in drafts]


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        (Unit.PARAGRAPH, [3, *(6, 7, 9, 9, 5, 6, 2, 5, 12, 8), 7, 16]),
        (Unit.POST, [1, *[1] * 10, 7, 1]),
    ],
)
def test_coarser_units_have_as_many_statements_as_lines_or_texts(
    real_texts: Path, unit: Unit, counts: list[int]
) -> None:
    assert [len(_bodies(draft)) for draft in _every(real_texts, unit)] == counts


def test_sentences_are_neither_cut_nor_glued(real_texts: Path) -> None:
    """The numbers of sentences were counted by reading all of them."""
    counts = [len(_bodies(draft)) for draft in _every(real_texts)]

    assert counts == [14, *(9, 12, 12, 10, 9, 10, 2, 10, 25, 26), 13, 18]
    for draft in _every(real_texts):
        for words in _bodies(draft):
            assert words[0].isupper() or words[0] in '“#"', words

"""The head of an article: what stands before the body, and what it says of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from annotator.model.corpus import DropReason, PartDraft, SourceKind, StatementKind
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.segmentation import article_lines as line
from annotator.segmentation import dates
from annotator.segmentation.outline import Outline, Piece, placed
from annotator.segmentation.pieces import body_pieces

_KICKER_WORDS = 4
_HEADLINE_AT_MOST = 90
_CAPTION_AT_MOST = 400
_CAPTION_WITHIN = 3
_HEAD_LINES = 14
_INNER_STOP = regex.compile(r"[.!?]\s")


@dataclass(slots=True)
class Head:
    """What the head has said of the article so far, and its pieces; it grows line by line."""

    language: str
    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: StatedDate = UNDATED
    inferred_date: StatedDate = UNDATED
    extra: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def state(self, found: dates.FoundDate | None, evidence: str) -> None:
        """Take a date that the article states of itself, unless it has one."""
        if found is not None and self.published.value is None:
            self.published = dates.stated(found, How.EXPLICIT, evidence)
            self.warnings += [found.doubt] if found.doubt else []

    def dated(self) -> StatedDate:
        """The date stated; failing that, the one inferred from a caption or the end of the title."""
        return (
            self.inferred_date
            if self.published.value is None and self.inferred_date.value
            else self.published
        )

    def outline(self, kind: SourceKind, pieces: Iterable[Piece], parts: Iterable[PartDraft] = ()) -> Outline:
        """The source that begins with this head and consists of these pieces."""
        return Outline(
            kind,
            tuple(pieces),
            tuple(parts),
            title=self.title,
            outlet=self.outlet,
            author=self.author,
            url=self.url,
            published=self.dated(),
            extra=self.extra,
            warnings=tuple(self.warnings),
        )


@dataclass(frozen=True, slots=True)
class _Title:
    """Which paragraph is the headline, and which one says it again; -1 for none."""

    first: int = -1
    again: int = -1


def read_head(text: str, found: Sequence[Span], language: str, *, is_all: bool = True) -> tuple[Head, int]:
    """The head of the paragraphs `found`, and the number of the first paragraph of the body.

    `is_all`: nothing follows them, so that the last of them cannot be a headline.
    In order: a line of metadata, kicker, headline, the headline again, caption, credit, standfirst.
    """
    head = Head(language)
    title = _title(text, found, is_all=is_all)
    for number, span in enumerate(found[:_HEAD_LINES]):
        is_last = is_all and number + 1 == len(found)
        pieces = (
            _after_date_key(text, span, head, is_last=is_last)
            or _note(text, span, head)
            or _headline(text, span, head, number, title)
            or ([] if is_last else _below_headline(text, span, head, number, title))
        )
        if not pieces:
            return head, number
        head.pieces += placed(pieces, number)
    return head, min(len(found), _HEAD_LINES)


def _title(text: str, found: Sequence[Span], *, is_all: bool) -> _Title:
    words = [span.of(text) for span in found[:_HEAD_LINES]]
    for number, (one, two) in enumerate(pairwise(words)):
        if line.is_title(one) and folded(one) == folded(two):
            return _Title(number, number + 1)
    candidates: list[int] = []
    for number, one in enumerate(words):
        if line.is_title(one) and not line.is_note(one):
            candidates.append(number)
        elif not line.is_note(one):
            break
    if not candidates or (is_all and len(found) == 1):
        return _Title()
    if len(candidates) > 1 and _is_kicker(words[candidates[0]], words[candidates[1]]):
        return _Title(candidates[1])
    return _Title(candidates[0])


def _is_kicker(words: str, following: str) -> bool:
    return len(words.split()) <= _KICKER_WORDS and len(following) <= _HEADLINE_AT_MOST


def folded(words: str) -> str:
    """Words as they are compared for being the same: without regard to case or blanks."""
    return " ".join(words.split()).casefold()


def _headline(text: str, span: Span, head: Head, number: int, title: _Title) -> list[Piece]:
    if number == title.again:
        return [Piece(span, DropReason.COPY)]
    if number < title.first and len(span.of(text).split()) <= _KICKER_WORDS:
        return [Piece(span, DropReason.KICKER)]
    return _as_title(text, span, head) if number == title.first else []


def _as_title(text: str, span: Span, head: Head) -> list[Piece]:
    head.title = span.of(text)
    if placed_date := dates.date_in_brackets(head.title):
        head.state(placed_date.date, placed_date.words)
    if day := dates.last_date(head.title):
        head.inferred_date = dates.stated(day, How.INFERRED, head.title)
    return body_pieces(text, span, kind=StatementKind.TITLE, whole=True)


def _below_headline(text: str, span: Span, head: Head, number: int, title: _Title) -> list[Piece]:
    """Caption and standfirst; nothing where the body begins."""
    words = span.of(text)
    if title.first < 0 or number < title.first:
        return []
    day = dates.last_date(words)
    ends_with_date = day is not None and len(words) <= _CAPTION_AT_MOST
    if line.CAPITALS.match(words) or (ends_with_date and number <= title.first + _CAPTION_WITHIN):
        head.inferred_date = dates.stated(day, How.INFERRED, words) if day else head.inferred_date
        return body_pieces(text, span, kind=StatementKind.CAPTION, whole=True)
    if not line.ENDED.search(words) and words[-1] not in ":;,":
        return body_pieces(text, span, kind=StatementKind.STANDFIRST, language=head.language)
    return []


def _after_date_key(text: str, span: Span, head: Head, *, is_last: bool) -> list[Piece]:
    """`date 2018-01-20 The first words …`: the date, then what stands on the same line."""
    key = line.DATE_KEY.match(span.of(text))
    if key is None:
        return []
    head.state(next(iter(dates.find_dates(key["date"])), None), key.group())
    dated = Piece(Span(span.start, span.start + key.end()), DropReason.DATE_LINE)
    rest = text[dated.span.end : span.end].lstrip()
    if not rest:
        return [dated]
    inner = Span(span.end - len(rest), span.end)
    if is_last or line.ENDED.search(rest):
        return [dated, *body_pieces(text, inner, language=head.language)]
    if line.is_title(rest) and not _INNER_STOP.search(rest):
        return [dated, *_as_title(text, inner, head)]
    return [dated, *body_pieces(text, inner, kind=StatementKind.STANDFIRST, language=head.language)]


def _note(text: str, span: Span, head: Head) -> list[Piece]:
    """Lines that say something of the article and are no text of it."""
    words = span.of(text)
    if (found := dates.whole_date(words)) is not None:
        head.state(found, words)
        return [Piece(span, DropReason.DATE_LINE)]
    if keyed := line.KEYED.fullmatch(words):
        return _keyed(text, span, keyed["key"].casefold(), keyed["value"].strip(), head)
    if byline := line.BYLINE.fullmatch(words):
        head.author = head.author or byline["name"]
        return [Piece(span, DropReason.CREDIT)]
    if line.LINK_LINE.fullmatch(words):
        head.url = head.url or words
        return [Piece(span, DropReason.LINK)]
    if line.FURNITURE.fullmatch(words):
        return [Piece(span, DropReason.PAGE_FURNITURE)]
    return [Piece(span, DropReason.CREDIT)] if line.CREDIT.fullmatch(words) else []


_KEYS = {
    **dict.fromkeys(("source", "outlet", "publication", "newspaper"), ("outlet", DropReason.HEADER)),
    **dict.fromkeys(("url", "link"), ("url", DropReason.LINK)),
    **dict.fromkeys(("author", "by", "byline"), ("author", DropReason.CREDIT)),
}


def _keyed(text: str, span: Span, key: str, value: str, head: Head) -> list[Piece]:
    """`Title: …`, `Source: …` and their like."""
    if key in {"title", "headline"}:
        start = span.end - len(value)
        before = Span(span.start, len(text[:start].rstrip()))
        return [Piece(before, DropReason.HEADER), *_as_title(text, Span(start, span.end), head)]
    if key in {"date", "published"}:
        head.state(next(iter(dates.find_dates(value)), None), value)
        return [Piece(span, DropReason.DATE_LINE)]
    if key not in _KEYS:
        head.extra[key] = value
        return [Piece(span, DropReason.HEADER)]
    name, reason = _KEYS[key]
    setattr(head, name, value)
    return [Piece(span, reason)]

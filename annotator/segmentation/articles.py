"""Articles and texts without a head: the body, its quotations, and the outlet behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.corpus import DropReason, SourceKind, StatementKind
from annotator.model.span import Span
from annotator.segmentation import article_lines as line
from annotator.segmentation import dates
from annotator.segmentation.heads import Head, folded, read_head
from annotator.segmentation.layout import paragraphs
from annotator.segmentation.outline import Outline, Piece
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.quotes import quoted_speakers

_BODY_AT_LEAST = 100
_COPY_AT_LEAST = 60
_SAMPLE = 20_000
_TAIL_WINDOW = 160


def is_article(text: str) -> bool:
    """Whether a head stands over the body: a title, a date, a line of metadata."""
    found = [span.of(text) for span in paragraphs(text[:_SAMPLE])]
    if not found:
        return False
    if line.DATE_KEY.match(found[0]) or (line.KEYED.fullmatch(found[0]) and len(found) > 1):
        return True
    has_body = any(len(words) >= _BODY_AT_LEAST and line.ENDED.search(words) for words in found[1:])
    return has_body and (line.is_title(found[0]) or line.is_note(found[0]))


def outline_article(text: str, language: str = "en") -> Outline:
    """Head, body and tail of an article.

    A date line is a fact; the date of a caption is only inferred. Quotations propose a speaker
    where a verb of saying stands beside a name; the article's own sentences have none.
    """
    found = paragraphs(text)
    head, first = read_head(text, found, language)
    seen = {folded(span.of(text)) for span in found[:first]}
    pieces: list[Piece] = []
    for number in range(first, len(found)):
        is_last = number == len(found) - 1
        new = _set_apart(text, found[number], seen) or _body(
            text, found[number], head, is_first=number == first, is_last=is_last
        )
        pieces += [replace(piece, paragraph=number) for piece in new]
    if head.published.value is None and head.caption_date.value:
        head.published = head.caption_date
    return Outline(
        SourceKind.ARTICLE,
        (*head.pieces, *_with_speakers(text, pieces)),
        title=head.title,
        outlet=head.outlet,
        author=head.author,
        url=head.url,
        published=head.published,
        extra=head.extra,
        warnings=tuple(head.warnings),
    )


def outline_text(text: str, language: str = "en") -> Outline:
    """A text without a head: paragraphs, one after the other."""
    pieces: list[Piece] = []
    for number, span in enumerate(paragraphs(text)):
        new = body_pieces(text, span, language=language)
        pieces += [replace(piece, paragraph=number) for piece in new]
    return Outline(SourceKind.TEXT, tuple(pieces))


def _with_speakers(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    said = [piece.span for piece in pieces if piece.label is StatementKind.BODY]
    heard = iter(quoted_speakers(text, said))
    return [replace(p, speaker=next(heard)) if p.label is StatementKind.BODY else p for p in pieces]


def _set_apart(text: str, span: Span, seen: set[str]) -> list[Piece]:
    """A paragraph that stood before, a credit, a line of the page; nothing for text."""
    words = span.of(text)
    if len(words) >= _COPY_AT_LEAST:
        if folded(words) in seen:
            return [Piece(span, DropReason.COPY)]
        seen.add(folded(words))
    if line.FURNITURE.fullmatch(words):
        return [Piece(span, DropReason.PAGE_FURNITURE)]
    return [Piece(span, DropReason.CREDIT)] if line.CREDIT.fullmatch(words) else []


def _body(text: str, span: Span, head: Head, *, is_first: bool, is_last: bool) -> list[Piece]:
    words = span.of(text)
    start, end = span.start, span.end
    before: list[Piece] = []
    after: list[Piece] = []
    if is_first and (dateline := line.DATELINE.match(words)):
        before = [Piece(Span(start, start + dateline.end("all")), DropReason.DATE_LINE)]
        head.state(next(iter(dates.find_dates(dateline["date"] or "")), None), dateline["all"])
        start += dateline.end()
    if is_last and (tail := line.OUTLET.search(words, max(0, len(words) - _TAIL_WINDOW))):
        head.outlet = head.outlet or tail["name"].strip(" ,/")
        after = [Piece(Span(span.start + tail.start("tail"), end), DropReason.OUTLET)]
        end = span.start + tail.start()
    return [*before, *body_pieces(text, Span(start, end), language=head.language), *after]

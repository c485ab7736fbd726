"""Articles and texts without a head: the body, its quotations, and the outlet behind it."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.corpus import DropReason, SourceKind, StatementKind
from annotator.model.span import Span
from annotator.segmentation import article_lines as line
from annotator.segmentation import dates
from annotator.segmentation.heads import Head, folded, read_head
from annotator.segmentation.layout import paragraphs
from annotator.segmentation.outline import Outline, Piece, placed
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.quotes import quoted_speakers
from annotator.segmentation.speech import speaker_of_speech

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
    """Head, body and tail of an article, or of a speech where the title announces one.

    A date line is a fact; the date of a caption is only inferred. Quotations propose a speaker
    where a verb of saying stands beside a name; the article's own sentences have none.
    """
    found = paragraphs(text)
    head, first = read_head(text, found, language)
    seen = {folded(span.of(text)) for span in found[:first]}
    pieces: list[Piece] = []
    for number, span in enumerate(found[first:], first):
        new = _set_apart(text, span, seen)
        new = new or (_tail(text, span, head) if number == len(found) - 1 else [])
        new = new or _body(text, span, head, is_first=number == first, is_last=number == len(found) - 1)
        pieces += placed(new, number)
    said = [piece.span for piece in pieces if piece.label is StatementKind.BODY]
    speaker = speaker_of_speech(head.title, [span.of(text) for span in said])
    heard = iter([speaker] * len(said) if speaker else quoted_speakers(text, said))
    return head.outline(
        SourceKind.SPEECH if speaker else SourceKind.ARTICLE,
        (
            *head.pieces,
            *(replace(p, speaker=next(heard)) if p.label is StatementKind.BODY else p for p in pieces),
        ),
    )


def outline_text(text: str, language: str = "en") -> Outline:
    """A text without a head: paragraphs, one after the other."""
    pieces: list[Piece] = []
    for number, span in enumerate(paragraphs(text)):
        new = body_pieces(text, span, language=language)
        pieces += placed(new, number)
    return Outline(SourceKind.TEXT, tuple(pieces))


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


def _tail(text: str, span: Span, head: Head) -> list[Piece]:
    """The last paragraph, where it is only the outlet or a date."""
    words = span.of(text)
    if alone := line.OUTLET_ALONE.fullmatch(words):
        head.outlet = head.outlet or alone["name"].strip(" ,/")
        return [Piece(span, DropReason.OUTLET)]
    found = dates.whole_date(words)
    if found is None or not found.value:
        return []
    head.state(found, words)
    return [Piece(span, DropReason.DATE_LINE)]


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

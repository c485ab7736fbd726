"""Paragraphs to pieces, pieces to coarser units, pieces to the drafts of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from annotator.model.corpus import (
    Attribution,
    Dropped,
    DropReason,
    PartDraft,
    StatementDraft,
    StatementKind,
    Unit,
)
from annotator.model.span import Span
from annotator.segmentation.markers import ELISION, GRAPHEME, LINK, ONLY_TAGS, leading, says_something
from annotator.segmentation.outline import Piece
from annotator.segmentation.sentences import sentences

_ONLY_LINKS = regex.compile(rf"(?V1)(?:{LINK}\s*+)+")
_ELISION = regex.compile(ELISION)
_LINK = regex.compile(LINK)
_LAST_WORD = regex.compile(r"\S+\Z")
_ENDED = regex.compile(r"[.!?…。！？][\"'”’»)\]」]*\s*\Z")
_KEPT_INSIDE = {
    Unit.PARAGRAPH: {DropReason.MARKER, DropReason.ELISION, DropReason.LINK},
    Unit.POST: {DropReason.MARKER, DropReason.ELISION, DropReason.LINK, DropReason.LEAD_IN},
}
_CLUSTER = regex.compile(GRAPHEME)


def body_pieces(
    text: str,
    span: Span,
    *,
    language: str = "en",
    kind: StatementKind = StatementKind.BODY,
    whole: bool = False,
) -> list[Piece]:
    """One paragraph as sentences of `kind`, with its markers, elisions and last links as dropped pieces.

    `whole` leaves the paragraph uncut (titles, captions). All that is not blank is in one piece.
    """
    if not says_something(span.of(text)) and not _ELISION.search(text, span.start, span.end):
        return [Piece(span, DropReason.MARKER)]
    markers = leading(text, span.start, span.end, at_line_start=True)
    pieces = [Piece(marker, reason) for marker, reason in markers]
    start = markers[-1][0].end if markers else span.start
    if start == span.end:
        return pieces
    rest = Span(start, span.end)
    for sentence in [rest] if whole else sentences(text, rest, language):
        pieces += _sentence_pieces(text, sentence, kind)
    return _with_last_emoji(pieces)


def _sentence_pieces(text: str, sentence: Span, kind: StatementKind) -> Iterator[Piece]:
    start, end = sentence.start, sentence.end
    for marker, reason in leading(text, start, end, at_line_start=False):
        yield Piece(marker, reason)
        start = marker.end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if start >= end:
        return
    inner = text[start:end]
    if _ONLY_LINKS.fullmatch(inner):
        yield Piece(Span(start, end), DropReason.LINK)
    elif ONLY_TAGS.fullmatch(inner):
        yield Piece(Span(start, end), StatementKind.TAGS)
    elif not says_something(inner):
        yield Piece(Span(start, end), DropReason.MARKER)
    else:
        stop = start + _length_without_links(inner)
        yield Piece(Span(start, stop), kind)
        if stop < end:
            yield Piece(Span(stop + len(text[stop:end]) - len(text[stop:end].lstrip()), end), DropReason.LINK)


def _length_without_links(sentence: str) -> int:
    """How far a sentence goes when links behind its full stop are left away."""
    end = len(sentence)
    while (word := _LAST_WORD.search(sentence, max(0, end - 2048), end)) and _LINK.fullmatch(word.group()):
        end = len(sentence[: word.start()].rstrip())
    return end if _ENDED.search(sentence, max(0, end - 8), end) else len(sentence)


def _with_last_emoji(pieces: list[Piece]) -> list[Piece]:
    """Emoji after the last sentence of a line belong to that sentence."""
    said = [number for number, piece in enumerate(pieces) if isinstance(piece.label, StatementKind)]
    if not said or any(piece.label is not DropReason.MARKER for piece in pieces[said[-1] + 1 :]):
        return pieces
    last = pieces[said[-1]]
    grown = Span(last.span.start, pieces[-1].span.end)
    return [*pieces[: said[-1]], replace(last, span=grown)]


def coarsened(pieces: Sequence[Piece], unit: Unit) -> list[Piece]:
    """Sentences put together to paragraphs or whole posts; markers between them are taken in.

    Statements join when kind and part agree and, for paragraphs, the line; the speaker stays
    where all that were joined have the same.
    """
    if unit is Unit.SENTENCE:
        return list(pieces)
    joined: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _belong_together(last, piece, unit):
            span = Span(last.span.start, piece.span.end)
            speaker = last.speaker if _is_same(last.speaker, piece.speaker) else None
            joined[-1] = replace(last, span=span, speaker=speaker, paragraph=piece.paragraph)
            waiting = []
        elif last is not None and isinstance(last.label, StatementKind) and piece.label in _KEPT_INSIDE[unit]:
            waiting.append(piece)
        else:
            joined += [*waiting, piece]
            waiting = []
    return joined + waiting


def _is_same(one: Attribution | None, two: Attribution | None) -> bool:
    return one is not None and two is not None and one.name == two.name


def _belong_together(last: Piece, piece: Piece, unit: Unit) -> bool:
    if not isinstance(piece.label, StatementKind) or last.label is not piece.label:
        return False
    if last.part != piece.part or (unit is Unit.POST and piece.label is not StatementKind.BODY):
        return False
    return unit is Unit.POST or last.paragraph == piece.paragraph


def settled(
    text: str, pieces: Iterable[Piece], parts: Iterable[PartDraft] = ()
) -> tuple[tuple[StatementDraft, ...], tuple[Dropped, ...], tuple[PartDraft, ...]]:
    """The statements, the dropped stretches and the parts, grown so that no grapheme is cut."""
    inner = _inside_graphemes(text)
    grown = tuple(
        replace(part, span=Span(_moved(part.span.start, inner, -1), _moved(part.span.end, inner, 1)))
        for part in parts
    )
    statements: list[StatementDraft] = []
    dropped: list[Dropped] = []
    done = 0
    for piece in pieces:
        start = max(done, _moved(piece.span.start, inner, -1))
        end = _moved(piece.span.end, inner, 1)
        while start < end and text[start].isspace() and start + 1 not in inner:
            start += 1
        if not text[start:end].strip():
            continue
        span = Span(start, end)
        done = end
        if isinstance(piece.label, StatementKind):
            statements.append(StatementDraft(span, piece.label, piece.part, speaker=piece.speaker))
        else:
            dropped.append(Dropped(span, piece.label))
    return tuple(statements), tuple(dropped), grown


def _inside_graphemes(text: str) -> frozenset[int]:
    if text.isascii():
        return frozenset()
    clusters = (found.span() for found in _CLUSTER.finditer(text))
    return frozenset(at for start, end in clusters for at in range(start + 1, end))


def _moved(position: int, inner: frozenset[int], by: int) -> int:
    while position in inner:
        position += by
    return position

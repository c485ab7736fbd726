"""Posts of a channel that was copied from Telegram's web page or desktop program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from annotator.model.corpus import DropReason, SourceKind, StatementKind
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.segmentation import channel_lines, dates
from annotator.segmentation.copies import copied_tail
from annotator.segmentation.layout import Line, lines
from annotator.segmentation.markers import FLAG
from annotator.segmentation.outline import Outline, Piece
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.speech import SIGN, with_speech

_TITLE_AT_MOST = 300
_ENDED = regex.compile(r"[.!?…。！？:;,][\"'”’»)\]]*\s*\Z")
_ANNOUNCES = regex.compile(rf"(?V1)(?:🎙|⚡|🌐|📢|{FLAG})")
_NO_TITLE = (SIGN, "•", "📍", "- ", "– ", "— ", "<")


def post_spans(text: str) -> list[Span]:
    """One span per post; together they are the whole text.

    What stands before the first header is a post of its own where it says something, and
    belongs to the first post where it is furniture of the page only.
    """
    all_lines = lines(text)
    starts = [line.span.start for line in all_lines if channel_lines.is_header(line.span.of(text))]
    before = [line for line in all_lines if not starts or line.span.start < starts[0]]
    if any(not channel_lines.is_furniture(line.span.of(text)) for line in before):
        starts.insert(0, 0)
    cuts = [0, *starts[1:], len(text)]
    return [Span(start, end) for start, end in pairwise(cuts) if start < end]


@dataclass(slots=True)
class _Heard:
    """What the lines of a post have said of the whole so far."""

    language: str
    published: StatedDate = UNDATED
    place: str = ""
    outlet: str = ""
    title: str = ""
    warnings: list[str] = field(default_factory=list)

    def state(self, found: dates.FoundDate | None, evidence: str) -> None:
        if found is not None and self.published.value is None:
            self.published = dates.stated(found, How.EXPLICIT, evidence)
            self.warnings += [found.doubt] if found.doubt else []


def outline_post(text: str, language: str = "en") -> Outline:
    """One post, from its header to the next: title, date line, speech, tags; copies and furniture dropped.

    The only date taken as fact is one that the post states of itself: its message date, its date
    line, brackets in its title. "Today, on April 24" is kept as words.
    """
    all_lines = lines(text)
    inner, copy = _without_copy(text, all_lines)
    heard = _Heard(language)
    title = _title_line(text, inner)
    pieces: list[Piece] = []
    for number, line in enumerate(all_lines):
        new = [Piece(line.span, DropReason.COPY)] if line.span in copy else []
        new = new or (_title(text, line, heard) if line is title else _line(text, line.span, heard))
        pieces += [replace(piece, paragraph=number) for piece in new]
    if heard.published == UNDATED:
        heard.published = _called_today(text, pieces)
    return Outline(
        SourceKind.POST,
        tuple(with_speech(text, pieces, heard.title)),
        title=heard.title,
        outlet=heard.outlet,
        published=heard.published,
        extra={"place": heard.place} if heard.place else {},
        warnings=tuple(heard.warnings),
    )


def _without_copy(text: str, all_lines: Sequence[Line]) -> tuple[list[Line], set[Span]]:
    """The post's own lines, and the spans of those at its end that say the same again."""
    inner = [line for line in all_lines if not _is_of_the_page(line.span.of(text))]
    shown = [" ".join(line.span.of(text).split()) for line in inner]
    kept = len(inner) - copied_tail(shown, [channel_lines.is_light(line) for line in shown])
    return inner[:kept], {line.span for line in inner[kept:]}


def _is_of_the_page(line: str) -> bool:
    return channel_lines.is_header(line) or channel_lines.is_furniture(line)


def _title_line(text: str, inner: Sequence[Line]) -> Line | None:
    """The first line, when it has no full stop or begins with a sign of announcement, and is not alone."""
    if not inner or channel_lines.is_light(inner[0].span.of(text)):
        return None
    if all(channel_lines.is_light(line.span.of(text)) for line in inner[1:]):
        return None
    words = inner[0].span.of(text)
    if len(words) > _TITLE_AT_MOST or words.startswith(_NO_TITLE):
        return None
    return inner[0] if _ANNOUNCES.match(words) or not _ENDED.search(words) else None


def _title(text: str, line: Line, heard: _Heard) -> list[Piece]:
    pieces = body_pieces(text, line.span, kind=StatementKind.TITLE, whole=True)
    heard.title = next((p.span.of(text) for p in pieces if p.label is StatementKind.TITLE), "")
    heard.state(dates.date_in_brackets(heard.title), heard.title)
    return pieces


def _line(text: str, span: Span, heard: _Heard) -> list[Piece]:
    words = span.of(text)
    reason = _reason(words, heard)
    return [Piece(span, reason)] if reason else body_pieces(text, span, language=heard.language)


def _reason(words: str, heard: _Heard) -> DropReason | None:
    """Why a line is no statement, if it is none."""
    if channel_lines.is_header(words):
        heard.outlet = heard.outlet or channel_lines.channel_name(words)
        if day := channel_lines.message_date(words):
            heard.published = dates.stated(day, How.METADATA, words)
        return DropReason.HEADER
    if channel_lines.is_furniture(words):
        return DropReason.PAGE_FURNITURE
    if _is_date_line(words, heard):
        return DropReason.DATE_LINE
    if channel_lines.is_link(words):
        return DropReason.LINK
    return DropReason.LEAD_IN if channel_lines.is_lead_in(words) else None


def _is_date_line(words: str, heard: _Heard) -> bool:
    if placed := dates.place_and_date(words):
        heard.place = heard.place or placed[0]
        heard.state(placed[1], words)
        return True
    found = dates.whole_date(words)
    if found is None or not found.value:
        return False
    heard.state(found, words)
    return True


def _called_today(text: str, pieces: Sequence[Piece]) -> StatedDate:
    for piece in pieces:
        words = piece.span.of(text)
        if piece.label is StatementKind.BODY and (found := dates.today(words)):
            return dates.stated(found, How.INFERRED, found.span.of(words))
    return UNDATED

"""Posts of a channel that was copied from Telegram's web page or desktop program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from annotator.model.corpus import DropReason, SourceKind, StatementKind
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.segmentation import channel_lines, dates
from annotator.segmentation.copies import copied_tail
from annotator.segmentation.layout import Line, lines
from annotator.segmentation.markers import EMOJI, FLAG
from annotator.segmentation.outline import Outline, Piece, placed
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.sentences import sentences
from annotator.segmentation.speech import SIGN, with_speech

_TITLE_AT_MOST = 300
_ENDED = regex.compile(r"[.!?…。！？:;,][\"'”’»)\]]*\s*\Z")
_ANNOUNCES = regex.compile(rf"(?V1)(?:🎙|⚡|🌐|📢|{FLAG})")
_SIGN = regex.compile(rf"(?V1){EMOJI}")
_FLAG = regex.compile(FLAG)
_NO_TITLE = (SIGN, "•", "📍", "- ", "– ", "— ", "<")


@dataclass(slots=True)
class _Heard:
    """What the lines of a post have said of the whole so far."""

    language: str
    names: frozenset[str]
    published: StatedDate = UNDATED
    place: str = ""
    outlet: str = ""
    title: str = ""
    is_below_header: bool = False
    has_one_day: bool = True
    has_body: bool = False
    warnings: list[str] = field(default_factory=list)

    def state_place(self, found: dates.PlacedDate) -> None:
        """Take a place and the date beside it."""
        self.place = self.place or found.place
        self.state(found.date, found.words)

    def state(self, found: dates.FoundDate | None, evidence: str) -> None:
        """Take a date that the post states of itself; where it states two, neither is a fact."""
        if found is None:
            return
        if self.published.value is None:
            self.published = dates.stated(found, How.EXPLICIT, evidence)
            self.warnings += [found.doubt] if found.doubt else []
        elif found.value not in {None, self.published.value} and self.published.how is How.EXPLICIT:
            self.published = replace(self.published, how=How.INFERRED)
            self.warnings.append(f"The post states two dates: {self.published.value} and {found.value}.")


def outline_post(text: str, language: str = "en", names: frozenset[str] = frozenset()) -> Outline:
    """One post, from its header to the next: title, date line, speech, tags; copies and furniture dropped.

    The only date taken as fact is one that the post states of itself: its message date, its date
    line, brackets in its title. "Today, on April 24" is kept as words. `names` are channels whose
    name alone is a header.
    """
    all_lines = lines(text)
    inner, copy = _without_copy(text, all_lines, names)
    days = sum(dates.whole_date(line.span.of(text)) is not None for line in inner)
    has_header = any(channel_lines.is_header(line.span.of(text), names) for line in all_lines)
    heard = _Heard(language, names, is_below_header=not has_header, has_one_day=days == 1)
    title = _title_line(text, inner, language)
    pieces: list[Piece] = []
    for number, line in enumerate(all_lines):
        new = [Piece(line.span, DropReason.COPY)] if line.span in copy else []
        new = new or (_title(text, line, heard) if line is title else _line(text, line.span, heard))
        pieces += placed(new, number)
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


def _without_copy(
    text: str, all_lines: Sequence[Line], names: frozenset[str]
) -> tuple[list[Line], set[Span]]:
    """The post's own lines, and the spans of those at its end that say the same again."""
    inner: list[Line] = []
    for line in all_lines:
        words = line.span.of(text)
        if channel_lines.is_header(words, names):
            inner = []
        elif not channel_lines.is_furniture(words):
            inner.append(line)
    shown = [" ".join(line.span.of(text).split()) for line in inner]
    kept = len(inner) - copied_tail(shown, [channel_lines.is_light(line) for line in shown])
    return inner[:kept], {line.span for line in inner[kept:]}


def _title_line(text: str, inner: Sequence[Line], language: str) -> Line | None:
    """The first line, when it has no full stop or announces in one sentence, and neither is alone nor a bullet."""
    words = [line.span.of(text) for line in inner]
    if all(channel_lines.is_light(line) for line in words[1:]) or channel_lines.is_light(words[0]):
        return None
    if len(words[0]) > _TITLE_AT_MOST or words[0].startswith(_NO_TITLE) or dates.whole_date(words[0]):
        return None
    sign, next_sign = _SIGN.match(words[0]), _SIGN.match(words[1])
    if (
        sign
        and next_sign
        and (sign.group() == next_sign.group() or _are_flags(sign.group(), next_sign.group()))
    ):
        return None
    if not _ENDED.search(words[0]):
        return inner[0]
    is_one_sentence = len(sentences(text, inner[0].span, language)) == 1
    return inner[0] if _ANNOUNCES.match(words[0]) and is_one_sentence else None


def _are_flags(*signs: str) -> bool:
    return all(_FLAG.fullmatch(sign) for sign in signs)


def _title(text: str, line: Line, heard: _Heard) -> list[Piece]:
    pieces = body_pieces(text, line.span, kind=StatementKind.TITLE, whole=True)
    heard.title = next((p.span.of(text) for p in pieces if p.label is StatementKind.TITLE), "")
    if placed_date := dates.date_in_brackets(heard.title):
        heard.state_place(placed_date)
    return pieces


def _line(text: str, span: Span, heard: _Heard) -> list[Piece]:
    words = span.of(text)
    reason = _reason(words, heard)
    if reason:
        return [Piece(span, reason)]
    heard.has_body = True
    return body_pieces(text, span, language=heard.language)


def _reason(words: str, heard: _Heard) -> DropReason | None:
    """Why a line is no statement, if it is none."""
    if channel_lines.is_header(words, heard.names):
        _read_header(words, heard)
        return DropReason.HEADER
    if channel_lines.is_furniture(words):
        return DropReason.PAGE_FURNITURE
    if _is_date_line(words, heard):
        return DropReason.DATE_LINE
    if channel_lines.is_link(words):
        return DropReason.LINK
    return DropReason.LEAD_IN if channel_lines.is_lead_in(words) else None


def _read_header(words: str, heard: _Heard) -> None:
    """The date of a message; where the message forwards another post, that post is older."""
    heard.outlet = channel_lines.channel_name(words)
    if day := channel_lines.message_date(words):
        heard.published = dates.stated(day, How.METADATA, words)
    elif heard.published.how is How.METADATA and channel_lines.is_forwarded(words):
        heard.published = replace(heard.published, how=How.INFERRED)
    heard.is_below_header = True


def _is_date_line(words: str, heard: _Heard) -> bool:
    """`📍 Velm, July 16, 2024` anywhere; a day alone above the body, a fact when it is the only one."""
    if placed_date := dates.place_and_date(words):
        heard.state_place(placed_date)
        return True
    found = None if heard.has_body else dates.whole_date(words)
    if found is None:
        return False
    if heard.is_below_header and heard.has_one_day:
        heard.state(found, words)
    return True


def _called_today(text: str, pieces: Sequence[Piece]) -> StatedDate:
    for piece in pieces:
        words = piece.span.of(text)
        if piece.label is StatementKind.BODY and (found := dates.today(words)):
            return dates.stated(found, How.INFERRED, found.span.of(words))
    return UNDATED

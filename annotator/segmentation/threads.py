"""Unrolled threads: one source, its tweets as numbered parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from annotator.model.corpus import DropReason, PartDraft, SourceKind, StatementKind
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.segmentation import dates
from annotator.segmentation.layout import Line, blocks, lines
from annotator.segmentation.markers import EMOJI, LINK
from annotator.segmentation.outline import Outline, Piece, placed
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.quotes import quoted_speakers

_FURNITURE = regex.compile(
    r"(?i)read on (?:twitter|x)|unrolled by .*|thread reader.*|keep reading.*|"
    r"missing some tweets? in this thread.*|you can try to.*force a refresh.*|share this (?:page|thread).*|"
    r"more from .*|follow us on .*|this thread .* unroll.*|(?:show|view) (?:this thread|more)|"
    r"\d+ (?:tweets|replies|retweets|likes|views|subscribers)|tweet|thread|🧵|translate (?:tweet|post)"
)
_AUTHOR = regex.compile(r"(?i)(?:thread by|a thread by|unrolled thread (?:by|from)) (?P<name>\S.{0,60})")
_PAGE_DATE = regex.compile(r"(?i)(?P<date>.{6,24}?)\s+[•·|]\s+\d+ (?:tweets?|posts?)\b.{0,40}")
_SURE = regex.compile(r"(?im)^\s*(?:read on (?:twitter|x)|unrolled by .*|thread by @.*)\s*$")
_COUNT = r"(?P<number>\d{1,3})\s?/\s?(?P<total>\d{1,3})"
_MARK = rf"(?:\({_COUNT}\)|\[{_COUNT}\]|{_COUNT}(?![\d/]))"
_AT_START = regex.compile(
    rf"(?V1)(?:{EMOJI}\s*+)*+(?P<all>(?:{_MARK}|\(?(?P<number>\d{{1,3}})/\)?)(?:[.:)]|\s*[-–—])?)"
    r"(?=\s|\p{L}|\Z|[“\"«🧵])"
)
_AT_END = regex.compile(
    rf"(?V1)(?:(?<=\s)|(?<=[^\w\s/])|\A)"
    rf"(?P<all>{_MARK}|\(?/(?P<number>\d{{1,3}})\)?|\(?(?P<number>\d{{1,3}})/\)?)(?=(?:\s+{LINK}|\s+{EMOJI}|\s)*+\Z)"
)
_END_WINDOW = 600
_WIDE_GAP = 4
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Number:
    span: Span
    number: int
    total: int | None


@dataclass(slots=True)
class _Tweet:
    lines: list[Line]
    number: _Number | None = None

    @property
    def span(self) -> Span:
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


def is_thread(text: str) -> bool:
    """Whether the page says so, or at least half of the blocks carry numbers that belong together."""
    if _SURE.search(text):
        return True
    tweets = _tweets(text)
    found = [tweet.number for tweet in tweets if tweet.number]
    numbers = sorted(one.number for one in found)
    if len(found) < _FEW or 2 * len(found) < len(tweets) or numbers[0] > 2:
        return False
    is_complete = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    has_total = 2 * sum(one.total is not None for one in found) > len(found)
    return is_complete or (has_total and len(set(numbers)) == len(numbers))


def outline_thread(text: str, language: str = "en") -> Outline:
    """The tweets in order as parts; their numbers, links and the page's own lines are dropped.

    Nobody is taken for the author but the one whom the page names. A statement that is nothing but
    a quotation has the person quoted as inferred speaker. Missing numbers and numbers out of
    order are warned of.
    """
    tweets = _tweets(text)
    pieces: list[Piece] = []
    part = -1
    for number, line in enumerate(lines(text)):
        if _is_furniture(line.span.of(text)):
            pieces.append(Piece(line.span, DropReason.PAGE_FURNITURE, number))
            continue
        if part + 1 < len(tweets) and tweets[part + 1].span.start <= line.span.start:
            part += 1
        mark = tweets[part].number
        pieces += placed(_line_pieces(text, line.span, mark.span if mark else None, language), number, part)
    page = [line.span.of(text) for line in lines(text) if _is_furniture(line.span.of(text))]
    return Outline(
        SourceKind.THREAD,
        tuple(_with_speakers(text, pieces)),
        parts=tuple(
            PartDraft(tweet.span, str(tweet.number.number) if tweet.number else None) for tweet in tweets
        ),
        author=next((found["name"] for words in page if (found := _AUTHOR.fullmatch(words))), ""),
        published=next((stated for words in page if (stated := _page_date(words)).value), UNDATED),
        warnings=tuple(_doubts([tweet.number for tweet in tweets])),
    )


def _with_speakers(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    said = [piece.span for piece in pieces if piece.label is StatementKind.BODY]
    heard = iter(quoted_speakers(text, said, only_quotes=True))
    return [replace(p, speaker=next(heard)) if p.label is StatementKind.BODY else p for p in pieces]


def _is_furniture(words: str) -> bool:
    return any(form.fullmatch(words) for form in (_FURNITURE, _AUTHOR, _PAGE_DATE))


def _page_date(words: str) -> StatedDate:
    found = _PAGE_DATE.fullmatch(words)
    return dates.stated(dates.whole_date(found["date"]) if found else None, How.METADATA, words)


def _line_pieces(text: str, span: Span, number: Span | None, language: str) -> list[Piece]:
    if number is None or not span.contains(number):
        return body_pieces(text, span, language=language)
    pieces: list[Piece] = []
    if text[span.start : number.start].strip():
        before = Span(span.start, len(text[: number.start].rstrip()))
        pieces += body_pieces(text, before, language=language)
    pieces.append(Piece(number, DropReason.NUMBER))
    rest = text[number.end : span.end]
    if rest.strip():
        pieces += body_pieces(text, Span(span.end - len(rest.lstrip()), span.end), language=language)
    return pieces


def _tweets(text: str) -> list[_Tweet]:
    """Blocks between blank lines; where wide gaps part the tweets, narrow ones are inside them."""
    said = _without_furniture(text)
    gaps = [line.gap for line in said[1:]]
    wide = max(gaps, default=0) >= _WIDE_GAP
    tweets = [_Tweet(block) for block in blocks(said, gap=_WIDE_GAP - 1 if wide else 1)]
    found = [_numbers(text, tweet.span) for tweet in tweets]
    totals = [one.total for numbers in found for one in numbers if one.total]
    total = max(set(totals), key=totals.count, default=None)
    last = 0
    for tweet, numbers in zip(tweets, found, strict=True):
        tweet.number = next((n for n in numbers if _fits(n, last, total, len(tweets))), None)
        last = tweet.number.number if tweet.number else last
    return tweets if wide else _joined(tweets)


def _without_furniture(text: str) -> list[Line]:
    kept: list[Line] = []
    gap = 0
    for line in lines(text):
        gap += line.gap
        if not _is_furniture(line.span.of(text)):
            kept.append(Line(line.span, gap))
            gap = 0
    return kept


def _numbers(text: str, span: Span) -> list[_Number]:
    """What may be the number of a tweet: at its start, at its end."""
    start = _AT_START.match(text, span.start, span.end)
    end = _AT_END.search(text, max(span.start, span.end - _END_WINDOW), span.end)
    return [
        _Number(
            Span(*found.span("all")), int(found["number"]), int(found["total"]) if found["total"] else None
        )
        for found in (start, end)
        if found is not None and int(found["number"]) > 0
    ]


def _fits(one: _Number, last: int, total: int | None, count: int) -> bool:
    if one.total is not None and (one.number > one.total or one.total != total):
        return False
    return one.number <= max(count, total or 0) + last + 1


def _joined(tweets: Sequence[_Tweet]) -> list[_Tweet]:
    """Blocks without a number belong to the numbered one before, or behind where numbers stand last."""
    numbered = [tweet for tweet in tweets if tweet.number]
    if not numbered:
        return list(tweets)
    at_start = sum(
        tweet.number is not None and tweet.number.span.start == tweet.span.start for tweet in numbered
    )
    leads = 2 * at_start >= len(numbered)
    found: list[_Tweet] = []
    is_open = False
    for tweet in tweets:
        if found and ((leads and not tweet.number and found[-1].number) or (not leads and is_open)):
            found[-1] = _Tweet([*found[-1].lines, *tweet.lines], found[-1].number or tweet.number)
        else:
            found.append(tweet)
        is_open = found[-1].number is None
    return found


def _doubts(numbers: Sequence[_Number | None]) -> list[str]:
    known = [one.number for one in numbers if one]
    last = max((max(one.number, one.total or 0) for one in numbers if one), default=0)
    doubts = [f"Tweet {number} is missing." for number in range(1, last + 1) if number not in known]
    if known != sorted(known):
        doubts.append("The tweets are not in the order of their numbers.")
    if known and len(known) < len(numbers):
        doubts.append(f"{len(numbers) - len(known)} of {len(numbers)} tweets have no number.")
    return doubts

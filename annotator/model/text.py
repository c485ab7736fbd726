"""The one door through which text comes in, and how spans sit on what a reader sees.

Positions are code points. A *grapheme* is what a reader sees as one character
(a flag, a family of emoji, a letter with its accents: Unicode Annex 29).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One repair on the way in: at `start` of the stored text stands `new`, where the file had `old`."""

    start: int
    old: str
    new: str


_FOREIGN = re.compile("\\A[\ufeff\x00]+|\r\n|[\r\x85\u2028\u2029\v\f\x00\ud800-\udfff]")


_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029\v\f]")
_NO_SIGN = re.compile("[\x00\ufeff]")


def to_stored_text(raw: str) -> tuple[str, tuple[TextEdit, ...]]:
    """Text as it is kept for good, and the edits that `to_raw_text` takes back.

    Every kind of line end becomes a line feed, a byte order mark at the start and NULs go,
    lone surrogates become U+FFFD. Nothing else is touched: no trimming, no normal form.
    """
    pieces: list[str] = []
    edits: list[TextEdit] = []
    length = last = 0
    for found in _FOREIGN.finditer(raw):
        old = found.group()
        new = "" if old[0] in "\x00\ufeff" else "\ufffd" if "\ud800" <= old <= "\udfff" else "\n"
        pieces += (raw[last : found.start()], new)
        length += found.start() - last
        edits.append(TextEdit(length, old, new))
        length += len(new)
        last = found.end()
    return "".join((*pieces, raw[last:])), tuple(edits)


def prose(typed: str) -> str:
    """Words that somebody typed or pasted, as they are kept: no line ends but line feeds, no blanks around.

    NULs and byte order marks go; half a character stays, to be refused.
    """
    return _LINE_END.sub("\n", _NO_SIGN.sub("", typed)).strip()


def one_line(typed: str) -> str:
    """A name that somebody typed or pasted, as it is kept: in one line, with single blanks."""
    return " ".join(_NO_SIGN.sub("", typed).split())


def to_raw_text(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Take the edits back: what the file held."""
    pieces: list[str] = []
    last = 0
    for edit in edits:
        pieces += (text[last : edit.start], edit.old)
        last = edit.start + len(edit.new)
    return "".join((*pieces, text[last:]))


# A word: letters, marks and digits, held together by inner apostrophes and hyphens ("West's",
# "non-aligned"), by points and commas between digits ("3.5"), by points between single capitals ("U.S.");
# a leading # or @ belongs to it. Scripts written without blanks have no words we could know: each
# ideograph, kana, Thai, Lao, Khmer or Myanmar character is its own.
_NO_BLANKS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[\p{{L}}\p{{M}}\p{{N}}_\u200c\u200d--[{_NO_BLANKS}]]"
_WORD = regex.compile(
    rf"(?V1)[{_NO_BLANKS}]\p{{M}}*"
    r"|(?:\p{Lu}\.){2,}"
    rf"|[#@]?{_LETTER}+(?:(?:['’ʼ\-\u2010\u2011·]|(?<=\p{{N}})[.,:](?=\p{{N}})){_LETTER}+)*"
)
_GRAPHEME = regex.compile(r"\X")
_AROUND = 256
"""A word or a grapheme is looked for this far around a position; none that people write is longer."""


def words(text: str) -> list[Span]:
    """All words, in order; punctuation and blanks belong to none."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def words_after(text: str, position: int) -> Iterator[Span]:
    """The words that end behind a position, one by one; the text before it is not read."""
    for found in _WORD.finditer(text, max(0, position - _AROUND)):
        if found.end() > position:
            yield Span(*found.span())


def words_before(text: str, position: int) -> Iterator[Span]:
    """The words that begin before a position, the last first; read from there backwards, stretch by stretch."""
    end = position
    while end > 0:
        low = max(0, end - 4 * _AROUND)
        sure = low + _AROUND if low else 0
        high = min(len(text), position + _AROUND) if end == position else min(len(text), end + _AROUND)
        near = [Span(*found.span()) for found in _WORD.finditer(text, low, high)]
        yield from (word for word in reversed(near) if sure <= word.start < end)
        end = sure


def graphemes(text: str) -> list[Span]:
    """What a reader sees as characters, in order."""
    return [Span(*found.span()) for found in _GRAPHEME.finditer(text)]


def trimmed(text: str, span: Span) -> Span | None:
    """`span` without blanks at its ends; None where nothing but blanks is left."""
    covered = span.of(text)
    start = span.start + len(covered) - len(covered.lstrip())
    end = span.end - len(covered) + len(covered.rstrip())
    return Span(start, end) if start < end else None


def snapped_to_graphemes(text: str, span: Span) -> Span:
    """`span` grown outwards so that it cuts nothing that a reader sees as one character."""
    return Span(grapheme_at(text, span.start).start, grapheme_at(text, span.end - 1).end)


def snapped_to_words(text: str, span: Span) -> Span | None:
    """`span` grown outwards to whole words, blanks trimmed; None where only blanks are covered."""
    inside = trimmed(text, span)
    if inside is None:
        return None
    first = word_at(text, inside.start)
    last = word_at(text, inside.end - 1)
    grown = Span(
        min(first.start if first else inside.start, inside.start), max(last.end if last else 0, inside.end)
    )
    return snapped_to_graphemes(text, grown)


def word_at(text: str, position: int) -> Span | None:
    """The word that covers the character at `position`, or None between words."""
    low = max(0, position - _AROUND)
    for found in _WORD.finditer(text, low, min(len(text), position + _AROUND)):
        if found.start() > position:
            return None
        if position < found.end():
            return Span(*found.span())
    return None


def grapheme_at(text: str, position: int) -> Span:
    """The grapheme that covers `position`, looked for from the line's start or a blank near by."""
    low = position
    while low > 0 and position - low < _AROUND and not text[low - 1].isspace():
        low -= 1
    for found in _GRAPHEME.finditer(text, low):
        if found.end() > position:
            return Span(*found.span())
    return Span(position, position + 1)

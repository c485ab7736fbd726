"""What a hand can mark in a statement: words, clauses, sentences, and the steps of an end."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.span import Span
from annotator.model.text import (
    grapheme_at,
    snapped_to_graphemes,
    snapped_to_words,
    trimmed,
    word_at,
    words_after,
    words_before,
)

_REACH = 2_000
_EDGE = 600
"""Brackets and short quotes, in which no sentence ends, are shorter."""


def everything(text: str) -> Span | None:
    """All of it but the blanks at its ends."""
    return trimmed(text, Span(0, len(text))) if text else None


def sentence_at(text: str, position: int) -> Span | None:
    """The sentence that holds a position."""
    found = _sentence_from(text, position)
    return found if found is not None and found.start <= position else None


def next_sentence(text: str, marked: Span | None, caret: int) -> Span | None:
    """The sentence after what is marked, or the one at the caret; round to the first again."""
    found = _sentence_from(text, marked.end if marked else caret)
    if found is not None and marked is not None and found.start < marked.end:
        found = _sentence_from(text, found.end)
    return found or _sentence_from(text, 0)


def grown(text: str, marked: Span | None, caret: int) -> Span | None:
    """The next larger of word, clause, sentence and statement around what is marked."""
    place = marked or Span(caret, caret + 1)
    for candidate in _stretches(text, place.start):
        if candidate.contains(place) and (marked is None or len(candidate) > len(marked)):
            return candidate
    return None


def snapped(text: str, marked: Span, *, whole_words: bool) -> Span | None:
    """What the hand meant: whole words, or what a reader sees as characters; no blanks at the ends."""
    if whole_words:
        return snapped_to_words(text, marked)
    inside = trimmed(text, marked)
    return inside and snapped_to_graphemes(text, inside)


def next_word_place(text: str, caret: int, step: int) -> int:
    """Where the caret comes to by one word: behind the next one, or before the last one."""
    if step > 0:
        return next((word.end for word in words_after(text, caret)), len(text))
    return next((word.start for word in words_before(text, caret)), 0)


def moved_end(text: str, span: Span, *, at_start: bool, step: int, exact: bool) -> Span | None:
    """The span with one end a word further on or back, or a visible character; None where it cannot go."""
    end = span.start if at_start else span.end
    if end == (len(text) if step > 0 else 0):
        return None
    if exact:
        there = grapheme_at(text, end if step > 0 else end - 1)
        return with_end(span, there.end if step > 0 else there.start, at_start=at_start)
    near = words_after(text, end) if step > 0 else words_before(text, end)
    places = (word.start if at_start else word.end for word in near)
    place = next((found for found in places if (found > end if step > 0 else found < end)), None)
    return None if place is None else with_end(span, place, at_start=at_start)


def dragged_end(text: str, span: Span, place: int, *, at_start: bool, exact: bool) -> Span | None:
    """The span with one end pulled to `place` and snapped; None where nothing would be left."""
    wanted = with_end(span, place, at_start=at_start)
    if wanted is None:
        return None
    found = snapped_to_graphemes(text, wanted) if exact else snapped_to_words(text, wanted)
    return found and with_end(span, found.start if at_start else found.end, at_start=at_start)


def with_end(span: Span, place: int, *, at_start: bool) -> Span | None:
    """The span with its start or its end elsewhere; None where it would be empty."""
    start, end = (place, span.end) if at_start else (span.start, place)
    return Span(start, end) if start < end else None


def clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence, cut after commas, semicolons, colons and dashes."""
    found: list[Span] = []
    start = sentence.start
    for position in range(sentence.start, sentence.end):
        last = position + 1 == sentence.end
        cut = text[position] in ",;:–—،؛，；：" and not last and text[position + 1].isspace()
        if cut or last:
            piece = trimmed(text, Span(start, position + 1))
            if piece is not None:
                found.append(piece)
            start = position + 1
    return found


def _stretches(text: str, position: int) -> list[Span]:
    """What can be marked around a position, smallest first: word, clause, sentence, everything."""
    sentence = sentence_at(text, position)
    found = [word_at(text, min(position, len(text) - 1)) if text else None]
    if sentence is not None:
        found += [_containing(clauses(text, sentence), position), sentence]
    found.append(everything(text))
    return [stretch for stretch in found if stretch is not None]


def _sentence_from(text: str, position: int) -> Span | None:
    """The first sentence that ends behind a position. A long statement is read only around it.

    What is near the edges of the stretch that was read may be cut otherwise when more is known.
    """
    from annotator.segmentation.sentences import sentences

    reach = _REACH
    while True:
        low, high = max(0, position - reach), min(len(text), position + reach)
        near = sentences(text, Span(low, high)) if low < high else []
        found = next((one for one in near if one.end > position), None)
        begins = low == 0 or (found is not None and found.start > low + _EDGE)
        ends = high == len(text) or (found is not None and found.end < high - _EDGE)
        if begins and ends:
            return found
        if low == 0 and high == len(text):
            return found
        reach *= 4


def _containing(stretches: Iterable[Span], position: int) -> Span | None:
    return next((found for found in stretches if found.start <= position < found.end), None)

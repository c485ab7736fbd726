"""What a hand can mark in a statement: words, clauses, sentences, and the steps of an end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.span import Span
from annotator.model.text import graphemes, snapped_to_graphemes, snapped_to_words, trimmed, word_at, words
from annotator.segmentation.sentences import sentences


def sentences_in(text: str) -> Sequence[Span]:
    """The sentences of a statement; none where it is blank."""
    return sentences(text, Span(0, len(text))) if text.strip() else []


def everything(text: str) -> Span | None:
    """All of it but the blanks at its ends."""
    return trimmed(text, Span(0, len(text))) if text else None


def sentence_at(text: str, position: int) -> Span | None:
    """The sentence that holds a position."""
    return _containing(sentences_in(text), position)


def next_sentence(text: str, marked: Span | None, caret: int) -> Span | None:
    """The sentence after what is marked, or the one at the caret; round to the first again."""
    there = sentences_in(text)
    after = marked.end if marked else caret
    following = [found for found in there if (found.start if marked else found.end - 1) >= after]
    return next(iter(following or there), None)


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
        return next((word.end for word in words(text) if word.end > caret), len(text))
    return next((word.start for word in reversed(words(text)) if word.start < caret), 0)


def moved_end(text: str, span: Span, *, at_start: bool, step: int, exact: bool) -> Span | None:
    """The span with one end a word further on or back, or a visible character; None where it cannot go."""
    end = span.start if at_start else span.end
    if exact:
        places = [found.start for found in graphemes(text)] + [len(text)]
    else:
        places = [found.start if at_start else found.end for found in words(text)]
    beyond = [place for place in places if (place > end if step > 0 else place < end)]
    if not beyond:
        return None
    place = min(beyond) if step > 0 else max(beyond)
    return with_end(span, place, at_start=at_start)


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


def _containing(stretches: Iterable[Span], position: int) -> Span | None:
    return next((found for found in stretches if found.start <= position < found.end), None)

"""Which statements are the speech that a title announces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import regex

from annotator.model.corpus import Attribution, DropReason, StatementKind
from annotator.model.span import Span
from annotator.segmentation.outline import Piece
from annotator.segmentation.speakers import speaker_label, speaker_of_title

SIGN = "💬"
"""Stands before direct speech."""
_FIRST_PERSON = regex.compile(
    r"(?i)\b(?:I|we|our|us|my|me|ich|wir|uns|unser\w*|mein\w*|je|j['’]|nous|notre|nos|yo|nosotros|nuestr\w+|"
    r"я|мы|нас|нам|наш\w*|мой|мне)\b"
)
_FIRST_PERSON_SHARE = 0.25
_KEY_POINTS = regex.compile(r"(?i)\W*(?:key|main|highlights|talking|theses|тезисы|ключевые)\b.*:\s*")


def with_speech(text: str, pieces: Sequence[Piece], title: str) -> Iterator[Piece]:
    """The pieces of a post with the speaker on each statement of the body that is speech.

    From the sign of direct speech, or from "Key talking points:", on it is the one whom the title
    announces. Where the sign stands at several lines it marks each of them and nothing between;
    where a name and a colon follow it, that one speaks.
    """
    marks = {p.paragraph for p in pieces if p.label is DropReason.MARKER and SIGN in p.span.of(text)}
    points = {
        p.paragraph
        for p in pieces
        if p.label is DropReason.LEAD_IN and _KEY_POINTS.fullmatch(p.span.of(text))
    }
    announced = speaker_of_title(title, is_speech=bool(marks)) if marks | points else None
    first = min(marks | points, default=len(pieces))
    current: Attribution | None = None
    for number, pieces_of_line in groupby(pieces, key=lambda piece: piece.paragraph):
        line = list(pieces_of_line)
        if number in marks:
            line, named = _labelled(text, line)
            current = named or announced
        elif len(marks) > 1:
            current = None
        elif number >= first:
            current = current or announced
        yield from (_spoken(piece, current) for piece in line)


def speaker_of_speech(title: str, sentences: Sequence[str]) -> Attribution | None:
    """The one whose speech the whole text is: announced by the title, and spoken in the first person."""
    announced = speaker_of_title(title, is_speech=False) if sentences else None
    if announced is None:
        return None
    own = sum(bool(_FIRST_PERSON.search(words)) for words in sentences)
    return announced if own >= _FIRST_PERSON_SHARE * len(sentences) else None


def _spoken(piece: Piece, speaker: Attribution | None) -> Piece:
    return replace(piece, speaker=speaker) if piece.label is StatementKind.BODY else piece


def _labelled(text: str, line: list[Piece]) -> tuple[list[Piece], Attribution | None]:
    """The line with its "Ada Orlova:" set apart as a lead-in, and the one it names."""
    at = next((n for n, piece in enumerate(line) if piece.label is StatementKind.BODY), None)
    found = None if at is None else speaker_label(text, line[at].span.start, line[at].span.end)
    if at is None or found is None:
        return line, None
    piece = line[at]
    label, speaker = found
    new = [replace(piece, span=label, label=DropReason.LEAD_IN)]
    if rest := text[label.end : piece.span.end].lstrip():
        new.append(replace(piece, span=Span(piece.span.end - len(rest), piece.span.end)))
    return [*line[:at], *new, *line[at + 1 :]], speaker

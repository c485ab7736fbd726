"""Debates and interviews: one source, its utterances as parts with their speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex

from annotator.model.corpus import Attribution, DropReason, PartDraft, SourceKind
from annotator.model.dates import How
from annotator.model.span import Span
from annotator.segmentation import article_lines
from annotator.segmentation.heads import Head, read_head
from annotator.segmentation.layout import lines
from annotator.segmentation.outline import Outline, Piece, placed
from annotator.segmentation.pieces import body_pieces
from annotator.segmentation.speakers import speaker_of_title, without_office

_LABEL = regex.compile(
    r"(?P<label>\p{Lu}[^\s:!?“”\"«»]*(?:[ \xa0][^\s:!?“”\"«»]+){0,7}?)(?:\s?\([^()\n]{1,60}\))?\s?:(?=\s|\Z)"
)
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}'’.\-]*\s)+\p{Lu}[\p{L}\p{M}'’\-]+")
_ASKS = regex.compile(
    r"(?i)q|questions?|interviewer|journalist|reporter|moderator|host|participant|correspondent|frage|pregunta|вопрос"
)
_ANSWERS = regex.compile(r"(?i)a|answers?|antwort|réponse|respuesta|ответ")
_NO_SPEAKER = regex.compile(
    r"(?i)(?:key|main|note|text|summary|abstract|content|topic|subject|example|step|part|chapter|point|table|figure|"
    r"speakers?|voice|translation|transcript|place|venue|time|location|tags?|keywords?|read|see)\b.*"
)
_LABEL_AT_MOST = 60
_FEW = 4
_SHARE_OF_LINES = 0.2
_SHARE_OF_REPEATED = 0.7


def is_transcript(text: str) -> bool:
    """Whether names with colons stand before many lines, and come back."""
    found = [line.span.of(text) for line in lines(text)]
    labels = [label for words in found if (label := _label(words))]
    times = Counter(labels)
    repeated = sum(times[label] > 1 for label in labels)
    if any(article_lines.KEYED.fullmatch(f"{label}: x") for label in times):
        return False
    return (
        len(labels) >= _FEW
        and len(labels) >= _SHARE_OF_LINES * len(found)
        and repeated >= _SHARE_OF_REPEATED * len(labels)
    )


def _label(words: str) -> str:
    found = _LABEL.match(words[: _LABEL_AT_MOST + 2])
    label = found["label"] if found else ""
    return "" if _NO_SPEAKER.fullmatch(label) else label


def _starts(text: str, found: Sequence[Span]) -> list[int]:
    """The lines that begin an utterance: their label comes back, or is a name in form."""
    labels = [_label(span.of(text)) for span in found]
    times = Counter(labels)
    return [n for n, label in enumerate(labels) if label and (times[label] > 1 or _NAME.fullmatch(label))]


def outline_transcript(text: str, language: str = "en") -> Outline:
    """Head, then one part per utterance; the name before the colon is its speaker and is dropped.

    Who only asks has no name. "Answer:" is spoken by the only person whom the title names.
    """
    all_lines = [line.span for line in lines(text)]
    starts = _starts(text, all_lines)
    first = starts[0] if starts else len(all_lines)
    head, number = read_head(text, all_lines[:first], language, is_all=first == len(all_lines))
    pieces = list(head.pieces)
    for above in range(number, first):
        pieces += placed(body_pieces(text, all_lines[above], language=language), above)
    parts: list[PartDraft] = []
    for start, end in pairwise([*starts, len(all_lines)]):
        pieces += _utterance(text, all_lines[start:end], start, len(parts), language)
        label = _label(all_lines[start].of(text))
        span = Span(all_lines[start].start, all_lines[end - 1].end)
        parts.append(PartDraft(span, speaker=_speaker(label, head)))
    return head.outline(SourceKind.SPEECH, pieces, parts)


def _utterance(text: str, spans: Sequence[Span], number: int, part: int, language: str) -> list[Piece]:
    first = spans[0]
    found = _LABEL.match(text, first.start, first.end)
    end = found.end() if found else first.start
    pieces = placed([Piece(Span(first.start, end), DropReason.LEAD_IN)], number, part)
    if rest := text[end : first.end].lstrip():
        words = Span(first.end - len(rest), first.end)
        pieces += placed(body_pieces(text, words, language=language), number, part)
    for later, span in enumerate(spans[1:], number + 1):
        pieces += placed(body_pieces(text, span, language=language), later, part)
    return pieces


def _speaker(label: str, head: Head) -> Attribution | None:
    if _ASKS.fullmatch(label):
        return None
    if _ANSWERS.fullmatch(label):
        return speaker_of_title(head.title, is_speech=True)
    name = without_office(label)
    return Attribution(name, How.EXPLICIT, label) if name else None

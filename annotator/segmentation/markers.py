"""What stands before a sentence without belonging to it: bullets, numbers, emoji, elisions."""

from __future__ import annotations

import regex

from annotator.model.corpus import DropReason
from annotator.model.span import Span

_FLAG = r"(?:\p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+)"
GRAPHEME = rf"(?:{_FLAG}|\X)"
"""What is seen as one character; flags apart, since `\\X` looks back over all flags before."""
EMOJI = (
    rf"(?:{_FLAG}|(?=[\p{{Extended_Pictographic}}--[©®™]]|\p{{Regional_Indicator}}|[0-9#*]\ufe0f?\u20e3)\X)"
)
"""One emoji as it is seen: a flag, a keycap, a family (Unicode Annex 29 and 51)."""
FLAG = r"(?:\p{Regional_Indicator}{2})"
ELISION = r"(?:<\s?(?:\.{3}|…)\s?>|\[\s?(?:\.{3}|…)\s?\]|\(\s?(?:\.{3}|…)\s?\))"
"""Something left out by whoever quoted: <...>, […]."""
LINK = r"(?:(?:https?://|www\.|t\.me/|pic\.twitter\.com/)[^\s<>\"]+)"
ONLY_TAGS = regex.compile(r"(?:#[\p{L}\p{M}\p{N}_]+[\s,;.|•·]*+)+")
"""Nothing but hashtags."""

_BULLET = r"[•‣⁃∙●◦○■□▪▫◆◇►▸▶➤→⇒✓✔·]"
_LOOSE = r"(?:[\-–—―*+>|_=~]+(?=\s))"
_NUMBER = r"(?:\(?\d{1,3}[.)]|\(?\p{L}\)|\([ivxlc]{1,6}\)|(?:[ivxlc]{1,6}|[IVXLC]{2,6})[.)])(?=\s+\S)"
_MONTHS = r"(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)"
_AT_LINE = regex.compile(
    rf"(?V1)(?:\s*+(?:(?P<elision>{ELISION})|(?P<emoji>{EMOJI}+)|{_BULLET}|{_LOOSE}"
    rf"|(?!\d{{1,2}}\.\s+{_MONTHS}){_NUMBER}(?!\s*{_NUMBER})))"
)
_WITHIN = regex.compile(rf"(?V1)(?:\s*+(?:(?P<elision>{ELISION})|(?P<emoji>{EMOJI}+)|{_BULLET}|{_LOOSE}))")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_ENDS_WITH_FLAG = regex.compile(rf"(?V1){FLAG}\Z")
_SMALL_NEXT = regex.compile(r"\s*\p{Ll}")


def leading(text: str, start: int, end: int, *, at_line_start: bool) -> list[tuple[Span, DropReason]]:
    """The markers at the head of `[start, end)`, in order, neighbours of a kind as one.

    Numbers count only where a line begins. A flag before a small letter stands for the country's
    name and belongs to the sentence.
    """
    markers: list[tuple[Span, DropReason]] = []
    pattern = _AT_LINE if at_line_start else _WITHIN
    while found := pattern.match(text, start, end):
        inner = found.end() - len(found.group().lstrip())
        if found["emoji"] and _ENDS_WITH_FLAG.search(found["emoji"]) and _SMALL_NEXT.match(text, found.end()):
            break
        reason = DropReason.ELISION if found["elision"] else DropReason.MARKER
        if markers and markers[-1][1] is reason:
            inner = markers.pop()[0].start
        markers.append((Span(inner, found.end()), reason))
        start = found.end()
    return markers


def says_something(text: str) -> bool:
    """Whether there is a letter or a figure in it that is not part of an emoji."""
    return bool(_LETTER.search(_KEYCAP.sub("", text)))


_KEYCAP = regex.compile("[0-9#*]\ufe0f?\u20e3")

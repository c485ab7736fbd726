"""Lines, blocks and paragraphs of a stored text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from annotator.model.span import Span

_WRAPPED_AT_MOST = 100
_WRAPPED_SHARE = 0.6
_NEARLY = 0.6
_FEW = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks at its ends; `gap` counts the blank lines before it."""

    span: Span
    gap: int = 0


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """All lines of `[start, end)` that are not blank, in order."""
    end = len(text) if end is None else end
    found: list[Line] = []
    gap = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        inner = text[start:stop]
        if bare := inner.strip():
            at = start + len(inner) - len(inner.lstrip())
            found.append(Line(Span(at, at + len(bare)), gap))
            gap = 0
        else:
            gap += 1
        start = stop + 1
    return found


def blocks(all_lines: Sequence[Line], *, gap: int = 1) -> list[list[Line]]:
    """Lines that follow each other with fewer than `gap` blank lines between."""
    found: list[list[Line]] = []
    for line in all_lines:
        if found and line.gap < gap:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def paragraphs(text: str) -> list[Span]:
    """One per line, except where lines were broken at a fixed width: there one per block.

    A break is taken for such a wrapping where the next line's first word would not have fitted.
    """
    all_lines = lines(text)
    width = max((len(line.span) for line in all_lines), default=0)
    if not _is_wrapped(text, all_lines, width):
        return [line.span for line in all_lines]
    found: list[Span] = []
    for before, line in zip([None, *all_lines], all_lines, strict=False):
        if before is not None and _goes_on(text, before, line, width):
            found[-1] = Span(found[-1].start, line.span.end)
        else:
            found.append(line.span)
    return found


def _goes_on(text: str, before: Line, after: Line, width: int) -> bool:
    """Whether a line of a wrapped text goes on in the next one, even if one word more would have fitted."""
    is_nearly_full = after.gap == 0 and len(before.span) >= _NEARLY * width
    return _is_soft(text, before, after, width) or (is_nearly_full and text[after.span.start].islower())


def _is_wrapped(text: str, all_lines: Sequence[Line], width: int) -> bool:
    if width > _WRAPPED_AT_MOST:
        return False
    inner = [(a, b) for a, b in pairwise(all_lines) if b.gap == 0]
    soft = [pair for pair in inner if _is_soft(text, *pair, width)]
    small = sum(text[after.span.start].islower() for _, after in soft)
    return small >= _FEW and len(soft) >= _WRAPPED_SHARE * len(inner)


_FIRST_WORD = regex.compile(r"\S+")


def _is_soft(text: str, before: Line, after: Line, width: int) -> bool:
    first = _FIRST_WORD.match(text, after.span.start, after.span.end)
    word = len(first.group()) if first else 0
    return after.gap == 0 and len(before.span) + 1 + word > width

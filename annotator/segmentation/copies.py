"""A text that stands twice in what was copied from a web page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.model.corpus import Dropped, DropReason
from annotator.model.span import Span
from annotator.segmentation.layout import lines

_LINES_BEFORE = 2
_SURELY_A_COPY = 200
_LONGEST_LIGHT_TAIL = 30


def copied_tail(found: Sequence[str], is_light: Sequence[bool]) -> int:
    """How many of the last lines repeat lines before them; 0 where none do.

    The last m lines are a copy when they equal the m lines before them and at most two lines
    stand before those, or the copy is long. Otherwise a tail of *light* lines (hashtags, labels,
    links) is one when all of them occur earlier in the same order.
    """
    repeated = _longest_repeat(found)
    if repeated:
        before = len(found) - 2 * repeated
        length = sum(map(len, found[len(found) - repeated :]))
        if before <= _LINES_BEFORE or (repeated > 1 and length >= _SURELY_A_COPY):
            return repeated
    for count in range(min(_light_tail(is_light), _LONGEST_LIGHT_TAIL), 0, -1):
        if _in_order(found[len(found) - count :], found[: len(found) - count]):
            return count
    return 0


def linked(text: str, dropped: Iterable[Dropped]) -> tuple[Dropped, ...]:
    """The same stretches of a text, each copy with the line before it that it repeats, blanks apart.

    Copies follow one another as what they repeat does, so that equal lines are told apart.
    """
    stretches = tuple(dropped)
    copies = {some.span.start for some in stretches if some.reason is DropReason.COPY}
    own: dict[str, list[Span]] = defaultdict(list)
    for line in lines(text) if copies else ():
        if line.span.start not in copies:
            own[_words(text, line.span)].append(line.span)
    found: list[Dropped] = []
    last = -1
    for some in stretches:
        if some.reason is DropReason.COPY:
            repeats = _next(own[_words(text, some.span)], last, some.span.start)
            last = last if repeats is None else repeats.start
            found.append(replace(some, repeats=repeats))
        else:
            found.append(some)
    return tuple(found)


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _next(equal: Sequence[Span], last: int, before: int) -> Span | None:
    """The first of them behind the last one taken, or the first of all; it must end before the copy."""
    place = bisect_right(equal, last, key=lambda span: span.start)
    candidates = (*equal[place : place + 1], *equal[:1])
    return next((span for span in candidates if span.end <= before), None)


def _longest_repeat(found: Sequence[str]) -> int:
    """The largest m for which the last m lines equal the m before (Z function of the reversed list)."""
    backwards = found[::-1]
    length = len(backwards)
    same = [0] * length
    low = high = 0
    for at in range(1, length):
        if at < high:
            same[at] = min(high - at, same[at - low])
        while at + same[at] < length and backwards[same[at]] == backwards[at + same[at]]:
            same[at] += 1
        if at + same[at] > high:
            low, high = at, at + same[at]
    return max((at for at in range(1, length // 2 + 1) if same[at] >= at), default=0)


def _light_tail(is_light: Sequence[bool]) -> int:
    count = 0
    while count < len(is_light) and is_light[-1 - count]:
        count += 1
    return count


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(line in rest for line in few)

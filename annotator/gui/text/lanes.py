"""Which lane below the line each span is drawn in, so that no two cover each other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from heapq import heappop, heappush
from typing import TypeVar

from annotator.model.span import Span

Key = TypeVar("Key", bound=Hashable)


def lanes(spans: Mapping[Key, Span]) -> dict[Key, int]:
    """A lane from 0 for every span; spans in one lane never overlap, and as few lanes as can be are used.

    Earlier and longer spans come first, so that what encloses lies nearest to the text. Touching
    spans share a lane. Linear but for sorting.
    """
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    used = 0
    placed: dict[Key, int] = {}
    for key, span in sorted(spans.items(), key=lambda item: (item[1].start, -item[1].end)):
        while busy and busy[0][0] <= span.start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, used = used, used + 1
        placed[key] = lane
        heappush(busy, (span.end, lane))
    return placed

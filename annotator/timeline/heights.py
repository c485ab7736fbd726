"""How high a count stands: as it is, as a share, per 1,000 words, summed up, averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from annotator.model.timeline import Column, Counted, Timeline

_Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


def with_heights(timeline: Timeline) -> Timeline:
    """The same counts with `heights`, and with `low` and `high` where an interval was asked for.

    A gap has no height, unless counts are summed up: then the sum stays where it was. Bands are
    never averaged or summed up with bins.
    """
    bins = timeline.bins
    if timeline.question.cumulative:
        bins = _summed(timeline)
    pools = _pools(bins, timeline.question.window)
    return replace(
        timeline,
        bins=tuple(
            _column(timeline, column, pool) for column, pool in zip(timeline.bins, pools, strict=True)
        ),
        bands=tuple(_column(timeline, column, [column]) for column in timeline.bands),
    )


def wilson(count: int, base: int) -> tuple[float, float]:
    """The 95 % interval of a share of `count` in `base`; (0, 1) when nothing was looked at.

    Source: Wilson (1927), Probable inference, JASA 22 (158), 209-212, the score interval without
    correction for continuity.
    """
    if base == 0:
        return 0.0, 1.0
    share = count / base
    centre = share + _Z**2 / (2 * base)
    reach = _Z * sqrt(share * (1 - share) / base + _Z**2 / (4 * base**2))
    scale = 1 + _Z**2 / base
    return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


def _summed(timeline: Timeline) -> tuple[Column, ...]:
    """Every bin with all that came before it."""
    coded = 0
    width = len(timeline.series)
    counts, bases = [0] * width, [0] * width
    columns: list[Column] = []
    for column in timeline.bins:
        coded += column.coded
        counts = [sum(pair) for pair in zip(counts, column.counts, strict=True)]
        bases = [sum(pair) for pair in zip(bases, column.bases, strict=True)]
        columns.append(replace(column, coded=coded, counts=tuple(counts), bases=tuple(bases)))
    return tuple(columns)


def _pools(bins: Sequence[Column], window: int) -> list[list[Column]]:
    """Per bin the bins that are averaged: itself and its neighbours, gaps left out, as far as there are any.

    A gap stays a gap.
    """
    reach = window // 2
    return [
        []
        if column.is_gap
        else [near for near in bins[max(0, place - reach) : place + reach + 1] if not near.is_gap]
        for place, column in enumerate(bins)
    ]


def _column(timeline: Timeline, column: Column, pool: Sequence[Column]) -> Column:
    places = range(len(timeline.series))
    counts = [sum(near.counts[place] for near in pool) for place in places]
    bases = [sum(near.bases[place] for near in pool) for place in places]
    pairs = list(zip(counts, bases, strict=True))
    heights = tuple(_height(timeline.question.counted, *pair, len(pool)) for pair in pairs)
    if not timeline.question.interval or timeline.question.counted is not Counted.SHARE:
        return replace(column, heights=heights)
    reached = [wilson(*pair) if pair[1] else (None, None) for pair in pairs]
    return replace(
        column, heights=heights, low=tuple(low for low, _ in reached), high=tuple(high for _, high in reached)
    )


def _height(counted: Counted, count: int, base: int, pooled: int) -> float | None:
    """Shares and rates are pooled before they are divided, so that large bins weigh more."""
    if not pooled:
        return None
    match counted:
        case Counted.SHARE:
            return count / base if base else None
        case Counted.PER_1000_WORDS:
            return 1000 * count / base if base else None
    return count / pooled

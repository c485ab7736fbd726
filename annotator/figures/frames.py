"""Where a timeline's columns stand: bins along the calendar, bands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from annotator.figures import svg
from annotator.figures.axes import Frame
from annotator.figures.marks import Slot
from annotator.figures.style import Style
from annotator.figures.text_widths import text_width
from annotator.model.timeline import Bin, Column, Counted, Series, Timeline
from annotator.model.timeline_words import band_name

Reach = Callable[[Column], float]


def bands_width(timeline: Timeline, style: Style) -> float:
    """The room that the bands need at the right of the bins."""
    return sum(_band_width(column, style) for column in timeline.bands) + (
        style.size * 1.2 if timeline.bands and timeline.bins else 0
    )


def days(timeline: Timeline) -> tuple[int, int]:
    """The first day of the first bin and the day after the last one."""
    places = [column.place for column in timeline.bins if isinstance(column.place, Bin)]
    return (places[0].first.toordinal(), places[-1].last.toordinal() + 1) if places else (1, 2)


def slots_in(timeline: Timeline, frame: Frame, style: Style) -> list[Slot]:
    """The room of every column: bins by their days, bands one after the other at the right.

    One bin alone would fill the plot: its bar takes a sixth of it at most.
    """
    widest = (frame.right - frame.left) / 6 * 0.8 if len(timeline.bins) < 6 else inf
    slots = [
        Slot(
            frame.x(column.place.first.toordinal()),
            frame.x(column.place.last.toordinal() + 1),
            column,
            widest=widest,
        )
        for column in timeline.bins
        if isinstance(column.place, Bin)
    ]
    left = frame.right + style.size * 1.2 if slots else frame.left
    for column in timeline.bands:
        width = _band_width(column, style)
        bar = min(width * 0.7, style.size * 2.4)
        slots.append(Slot(left + (width - bar) / 2, left + (width + bar) / 2, column, is_band=True))
        left += width
    return slots


def peak(timeline: Timeline, reach: Reach) -> float:
    """The value that the plot must show: that of the highest bin, and of bands up to half as much again.

    Bands can hold more than any bin; they are cut rather than let the bins shrink.
    """
    bins = max((reach(column) for column in timeline.bins), default=0.0)
    bands = max((reach(column) for column in timeline.bands), default=0.0)
    return max(bins, min(bands, bins * 1.5)) if bins else bands


def highest_of(timeline: Timeline, shown: Sequence[tuple[int, Series]], *, stacked: bool) -> float:
    """The value that a plot of these series must show."""

    def reach(column: Column) -> float:
        heights = [column.heights[place] or 0.0 for place, _ in shown]
        highs = [column.high[place] or 0.0 for place, _ in shown] if column.high else []
        return sum(heights) if stacked else max([*heights, *highs], default=0.0)

    return peak(timeline, reach)


def draw_bands(slots: Sequence[Slot], frame: Frame, style: Style) -> list[str]:
    """The axis under each band, and its name, a word a line."""
    parts: list[str] = []
    for slot in slots:
        if not slot.is_band:
            continue
        half = _band_width(slot.column, style) / 2 - style.size * 0.2
        ends = ((slot.middle - half, frame.bottom), (slot.middle + half, frame.bottom))
        parts.append(svg.line(*ends, style.second, style.thin, stroke_dasharray="2 2"))
        for level, word in enumerate(band_name(slot.column, style.say).split()):
            where = (slot.middle, frame.bottom + style.small * (1.35 + 1.25 * level))
            parts.append(svg.text(where, word, style.small, style.second, anchor="middle"))
    return parts


def is_share(timeline: Timeline) -> bool:
    """Whether heights are parts of a whole."""
    return timeline.question.counted in {Counted.SHARE, Counted.MIX}


def is_whole(timeline: Timeline) -> bool:
    """Whether heights can only be whole numbers."""
    return (
        timeline.question.counted in {Counted.STATEMENTS, Counted.ANNOTATIONS}
        and timeline.question.window == 1
    )


def _band_width(column: Column, style: Style) -> float:
    words = [*band_name(column, style.say).split(), f"{column.coded:,}"]
    return max(text_width(word, style.small) for word in words) + style.size * 0.8

"""All series of a timeline in one frame, with legend, axes and the numbers of coded statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.figures import svg
from annotator.figures.axes import (
    Frame,
    draw_heights,
    height_name,
    height_ticks,
)
from annotator.figures.below import draw_below
from annotator.figures.events import draw_events, labels_height, lay_out
from annotator.figures.frames import bands_width, days, highest_of, is_share, is_whole, slots_in
from annotator.figures.legend import Entry, above_rows, beside_width, draw_above, draw_beside
from annotator.figures.marks import Plot, Slot, gaps
from annotator.figures.page import Piece, margin
from annotator.figures.style import Style
from annotator.figures.text_widths import text_width
from annotator.model.events import Event
from annotator.model.timeline import Series, Timeline
from annotator.model.timeline_words import unit


@dataclass(frozen=True, slots=True)
class Scale:
    """What plots one above the other share: how high they reach at least, and one legend."""

    least: float = 0.0
    least_coded: float = 0.0
    least_strip: int = 0
    has_legend: bool = True


Shown = Sequence[tuple[int, Series]]


def single(
    timeline: Timeline,
    shown: Shown,
    top: float,
    room: float,
    style: Style,
    *,
    draw_marks: Callable[[Plot], Iterator[str]],
    stacked: bool,
    lines: bool,
    events: Sequence[Event],
    scale: Scale,
) -> tuple[Piece, list[str]]:
    """The plot below `top`, its frame `room` high; and what must be said about it below.

    The legend stands at the right in the order of the stack, or of the lines' ends; above where the
    picture is too narrow for that.
    """
    entries = [Entry(series.name, series.colour, place) for place, series in shown]
    legend_width = beside_width(entries, style, lines=lines)
    rows = [] if legend_width is not None else above_rows(entries, margin(style), style, lines=lines)
    parts: list[str] = []
    if scale.has_legend:
        parts += draw_above(rows, top, style, lines=lines)
        top += len(rows) * style.size * 1.5 + style.size * 0.2
    parts.append(
        svg.text((margin(style), top + style.small), unit(timeline, style.say), style.small, style.second)
    )
    top += style.small * 2.1
    frame, ticks = _frame(
        timeline, shown, (top, top + room), legend_width, style, stacked=stacked, least=scale.least
    )
    labels = lay_out(events if timeline.bins else (), frame, style)
    extra = labels_height(labels, style)
    frame = replace(frame, top=frame.top + extra, bottom=frame.bottom + extra)
    slots = slots_in(timeline, frame, style)
    plot = Plot(frame, slots, shown, style)
    parts += draw_heights(frame, ticks, style, share=is_share(timeline))
    parts += gaps(plot)
    parts += draw_marks(plot)
    parts += draw_events(labels, frame, style)
    below, strip = draw_below(timeline, slots, frame, style, least_strip=scale.least_strip)
    if legend_width is not None and scale.has_legend:
        left = style.width - margin(style) - legend_width
        wished = _wished(entries, plot, stacked=stacked, lines=lines)
        parts += draw_beside(
            wished, left, legend_width, frame.top - style.size * 0.4, frame.bottom, style, lines=lines
        )
    return Piece([*parts, *below.parts], below.bottom), [
        *filter(None, [strip, labels.key]),
    ]


def _frame(
    timeline: Timeline,
    shown: Shown,
    edges: tuple[float, float],
    legend_width: float | None,
    style: Style,
    *,
    stacked: bool,
    least: float,
) -> tuple[Frame, list[float]]:
    """The frame between its neighbours, and the ticks of its height."""
    highest = max(highest_of(timeline, shown, stacked=stacked), least)
    ticks = height_ticks(highest, whole=is_whole(timeline))
    widest = max(text_width(height_name(tick, share=is_share(timeline)), style.small) for tick in ticks)
    beside = 0 if legend_width is None else legend_width + style.size * 1.2
    right = style.width - margin(style) - beside - bands_width(timeline, style)
    left = margin(style) + widest + style.gap
    first, end = days(timeline)
    return Frame(left, edges[0], right, edges[1], first, end, ticks[-1]), ticks


def _wished(entries: Sequence[Entry], plot: Plot, *, stacked: bool, lines: bool) -> list[Entry]:
    """The entries from top to bottom, each with the height where it would best stand."""
    ends = [slot for slot in plot.slots if not slot.column.is_gap and not slot.is_band]
    if lines and ends and not plot.slots[-1].is_band:
        placed = [
            Entry(entry.name, entry.colour, entry.place, plot.frame.y(_last(plot, ends, entry.place)))
            for entry in entries
        ]
        return sorted(placed, key=lambda entry: entry.height)
    return list(reversed(entries)) if stacked else list(entries)


def _last(plot: Plot, ends: Sequence[Slot], place: int) -> float:
    return next(
        (plot.height(slot, place) for slot in reversed(ends) if slot.column.heights[place] is not None), 0.0
    )

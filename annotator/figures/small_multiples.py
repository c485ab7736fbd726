"""One small plot a series, all on one scale, and the coded statements as the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from annotator.figures import marks, svg
from annotator.figures.axes import (
    Frame,
    calendar_rows,
    draw_calendar,
    draw_heights,
    height_name,
    height_ticks,
)
from annotator.figures.events import Labels, draw_events, lines_only
from annotator.figures.frames import (
    bands_width,
    days,
    draw_bands,
    highest_of,
    is_share,
    is_whole,
    peak,
    slots_in,
)
from annotator.figures.page import Piece, margin
from annotator.figures.style import Style
from annotator.figures.text_widths import shortened, text_width
from annotator.model.events import Event
from annotator.model.timeline import Column, Counted, Series, Timeline
from annotator.model.timeline_words import unit


def small_multiples(
    timeline: Timeline,
    shown: Sequence[tuple[int, Series]],
    top: float,
    style: Style,
    events: Sequence[Event],
    *,
    least: float = 0.0,
    least_coded: float = 0.0,
) -> tuple[Piece, list[str]]:
    """A grid of plots below `top`, as many beside each other as stay legible; and which events are lines.

    Series reach up to `least` at least, coded statements up to `least_coded`.
    """
    highest = max(highest_of(timeline, shown, stacked=False), least)
    ticks = height_ticks(highest, whole=is_whole(timeline), most=3)
    coded = _coded(timeline, style)
    coded_ticks = height_ticks(max(most_coded(timeline), least_coded), whole=True, most=3)
    panels = [(timeline, place, series, ticks) for place, series in shown]
    panels.append((coded, 0, coded.series[0], coded_ticks))
    parts = [
        svg.text((margin(style), top + style.small), unit(timeline, style.say), style.small, style.second)
    ]
    top += style.small * 1.8
    across = min(max(int(style.width / (style.size * 16 + bands_width(timeline, style))), 1), 4, len(panels))
    width = (style.width - 2 * margin(style) + style.size) / across
    names = [height_name(tick, share=is_share(timeline)) for tick in ticks]
    names += [height_name(tick, share=False) for tick in coded_ticks]
    gutter = max(text_width(name, style.small) for name in names) + style.gap
    height = style.size * 6
    step = height + style.size * 3.2
    labels = Labels((), 0, "")
    for number, (values, place, series, own_ticks) in enumerate(panels):
        row, column = divmod(number, across)
        left = margin(style) + column * width
        box = (left, top + row * step, left + width - style.size)
        named = number + across >= len(panels)
        drawn, labels = _panel(
            values, (place, series), own_ticks, box, gutter, height, style, events, named=named
        )
        parts += drawn
    bottom = top + ceil(len(panels) / across) * step + style.small * 2.2
    return Piece(parts, bottom), [labels.key] if labels.key else []


def most_coded(timeline: Timeline) -> float:
    """The coded statements that the last plot must show."""
    return peak(timeline, lambda column: float(column.coded))


def _panel(
    timeline: Timeline,
    shown: tuple[int, Series],
    ticks: Sequence[float],
    box: tuple[float, float, float],
    gutter: float,
    height: float,
    style: Style,
    events: Sequence[Event],
    *,
    named: bool,
) -> tuple[list[str], Labels]:
    """One plot with its name, and its events; the calendar only where nothing stands below it."""
    left, top, right = box
    share = is_share(timeline)
    name_bottom = top + style.size * 1.1
    frame_top = name_bottom + style.size * 1.5
    frame_right = right - bands_width(timeline, style)
    frame = Frame(left + gutter, frame_top, frame_right, frame_top + height, *days(timeline), ticks[-1])
    slots = slots_in(timeline, frame, style)
    plot = marks.Plot(frame, slots, [shown], style)
    name = shortened(shown[1].name, right - left, style.size * 1.2)
    parts = [svg.text((left, name_bottom), name, style.size, style.text, bold=True)]
    parts += draw_heights(frame, ticks, style, share=share)
    parts += marks.gaps(plot)
    parts += marks.lines(plot) if share else marks.stacked_bars(plot)
    labels = lines_only(events if timeline.bins else (), frame, style)
    parts += draw_events(labels, frame, style, worded=False)
    if named and timeline.bins:
        rows = calendar_rows(frame, style, finest=timeline.question.bin_size.value)
        parts += draw_calendar(frame, rows, style)
    elif timeline.bins:
        parts.append(
            svg.line((frame.left, frame.bottom), (frame.right, frame.bottom), style.second, style.thin)
        )
    return parts + (draw_bands(slots, frame, style) if named else []), labels


def _coded(timeline: Timeline, style: Style) -> Timeline:
    """The same columns with their coded statements as the only series."""

    def column(found: Column) -> Column:
        return replace(found, counts=(found.coded,), heights=(float(found.coded),), low=(), high=())

    return replace(
        timeline,
        question=replace(timeline.question, counted=Counted.STATEMENTS, window=1, interval=False),
        series=(Series(0, style.say("Coded statements (n)"), "#8C8C8C"),),
        bins=tuple(map(column, timeline.bins)),
        bands=tuple(map(column, timeline.bands)),
    )

"""Code by time as a grid of cells, darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.figures import svg
from annotator.figures.axes import Frame, height_name, height_ticks
from annotator.figures.below import draw_below
from annotator.figures.events import draw_events, labels_height, lay_out
from annotator.figures.frames import bands_width, days, is_share, is_whole, slots_in
from annotator.figures.marks import Plot, Slot, hatched_gaps
from annotator.figures.page import Piece, margin
from annotator.figures.style import Style, mixed, readable_on
from annotator.figures.text_widths import text_width, wrapped
from annotator.model.events import Event
from annotator.model.timeline import Series, Timeline
from annotator.model.timeline_words import unit


def heat_map(
    timeline: Timeline,
    shown: Sequence[tuple[int, Series]],
    top: float,
    style: Style,
    events: Sequence[Event],
    *,
    least: float = 0.0,
    least_strip: int = 0,
) -> tuple[Piece, list[str]]:
    """One row a series in the order of the codebook, one column a bin; and what must be said below.

    The darkest shade stands for `least` at least, the height of the strip for `least_strip`.
    """
    tall = style.size * 2.1
    names = max((text_width(series.name, style.size) for _, series in shown), default=0)
    gutter = min(names, style.width * 0.28) + style.gap
    highest = max(darkest(timeline, shown), least)
    scale = height_ticks(highest, whole=is_whole(timeline), most=4)
    parts = _scale(timeline, scale, top, style)
    top += style.small * 2.4
    right = style.width - margin(style) - bands_width(timeline, style)
    frame = Frame(margin(style) + gutter, top, right, top + tall * len(shown), *days(timeline), 1)
    labels = lay_out(events if timeline.bins else (), frame, style)
    top += labels_height(labels, style)
    frame = replace(frame, top=top, bottom=top + tall * len(shown))
    slots = slots_in(timeline, frame, style)
    parts += hatched_gaps(Plot(frame, slots, shown, style))
    numbered = _have_room(timeline, slots, shown, style)
    for number, (place, series) in enumerate(shown):
        middle = top + tall * (number + 0.5)
        rows = wrapped(series.name, gutter - style.gap, style.size, most=2)
        for line, said in enumerate(rows):
            where = (
                frame.left - style.gap,
                middle + style.size * (0.36 + 1.02 * (line - (len(rows) - 1) / 2)),
            )
            parts.append(svg.text(where, said, style.size, style.text, anchor="end"))
        parts += _row(timeline, slots, place, (middle - tall / 2, tall), scale[-1], style, numbered=numbered)
    parts += draw_events(labels, frame, style, tinted=False, through=not numbered)
    below, strip = draw_below(timeline, slots, frame, style, least_strip=least_strip)
    return Piece([*parts, *below.parts], below.bottom), [
        *filter(None, [strip, labels.key]),
    ]


def darkest(timeline: Timeline, shown: Sequence[tuple[int, Series]]) -> float:
    """The highest value of any cell."""
    return max((column.heights[place] or 0 for column in timeline.columns() for place, _ in shown), default=0)


def _row(
    timeline: Timeline,
    slots: Sequence[Slot],
    place: int,
    box: tuple[float, float],
    most: float,
    style: Style,
    *,
    numbered: bool,
) -> list[str]:
    """The cells of one series."""
    top, tall = box
    parts: list[str] = []
    for slot in slots:
        value = slot.column.heights[place]
        if value is None:
            continue
        colour = shade(value / (most or 1), style)
        parts.append(svg.rect(slot.left, top + 0.5, slot.right - slot.left, tall - 1, colour))
        if numbered and value:
            where = (slot.middle, top + tall / 2 + style.small * 0.36)
            said = _number(timeline, value)
            parts.append(svg.text(where, said, style.small, readable_on(colour), anchor="middle"))
    return parts


def _have_room(
    timeline: Timeline, slots: Sequence[Slot], shown: Sequence[tuple[int, Series]], style: Style
) -> bool:
    """Whether the numbers of all cells fit into them: either all are written or none."""
    return all(
        text_width(_number(timeline, value), style.small) + style.small * 0.3 <= slot.right - slot.left
        for slot in slots
        for place, _ in shown
        if (value := slot.column.heights[place])
    )


def _number(timeline: Timeline, value: float) -> str:
    """A cell's value; of a share the per cents alone, since the scale says what they are."""
    return height_name(round(100 * value) if is_share(timeline) else round(value, 1), share=False)


def shade(share: float, style: Style) -> str:
    """The colour of a share of the highest value: one hue, from almost the ground to full."""
    return mixed(mixed(style.ground, style.accent, 0.06), style.accent, share)


def _scale(timeline: Timeline, ticks: Sequence[float], top: float, style: Style) -> list[str]:
    """What the shades stand for: all round values where they have room, else nothing and the highest."""
    said = unit(timeline, style.say)
    parts = [svg.text((margin(style), top + style.small), said, style.small, style.second)]
    left = margin(style) + text_width(said, style.small) + style.size * 1.5
    names = [height_name(tick, share=is_share(timeline)) for tick in ticks]
    widths = [style.size * 2.6 + text_width(name, style.small) for name in names]
    if left + sum(widths) > style.width - margin(style):
        ticks, names, widths = (ticks[0], ticks[-1]), [names[0], names[-1]], [widths[0], widths[-1]]
    for tick, name, width in zip(ticks, names, widths, strict=True):
        colour = shade(tick / (ticks[-1] or 1), style)
        parts.append(svg.rect(left, top, style.size * 1.4, style.small * 1.1, colour, stroke=style.line))
        parts.append(svg.text((left + style.size * 1.8, top + style.small), name, style.small, style.second))
        left += width
    return parts

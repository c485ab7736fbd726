"""The marks of a timeline: bars, lines and areas in a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from annotator.figures import svg
from annotator.figures.axes import Frame
from annotator.figures.hatching import DASHES, hatch, hatched
from annotator.figures.style import Style, contrast, visible
from annotator.figures.svg import Point
from annotator.model.timeline import Column, Series


@dataclass(frozen=True, slots=True)
class Slot:
    """The room of one column along the axis; bands stand apart from the bins. No bar is wider than `widest`."""

    left: float
    right: float
    column: Column
    is_band: bool = False
    widest: float = inf

    @property
    def middle(self) -> float:
        """Where a point or a number of this column stands."""
        return (self.left + self.right) / 2

    def inner(self) -> tuple[float, float]:
        """Left edge and width of a bar: some air at both sides where there is room for it."""
        width = self.right - self.left
        air = max(width * 0.1 if width > 3 else 0.0, (width - self.widest) / 2)
        return self.left + air, width - 2 * air


@dataclass(frozen=True, slots=True)
class Plot:
    """All that marks are drawn from: the slots, the series that are shown, with their places in the timeline."""

    frame: Frame
    slots: Sequence[Slot]
    series: Sequence[tuple[int, Series]]
    style: Style

    def height(self, slot: Slot, place: int) -> float:
        """What the series reaches in the slot; a gap reaches nothing."""
        return slot.column.heights[place] or 0.0


def stacked_bars(plot: Plot) -> Iterator[str]:
    """One bar a column, the first series at the bottom; what is higher than the frame is cut and says so."""
    for number, (place, series) in enumerate(plot.series):
        shapes: list[list[Point]] = []
        for slot in plot.slots:
            below = sum(plot.height(slot, under) for under, _ in plot.series[:number])
            reach = plot.height(slot, place)
            bottom, top = plot.frame.y(below), max(plot.frame.y(below + reach), plot.frame.top)
            if reach and bottom > top:
                left, width = slot.inner()
                shapes.append(svg.corners(left, top, width, bottom - top))
        yield from _filled(shapes, place, series, plot)
    yield from _cuts(plot)


def grouped_bars(plot: Plot) -> Iterator[str]:
    """The series of a column side by side."""
    for number, (place, series) in enumerate(plot.series):
        shapes: list[list[Point]] = []
        for slot in plot.slots:
            left, room = slot.inner()
            width = room / len(plot.series)
            top = max(plot.frame.y(plot.height(slot, place)), plot.frame.top)
            if top < plot.frame.bottom:
                shapes.append(svg.corners(left + number * width, top, width, plot.frame.bottom - top))
        yield from _filled(shapes, place, series, plot)


def lines(plot: Plot) -> Iterator[str]:
    """One line a series, broken at gaps, over pale intervals; in the axis' bands points side by side."""
    style = plot.style
    for number, (place, series) in enumerate(plot.series):
        for run in _pointed(plot, number):
            yield from _interval(plot, run, place, visible(series.colour, style.ground))
    for number, (place, series) in enumerate(plot.series):
        colour = visible(series.colour, style.ground)
        for run in _pointed(plot, number):
            points = [(x, plot.frame.y(plot.height(slot, place))) for x, slot in run]
            if len(points) > 1:
                dash = DASHES[place % len(DASHES)] if style.patterns and len(plot.series) > 1 else None
                yield svg.polyline(points, colour, style.thin * 2, stroke_dasharray=dash)
            if len(points) == 1 or _sparse(plot):
                for point in points:
                    yield svg.circle(point, style.size * 0.2, colour)


def _pointed(plot: Plot, number: int) -> Iterator[list[tuple[float, Slot]]]:
    """The points of one series in runs without a gap: where each stands, and its slot.

    Where no line joins them, the series of a column stand side by side.
    """
    place, _ = plot.series[number]
    share = (number + 0.5) / len(plot.series)
    for run in runs(plot.slots):
        yield [
            (slot.inner()[0] + slot.inner()[1] * share if len(run) == 1 else slot.middle, slot)
            for slot in run
            if slot.column.heights[place] is not None
        ]


def stacked_areas(plot: Plot) -> Iterator[str]:
    """Areas through the middles of the bins, broken at gaps; a bin alone, and bands, are bars."""
    alone = [run[0] for run in runs(plot.slots) if len(run) == 1]
    for number, (place, series) in enumerate(plot.series):
        shapes = [_area(plot, run, number) for run in runs(plot.slots) if len(run) > 1]
        yield from _filled(shapes, place, series, plot)
    yield from stacked_bars(Plot(plot.frame, alone, plot.series, plot.style))


def gaps(plot: Plot) -> Iterator[str]:
    """A pale ground under bins without any coded statement, neighbours in one piece."""
    for left, right in _gap_edges(plot):
        height = plot.frame.bottom - plot.frame.top
        yield svg.rect(left, plot.frame.top, right - left, height, plot.style.line, fill_opacity=0.55)


def hatched_gaps(plot: Plot) -> Iterator[str]:
    """The same as sparse lines, where pale grounds mean numbers."""
    height = plot.frame.bottom - plot.frame.top
    shapes = [svg.corners(left, plot.frame.top, right - left, height) for left, right in _gap_edges(plot)]
    apart = plot.style.size * 0.55
    yield svg.segments(
        [pair for shape in shapes for pair in hatch(shape, -45, apart)], plot.style.line, plot.style.thin
    )


def _gap_edges(plot: Plot) -> list[list[float]]:
    edges: list[list[float]] = []
    for slot in plot.slots:
        if slot.column.is_gap and not slot.is_band:
            if edges and abs(edges[-1][1] - slot.left) < 0.01:
                edges[-1][1] = slot.right
            else:
                edges.append([slot.left, slot.right])
    return edges


def runs(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Neighbouring bins without a gap between them; every band is alone."""
    run: list[Slot] = []
    for slot in slots:
        if run and (slot.column.is_gap or slot.is_band):
            yield run
            run = []
        if slot.is_band:
            yield [slot]
        elif not slot.column.is_gap:
            run.append(slot)
    if run:
        yield run


def _area(plot: Plot, run: Sequence[Slot], number: int) -> list[Point]:
    upper: list[Point] = []
    lower: list[Point] = []
    for slot in run:
        below = sum(plot.height(slot, under) for under, _ in plot.series[:number])
        reach = plot.height(slot, plot.series[number][0])
        lower.append((slot.middle, plot.frame.y(below)))
        upper.append((slot.middle, plot.frame.y(below + reach)))
    return upper + lower[::-1]


def _filled(shapes: Sequence[Sequence[Point]], place: int, series: Series, plot: Plot) -> Iterator[str]:
    """The shapes of one series in its colour, parted from their neighbours by a hairline, with its pattern."""
    if not shapes:
        return
    style = plot.style
    edges = [x for x, _ in shapes[0]]
    is_wide = max(edges) - min(edges) > style.size * 0.35
    pale = contrast(series.colour, style.ground) < 3
    edge = {
        "stroke": visible(series.colour, style.ground) if pale else style.ground,
        "stroke_width": style.thin * 0.8,
    }
    yield svg.polygons(shapes, series.colour, **(edge if is_wide or pale else {}))
    if is_wide:
        yield hatched(shapes, place, series.colour, style)


def _interval(plot: Plot, run: Sequence[tuple[float, Slot]], place: int, colour: str) -> Iterator[str]:
    low = [(x, plot.frame.y(slot.column.low[place] or 0)) for x, slot in run if slot.column.low]
    high = [(x, plot.frame.y(slot.column.high[place] or 0)) for x, slot in run if slot.column.high]
    if len(low) == 1:
        yield svg.line(low[0], high[0], colour, plot.style.thin * 3, stroke_opacity=0.4)
    elif low:
        yield svg.polygon([*high, *low[::-1]], colour, fill_opacity=0.16)


def _sparse(plot: Plot) -> bool:
    bins = [slot for slot in plot.slots if not slot.is_band]
    return len(bins) <= 36


def _cuts(plot: Plot) -> Iterator[str]:
    """Where a bar is higher than the frame: a break near its top, and its full height as a number."""
    style = plot.style
    for slot in plot.slots:
        total = sum(plot.height(slot, place) for place, _ in plot.series)
        if plot.frame.y(total) < plot.frame.top - 0.5:
            left, width = slot.inner()
            y = plot.frame.top + style.size * 0.9
            rise = style.size * 0.35
            points = [(left - 1, y + rise), (left + width + 1, y - rise)]
            yield svg.polyline(points, style.ground, style.size * 0.3)
            where = (slot.middle, plot.frame.top - style.size * 0.3)
            yield svg.text(where, f"{total:,.4g}", style.small, style.text, anchor="middle")

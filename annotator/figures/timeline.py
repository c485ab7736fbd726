"""A timeline as a picture: stacked or grouped bars, lines, areas, small multiples or a heat map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from annotator.figures import marks, svg
from annotator.figures.frames import highest_of
from annotator.figures.heat_map import darkest, heat_map
from annotator.figures.page import Piece, foot, full_caption, head, margin, notes, whole
from annotator.figures.single import Scale, single
from annotator.figures.small_multiples import most_coded, small_multiples
from annotator.figures.style import Style, screen
from annotator.model.events import Event
from annotator.model.timeline import Column, Counted, Series, Timeline
from annotator.model.timeline_words import own_caption, shared_caption, worded
from annotator.model.timeline_words import title as own_title


class Chart(StrEnum):
    """How a timeline is drawn."""

    STACKED_BARS = "stacked bars"
    GROUPED_BARS = "grouped bars"
    LINES = "lines"
    STACKED_AREAS = "stacked areas"
    SMALL_MULTIPLES = "small multiples"
    HEAT_MAP = "heat map"


MOST_INTERVALS = 3
"""The intervals of more lines than these would hide one another."""
_STACKED = frozenset({Chart.STACKED_BARS, Chart.STACKED_AREAS})
_MARKS: dict[Chart, Callable[[marks.Plot], Iterator[str]]] = {
    Chart.STACKED_BARS: marks.stacked_bars,
    Chart.GROUPED_BARS: marks.grouped_bars,
    Chart.LINES: marks.lines,
    Chart.STACKED_AREAS: marks.stacked_areas,
}


def draw(
    timeline: Timeline,
    *,
    chart: Chart = Chart.STACKED_BARS,
    style: Style | None = None,
    title: str | None = None,
    caption: str | None = None,
    height: float | None = None,
    events: Sequence[Event] = (),
) -> str:
    """The picture as SVG text, the same bytes for the same timeline.

    `title` and `caption` replace our own; empty ones leave them out. `height` is the whole picture's
    in its style's units, as far as its contents can be pressed or stretched to it. `events` are drawn
    as lines where they lie within the bins.
    """
    style = style or screen()
    timeline = worded(timeline, style.say)
    title = own_title(timeline, style.say) if title is None else title
    chart = suited(chart, timeline)
    has_intervals = shows_intervals(chart, len(_shown(timeline)))
    timeline = timeline if has_intervals else _without_intervals(timeline)
    room = _plot_height(style)
    parts, bottom = _drawn(timeline, chart, style, title, caption, room, events)
    if height is not None:
        room = max(room + height - bottom, style.size * 8)
        parts, bottom = _drawn(timeline, chart, style, title, caption, room, events)
    about = full_caption(timeline, caption, [], style.say)
    return whole(parts, bottom, style, title=title, about=about)


def draw_side_by_side(
    timelines: Sequence[Timeline],
    *,
    chart: Chart = Chart.STACKED_BARS,
    style: Style | None = None,
    title: str | None = None,
    caption: str | None = None,
    events: Sequence[Event] = (),
) -> str:
    """Several coders' timelines below each other, over the same bins and on one scale, with one legend.

    The timelines answer one question and have the same bins (`aligned`); what holds for each alone
    stands below all.
    """
    style = style or screen()
    timelines = [worded(one, style.say) for one in timelines]
    first = timelines[0]
    title = own_title(first, style.say) if title is None else title
    chart = suited(chart, first)
    placed = list(enumerate(first.series))
    shown = [
        (place, series) for place, series in placed if any(one.totals()[place] for one in timelines)
    ] or placed
    if not shows_intervals(chart, len(shown)):
        timelines = [_without_intervals(one) for one in timelines]
    least = max(_reach(one, chart, shown) for one in timelines)
    least_coded = max(map(most_coded, timelines))
    strip = max((column.coded for one in timelines for column in one.bins), default=0)
    top = head(title, style) if title else Piece([], style.size)
    parts, bottom, said = list(top.parts), top.bottom, list[str]()
    gaps, intervals = _looks(chart)
    for number, timeline in enumerate(timelines):
        name = own_caption(timeline, style.say)
        parts.append(svg.text((margin(style), bottom + style.size), name, style.size, style.text, bold=True))
        scale = Scale(least, least_coded, strip, has_legend=number == 0)
        plot, own = _plot(
            timeline, chart, style, shown, bottom + style.size * 1.6, _plot_height(style) * 0.7, events, scale
        )
        parts += plot.parts
        bottom = plot.bottom + style.size * 0.6
        further = [*notes(timeline, shown, style.say, intervals=intervals, gaps=gaps), *own]
        said += [note for note in further if note not in said]
    below = " ".join([shared_caption(first, style.say), *said]) if caption is None else caption
    end = foot(below, bottom, style)
    return whole([*parts, *end.parts], end.bottom, style, title=title, about=below)


def _reach(timeline: Timeline, chart: Chart, shown: Sequence[tuple[int, Series]]) -> float:
    """The value up to which a plot must show something."""
    if chart is Chart.HEAT_MAP:
        return darkest(timeline, shown)
    return highest_of(timeline, shown, stacked=chart in _STACKED)


def suited(chart: Chart, timeline: Timeline) -> Chart:
    """The chart, or lines where it would mislead.

    One statement can hold several codes, so shares of statements are never stacked.
    """
    return Chart.LINES if chart in _STACKED and timeline.question.counted is Counted.SHARE else chart


def shows_intervals(chart: Chart, series: int) -> bool:
    """Whether the chart has room for the intervals of so many series."""
    return chart is Chart.SMALL_MULTIPLES or (chart is Chart.LINES and series <= MOST_INTERVALS)


def _without_intervals(timeline: Timeline) -> Timeline:
    def bare(columns: Sequence[Column]) -> tuple[Column, ...]:
        return tuple(replace(column, low=(), high=()) for column in columns)

    return replace(timeline, bins=bare(timeline.bins), bands=bare(timeline.bands))


def _looks(chart: Chart) -> tuple[str, str]:
    """How gaps look, and intervals."""
    gaps = "Hatched: no statement coded." if chart is Chart.HEAT_MAP else "Shaded: no statement coded."
    return gaps, "Pale: 95 % intervals after Wilson."


def _plot_height(style: Style) -> float:
    return min(max(style.width * 0.34, style.size * 16), style.size * 26)


def _drawn(
    timeline: Timeline,
    chart: Chart,
    style: Style,
    title: str,
    caption: str | None,
    room: float,
    events: Sequence[Event],
) -> tuple[list[str], float]:
    """Title, plot and caption, and how high they are together."""
    top = head(title, style) if title else Piece([], style.size)
    shown = _shown(timeline)
    plot, own_notes = _plot(timeline, chart, style, shown, top.bottom, room, events)
    gaps, intervals = _looks(chart)
    further = [*notes(timeline, shown, style.say, intervals=intervals, gaps=gaps), *own_notes]
    said = full_caption(timeline, caption, [] if caption == "" else further, style.say)
    end = foot(said, plot.bottom, style)
    return [*top.parts, *plot.parts, *end.parts], end.bottom


def _plot(
    timeline: Timeline,
    chart: Chart,
    style: Style,
    shown: Sequence[tuple[int, Series]],
    top: float,
    room: float,
    events: Sequence[Event],
    scale: Scale = Scale(),  # noqa: B008 (frozen)
) -> tuple[Piece, list[str]]:
    """The plot itself, and what must be said about it below."""
    if not timeline.bins and not timeline.bands:
        return foot(style.say("No statement has been coded yet."), top + style.size * 2, style), []
    if chart is Chart.HEAT_MAP:
        return heat_map(timeline, shown, top, style, events, least=scale.least, least_strip=scale.least_strip)
    if chart is Chart.SMALL_MULTIPLES:
        return small_multiples(
            timeline, shown, top, style, events, least=scale.least, least_coded=scale.least_coded
        )
    return single(
        timeline,
        shown,
        top,
        room,
        style,
        draw_marks=_MARKS[chart],
        stacked=chart in _STACKED,
        lines=chart is Chart.LINES,
        events=events,
        scale=scale,
    )


def _shown(timeline: Timeline) -> list[tuple[int, Series]]:
    """The series that were found at all, with their places; every one where none was."""
    totals = timeline.totals()
    placed = list(enumerate(timeline.series))
    return [(place, series) for place, series in placed if totals[place]] or placed

"""Axes: where a day and a height stand, and which of them are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from annotator.figures import svg
from annotator.figures.style import Style
from annotator.figures.text_widths import text_width
from annotator.model.timeline_words import Say

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of a plot, the days along it (`end` is the first day after) and its full height's value."""

    left: float
    top: float
    right: float
    bottom: float
    first: int
    end: int
    peak: float

    def x(self, day: float) -> float:
        """Where a day begins; days are ordinals and may have a fraction."""
        return self.left + (day - self.first) / max(self.end - self.first, 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - value / (self.peak or 1) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days; `end` is the first day after."""

    first: int
    end: int
    name: str


def height_ticks(highest: float, *, whole: bool, most: int = 5) -> list[float]:
    """Round values from zero to at least the highest, at most `most` steps of 1, 2 or 5 times ten to some power."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / most
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999999)
    if whole:
        step = max(step, 1.0)
    return [place * step for place in range(ceil(highest / step - 1e-9) + 1)]


def calendar_rows(frame: Frame, style: Style, *, finest: str) -> list[list[Period]]:
    """What is written under the axis: a finer row where there is room, then a coarser one.

    `finest` is the size of the bins: nothing finer is named.
    """
    for fine, coarse in _ROWS:
        if _ORDER.index(fine) < _ORDER.index(finest) or not _might_fit(frame, fine, style):
            continue
        periods = list(_periods(frame, fine, style.say))
        if _fit(frame, periods, style):
            return [
                _roomy(frame, periods, style),
                _roomy(frame, list(_periods(frame, coarse, style.say)), style),
            ]
    known = list(_periods(frame, "year", style.say))
    for every in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000):
        years = [period for period in known if int(period.name) % every == 0]
        if _fit_between(frame, years, style):
            return [years]
    return [[]]


_ORDER = ("day", "week", "month", "letter", "quarter", "year")
_LONGEST = {"day": 1, "week": 7, "month": 31, "letter": 31, "quarter": 92}
_ROWS = (
    *(("day", "month and year"), ("week", "month and year"), ("month", "year")),
    *(("letter", "year"), ("quarter", "year")),
)


def draw_calendar(frame: Frame, rows: Sequence[Sequence[Period]], style: Style) -> list[str]:
    """The axis line, the ticks where periods begin, and their names."""
    parts = [svg.line((frame.left, frame.bottom), (frame.right, frame.bottom), style.second, style.thin)]
    depth = style.size * 0.4
    for level, periods in enumerate(rows):
        baseline = frame.bottom + style.small * (1.35 + 1.25 * level)
        for period in periods:
            x = frame.x(period.first)
            if frame.left <= x <= frame.right:
                reach = depth if level == 0 else style.small * (1.25 * level + 1.35)
                if level < len(rows) - 1 or len(rows) == 1 or period.first > frame.first:
                    parts.append(
                        svg.line((x, frame.bottom), (x, frame.bottom + reach), style.line, style.thin)
                    )
            parts.append(_named(frame, period, baseline, style))
    return parts


def draw_heights(frame: Frame, ticks: Sequence[float], style: Style, *, share: bool) -> list[str]:
    """Hairlines across the plot with their values at the left."""
    parts: list[str] = []
    for tick in ticks:
        y = frame.y(tick)
        if tick:
            parts.append(svg.line((frame.left, y), (frame.right, y), style.line, style.thin))
        where = (frame.left - style.gap, y + style.small * 0.36)
        parts.append(svg.text(where, height_name(tick, share=share), style.small, style.second, anchor="end"))
    return parts


def height_name(value: float, *, share: bool) -> str:
    """A value as it stands on the axis."""
    return f"{100 * value:g} %" if share else f"{value:,.10g}"


def _named(frame: Frame, period: Period, baseline: float, style: Style) -> str:
    """A period's name in the middle of what can be seen of it, pushed inside the frame."""
    left, right = frame.x(max(period.first, frame.first)), frame.x(min(period.end, frame.end))
    half = text_width(period.name, style.small) / 2
    middle = min(max((left + right) / 2, frame.left + half), max(frame.right - half, frame.left + half))
    return svg.text((middle, baseline), period.name, style.small, style.second, anchor="middle")


def _might_fit(frame: Frame, kind: str, style: Style) -> bool:
    """Whether the longest periods of a kind have room for a letter, which is quickly told."""
    longest = _LONGEST[kind] / max(frame.end - frame.first, 1) * (frame.right - frame.left)
    return longest >= style.small * 0.6


def _fit(frame: Frame, periods: Sequence[Period], style: Style) -> bool:
    """Whether whole periods have room for their names; broken ones at the ends may go without."""
    whole = [period for period in periods if period.first >= frame.first and period.end <= frame.end]
    return bool(periods) and len(periods) <= 200 and all(_has_room(frame, period, style) for period in whole)


def _has_room(frame: Frame, period: Period, style: Style) -> bool:
    left, right = frame.x(max(period.first, frame.first)), frame.x(min(period.end, frame.end))
    return right - left >= text_width(period.name, style.small) + style.small * 0.4


def _roomy(frame: Frame, periods: Sequence[Period], style: Style) -> list[Period]:
    """The periods that have room for their names; where none has, the first alone."""
    return [period for period in periods if _has_room(frame, period, style)] or list(periods[:1])


def _fit_between(frame: Frame, years: Sequence[Period], style: Style) -> bool:
    if not years:
        return False
    middles = [frame.x((year.first + year.end) / 2) for year in years]
    room = text_width("0000", style.small) + style.small * 0.8
    return all(after - before >= room for before, after in pairwise(middles))


def _periods(frame: Frame, kind: str, say: Say) -> Iterator[Period]:
    """The periods of a kind that touch the frame, in order."""
    if kind in {"day", "week"}:
        step = 1 if kind == "day" else 7
        first = frame.first if kind == "day" else frame.first - (frame.first - 1) % 7
        for day in range(first, frame.end, step):
            yield Period(day, day + step, str(date.fromordinal(max(day, 1)).day))
        return
    months = {"quarter": 3, "year": 12}.get(kind, 1)
    start = date.fromordinal(frame.first)
    number = (start.year * 12 + start.month - 1) // months
    while _month_start(number * months) < frame.end:
        first, end = _month_start(number * months), _month_start((number + 1) * months)
        yield Period(first, end, _period_name(number * months, kind, say))
        number += 1


def _month_start(month: int) -> int:
    """The ordinal of a month's first day; months count from the year 0."""
    return date(month // 12, month % 12 + 1, 1).toordinal() if month // 12 <= date.max.year else _LAST + 1


def _period_name(month: int, kind: str, say: Say) -> str:
    year, place = divmod(month, 12)
    match kind:
        case "year":
            return str(year)
        case "quarter":
            return say("Q{number}").format(number=place // 3 + 1)
        case "month and year":
            return say("{month} {year}").format(month=say(_MONTHS[place]), year=year)
    return say(_MONTHS[place])[: 1 if kind == "letter" else None]

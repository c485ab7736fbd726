"""What changed with an event: the time before it and the time after it, compared."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from annotator.model.entries import Entries
from annotator.model.timeline import BinSize, Counted, Question, Series, Timeline
from annotator.timeline.counting import count
from annotator.timeline.heights import wilson
from annotator.timeline.hits import how_often

Integers = NDArray[np.int64]

_EVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Change:
    """One series: its statements among the coded ones before and after, and by how much the share rose.

    `difference` with its 95 % interval from `low` to `high`; None where nothing was coded on one side.
    """

    series: Series
    before: int
    coded_before: int
    after: int
    coded_after: int
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All series; `neither` counts coded statements that stand on no side, undated or dated too coarsely."""

    changes: tuple[Change, ...]
    coded_before: int
    coded_after: int
    neither: int


def compare(
    entries: Entries, question: Question, event: tuple[date, date], *, days: int | None = None
) -> Comparison:
    """Shares of coded statements before an event and after it, up to `days` away where that is given.

    `event`: its first and last day. A single day belongs to what follows it; of a longer event, whose
    day is not known, the days belong to neither side. A statement counts where all days that its date
    can mean lie on one side.
    """
    first, last = (day.toordinal() for day in event)
    begin = first if first == last else last + 1
    reach = _EVER if days is None else days
    low, high = entries.first_days, entries.last_days
    dated = low > 0
    before = dated & (high < first) & (low >= first - reach)
    after = dated & (low >= begin) & (high < begin + reach)
    near = ~dated | ((low < begin + reach) & (high >= first - reach))
    times = how_often(entries, question)
    times = np.ones_like(low) if times is None else times
    sides = [_side(entries, question, flags) for flags in (before, after)]
    places = {series: place for place, series in enumerate(sides[1].series)}
    ordered = [*sides[0].series, *(series for series in sides[1].series if series not in sides[0].series)]
    first_places = {series: place for place, series in enumerate(sides[0].series)}
    changes = tuple(
        _change(series, _numbers(sides[0], first_places.get(series)), _numbers(sides[1], places.get(series)))
        for series in ordered
    )
    return Comparison(changes, sides[0].coded, sides[1].coded, int(times[near & ~before & ~after].sum()))


def comparison_table(found: Comparison) -> str:
    """The comparison as plain text in columns."""
    lines = [("", "before", "after", "difference", "95 % interval")]
    lines += [
        (
            change.series.name,
            _share(change.before, change.coded_before),
            _share(change.after, change.coded_after),
            _points(change.difference),
            f"{_points(change.low)} to {_points(change.high)}" if change.low is not None else "-",
        )
        for change in found.changes
    ]
    lines.append(("n", str(found.coded_before), str(found.coded_after), "", ""))
    widths = [max(len(line[place]) for line in lines) for place in range(5)]
    rows = [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip()
        for line in lines
    ]
    if found.neither:
        rows += ["", f"On neither side, undated or dated too coarsely: {found.neither}."]
    return "\n".join(rows) + "\n"


def comparison_csv(found: Comparison) -> str:
    """The same as CSV: counts and n on both sides, the difference of the shares and its interval."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(["series", "before", "n before", "after", "n after", "difference", "low", "high"])
    for change in found.changes:
        numbers = (change.before, change.coded_before, change.after, change.coded_after)
        rest = (change.difference, change.low, change.high)
        write([change.series.name, *numbers, *("" if one is None else f"{one:.6g}" for one in rest)])
    return text.getvalue()


def difference_interval(after: tuple[int, int], before: tuple[int, int]) -> tuple[float, float]:
    """The 95 % interval of a difference of two shares, each a count and its base, after minus before.

    Source: Newcombe (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 873-890, method 10, from two Wilson intervals.
    """
    counts, bases = np.array([after[0], before[0]]), np.array([after[1], before[1]])
    lows, highs = wilson(counts, bases)
    later, sooner = counts / bases
    below = sqrt((later - lows[0]) ** 2 + (highs[1] - sooner) ** 2)
    above = sqrt((highs[0] - later) ** 2 + (sooner - lows[1]) ** 2)
    return float(later - sooner - below), float(later - sooner + above)


def _side(entries: Entries, question: Question, flags: NDArray[np.bool_]) -> Timeline:
    asked = replace(
        question, counted=Counted.SHARE, bin_size=BinSize.YEAR, window=1, cumulative=False, interval=False
    )
    return count(entries, asked, only=entries.statement_ids[flags])


def _numbers(side: Timeline, place: int | None) -> tuple[int, int]:
    """How often a series was found on a side, and among how many."""
    if place is None:
        return 0, side.coded
    columns = list(side.columns())
    return sum(column.counts[place] for column in columns), sum(column.bases[place] for column in columns)


def _change(series: Series, before: tuple[int, int], after: tuple[int, int]) -> Change:
    if not before[1] or not after[1]:
        return Change(series, *before, *after, None, None, None)
    low, high = difference_interval(after, before)
    return Change(series, *before, *after, after[0] / after[1] - before[0] / before[1], low, high)


def _share(found: int, base: int) -> str:
    return f"{100 * found / base:.1f} % ({found})" if base else "-"


def _points(difference: float | None) -> str:
    return "-" if difference is None else f"{100 * difference:+.1f}"

"""Timelines beside each other: over the same bins, with the same series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.timeline import Bin, BinSize, Column, Series, Timeline
from annotator.timeline.bins import FINEST_FIRST, bin_at, bin_number
from annotator.timeline.series import COLOURS


def aligned(timelines: Sequence[Timeline]) -> list[Timeline]:
    """The same timelines with the series of all, and with gaps at both ends, so that all have the same bins.

    All must have one size of bin. Bands stay those of each. A series that a timeline does not have
    is zero there; a speaker, an outlet or the rest of a list has one colour in all.
    """
    series = _together(timelines)
    places = [column.place for timeline in timelines for column in timeline.bins]
    bins = [place for place in places if isinstance(place, Bin)]
    size = timelines[0].question.bin_size
    numbers = [bin_number(one.first, size) for one in bins]
    wanted = [bin_at(number, size) for number in range(min(numbers), max(numbers) + 1)] if numbers else []
    return [_fitted(timeline, wanted, series) for timeline in timelines]


def coarsest(timelines: Sequence[Timeline]) -> BinSize:
    """The largest size of bin among them: what all take when each chose for itself."""
    return max((one.question.bin_size for one in timelines), key=FINEST_FIRST.index)


def _together(timelines: Sequence[Timeline]) -> tuple[Series, ...]:
    """All series once, by name; one that comes only later, in a colour that is taken, gets a free one."""
    found = {_name(one): one for one in timelines[0].series}
    for one in (series for timeline in timelines[1:] for series in timeline.series):
        if _name(one) not in found:
            taken = {series.colour for series in found.values()}
            free = (colour for colour in (one.colour, *COLOURS) if colour not in taken)
            found[_name(one)] = replace(one, colour=next(free, one.colour))
    return tuple(found.values())


def _name(series: Series) -> str:
    """What a series is told by; "others (3)" and "others (5)" are the same."""
    return series.name if series.key else series.name.partition(" (")[0]


def _fitted(timeline: Timeline, places: Sequence[Bin], series: tuple[Series, ...]) -> Timeline:
    at = {_name(one): place for place, one in enumerate(timeline.series)}
    order = [at.get(_name(one)) for one in series]
    known = {column.place: _ordered(column, order) for column in timeline.columns()}
    width = len(series)
    gaps = {place: Column(place, 0, (0,) * width, (0,) * width, (None,) * width) for place in places}
    return replace(
        timeline,
        series=series,
        bins=tuple(known.get(place, gaps[place]) for place in places),
        bands=tuple(known[column.place] for column in timeline.bands),
    )


def _ordered(column: Column, order: Sequence[int | None]) -> Column:
    """The column with its series at other places; None for one that it does not have."""
    nothing = None if column.is_gap else 0.0

    def moved(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(nothing if place is None else values[place] for place in order) if values else ()

    return replace(
        column,
        counts=tuple(0 if place is None else column.counts[place] for place in order),
        bases=tuple(column.coded if place is None else column.bases[place] for place in order),
        heights=moved(column.heights),
        low=moved(column.low),
        high=moved(column.high),
    )

"""From entries to a timeline: every number that a plot, a table or an export shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.model.corpus import StatementId
from annotator.model.entries import Entries
from annotator.model.timeline import Band, Bin, Column, Counted, Question, Timeline
from annotator.timeline.heights import heights
from annotator.timeline.hits import bases, hits, how_often, tally
from annotator.timeline.layout import lay_out
from annotator.timeline.series import group

Integers = NDArray[np.int64]


def count(entries: Entries, question: Question, *, only: Integers | None = None) -> Timeline:
    """The timeline that answers `question`; of the statements in `only`, where given.

    `entries` are those of the same variable, coder and kind of date. An empty project gives a
    timeline without bins.
    """
    layout = lay_out(entries, question, only)
    grouping = group(entries, question)
    height, width = len(layout.places), len(grouping.series)
    rows, places = hits(entries, question, grouping, layout)
    times = how_often(entries, question)
    cells = layout.column_of[rows] * width + places
    counts = tally(cells, rows, times, height * width).reshape(height, width)
    kept = np.flatnonzero(layout.kept)
    coded = tally(layout.column_of[kept], kept, times, height)
    shared = bases(entries, question, grouping, layout)
    if question.counted is Counted.MIX:
        shared = np.broadcast_to(counts.sum(axis=1)[:, None], counts.shape)
    bins, bands = slice(0, layout.bins), slice(layout.bins, None)
    return Timeline(
        question=replace(question, bin_size=layout.size),
        variable=entries.variable.name,
        coder=entries.coder.name,
        time_zone=entries.time_zone,
        series=grouping.series,
        bins=columns(question, layout.places[bins], coded[bins], counts[bins], shared[bins]),
        bands=columns(
            replace(question, window=1, cumulative=False),
            layout.places[bands],
            coded[bands],
            counts[bands],
            shared[bands],
        ),
        coded=int(coded.sum()),
    )


def statements_in(
    entries: Entries,
    question: Question,
    places: Collection[Bin | Band],
    *,
    series: int | None = None,
    only: Integers | None = None,
) -> list[StatementId]:
    """The statements behind some columns of a timeline, by id.

    Those counted in the series at that place; without `series` all coded statements of the columns.
    `question` is the timeline's own, with the size that was used.
    """
    layout = lay_out(entries, question, only)
    if series is None:
        rows = np.flatnonzero(layout.kept)
    else:
        rows, found = hits(entries, question, group(entries, question), layout)
        rows = rows[found == series]
    wanted = [number for number, place in enumerate(layout.places) if place in places]
    rows = np.unique(rows[np.isin(layout.column_of[rows], wanted)])
    return [StatementId(number) for number in entries.statement_ids[rows].tolist()]


def columns(
    question: Question, places: Sequence[Bin | Band], coded: Integers, counts: Integers, shared: Integers
) -> tuple[Column, ...]:
    """Columns from tables: one row per place, one entry per series."""
    found = heights(question, coded, counts, shared)
    drawn = (found.heights, found.low, found.high)
    rows = [coded.tolist(), counts.tolist(), shared.tolist()]
    rows += [[()] * len(places) if table is None else _listed(table) for table in drawn]
    return tuple(
        Column(place, n, *(tuple(values) for values in row))
        for place, n, *row in zip(places, *rows, strict=True)
    )


def _listed(table: NDArray[np.float64]) -> list[Any]:
    """A table as lists, None for what is not a number."""
    found = table.astype(object)
    found[np.isnan(table)] = None
    return list(found.tolist())

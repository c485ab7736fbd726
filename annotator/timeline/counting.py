"""From entries to a timeline: every number that a plot, a table or an export shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from annotator.model.corpus import StatementId
from annotator.model.entries import Entries
from annotator.model.timeline import Band, Bin, Column, Question, Timeline
from annotator.timeline.heights import with_heights
from annotator.timeline.hits import bases, hits
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
    counts = np.bincount(layout.column_of[rows] * width + places, minlength=height * width)
    coded = np.bincount(layout.column_of[layout.kept], minlength=height)
    lines = zip(
        layout.places,
        coded.tolist(),
        counts.reshape(height, width).tolist(),
        bases(entries, question, grouping, layout).tolist(),
        strict=True,
    )
    columns = tuple(Column(place, n, tuple(row), tuple(base), ()) for place, n, row, base in lines)
    return with_heights(
        Timeline(
            question=replace(question, bin_size=layout.size),
            variable=entries.variable.name,
            coder=entries.coder.name,
            time_zone=entries.time_zone,
            series=grouping.series,
            bins=columns[: layout.bins],
            bands=columns[layout.bins :],
            coded=int(layout.kept.sum()),
        )
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

"""A timeline after a few statements changed, without counting all the others again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from annotator.model.corpus import StatementId
from annotator.model.entries import Entries
from annotator.model.timeline import Column, Counted, OncePer, Question, SeriesBy, Timeline
from annotator.timeline.counting import columns, count

Integers = NDArray[np.int64]

_OF_STATEMENTS = (
    *("statement_ids", "first_days", "last_days", "source_ids"),
    *("outlet_numbers", "speaker_ids", "words", "copies"),
)
_OF_VALUES = ("rows", "annotations", "values", "value_speakers")


def can_update(question: Question) -> bool:
    """Whether statements add up: not where repeats count once, nor where series are ranked."""
    return question.once_per is OncePer.EACH_TIME and question.by is SeriesBy.VALUE


def updated(timeline: Timeline, before: Sequence[Entries], after: Sequence[Entries]) -> Timeline | None:
    """The timeline with what `before` holds taken out and what `after` holds put in.

    Both are entries of the statements that changed, as they were and as they are, each statement in
    one piece of each. None where
    `can_update` says no, or a column or a series would come or go: then all has to be counted.
    """
    question = timeline.question
    table = _Table(timeline)
    pieces = [(some, -1) for some in before] + [(some, 1) for some in after]
    fits = all(table.add(count(some, question), sign) for some, sign in pieces)
    if not can_update(question) or not fits or table.has_lost_a_column():
        return None
    return replace(
        timeline,
        bins=table.columns(question, slice(0, len(timeline.bins))),
        bands=table.columns(replace(question, window=1, cumulative=False), slice(len(timeline.bins), None)),
        coded=int(table.coded.sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class ByStatement:
    """Where the values of each statement stand: those of row r are `order[starts[r]:starts[r + 1]]`."""

    order: Integers
    starts: Integers


def by_statement(entries: Entries) -> ByStatement:
    """Made once, so that a few statements are found in however many."""
    counts = np.bincount(entries.rows, minlength=entries.statement_ids.size)
    return ByStatement(np.argsort(entries.rows, kind="stable"), np.concatenate(([0], np.cumsum(counts))))


def taken(
    entries: Entries, statement_ids: Collection[StatementId], index: ByStatement | None = None
) -> Entries:
    """The entries of some statements alone; with their index at a price that does not grow with the others."""
    if index is None:
        return _filtered(entries, np.isin(entries.statement_ids, list(statement_ids)))
    wanted = np.array(sorted(set(statement_ids)), dtype=np.int64)
    places = np.searchsorted(entries.statement_ids, wanted)
    inside = places < entries.statement_ids.size
    rows = places[inside]
    rows = rows[entries.statement_ids[rows] == wanted[inside]]
    runs = [index.order[index.starts[row] : index.starts[row + 1]] for row in rows.tolist()]
    values = np.concatenate([*runs, np.zeros(0, dtype=np.int64)])
    of_statements = {name: column[rows] for name in _OF_STATEMENTS if (column := getattr(entries, name)).size}
    of_values = {name: getattr(entries, name)[values] for name in _OF_VALUES}
    own_rows = np.repeat(np.arange(rows.size), [run.size for run in runs])
    return replace(entries, **{**of_statements, **of_values, "rows": own_rows})


def patched(entries: Entries, statement_ids: Collection[StatementId], fresh: Entries) -> Entries:
    """The entries with those of some statements replaced by `fresh`, which may hold fewer or more."""
    kept = _filtered(entries, ~np.isin(entries.statement_ids, list(statement_ids)))
    moved = replace(
        fresh,
        rows=fresh.rows + kept.statement_ids.size,
        annotations=fresh.annotations + int(kept.annotations.max(initial=-1)) + 1,
    )
    joined = {
        name: np.concatenate((getattr(kept, name), getattr(moved, name)))
        for name in (*_OF_STATEMENTS, *_OF_VALUES)
    }
    order = np.argsort(joined["statement_ids"])
    row_of = np.empty_like(order)
    row_of[order] = np.arange(order.size)
    sorted_ = {name: joined[name][order] for name in _OF_STATEMENTS if joined[name].size}
    return replace(entries, **{**joined, **sorted_, "rows": row_of[joined["rows"]]})


def _filtered(entries: Entries, wanted: NDArray[np.bool_]) -> Entries:
    """The statements that are wanted, with their values."""
    row_of = np.cumsum(wanted) - 1
    values = wanted[entries.rows]
    kept = {name: getattr(entries, name) for name in (*_OF_STATEMENTS, *_OF_VALUES)}
    of_statements = {name: kept[name][wanted] for name in _OF_STATEMENTS if kept[name].size}
    of_values = {name: kept[name][values] for name in _OF_VALUES}
    return replace(entries, **{**of_statements, **of_values, "rows": row_of[of_values["rows"]]})


class _Table:
    """A timeline's numbers while they change: one row per column, one entry per series."""

    def __init__(self, timeline: Timeline) -> None:
        found = list(timeline.columns())
        shape = (len(found), len(timeline.series))
        self._timeline = timeline
        self._places = [column.place for column in found]
        self._row_of = {place: row for row, place in enumerate(self._places)}
        self._place_of = {series: place for place, series in enumerate(timeline.series)}
        self.coded = np.array([column.coded for column in found], dtype=np.int64)
        self.counts = np.array([column.counts for column in found], dtype=np.int64).reshape(shape)
        self.bases = np.array([column.bases for column in found], dtype=np.int64).reshape(shape)

    def add(self, other: Timeline, sign: int) -> bool:
        """Add or take away another timeline's numbers; False where it has a column or series of its own."""
        for column in other.columns():
            row = self._row_of.get(column.place)
            if column.is_gap:
                continue
            if row is None:
                return False
            self.coded[row] += sign * column.coded
            self.bases[row] += sign * (column.bases[0] if column.bases else 0)
            for series, number in zip(other.series, column.counts, strict=True):
                place = self._place_of.get(series)
                if place is None:
                    return False
                self.counts[row, place] += sign * number
        return True

    def has_lost_a_column(self) -> bool:
        """Whether a band or, where the question sets no ends, an end bin is empty now."""
        bins = len(self._timeline.bins)
        question = self._timeline.question
        ends = [row for row, end in ((0, question.since), (bins - 1, question.until)) if end is None and bins]
        return bool((self.coded[bins:] == 0).any() or any(self.coded[row] == 0 for row in ends))

    def columns(self, question: Question, rows: slice) -> tuple[Column, ...]:
        """The columns of some rows, with heights as the question has them."""
        counts = self.counts[rows]
        bases = self.bases[rows]
        if question.counted is Counted.MIX:
            bases = np.broadcast_to(counts.sum(axis=1)[:, None], counts.shape)
        return columns(question, self._places[rows], self.coded[rows], counts, bases)

"""What is counted, each once, and what it is a share of."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from annotator.model.entries import Entries
from annotator.model.timeline import BinSize, Counted, Duplicates, OncePer, Question
from annotator.timeline.bins import bin_numbers
from annotator.timeline.layout import Layout
from annotator.timeline.series import Grouping

Integers = NDArray[np.int64]

_FLAGS = 1 << 26
"""Up to so many pairs a table of flags finds the distinct ones quicker than sorting does."""
_TABLE = 1 << 24
"""Up to so many pairs of unit and series a table holds the earliest of each; above, they are sorted."""
_LATE = date.max.toordinal() + 1
_OF_STATEMENTS = frozenset({Counted.STATEMENTS, Counted.SHARE})


def hits(
    entries: Entries, question: Question, grouping: Grouping, layout: Layout
) -> tuple[Integers, Integers]:
    """One entry per thing counted: its statement's row, and the place of its series.

    Where repeats count once, the earliest of them stands for all; undated ones come last.
    """
    wanted = np.flatnonzero((grouping.places >= 0) & layout.kept[entries.rows])
    rows, places = entries.rows[wanted], grouping.places[wanted]
    width = len(grouping.series)
    if question.counted not in _OF_STATEMENTS:
        if not grouping.one_to_one:
            first = _first_of_each(entries.annotations[wanted] * width + places)
            wanted, rows, places = wanted[first], rows[first], places[first]
        speakers = entries.value_speakers[wanted]
    else:
        rows, places = _distinct(rows, places, entries.statement_ids.size, width)
        if grouping.not_coded is not None:
            silent = _silent(entries, layout)
            rows = np.concatenate((rows, silent))
            places = np.concatenate((places, np.full(silent.size, grouping.not_coded, dtype=np.int64)))
        speakers = entries.speaker_ids[rows]
    if question.once_per is OncePer.EACH_TIME:
        return rows, places
    return _first_in_time(entries, _units(entries, question, rows, speakers), rows, places, width)


def how_often(entries: Entries, question: Question) -> Integers | None:
    """How often each statement counts: with its folded copies, which have its date and speaker; None for once."""
    if question.duplicates is Duplicates.ONCE or question.once_per is not OncePer.EACH_TIME:
        return None
    return 1 + entries.copies


def tally(cells: Integers, rows: Integers, times: Integers | None, height: int) -> Integers:
    """How often each cell from 0 below `height` is hit by the statements of these rows, each so many times."""
    weights = None if times is None else times[rows]
    return np.bincount(cells, weights, minlength=height).astype(np.int64)


def bases(entries: Entries, question: Question, grouping: Grouping, layout: Layout) -> Integers:
    """What each count is a share of: one row per column, one entry per series.

    Coded statements, or units where repeats count once, or their words; where series are speakers
    or outlets, only those in which the speaker speaks or that the outlet printed.
    """
    rows, places = _base_pairs(entries, grouping, layout)
    width = max(len(grouping.series), 1) if grouping.statement_places is not None else 1
    height = len(layout.places)
    times = how_often(entries, question)
    if question.counted is Counted.PER_1000_WORDS:
        times = entries.words if times is None else entries.words * times
    elif question.once_per is not OncePer.EACH_TIME:
        units = _units(entries, question, rows, entries.speaker_ids[rows])
        first = _first_of_each((units * height + layout.column_of[rows]) * width + places)
        rows, places = rows[first], places[first]
    table = tally(layout.column_of[rows] * width + places, rows, times, height * width).reshape(height, width)
    return np.broadcast_to(table, (height, len(grouping.series)))


def _base_pairs(entries: Entries, grouping: Grouping, layout: Layout) -> tuple[Integers, Integers]:
    """Each kept statement's row with the series that it is a base of; place 0 stands for all series."""
    rows = np.flatnonzero(layout.kept)
    if grouping.statement_places is None or grouping.voice_places is None:
        return rows, np.zeros(rows.size, dtype=np.int64)
    voiced = np.flatnonzero(layout.kept[entries.rows])
    places = np.concatenate((grouping.statement_places[rows], grouping.voice_places[voiced]))
    rows = np.concatenate((rows, entries.rows[voiced]))
    named = places >= 0
    return _distinct(rows[named], places[named], entries.statement_ids.size, len(grouping.series))


def _silent(entries: Entries, layout: Layout) -> Integers:
    """The rows of kept statements without any value, not even *not applicable*."""
    silent = layout.kept.copy()
    silent[entries.rows] = False
    return np.flatnonzero(silent)


def _units(entries: Entries, question: Question, rows: Integers, speakers: Integers) -> Integers:
    """A number from 0 for what counts once: a speaker within a source, day, week, month or year.

    `rows` and `speakers` hold one entry per hit. Nearly always the speaker is the statement's: units
    are told apart per statement first, and only the other voices are looked at one by one.
    """
    foreign = np.flatnonzero(speakers != entries.speaker_ids[rows])
    everywhere = np.arange(entries.statement_ids.size)
    units = _told_apart(
        entries,
        question,
        np.concatenate((everywhere, rows[foreign])),
        np.concatenate((entries.speaker_ids, speakers[foreign])),
    )
    found = units[rows]
    found[foreign] = units[everywhere.size :]
    return found


def _told_apart(entries: Entries, question: Question, rows: Integers, speakers: Integers) -> Integers:
    """The units of some statements and speakers.

    An unknown speaker is nobody else: its source stands for it. A statement whose date does not
    tell the period stays a unit of its own.
    """
    sources = entries.source_ids[rows]
    voices = np.where(speakers > 0, speakers, -sources)
    if question.once_per is OncePer.SOURCE:
        return _numbered(voices, sources)
    size = BinSize(question.once_per.value)
    first, last = entries.first_days[rows], entries.last_days[rows]
    periods = bin_numbers(first, size)
    told = (first > 0) & (periods == bin_numbers(last, size))
    return _numbered(np.where(told, voices, 0), np.where(told, periods, -1 - rows))


def _first_in_time(
    entries: Entries, units: Integers, rows: Integers, places: Integers, width: int
) -> tuple[Integers, Integers]:
    """Of all hits of one unit in one series the earliest; undated ones come last, then the order of ids."""
    days = np.where(entries.first_days > 0, entries.first_days, _LATE)
    order = np.argsort(days, kind="stable")
    turn = np.empty_like(order)
    turn[order] = np.arange(order.size)
    keys, turns = units * max(width, 1) + places, turn[rows]
    height = int(keys.max(initial=-1)) + 1
    if height <= _TABLE:
        first = np.full(height, order.size, dtype=np.int64)
        np.minimum.at(first, keys, turns)
        found = np.flatnonzero(first < order.size)
        return order[first[found]], found % max(width, 1)
    keys = np.sort(keys * order.size + turns)
    keys = keys[np.diff(keys // order.size, prepend=-1) > 0]
    return order[keys % order.size], keys // order.size % max(width, 1)


def _numbered(first: Integers, second: Integers) -> Integers:
    """A number from 0 for each distinct pair."""
    if not first.size:
        return first
    first, second = first - first.min(), second - second.min()
    _, numbers = np.unique(first * (int(second.max()) + 1) + second, return_inverse=True)
    return np.asarray(numbers, dtype=np.int64)


def _first_of_each(keys: Integers) -> Integers:
    """Where each distinct key stands first."""
    _, first = np.unique(keys, return_index=True)
    return np.asarray(first, dtype=np.int64)


def _distinct(rows: Integers, places: Integers, height: int, width: int) -> tuple[Integers, Integers]:
    """Every pair of row and place once."""
    keys = rows * max(width, 1) + places
    if height * width > _FLAGS:
        pairs = np.unique(keys)
    else:
        flags = np.zeros(height * max(width, 1), dtype=np.bool_)
        flags[keys] = True
        pairs = np.flatnonzero(flags)
    return pairs // max(width, 1), pairs % max(width, 1)

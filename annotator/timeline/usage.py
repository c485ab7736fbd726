"""Who used which code when: first, last, how often."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from annotator.model.corpus import StatementId
from annotator.model.entries import Entries

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Usage:
    """One speaker and one value: how many annotations and statements hold it, and between which days.

    `first` and `last` are ISO, as far as they are known; empty where all are undated. `speaker_id` is
    0 where none is known; `value_id` is a code's or an actor's.
    """

    speaker_id: int
    value_id: int
    speaker: str
    value: str
    annotations: int
    statements: int
    first: str
    last: str
    undated: int


def usages(entries: Entries) -> list[Usage]:
    """One for each pair that occurs, by speaker, then in the order of the codebook (actors by name).

    `entries` must have been read with speakers. Statements without a known speaker come last.
    """
    names = {int(code.id): code.name for code in entries.variable.codes}
    order = {key: place for place, key in enumerate(names)}
    places = {
        pair: place
        for pair, place in _places(entries).items()
        if pair[1] in names or pair[1] in entries.actors
    }

    def rank(pair: tuple[int, int]) -> tuple[bool, str, int, str]:
        speaker, value = pair
        return not speaker, _name(entries, speaker), order.get(value, len(order)), _name(entries, value)

    return [_usage(entries, pair, places[pair], names) for pair in sorted(places, key=rank)]


def statements_of(entries: Entries, usage: Usage) -> list[StatementId]:
    """The statements behind a line of the table, by date, the undated last."""
    here = (entries.value_speakers == usage.speaker_id) & (entries.values == usage.value_id)
    rows = np.unique(entries.rows[here])
    days = np.where(entries.first_days[rows] > 0, entries.first_days[rows], date.max.toordinal())
    return [StatementId(key) for key in entries.statement_ids[rows[np.argsort(days, kind="stable")]].tolist()]


def usage_csv(found: Sequence[Usage]) -> str:
    """The same as a table, one row a pair."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(["speaker", "code", "annotations", "statements", "first", "last", "undated statements"])
    for one in found:
        write([one.speaker, one.value, one.annotations, one.statements, one.first, one.last, one.undated])
    return text.getvalue()


def _places(entries: Entries) -> dict[tuple[int, int], Integers]:
    """Where each pair of speaker and value stands among the values."""
    if not entries.values.size:
        return {}
    low = int(entries.values.min())
    width = int(entries.values.max()) - low + 1
    keys = entries.value_speakers * width + (entries.values - low)
    order = np.argsort(keys, kind="stable")
    found, starts = np.unique(keys[order], return_index=True)
    groups = np.split(order, starts[1:])
    return {
        (key // width, key % width + low): group for key, group in zip(found.tolist(), groups, strict=True)
    }


def _usage(entries: Entries, pair: tuple[int, int], here: Integers, names: Mapping[int, str]) -> Usage:
    speaker, value = pair
    rows = np.unique(entries.rows[here])
    dated = rows[entries.first_days[rows] > 0]
    first = dated[np.argmin(entries.first_days[dated])] if dated.size else None
    last = dated[np.argmax(entries.last_days[dated])] if dated.size else None
    return Usage(
        speaker_id=speaker,
        value_id=value,
        speaker=_name(entries, speaker) or "no speaker known",
        value=names.get(value) or _name(entries, value),
        annotations=int(np.unique(entries.annotations[here]).size),
        statements=int(rows.size),
        first="" if first is None else _day(entries, int(first)),
        last="" if last is None else _day(entries, int(last)),
        undated=int(rows.size - dated.size),
    )


def _name(entries: Entries, number: int) -> str:
    return entries.actors[number].name if number in entries.actors else ""


def _day(entries: Entries, row: int) -> str:
    """The date of a statement, no finer than it is known."""
    first, last = int(entries.first_days[row]), int(entries.last_days[row])
    length = {0: 10}.get(last - first, 7 if last - first < 31 else 4)
    return date.fromordinal(first).isoformat()[:length]

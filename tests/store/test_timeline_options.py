"""Every combination of the timeline's options equals a plain query on the flat views, on random projects.

The query is written by hand and knows nothing of how the program counts: it joins, groups and numbers rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

import numpy as np
import pytest

from annotator.edits.codes import move_code
from annotator.model.annotation import Coder
from annotator.model.codebook import Variable
from annotator.model.timeline import (
    Bin,
    BinSize,
    Column,
    Counted,
    DateKind,
    Duplicates,
    OncePer,
    Question,
    SeriesBy,
    Timeline,
)
from annotator.store.counts import read_entries
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.timeline.counting import count
from tests.timelines import fill_at_random

Cells = dict[tuple[str, str], int]
SIZES = [size for size in BinSize if size is not BinSize.AUTOMATIC]
OF_STATEMENTS = {Counted.STATEMENTS, Counted.SHARE}

STARTS = {
    BinSize.DAY: "day",
    BinSize.WEEK: "date(day, 'weekday 0', '-6 days')",
    BinSize.MONTH: "substr(day, 1, 7) || '-01'",
    BinSize.QUARTER: "substr(day, 1, 4) || CASE (substr(day, 6, 2) - 1) / 3 "
    "WHEN 0 THEN '-01-01' WHEN 1 THEN '-04-01' WHEN 2 THEN '-07-01' ELSE '-10-01' END",
    BinSize.YEAR: "substr(day, 1, 4) || '-01-01'",
}
"""The first day of the bin that a date is written in; only asked where `KNOWN` so far."""
KNOWN = {BinSize.DAY: 10, BinSize.WEEK: 10, BinSize.MONTH: 7, BinSize.QUARTER: 7, BinSize.YEAR: 4}

STATEMENTS = """
  SELECT statement_id, source_id, speaker, outlet, {date} AS day, 1 + :duplicates *
    (SELECT count(*) FROM copies_flat WHERE copies_flat.statement_id = statements_flat.statement_id) AS times,
    CASE WHEN text LIKE '%Yes.' THEN 2 WHEN text LIKE '%三座島。' THEN 4 ELSE 5 END AS words
  FROM statements_flat
  WHERE (statement_id IN (SELECT statement_id FROM annotations_flat WHERE coder = :coder)
      OR statement_id IN (SELECT statement_id FROM statuses_flat WHERE coder = :coder AND stage = 'done'))
    AND statement_id NOT IN (SELECT statement_id FROM statuses_flat WHERE coder = :coder AND stage = 'excluded')
    AND statement_id IN (SELECT value FROM json_each(:only))
    AND (:since IS NULL OR :since <= CASE length({date}) WHEN 10 THEN {date}
      WHEN 7 THEN date({date} || '-01', '+1 month', '-1 day') WHEN 4 THEN {date} || '-12-31' END)
    AND (:until IS NULL OR substr({date} || '-01-01', 1, 10) <= :until)"""
"""The coded statements that count; how many words the lines of `fill_at_random` have is counted by hand."""

HOMES = """
  SELECT code, code AS home FROM codebook_flat WHERE variable = :variable
    AND (code IN (SELECT value FROM json_each(:codes)) OR (:codes IS NULL AND (parent IS NULL OR NOT :children)))
  UNION ALL
  SELECT below.code, homes.home FROM codebook_flat AS below JOIN homes ON below.parent = homes.code
  WHERE :children AND below.variable = :variable AND below.code NOT IN (SELECT value FROM json_each(:codes))"""
"""What each code counts as: itself, or its nearest chosen ancestor."""

ATTRIBUTE = (
    "coalesce((SELECT nullif({table}.attributes ->> :path, '') FROM {table} WHERE {table}.name = {name}), "
    "'no ' || :attribute)"
)


def _place(size: BinSize) -> str:
    return (
        f"CASE WHEN day IS NULL THEN 'undated' WHEN length(day) >= {KNOWN[size]} THEN {STARTS[size]} "
        "WHEN length(day) = 7 THEN 'month only' ELSE 'year only' END"
    )


def _unit(question: Question, voice: str, alone: str) -> str:
    """What counts once."""
    once = question.once_per
    named = f"coalesce({voice}, 'source ' || source_id)"
    if once is OncePer.EACH_TIME:
        return alone
    if once is OncePer.SOURCE:
        return f"source_id || {named}"
    size = BinSize(once.value)
    return f"CASE WHEN length(day) >= {KNOWN[size]} THEN {STARTS[size]} || {named} ELSE statement_id END"


def _series(question: Question, *, is_coded: bool) -> str:
    """The name of the series of a value."""
    voice = "coalesce(annotation_speaker, speaker)"
    match question.by:
        case SeriesBy.OUTLET:
            return "iif(outlet = '', 'no outlet', outlet)"
        case SeriesBy.SPEAKER:
            named = ATTRIBUTE.format(table="actor", name=voice) if question.attribute else voice
            return f"iif({voice} IS NULL, 'no speaker known', {named})"
    if is_coded:
        return ATTRIBUTE.format(table="code", name="home") if question.attribute else "home"
    return ATTRIBUTE.format(table="actor", name="value") if question.attribute else "value"


def _values(question: Question, *, is_coded: bool) -> str:
    """One row per value that counts, with its series; what was left out in words, and not coded at all."""
    wanted = "JOIN homes ON homes.code = value" if is_coded else ""
    rows = f"""
      SELECT annotation_id, counted.statement_id, counted.source_id, counted.speaker, annotation_speaker,
        counted.day, counted.times, {_series(question, is_coded=is_coded)} AS series
      FROM (SELECT annotation_id, statement_id, annotation_speaker, value, value_state, variable, coder
        FROM annotations_flat) AS given JOIN counted USING (statement_id) {wanted}
      WHERE coder = :coder AND variable = :variable AND value_state = 'coded'"""  # noqa: S608
    if not question.absences or question.by is not SeriesBy.VALUE:
        return rows
    rows += """
      UNION ALL SELECT annotation_id, counted.statement_id, counted.source_id, counted.speaker, annotation_speaker,
        counted.day, counted.times, value AS series
      FROM (SELECT annotation_id, statement_id, annotation_speaker, value, value_state, variable, coder
        FROM annotations_flat) AS given JOIN counted USING (statement_id)
      WHERE coder = :coder AND variable = :variable AND value_state <> 'coded'"""
    if question.counted in OF_STATEMENTS:
        rows += """
      UNION ALL SELECT NULL, statement_id, source_id, speaker, NULL, day, times, 'not coded' FROM counted
      WHERE statement_id NOT IN
        (SELECT statement_id FROM annotations_flat WHERE coder = :coder AND variable = :variable)"""
    return rows


def _with(question: Question) -> str:
    dated = "date" if question.dates is DateKind.SAID else "published"
    return f"WITH RECURSIVE counted AS ({STATEMENTS.format(date=dated)}), homes (code, home) AS ({HOMES}) "


def _expected(store: Store, question: Question, told: Mapping[str, object], *, is_coded: bool) -> Cells:
    of_statements = question.counted in OF_STATEMENTS
    voice = "speaker" if of_statements else "coalesce(annotation_speaker, speaker)"
    unit = _unit(question, voice, "statement_id" if of_statements else "annotation_id")
    sql = f"""{_with(question)}
      SELECT place, series, sum(times) FROM (
        SELECT {_place(question.bin_size)} AS place, series, times, row_number() OVER (PARTITION BY series, {unit}
          ORDER BY ifnull(substr(day || '-01-01', 1, 10), 'never'), statement_id) AS turn
        FROM ({_values(question, is_coded=is_coded)}))
      WHERE turn = 1 GROUP BY place, series"""  # noqa: S608
    rows = store.connection.execute(sql, told).fetchall()
    return {(place, series): number for place, series, number in rows}


def _expected_bases(store: Store, question: Question, told: Mapping[str, object]) -> Cells:
    """How many coded statements there are, or units where repeats count once, or words, by place."""
    if question.counted is Counted.PER_1000_WORDS:
        sql = f"""{_with(question)}
          SELECT {_place(question.bin_size)}, 'all', sum(times * words) FROM counted GROUP BY 1"""  # noqa: S608
        return {
            (place, said): number for place, said, number in store.connection.execute(sql, told).fetchall()
        }
    unit = _unit(question, "speaker", "statement_id")
    sql = f"""{_with(question)}
      SELECT place, 'all', sum(times) FROM (
        SELECT {_place(question.bin_size)} AS place, times,
          row_number() OVER (PARTITION BY {_place(question.bin_size)}, {unit}) AS turn FROM counted)
      WHERE turn = 1 GROUP BY place"""  # noqa: S608
    return {(place, said): number for place, said, number in store.connection.execute(sql, told).fetchall()}


def _name(column: Column) -> str:
    return column.place.first.isoformat() if isinstance(column.place, Bin) else column.place.value


def _cells(timeline: Timeline) -> Cells:
    return {
        (_name(column), series.name): number
        for column in timeline.columns()
        for series, number in zip(timeline.series, column.counts, strict=True)
        if number
    }


def _heights(timeline: Timeline, bases: Cells) -> list[list[float | None]]:
    """The heights of the bins, worked out one by one as the manual says."""
    question, bins = timeline.question, timeline.bins
    found: list[list[float | None]] = []
    for place, column in enumerate(bins):
        reach = question.window // 2
        around = bins[max(place - reach, 0) : place + reach + 1]
        summed = (
            [bins[: bins.index(one) + 1] for one in around]
            if question.cumulative
            else [[one] for one in around]
        )
        looked = [some for some in summed if any(not one.is_gap for one in some)]
        is_gap = column.is_gap and not (
            question.cumulative and any(not one.is_gap for one in bins[: place + 1])
        )
        row: list[float | None] = []
        for series in range(len(timeline.series)):
            counts = sum(one.counts[series] for some in looked for one in some)
            match question.counted:
                case Counted.SHARE | Counted.PER_1000_WORDS:
                    base = sum(bases.get((_name(one), "all"), 0) for some in looked for one in some)
                case Counted.MIX:
                    base = sum(sum(one.counts) for some in looked for one in some)
                case _:
                    base = len(looked)
            rate = 1000 if question.counted is Counted.PER_1000_WORDS else 1
            row.append(None if is_gap or not base else rate * counts / base)
        found.append(row)
    return found


def _question(store: Store, random: Random) -> tuple[Question, Coder, Variable, list[int]]:
    coder = random.choice(read_coders(store))
    variable = random.choice(read_codebook(store).variables)
    ids = [row["id"] for row in store.rows("SELECT id FROM statement")]
    ((year,),) = store.connection.execute("SELECT ifnull(max(substr(published, 1, 4)), 2021) FROM source")
    some = [code.id for code in variable.codes if random.random() < 0.6]
    question = Question(
        variable.id,
        coder.id,
        counted=random.choice(list(Counted)),
        bin_size=random.choice(SIZES),
        dates=random.choice(list(DateKind)),
        by=random.choice(list(SeriesBy)),
        codes=random.choice((None, tuple(some))) if some else None,
        with_children=random.random() < 0.5,
        attribute=random.choice(("", "", "country", "tone")),
        once_per=random.choice((OncePer.EACH_TIME, *OncePer)),
        duplicates=random.choice(list(Duplicates)),
        since=random.choice((None, None, date(int(year) - 1, 12, 31), date(int(year), 1, 3))),
        until=random.choice((None, None, date(int(year), 1, 3), date(int(year), 3, 31))),
        absences=random.random() < 0.4,
        window=random.choice((1, 1, 3, 5)),
        cumulative=random.random() < 0.3,
    )
    only = ids if random.random() < 0.6 else random.sample(ids, len(ids) // 2)
    return question, coder, variable, only


def _fill(store: Store, seed: int) -> None:
    """A random project, some codes of it below others, some with an attribute."""
    fill_at_random(store, seed)
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    first, second, third = read_codebook(store).variables[0].codes
    if random.random() < 0.7:
        move_code(store, second.id, 0, parent_id=first.id)
    if random.random() < 0.5:
        move_code(store, third.id, 0, parent_id=random.choice((first.id, second.id)))
    with store.edit("Change code") as edit:
        edit.update("code", first.id, attributes=json.dumps({"tone": "warm"}))
        edit.update("code", third.id, attributes=json.dumps({"tone": "cold"}))


def _told(question: Question, coder: Coder, variable: Variable, only: Sequence[int]) -> dict[str, object]:
    names = {code.id: code.name for code in variable.codes}
    return {
        "coder": coder.name,
        "variable": variable.name,
        "only": json.dumps(only),
        "codes": None if question.codes is None else json.dumps([names[key] for key in question.codes]),
        "children": question.with_children,
        "duplicates": question.duplicates is Duplicates.EACH_TIME and question.once_per is OncePer.EACH_TIME,
        "since": question.since.isoformat() if question.since else None,
        "until": question.until.isoformat() if question.until else None,
        "attribute": question.attribute,
        "path": f'$."{question.attribute}"',
    }


@pytest.mark.parametrize("seed", range(16))
def test_every_combination_of_options_equals_a_plain_query(store: Store, seed: int) -> None:
    _fill(store, seed)
    random = Random(seed)  # noqa: S311 - chance, not secrecy

    for _ in range(40):
        question, coder, variable, only = _question(store, random)
        timeline = count(read_entries(store, question), question, only=np.array(only, dtype=np.int64))
        told = _told(question, coder, variable, only)

        assert _cells(timeline) == _expected(store, question, told, is_coded=bool(variable.codes)), question
        bases = _expected_bases(store, question, told)
        if question.by is SeriesBy.VALUE and question.counted in {
            Counted.SHARE,
            Counted.PER_1000_WORDS,
        }:
            found = {
                (_name(one), "all"): one.bases[0] for one in timeline.columns() if one.bases and one.bases[0]
            }
            assert not timeline.series or found == bases, question
        few = len(timeline.bins) <= 70
        if few and question.by is SeriesBy.VALUE:
            for one, row in zip(timeline.bins, _heights(timeline, bases), strict=True):
                expected = [value if value is None else pytest.approx(value) for value in row]
                assert list(one.heights) == expected, question

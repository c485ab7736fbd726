"""All that was labelled in one way: spans under a code with or without others, and counts of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.actors import ActorId
from annotator.model.annotation import AnnotationId, CoderId
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import SourceId, StatementId
from annotator.model.dates import StatedDate
from annotator.model.periods import Period
from annotator.model.span import Span
from annotator.store.queue_conditions import Condition, said_between
from annotator.store.store import Store

ANY_TIME = Period()


class CrossBy(StrEnum):
    """What codes are crossed with."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    SOURCE = "source"
    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations are looked for; None, "" and an open period mean any.

    `also` and `never` are codes that stand, or do not stand, on the same words: in the annotation itself
    or in another one of the coder that overlaps it. The speaker is the annotation's own, else the
    statement's. Statements that the coder excluded are left out.
    """

    code_id: CodeId | None = None
    also: CodeId | None = None
    never: CodeId | None = None
    coder_id: CoderId | None = None
    speaker_id: ActorId | None = None
    outlet: str = ""
    source_id: SourceId | None = None
    period: Period = ANY_TIME


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One annotation with what a citation needs; the words are the span's or the whole statement's."""

    annotation_id: AnnotationId
    statement_id: StatementId
    source_id: SourceId
    span: Span | None
    words: str
    source_title: str
    outlet: str
    url: str
    speaker: str
    date: StatedDate
    coder: str


@dataclass(frozen=True, slots=True)
class Count:
    """A cell of a cross-table: annotations with the code where speaker, outlet, source or period is this.

    `key` is the actor's or source's id, 0 where there is none; `name` its name, the outlet or the date.
    """

    code_id: CodeId
    key: int
    name: str
    count: int


def retrieve(store: Store, wanted: Wanted) -> list[Retrieved]:
    """The annotations in the order of their dates, undated ones last."""
    where, values = _where(wanted)
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {where} "
        "ORDER BY ifnull(flat.date, '9999'), flat.source_id, flat.span_start, annotation.span_start",
        *values,
    )
    return [_retrieved(row) for row in rows]


def cross_table(store: Store, wanted: Wanted, variable_id: VariableId, by: CrossBy) -> list[Count]:
    """How many annotations hold each code of a variable, by something else; cells that hold none are left out."""
    where, values = _where(wanted)
    key, name = _CROSSED[by]
    rows = store.rows(
        f"SELECT value.code_id, {key} AS crossed_key, {name} AS crossed_name, count(DISTINCT annotation.id) AS n "
        f"FROM {_TABLES} JOIN value ON value.annotation_id = annotation.id "
        f"WHERE {where} AND value.variable_id = ? AND value.code_id IS NOT NULL "
        "GROUP BY value.code_id, crossed_key, crossed_name ORDER BY crossed_name",
        *values,
        variable_id,
    )
    return [Count(CodeId(row["code_id"]), row["crossed_key"], row["crossed_name"], row["n"]) for row in rows]


def outlets(store: Store) -> list[str]:
    """The outlets of the project, by name."""
    rows = store.rows("SELECT DISTINCT outlet FROM source WHERE outlet <> '' ORDER BY outlet COLLATE NOCASE")
    return [row["outlet"] for row in rows]


_TABLES = """annotation JOIN coder ON coder.id = annotation.coder_id
JOIN statement ON statement.id = annotation.statement_id
JOIN statements_flat AS flat ON flat.statement_id = annotation.statement_id
LEFT JOIN actor AS own ON own.id = annotation.speaker_id"""
_COLUMNS = """annotation.id, annotation.statement_id, flat.source_id, annotation.span_start, annotation.span_end,
CASE WHEN annotation.span_start IS NULL THEN flat.text ELSE annotation.quote END AS words,
flat.source_title, flat.outlet, flat.url, coalesce(own.name, flat.speaker, '') AS speaker, flat.date,
coder.name AS coder"""
_CROSSED = {
    CrossBy.SPEAKER: (
        "coalesce(annotation.speaker_id, flat.speaker_id, 0)",
        "coalesce(own.name, flat.speaker, '')",
    ),
    CrossBy.OUTLET: ("0", "flat.outlet"),
    CrossBy.SOURCE: ("flat.source_id", "flat.source_title"),
    CrossBy.YEAR: ("0", "ifnull(substr(flat.date, 1, 4), '')"),
    CrossBy.MONTH: ("0", "CASE WHEN length(flat.date) >= 7 THEN substr(flat.date, 1, 7) ELSE '' END"),
}
_NOT_EXCLUDED = """NOT EXISTS (SELECT 1 FROM status WHERE status.statement_id = annotation.statement_id
  AND status.coder_id = annotation.coder_id AND stage = 'excluded')"""
# CROSS JOIN keeps SQLite from walking all values of the code for every annotation.
_ON_THE_SAME_WORDS = """EXISTS (SELECT 1 FROM annotation AS other
  CROSS JOIN value AS theirs ON theirs.annotation_id = other.id AND theirs.code_id = ?
  WHERE other.statement_id = annotation.statement_id AND other.coder_id = annotation.coder_id
  AND (other.id = annotation.id OR other.span_start IS NULL OR annotation.span_start IS NULL
    OR (other.span_start < annotation.span_end AND annotation.span_start < other.span_end)))"""


def _where(wanted: Wanted) -> Condition:
    parts = list(_conditions(wanted))
    return " AND ".join(condition for condition, _ in parts), [
        value for _, values in parts for value in values
    ]


def _conditions(wanted: Wanted) -> Iterator[Condition]:
    yield _NOT_EXCLUDED, []
    if wanted.code_id is not None:
        yield "annotation.id IN (SELECT annotation_id FROM value WHERE code_id = ?)", [wanted.code_id]
    if wanted.also is not None:
        yield _ON_THE_SAME_WORDS, [wanted.also]
    if wanted.never is not None:
        yield f"NOT {_ON_THE_SAME_WORDS}", [wanted.never]
    if wanted.coder_id is not None:
        yield "annotation.coder_id = ?", [wanted.coder_id]
    if wanted.speaker_id is not None:
        yield "coalesce(annotation.speaker_id, flat.speaker_id) = ?", [wanted.speaker_id]
    if wanted.outlet:
        yield "flat.outlet = ?", [wanted.outlet]
    if wanted.source_id is not None:
        yield "flat.source_id = ?", [wanted.source_id]
    if wanted.period.first_day or wanted.period.last_day:
        yield said_between(wanted.period.first_day, wanted.period.last_day)


def _retrieved(row: sqlite3.Row) -> Retrieved:
    return Retrieved(
        annotation_id=AnnotationId(row["id"]),
        statement_id=StatementId(row["statement_id"]),
        source_id=SourceId(row["source_id"]),
        span=None if row["span_start"] is None else Span(row["span_start"], row["span_end"]),
        words=row["words"],
        source_title=row["source_title"],
        outlet=row["outlet"],
        url=row["url"],
        speaker=row["speaker"],
        date=StatedDate(row["date"]),
        coder=row["coder"],
    )

"""Reading sources and statements."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.errors import GoneError
from annotator.model.actors import ActorId
from annotator.model.corpus import (
    Dropped,
    DropReason,
    ImportId,
    ImportRecord,
    Part,
    PartId,
    Source,
    SourceId,
    SourceKind,
    Statement,
    StatementId,
    StatementKind,
    Unit,
)
from annotator.model.dates import How, StatedDate
from annotator.model.span import Span
from annotator.model.text import TextEdit
from annotator.store import cells
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with what it inherits from its part and its source, as lists and views show it."""

    id: StatementId
    uid: str
    source_id: SourceId
    source_uid: str
    source_title: str
    outlet: str
    url: str
    part: str | None
    kind: StatementKind
    set_aside: bool
    span: Span
    text: str
    speaker: str | None
    speaker_how: How | None
    date: StatedDate
    speaker_id: ActorId | None = None


def statement_rows(store: Store, ids: Iterable[StatementId] | None = None) -> list[StatementRow]:
    """Statements in the order of the project (source by source, place by place); all, or those of `ids`."""
    where = ""
    if ids is not None:
        where = f"WHERE statement_id IN ({','.join(str(int(number)) for number in ids)})"
    return [
        _statement_row(row)
        for row in store.rows(f"SELECT * FROM statements_flat {where} ORDER BY source_id, span_start")
    ]


def statement_row(store: Store, statement_id: StatementId) -> StatementRow:
    """One statement. Raises GoneError."""
    found = statement_rows(store, [statement_id])
    if not found:
        raise GoneError(what="statement")
    return found[0]


def neighbours(store: Store, row: StatementRow) -> tuple[str, str]:
    """The texts of the statements before and after in the same source; empty at its ends."""
    before = store.rows(
        "SELECT text FROM statement WHERE source_id = ? AND span_start < ? ORDER BY span_start DESC LIMIT 1",
        row.source_id,
        row.span.start,
    )
    after = store.rows(
        "SELECT text FROM statement WHERE source_id = ? AND span_start > ? ORDER BY span_start LIMIT 1",
        row.source_id,
        row.span.start,
    )
    return before[0]["text"] if before else "", after[0]["text"] if after else ""


def statement_after(store: Store, row: StatementRow) -> StatementId | None:
    """The statement that follows in the same source."""
    rows = store.rows(
        "SELECT id FROM statement WHERE source_id = ? AND span_start > ? ORDER BY span_start LIMIT 1",
        row.source_id,
        row.span.start,
    )
    return StatementId(rows[0]["id"]) if rows else None


def statement_places(store: Store, source_id: SourceId, within: Span) -> dict[StatementId, Span]:
    """The statements of a source that begin within a stretch of it, and where they stand."""
    rows = store.rows(
        "SELECT id, span_start, span_end FROM statement "
        "WHERE source_id = ? AND span_start >= ? AND span_start < ? ORDER BY span_start",
        source_id,
        within.start,
        within.end,
    )
    return {StatementId(row["id"]): _span(row) for row in rows}


def statement_at(store: Store, source_id: SourceId, position: int) -> StatementId | None:
    """The statement that holds a code point of a source; None where none does."""
    rows = store.rows(
        "SELECT id, span_end FROM statement WHERE source_id = ? AND span_start <= ? "
        "ORDER BY span_start DESC LIMIT 1",
        source_id,
        position,
    )
    return StatementId(rows[0]["id"]) if rows and position < rows[0]["span_end"] else None


def read_dropped(store: Store, source_id: SourceId) -> tuple[Dropped, ...]:
    """The stretches of a source that are in no statement."""
    return tuple(
        Dropped(_span(found), cells.word(DropReason, found["reason"]), _repeated(found))
        for found in store.rows(f"SELECT * FROM dropped {_IN_ORDER}", source_id)
    )


def _repeated(row: sqlite3.Row) -> Span | None:
    return None if row["repeats_start"] is None else Span(row["repeats_start"], row["repeats_end"])


def read_text(store: Store, source_id: SourceId) -> str:
    """The stored text of a source. Raises GoneError."""
    rows = store.rows("SELECT text FROM source_text WHERE source_id = ?", source_id)
    if not rows:
        raise GoneError(what="source")
    text: str = rows[0]["text"]
    return text


def origin_of(store: Store, source_id: SourceId) -> str:
    """The name of the file that a source came from; empty where none is known, or the source has gone."""
    rows = store.rows("SELECT origin FROM source WHERE id = ?", source_id)
    return str(rows[0]["origin"]) if rows else ""


def read_sources(store: Store) -> Iterator[Source]:
    """Every source with its text, parts, statements and dropped stretches, one at a time."""
    for source_id in source_ids(store):
        yield read_source(store, source_id)


def source_ids(store: Store) -> Iterator[SourceId]:
    """The sources in their order, however many."""
    page = store.rows(_SOME_SOURCES, 0)
    while page:
        yield from (SourceId(row["id"]) for row in page)
        page = store.rows(_SOME_SOURCES, page[-1]["id"])


def read_source(store: Store, source_id: SourceId) -> Source:
    """One source, whole. Raises GoneError."""
    rows = store.rows(
        "SELECT * FROM source JOIN source_text ON source_id = source.id WHERE source.id = ?", source_id
    )
    if not rows:
        raise GoneError(what="source")
    row = rows[0]
    return Source(
        id=source_id,
        uid=row["uid"],
        kind=cells.word(SourceKind, row["kind"]),
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        external_id=row["external_id"],
        origin=row["origin"],
        published=_date(row, "published"),
        speaker_id=_actor(row),
        speaker_how=_how(row["speaker_how"]),
        speaker_evidence=row["speaker_evidence"],
        unit=cells.word(Unit, row["unit"]),
        parts=tuple(map(_part, store.rows(f"SELECT * FROM part {_IN_ORDER}", source_id))),
        statements=tuple(map(_statement, store.rows(f"SELECT * FROM statement {_IN_ORDER}", source_id))),
        dropped=read_dropped(store, source_id),
        edits=tuple(TextEdit(*edit) for edit in cells.parsed(row["edits"], list)),
        extra=cells.parsed(row["extra"], dict),
        import_id=None if row["import_id"] is None else ImportId(row["import_id"]),
    )


def read_imports(store: Store) -> tuple[ImportRecord, ...]:
    """The record of every import, oldest first."""
    return tuple(
        ImportRecord(
            id=ImportId(row["id"]),
            name=row["name"],
            sha256=row["sha256"],
            importer=row["importer"],
            encoding=row["encoding"],
            report=cells.parsed(row["report"], dict),
            imported_at=row["imported_at"],
        )
        for row in store.rows("SELECT * FROM import_record ORDER BY id")
    )


def known_sources(store: Store) -> dict[str, Unit]:
    """The uid of every source, and the unit it is cut into."""
    return {row["uid"]: cells.word(Unit, row["unit"]) for row in store.rows("SELECT uid, unit FROM source")}


def count_by_kind(store: Store) -> dict[StatementKind, int]:
    """How many statements of each kind there are."""
    counts: dict[StatementKind, int] = defaultdict(int)
    for row in store.rows("SELECT kind, count(*) AS n FROM statement GROUP BY kind"):
        counts[cells.word(StatementKind, row["kind"])] = row["n"]
    return dict(counts)


_SOME_SOURCES = "SELECT id FROM source WHERE id > ? ORDER BY id LIMIT 500"
_IN_ORDER = "WHERE source_id = ? ORDER BY span_start, id"


def _statement_row(row: sqlite3.Row) -> StatementRow:
    return StatementRow(
        id=StatementId(row["statement_id"]),
        uid=row["statement_uid"],
        source_id=SourceId(row["source_id"]),
        source_uid=row["source_uid"],
        source_title=row["source_title"],
        outlet=row["outlet"],
        url=row["url"],
        part=row["part"],
        kind=cells.word(StatementKind, row["kind"]),
        set_aside=bool(row["set_aside"]),
        span=_span(row),
        text=row["text"],
        speaker=row["speaker"],
        speaker_how=_how(row["speaker_how"]),
        date=_date(row, "date"),
        speaker_id=_actor(row),
    )


def _statement(row: sqlite3.Row) -> Statement:
    return Statement(
        id=StatementId(row["id"]),
        uid=row["uid"],
        source_id=SourceId(row["source_id"]),
        span=_span(row),
        text=row["text"],
        kind=cells.word(StatementKind, row["kind"]),
        part_id=None if row["part_id"] is None else PartId(row["part_id"]),
        set_aside=bool(row["set_aside"]),
        said=_date(row, "said"),
        speaker_id=_actor(row),
        speaker_how=_how(row["speaker_how"]),
        speaker_evidence=row["speaker_evidence"],
    )


def _part(row: sqlite3.Row) -> Part:
    return Part(
        id=PartId(row["id"]),
        source_id=SourceId(row["source_id"]),
        span=_span(row),
        number=row["number"],
        date=_date(row, "date"),
        speaker_id=_actor(row),
        speaker_how=_how(row["speaker_how"]),
        speaker_evidence=row["speaker_evidence"],
    )


def _span(row: sqlite3.Row) -> Span:
    return cells.span(row["span_start"], row["span_end"])


def _date(row: sqlite3.Row, column: str) -> StatedDate:
    return cells.date(row[column], row[f"{column}_how"], row[f"{column}_evidence"])


def _how(text: str | None) -> How | None:
    return None if text is None else cells.word(How, text)


def _actor(row: sqlite3.Row) -> ActorId | None:
    return None if row["speaker_id"] is None else ActorId(row["speaker_id"])

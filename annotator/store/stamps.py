"""Stamps: which change of a field was the last, so that two files can be put together later.

A step that only adds rows is not stamped: a row that stands in one file and is unknown in the other
is simply new there. When a step ends, the journal's notes of it tell which fields of older rows
changed and which rows went. All of one step get one stamp: a counter, higher than any this file has
seen, and the uid of the writer, which is new at every opening, so that no two copies share one.
Undo and redo are changes like others; only undo of a merge takes stamps back.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable

from annotator.store.fields import UNTOUCHED, Row, changed_fields

RECORDS = ("writer", "stamp", "tombstone")
"""The tables of this module; the journal notes them in a merge."""

_ENTITIES = (
    *(
        "coder",
        "actor",
        "variable",
        "code",
        "source",
        "statement",
        "annotation",
        "worklist",
        "saved_filter",
        "event",
    ),
    *("frozen_coding", "log_entry", "keyword_group"),
)
_CHANGING = (*_ENTITIES, "project", "part")


_TOGETHER = 10_000
"""So many stamps are written together."""


class _Found:
    """What a step changed, by uid. Fields are written as they are found: an import may bring any number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stamp: tuple[int, str] | None = None
        self._fields: set[tuple[str, str, str]] = set()
        self.gone: set[tuple[str, str]] = set()
        self.back: set[tuple[str, str]] = set()
        self.revisions = 0

    def note_fields(self, places: Iterable[tuple[str, str, str]]) -> None:
        self._fields.update(places)
        if len(self._fields) > _TOGETHER:
            self._write_fields()

    def write(self) -> None:
        if self._fields:
            self._write_fields()
        rows = [(*place, 1) for place in sorted(self.gone - self.back)]
        rows += [(*place, 0) for place in sorted(self.back)]
        if rows or self.revisions:
            counter, writer = self._at()
            self._connection.execute(
                "UPDATE writer SET revisions = revisions + ? WHERE uid = ?", (self.revisions, writer)
            )
            _write_tombstones(
                self._connection, [(table, uid, counter, writer, gone) for table, uid, gone in rows]
            )

    def _write_fields(self) -> None:
        at = self._at()
        _write_stamps(self._connection, [(*place, *at) for place in sorted(self._fields)])
        self._fields.clear()

    def _at(self) -> tuple[int, str]:
        """One stamp for all of a step."""
        self._stamp = self._stamp or next_stamp(self._connection)
        return self._stamp


def install(connection: sqlite3.Connection) -> None:
    """Give this opening of the project the name under which it writes."""
    connection.execute("CREATE TEMP TABLE this_writer (uid TEXT)")
    connection.execute("INSERT INTO this_writer VALUES (?)", (uuid.uuid4().hex[:16],))


def stamp_step(connection: sqlite3.Connection, step_id: int, *, backwards: bool = False) -> None:
    """Stamp what a step changed, or its undo when `backwards`, inside the running transaction."""
    found = _Found(connection)
    _Reader(connection, step_id, found, backwards=backwards).read()
    found.write()


def bury(connection: sqlite3.Connection, table: str, uid: str, *, gone: int = 1) -> None:
    """Note in a merging step that a row was deleted (1) or erased for good (2)."""
    counter, writer = next_stamp(connection)
    _write_tombstones(connection, [(table, uid, counter, writer, gone)])


def forget_stamps(connection: sqlite3.Connection, table: str, uid: str) -> None:
    """Let a row, and the values of an annotation, be as nobody had changed them."""
    connection.execute("DELETE FROM stamp WHERE table_name = ? AND uid = ?", (table, uid))
    if table == "annotation":
        connection.execute(
            "DELETE FROM stamp WHERE table_name = 'value' AND uid >= ? AND uid < ?", (f"{uid}/", f"{uid}0")
        )


def forget_all(connection: sqlite3.Connection) -> None:
    """Let a project be as if all of it had just been made: no change, no deletion, nobody who wrote."""
    for table in RECORDS:
        connection.execute(f"DELETE FROM {table}")


def choose_cut(connection: sqlite3.Connection, source_uid: str, statement_uids: list[str]) -> tuple[int, str]:
    """Note in a merging step that a source is cut one way, and those statements of the other way are no more."""
    counter, writer = next_stamp(connection)
    _write_stamps(connection, [("source", source_uid, "unit", counter, writer)])
    _write_tombstones(connection, [("statement", uid, counter, writer, 1) for uid in statement_uids])
    return counter, writer


def next_stamp(connection: sqlite3.Connection) -> tuple[int, str]:
    """A counter higher than any that is known, noted for this writer, and the writer's uid."""
    (writer,) = connection.execute("SELECT uid FROM temp.this_writer").fetchone()
    (highest,) = connection.execute("SELECT ifnull(max(counter), 0) FROM writer").fetchone()
    connection.execute(
        "INSERT INTO writer (uid, counter, revisions) VALUES (?, ?, 0) ON CONFLICT (uid) DO UPDATE "
        "SET counter = excluded.counter",
        (writer, highest + 1),
    )
    return highest + 1, writer


def _write_stamps(connection: sqlite3.Connection, rows: list[tuple[str, str, str, int, str]]) -> None:
    connection.executemany(
        "INSERT INTO stamp (table_name, uid, field, counter, writer) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (table_name, uid, field) DO UPDATE SET counter = excluded.counter, writer = excluded.writer",
        rows,
    )


def _write_tombstones(connection: sqlite3.Connection, rows: list[tuple[str, str, int, str, int]]) -> None:
    connection.executemany(
        "INSERT INTO tombstone (table_name, uid, counter, writer, gone) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (table_name, uid) DO UPDATE SET counter = excluded.counter, writer = excluded.writer, "
        "gone = excluded.gone",
        rows,
    )


class _Reader:
    """Reads a step's notes; `put` and `taken` are the operations that add and remove rows in its direction."""

    def __init__(
        self, connection: sqlite3.Connection, step_id: int, found: _Found, *, backwards: bool
    ) -> None:
        self._connection = connection
        self._backwards = backwards
        self._names = {
            "step": step_id,
            "put": "delete" if backwards else "insert",
            "taken": "insert" if backwards else "delete",
        }
        self._found = found

    def read(self) -> None:
        kinds = set(self._rows("SELECT DISTINCT table_name, op FROM change WHERE step_id = :step"))
        touched = {table for table, _ in kinds}
        for table in _CHANGING:
            if (table, "update") in kinds:
                self._updated(table)
        for table in _ENTITIES:
            if (table, self._names["taken"]) in kinds:
                self._taken(table)
            if (table, self._names["put"]) in kinds:
                self._put(table, "t.uid", f"{table} AS t")
        for table in ("actor_alias", "dropped"):
            if table in touched:
                self._sets(table)
        others = {
            "value": self._values,
            "status": self._statuses,
            "settlement": self._settlements,
            "memo": self._memos,
        }
        for table, reading in others.items():
            if table in touched:
                reading()

    def _rows(self, sql: str, **names: object) -> list[tuple[str, ...]]:
        return self._each(sql, **names).fetchall()

    def _each(self, sql: str, **names: object) -> sqlite3.Cursor:
        """The rows of notes that may be any number, one at a time."""
        return self._connection.execute(sql, self._names | names)

    def _updated(self, table: str) -> None:
        """Older rows that changed; the images need not hold more than the columns that did."""
        for row_id, one, two in self._rows(
            "SELECT row_id, before, after FROM change WHERE step_id = :step AND table_name = :table "
            "AND op = 'update' AND row_id NOT IN (SELECT row_id FROM change WHERE step_id = :step "
            "AND table_name = :table AND op <> 'update')",
            table=table,
        ):
            before, after = json.loads(one), json.loads(two)
            names = changed_fields(table, before, after)
            if names:
                uid = _row_uid(self._connection, table, row_id)
                self._found.note_fields((table, uid, name) for name in names)
            if table == "project" and before.get("codebook_uid") == after.get("codebook_uid"):
                raised = after.get("codebook_revision", 0) - before.get("codebook_revision", 0)
                self._found.revisions += -raised if self._backwards else raised

    def _taken(self, table: str) -> None:
        """Deleted rows; statements that went with their source need no record of their own."""
        with_source = "AND json_extract(coalesce(before, after), '$.source_id') IN (SELECT id FROM source)"
        self._found.gone |= {
            (table, uid)
            for (uid,) in self._rows(
                "SELECT json_extract(coalesce(before, after), '$.uid') FROM change "
                "WHERE step_id = :step AND table_name = :table AND op = :taken "
                + (with_source if table == "statement" else ""),
                table=table,
            )
        }

    def _put(self, table: str, uid: str, tables: str) -> None:
        """New rows under a uid that was deleted once."""
        if not self._rows("SELECT 1 FROM tombstone WHERE table_name = :table LIMIT 1", table=table):
            return
        self._found.back |= {
            (table, found)
            for (found,) in self._rows(
                f"SELECT {uid} FROM change JOIN {tables} WHERE t.id = change.row_id AND step_id = :step "
                f"AND change.table_name = :table AND op = :put "
                f"AND EXISTS (SELECT 1 FROM tombstone WHERE table_name = :table AND tombstone.uid = {uid})",
                table=table,
            )
        }

    def _sets(self, table: str) -> None:
        owner, uid = _SET_UIDS[table]
        self._put(
            table, uid.format(row="t."), f"{table} AS t JOIN {owner} AS owner ON owner.id = t.{owner}_id"
        )
        columns = uid.format(row="x.")
        for name in _SET_COLUMNS[table]:
            columns = columns.replace(f"x.{name}", f"json_extract(coalesce(before, after), '$.{name}')")
        self._found.gone |= {
            (table, found)
            for (found,) in self._rows(
                f"SELECT {columns} FROM change JOIN {owner} AS owner "
                f"ON owner.id = json_extract(coalesce(before, after), '$.{owner}_id') "
                "WHERE step_id = :step AND table_name = :table AND op = :taken",
                table=table,
            )
        }

    def _values(self) -> None:
        """Variables of an annotation whose answers changed; those that came with their annotation are new."""
        born = (
            "AND annotation.id NOT IN (SELECT row_id FROM change WHERE step_id = :step "
            "AND table_name = 'annotation' AND op <> 'update')"
        )
        by_row = "JOIN value ON value.id = row_id JOIN annotation ON annotation.id = value.annotation_id "
        by_image = (
            "JOIN annotation ON annotation.id = json_extract(coalesce(before, after), '$.annotation_id') "
        )
        for tables, variable, ops in (
            (by_row, "value.variable_id", "op IN (:put, 'update')"),
            (by_image, "json_extract(coalesce(before, after), '$.variable_id')", "op = :taken"),
        ):
            for (uid,) in self._each(
                f"SELECT DISTINCT annotation.uid || '/' || variable.uid FROM change {tables} "
                f"JOIN variable ON variable.id = {variable} "
                f"WHERE step_id = :step AND table_name = 'value' AND {ops} {born}"
            ):
                self._found.note_fields([("value", uid, "values")])

    def _statuses(self) -> None:
        put = f"SELECT row_id, NULL, {_STATUS_IMAGE} FROM change JOIN status ON status.id = row_id {_OF_STEP} = :put"
        taken = f"SELECT row_id, coalesce(before, after), NULL FROM change {_OF_STEP} = :taken"
        updated = f"SELECT row_id, before, after FROM change {_OF_STEP} = 'update'"
        for sql in (put, taken, updated):
            for row_id, one, two in self._each(sql, table="status"):
                before: Row = json.loads(one) if one else UNTOUCHED
                after: Row = json.loads(two) if two else UNTOUCHED
                names = changed_fields("status", before, after)
                uid = self._status_uid(row_id, after if two else before) if names else None
                if uid is not None:
                    self._found.note_fields(("status", uid, name) for name in names)

    def _settlements(self) -> None:
        by_row = "JOIN settlement ON settlement.id = row_id JOIN statement ON statement.id = statement_id"
        by_image = "JOIN statement ON statement.id = json_extract(coalesce(before, after), '$.statement_id')"
        for tables, ops in ((by_row, "op IN (:put, 'update')"), (by_image, "op = :taken")):
            for (uid,) in self._each(
                f"SELECT statement.uid FROM change {tables} "
                f"WHERE step_id = :step AND table_name = 'settlement' AND {ops}"
            ):
                self._found.note_fields([("settlement", uid, "decision")])

    def _memos(self) -> None:
        """Words of a coder on one thing, named by both; those that went with the thing need no record."""
        image = "json_extract(coalesce(before, after), '$.{0}_id')"
        for columns, ops in (
            (
                ["memo.coder_id", "memo.statement_id", "memo.source_id", "memo.code_id"],
                "op IN (:put, 'update')",
            ),
            ([image.format(name) for name in ("coder", "statement", "source", "code")], "op = :taken"),
        ):
            coder, *targets = columns
            row = "JOIN memo ON memo.id = row_id" if ":put" in ops else ""
            for name, target in zip(("statement", "source", "code"), targets, strict=True):
                self._found.note_fields(
                    ("memo", uid, "text")
                    for (uid,) in self._rows(
                        f"SELECT coder.uid || '/{name}/' || {name}.uid FROM change {row} "
                        f"JOIN coder ON coder.id = {coder} JOIN {name} ON {name}.id = {target} "
                        f"WHERE step_id = :step AND table_name = 'memo' AND {ops}"
                    )
                )

    def _status_uid(self, row_id: str, image: Row) -> str | None:
        """None where its statement went too."""
        place = "SELECT statement_id, coder_id FROM status WHERE id = ?"
        keys = (image.get("statement_id"), image.get("coder_id"))
        if None in keys:
            keys = self._connection.execute(place, (row_id,)).fetchone() or keys
        found = self._connection.execute(
            "SELECT statement.uid || '/' || coder.uid FROM statement, coder WHERE statement.id = ? AND coder.id = ?",
            keys,
        ).fetchone()
        return found and str(found[0])


_OF_STEP = "WHERE step_id = :step AND table_name = :table AND op"
_STATUS_IMAGE = (
    "json_object('statement_id', status.statement_id, 'coder_id', status.coder_id, 'stage', status.stage, "
    "'reason', status.reason, 'flagged', status.flagged, 'note', status.note)"
)
_SET_UIDS = {
    "actor_alias": ("actor", "owner.uid || '/' || {row}name"),
    "dropped": (
        "source",
        "owner.uid || '/' || {row}span_start || '/' || {row}span_end || '/' || {row}reason",
    ),
}
_SET_COLUMNS = {"actor_alias": ("name",), "dropped": ("span_start", "span_end", "reason")}


def _row_uid(connection: sqlite3.Connection, table: str, row_id: object) -> str:
    if table == "project":
        return "project"
    sql = f"SELECT uid FROM {table} WHERE id = ?"
    if table == "part":
        sql = (
            "SELECT source.uid || '/' || (SELECT count(*) FROM part AS other "
            "WHERE other.source_id = part.source_id AND (other.span_start, other.id) < (part.span_start, part.id)) "
            "FROM part JOIN source ON source.id = source_id WHERE part.id = ?"
        )
    (uid,) = connection.execute(sql, (row_id,)).fetchone()
    return str(uid)

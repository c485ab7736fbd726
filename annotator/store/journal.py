"""The journal: undo, redo, change notices and the record of who did what, in one mechanism.

While a step is open, temporary triggers note every row that changes in a journaled table. An
inserted row is noted by its key alone; its image is taken when it is undone, so that an imported
text is not kept twice. Triggers are temporary because only this program knows when a step is open:
another tool that writes to the file leaves the journal alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from annotator.errors import NothingToRedoError, NothingToUndoError
from annotator.model.annotation import AnnotationId, CoderId
from annotator.model.corpus import StatementId
from annotator.store.changes import MANY, Changes
from annotator.store.schema import JOURNALED
from annotator.store.stamps import RECORDS, stamp_step
from annotator.store.stamps import install as install_writer


@dataclass(frozen=True, slots=True)
class Step:
    """One user action: a title with its values, who did it, and when (ISO, UTC)."""

    id: int
    action: str
    details: dict[str, object]
    coder_id: CoderId | None
    at: str
    state: str


def install(connection: sqlite3.Connection) -> None:
    """Give this connection the triggers that take notes while a step is open."""
    connection.execute("CREATE TEMP TABLE open_step (step_id INTEGER, merging INTEGER)")
    install_writer(connection)
    for table in (*JOURNALED, *RECORDS):
        noted = "WHERE merging" if table in RECORDS else ""
        columns = _columns(connection, table)
        key = columns[0]
        old, new = _image("OLD", columns), _image("NEW", columns)
        note = "INSERT INTO change (step_id, table_name, row_id, op, before, after) SELECT step_id"
        for op, row, before, after in (
            ("insert", "NEW", "NULL", "NULL"),
            ("update", "NEW", old, new),
            ("delete", "OLD", old, "NULL"),
        ):
            connection.execute(
                f"CREATE TEMP TRIGGER note_{op}_{table} AFTER {op} ON main.{table} "
                f"WHEN EXISTS (SELECT 1 FROM temp.open_step {noted}) BEGIN "
                f"{note}, '{table}', {row}.{key}, '{op}', {before}, {after} FROM open_step; END"
            )


def begin_step(
    connection: sqlite3.Connection,
    action: str,
    details: dict[str, object],
    coder: CoderId | None,
    at: str,
    *,
    merging: bool = False,
) -> int:
    """Open a step inside the running transaction; steps that were undone can no longer be redone.

    A merging step writes the stamps of its rows itself.
    """
    connection.execute(
        "DELETE FROM change WHERE step_id IN (SELECT id FROM step WHERE state = 'undone')",
    )
    connection.execute("UPDATE step SET state = 'abandoned' WHERE state = 'undone'")
    cursor = connection.execute(
        "INSERT INTO step (action, details, coder_id, at, merging) VALUES (?, ?, ?, ?, ?)",
        (action, json.dumps(details, ensure_ascii=False), coder, at, int(merging)),
    )
    connection.execute("INSERT INTO temp.open_step VALUES (?, ?)", (cursor.lastrowid, int(merging)))
    return cursor.lastrowid or 0


def end_step(connection: sqlite3.Connection, step_id: int) -> Changes:
    """Close the open step and tell what it changed; a step that changed nothing leaves no trace."""
    connection.execute("DELETE FROM temp.open_step")
    changes = changes_of(connection, step_id)
    _stamp(connection, step_id)
    if not changes.tables:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    return changes


def last_done(connection: sqlite3.Connection) -> Step | None:
    """The step that undo would take back."""
    return _step(connection, "state = 'done' ORDER BY id DESC LIMIT 1")


def first_undone(connection: sqlite3.Connection) -> Step | None:
    """The step that redo would repeat."""
    return _step(connection, "state = 'undone' ORDER BY id LIMIT 1")


def history(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """The latest steps, newest first, undone and abandoned ones included."""
    rows = connection.execute(f"SELECT {_STEP} FROM step ORDER BY id DESC LIMIT ?", (limit,))
    return [_as_step(row) for row in rows]


def undo(connection: sqlite3.Connection) -> Changes:
    """Take back the last step inside the running transaction. Raises NothingToUndoError."""
    step = last_done(connection)
    if step is None:
        raise NothingToUndoError
    connection.execute("PRAGMA defer_foreign_keys = ON")
    runs = list(_runs(connection, step.id, "DESC"))
    for table in {table for op, table, _ in runs if op == "insert"}:
        _keep_images(connection, step.id, table)
    gone = {(table, row_id) for op, table, rows in runs if op == "delete" for row_id, _, _ in rows}
    for op, table, rows in runs:
        if op == "insert":
            # A row that the same step put in and took out again has no image yet: it is there only now.
            for row_id, _, _ in rows:
                if (table, row_id) in gone:
                    _keep_images(connection, step.id, table, row_id)
            _delete(connection, table, rows)
        elif op == "delete":
            _insert(connection, table, [before for _, before, _ in rows])
        else:
            _put_back(connection, table, [(row_id, before) for row_id, before, _ in rows])
    _stamp(connection, step.id, backwards=True)
    changes = changes_of(connection, step.id)
    connection.execute("UPDATE step SET state = 'undone' WHERE id = ?", (step.id,))
    return replace(changes, undone=True)


def redo(connection: sqlite3.Connection) -> Changes:
    """Repeat the step that was undone last, inside the running transaction. Raises NothingToRedoError."""
    step = first_undone(connection)
    if step is None:
        raise NothingToRedoError
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for op, table, rows in _runs(connection, step.id, "ASC"):
        if op == "insert":
            _insert(connection, table, [after for _, _, after in rows])
        elif op == "delete":
            _delete(connection, table, rows)
        else:
            _put_back(connection, table, [(row_id, after) for row_id, _, after in rows])
    _stamp(connection, step.id)
    # The image of an inserted row lives in its table again; it need not be kept twice.
    connection.execute("UPDATE change SET after = NULL WHERE step_id = ? AND op = 'insert'", (step.id,))
    connection.execute("UPDATE step SET state = 'done' WHERE id = ?", (step.id,))
    return changes_of(connection, step.id)


def changes_of(connection: sqlite3.Connection, step_id: int) -> Changes:
    """The notice of a step: its tables, and the statements concerned as long as they are few."""
    step = _step(connection, "id = ?", step_id)
    tables = frozenset(
        row[0]
        for row in connection.execute("SELECT DISTINCT table_name FROM change WHERE step_id = ?", (step_id,))
    )
    (count,) = connection.execute("SELECT count(*) FROM change WHERE step_id = ?", (step_id,)).fetchone()
    assert step is not None
    if count > MANY:
        return Changes(tables, None, None, step.action, step.details)
    values = {"step": step_id}
    statements = {StatementId(row[0]) for row in connection.execute(_STATEMENTS_CONCERNED, values) if row[0]}
    annotations = {
        AnnotationId(row[0]) for row in connection.execute(_ANNOTATIONS_CONCERNED, values) if row[0]
    }
    return Changes(tables, frozenset(statements), frozenset(annotations), step.action, step.details)


def _stamp(connection: sqlite3.Connection, step_id: int, *, backwards: bool = False) -> None:
    (merging,) = connection.execute("SELECT merging FROM step WHERE id = ?", (step_id,)).fetchone()
    if not merging:
        stamp_step(connection, step_id, backwards=backwards)


_STATEMENTS_CONCERNED = """
SELECT row_id FROM change WHERE step_id = :step AND table_name = 'statement'
UNION SELECT coalesce(json_extract(before, '$.statement_id'), json_extract(after, '$.statement_id'),
    CASE table_name WHEN 'annotation' THEN (SELECT statement_id FROM annotation WHERE id = row_id)
    ELSE (SELECT statement_id FROM status WHERE id = row_id) END)
  FROM change WHERE step_id = :step AND table_name IN ('annotation', 'status')
UNION SELECT (SELECT statement_id FROM annotation WHERE annotation.id = coalesce(
    json_extract(before, '$.annotation_id'), json_extract(after, '$.annotation_id'),
    (SELECT annotation_id FROM value WHERE value.id = row_id)))
  FROM change WHERE step_id = :step AND table_name = 'value'
UNION SELECT coalesce(json_extract(before, '$.statement_id'), json_extract(after, '$.statement_id'),
    (SELECT statement_id FROM memo WHERE memo.id = row_id))
  FROM change WHERE step_id = :step AND table_name = 'memo'
"""
_ANNOTATIONS_CONCERNED = """
SELECT row_id FROM change WHERE step_id = :step AND table_name = 'annotation'
UNION SELECT coalesce(json_extract(before, '$.annotation_id'), json_extract(after, '$.annotation_id'),
    (SELECT annotation_id FROM value WHERE value.id = row_id))
  FROM change WHERE step_id = :step AND table_name = 'value'
"""
_STEP = "id, action, details, coder_id, at, state"
_Rows = list[tuple[int, str | None, str | None]]


def _step(connection: sqlite3.Connection, where: str, *values: object) -> Step | None:
    row = connection.execute(f"SELECT {_STEP} FROM step WHERE {where}", values).fetchone()
    return row and _as_step(row)


def _as_step(row: tuple[int, str, str, int | None, str, str]) -> Step:
    number, action, details, coder, at, state = row
    return Step(number, action, json.loads(details), None if coder is None else CoderId(coder), at, state)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The table's columns; the integer key is the first."""
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]


def _image(row: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{column}', {row}.{column}" for column in columns) + ")"


def _runs(connection: sqlite3.Connection, step_id: int, order: str) -> Iterator[tuple[str, str, _Rows]]:
    """The step's changes, gathered where neighbours do the same to the same table."""
    rows = connection.execute(
        f"SELECT op, table_name, row_id, before, after FROM change WHERE step_id = ? ORDER BY id {order}",
        (step_id,),
    ).fetchall()
    for (op, table), run in groupby(rows, key=lambda row: (row[0], row[1])):
        yield op, table, [(row_id, before, after) for _, _, row_id, before, after in run]


def _keep_images(connection: sqlite3.Connection, step_id: int, table: str, row_id: int | None = None) -> None:
    """Take the images of the rows that a step put into `table` (or of one of them) before they go."""
    columns = _columns(connection, table)
    connection.execute(
        f"UPDATE change SET after = (SELECT {_image('main.' + table, columns)} FROM main.{table} "
        f"WHERE {columns[0]} = change.row_id) "
        "WHERE step_id = :step AND table_name = :table AND op = 'insert' AND after IS NULL "
        "AND (:row IS NULL OR row_id = :row)",
        {"step": step_id, "table": table, "row": row_id},
    )


def _delete(connection: sqlite3.Connection, table: str, rows: _Rows) -> None:
    key = _columns(connection, table)[0]
    connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(row_id,) for row_id, _, _ in rows])


def _insert(connection: sqlite3.Connection, table: str, images: list[str | None]) -> None:
    columns = _columns(connection, table)
    marks = ", ".join(f"json_extract(:image, '$.{column}')" for column in columns)
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", [{"image": image} for image in images]
    )


def _put_back(connection: sqlite3.Connection, table: str, images: list[tuple[int, str | None]]) -> None:
    columns = _columns(connection, table)
    setters = ", ".join(f"{column} = json_extract(:image, '$.{column}')" for column in columns[1:])
    connection.executemany(
        f"UPDATE {table} SET {setters} WHERE {columns[0]} = :key",
        [{"image": image, "key": row_id} for row_id, image in images],
    )

"""The journal: undo, redo, change notices and the record of who did what, in one mechanism.

While a step is open, temporary triggers note every row that changes in a journaled table: of a
changed row the columns that differ, of a deleted row all of it, of an inserted row its key alone. Its
image is taken when it is undone, so that an imported text is not kept twice. Triggers are temporary
because only this program knows when a step is open: another tool that writes to the file leaves the
journal alone.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from annotator.errors import NothingToRedoError, NothingToUndoError
from annotator.model.annotation import AnnotationId, CoderId
from annotator.model.corpus import StatementId
from annotator.store import cells, compacting, replaying
from annotator.store.changes import MANY, Changes, together
from annotator.store.schema import JOURNALED, columns_of
from annotator.store.stamps import RECORDS, stamp_step
from annotator.store.stamps import install as install_writer


@dataclass(frozen=True, slots=True)
class Step:
    """One user action: a title with its values, who did it, and when (ISO, UTC).

    `state` is done, undone (it can be redone) or abandoned (it no longer can). Of a `compacted`
    step only the title is left: it cannot be undone. `changes` counts rows.
    """

    id: int
    action: str
    details: dict[str, object]
    coder_id: CoderId | None
    at: str
    state: str
    changes: int
    compacted: bool


def install(connection: sqlite3.Connection) -> None:
    """Give this connection the triggers that take notes while a step is open."""
    compacting.install(connection, compacting.journal_limit())
    connection.execute("CREATE TEMP TABLE open_step (step_id INTEGER, merging INTEGER)")
    install_writer(connection)
    for table in (*JOURNALED, *RECORDS):
        noted = "WHERE merging" if table in RECORDS else ""
        columns = columns_of(connection, table)
        key, *others = columns
        whole = ", ".join(f"'{column}', OLD.{column}" for column in columns)
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in others)
        pairs = " UNION ALL ".join(
            f"SELECT '{column}' AS name, OLD.{column} AS old, NEW.{column} AS new" for column in others
        )
        old, new = (
            f"(SELECT json_group_object(name, {side}) FROM ({pairs}) WHERE old IS NOT new)"
            for side in ("old", "new")
        )
        for op, row, before, after, condition in (
            ("insert", "NEW", "NULL", "NULL", "1"),
            ("update", "NEW", old, new, changed),
            ("delete", "OLD", f"json_object({whole})", "NULL", "1"),
        ):
            connection.execute(
                f"CREATE TEMP TRIGGER note_{op}_{table} AFTER {op} ON main.{table} "
                f"WHEN EXISTS (SELECT 1 FROM temp.open_step {noted}) AND ({condition}) BEGIN "
                "INSERT INTO change (step_id, table_name, row_id, op, before, after) "
                f"SELECT step_id, '{table}', {row}.{key}, '{op}', {before}, {after} FROM open_step; END"
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
    sql = "UPDATE step SET state = 'abandoned', compacted = 1 WHERE state = 'undone'"
    if connection.execute(sql).rowcount:
        compacting.count_anew(connection)
    cursor = connection.execute(
        "INSERT INTO step (action, details, coder_id, at, merging) VALUES (?, ?, ?, ?, ?)",
        (action, json.dumps(details, ensure_ascii=False), coder, at, int(merging)),
    )
    connection.execute("INSERT INTO temp.open_step VALUES (?, ?)", (cursor.lastrowid, int(merging)))
    return cursor.lastrowid or 0


def end_step(connection: sqlite3.Connection, step_id: int) -> Changes:
    """Close the open step and tell what it changed; a step that changed nothing leaves no trace."""
    connection.execute("DELETE FROM temp.open_step")
    count, size = connection.execute(_EXTENT, (step_id,)).fetchone()
    if not count:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
        return Changes(frozenset(), frozenset(), frozenset())
    connection.execute("UPDATE step SET changes = ?, size = ? WHERE id = ?", (count, size, step_id))
    if count <= MANY:
        connection.execute(_NOTE_STATEMENTS, {"step": step_id})
    _stamp(connection, step_id)
    changes = changes_of(connection, step_id)
    compacting.grow(connection, size)
    return changes


def last_done(connection: sqlite3.Connection) -> Step | None:
    """The step that undo would take back."""
    step = _step(connection, "state = 'done' ORDER BY id DESC LIMIT 1")
    return None if step is None or step.compacted else step


def first_undone(connection: sqlite3.Connection) -> Step | None:
    """The step that redo would repeat."""
    return _step(connection, "state = 'undone' ORDER BY id LIMIT 1")


def undo(connection: sqlite3.Connection) -> Changes:
    """Take back the last step inside the running transaction. Raises NothingToUndoError."""
    step = last_done(connection)
    if step is None:
        raise NothingToUndoError
    replaying.undo(connection, step.id)
    _stamp(connection, step.id, backwards=True)
    _, size = connection.execute(_EXTENT, (step.id,)).fetchone()
    connection.execute("UPDATE step SET state = 'undone', size = ? WHERE id = ?", (size, step.id))
    return replace(changes_of(connection, step.id), undone=True)


def undo_back_to(connection: sqlite3.Connection, step_id: int) -> Changes:
    """Take back all steps after one, the last first, inside the running transaction.

    Each can be repeated by itself. Raises NothingToUndoError when there is none, or when some of them are
    compacted.
    """
    told = []
    while (step := last_done(connection)) is not None and step.id > step_id:
        told.append(undo(connection))
    below = connection.execute(
        "SELECT compacted FROM step WHERE state = 'done' AND id > ? LIMIT 1", (step_id,)
    )
    if not told or below.fetchone() is not None:
        raise NothingToUndoError
    return together(told)


def redo(connection: sqlite3.Connection) -> Changes:
    """Repeat the step that was undone last, inside the running transaction. Raises NothingToRedoError."""
    step = first_undone(connection)
    if step is None:
        raise NothingToRedoError
    replaying.redo(connection, step.id)
    _stamp(connection, step.id)
    _, size = connection.execute(_EXTENT, (step.id,)).fetchone()
    connection.execute("UPDATE step SET state = 'done', size = ? WHERE id = ?", (size, step.id))
    return changes_of(connection, step.id)


def changes_of(connection: sqlite3.Connection, step_id: int) -> Changes:
    """The notice of a step: its tables, and the statements concerned as long as they are few."""
    step = _step(connection, "id = ?", step_id)
    assert step is not None
    found = connection.execute("SELECT DISTINCT table_name FROM change WHERE step_id = ?", (step_id,))
    tables = frozenset(row[0] for row in found)
    if step.changes > MANY:
        return Changes(tables, None, None, step.action, step.details)
    found = connection.execute("SELECT statement_id FROM step_statement WHERE step_id = ?", (step_id,))
    statements = frozenset(StatementId(row[0]) for row in found)
    found = connection.execute(_ANNOTATIONS_CONCERNED, {"step": step_id})
    annotations = frozenset(AnnotationId(row[0]) for row in found if row[0])
    return Changes(tables, statements, annotations, step.action, step.details)


def _stamp(connection: sqlite3.Connection, step_id: int, *, backwards: bool = False) -> None:
    (merging,) = connection.execute("SELECT merging FROM step WHERE id = ?", (step_id,)).fetchone()
    if not merging:
        stamp_step(connection, step_id, backwards=backwards)


STEP = "id, action, details, coder_id, at, state, changes, compacted"
"""The columns that make a Step, in its order."""

_EXTENT = """
SELECT count(*), ifnull(sum(48 + ifnull(length(before), 0) + ifnull(length(after), 0)), 0)
FROM change WHERE step_id = ?
"""
# Values of a deleted annotation find it in the step's own notes: whatever deletes it deletes them.
_NOTE_STATEMENTS = """
INSERT OR IGNORE INTO step_statement (step_id, statement_id)
SELECT :step, statement_id FROM (
SELECT row_id AS statement_id FROM change WHERE step_id = :step AND table_name = 'statement'
UNION SELECT coalesce(json_extract(before, '$.statement_id'),
    CASE table_name WHEN 'annotation' THEN (SELECT statement_id FROM annotation WHERE id = row_id)
    ELSE (SELECT statement_id FROM status WHERE id = row_id) END)
  FROM change WHERE step_id = :step AND table_name IN ('annotation', 'status')
UNION SELECT (SELECT statement_id FROM annotation WHERE annotation.id = coalesce(
    json_extract(before, '$.annotation_id'), (SELECT annotation_id FROM value WHERE value.id = row_id)))
  FROM change WHERE step_id = :step AND table_name = 'value'
UNION SELECT coalesce(json_extract(before, '$.statement_id'), (SELECT statement_id FROM memo WHERE memo.id = row_id))
  FROM change WHERE step_id = :step AND table_name = 'memo'
) WHERE statement_id IS NOT NULL
"""
_ANNOTATIONS_CONCERNED = """
SELECT row_id FROM change WHERE step_id = :step AND table_name = 'annotation'
UNION SELECT coalesce(json_extract(before, '$.annotation_id'), json_extract(after, '$.annotation_id'),
    (SELECT annotation_id FROM value WHERE value.id = row_id))
  FROM change WHERE step_id = :step AND table_name = 'value'
"""


def _step(connection: sqlite3.Connection, where: str, *values: object) -> Step | None:
    row = connection.execute(f"SELECT {STEP} FROM step WHERE {where}", values).fetchone()
    return row and as_step(row)


def as_step(row: tuple[int, str, str, int | None, str, str, int, int]) -> Step:
    """A step as its row holds it."""
    number, action, details, coder, at, state, changes, compacted = row
    return Step(
        number,
        action,
        cells.parsed(details, dict),
        None if coder is None else CoderId(coder),
        at,
        state,
        changes,
        bool(compacted),
    )

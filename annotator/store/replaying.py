"""Taking the changes of one step back, and making them again.

Neighbouring changes that do the same to the same table are one *run* and go through as one statement,
because the full-text index pays for every statement, not for every row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from annotator.store import cells
from annotator.store.bulk import insert_rows
from annotator.store.schema import columns_of

Image = dict[str, object]


@dataclass(slots=True)
class _Run:
    """Changes of one kind to one table, by the keys of the first and the last of them."""

    op: str
    table: str
    first: int
    last: int


def undo(connection: sqlite3.Connection, step_id: int) -> None:
    """Take all changes of a step back, the last one first."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    tables = _Tables(connection)
    for run in reversed(_runs(connection, step_id)):
        if run.op == "insert":
            tables.keep_images(run)
            tables.delete(run)
        elif run.op == "delete":
            tables.insert(run, "before")
        else:
            tables.put(run, "before")


def redo(connection: sqlite3.Connection, step_id: int) -> None:
    """Make all changes of a step again, the first one first."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    tables = _Tables(connection)
    for run in _runs(connection, step_id):
        if run.op == "insert":
            tables.insert(run, "after")
        elif run.op == "delete":
            tables.delete(run)
        else:
            tables.put(run, "after")
    # The image of an inserted row lives in its table again; it need not be kept twice.
    connection.execute("UPDATE change SET after = NULL WHERE step_id = ? AND op = 'insert'", (step_id,))


def _runs(connection: sqlite3.Connection, step_id: int) -> list[_Run]:
    runs: list[_Run] = []
    for key, op, table in connection.execute(
        "SELECT id, op, table_name FROM change WHERE step_id = ? ORDER BY id", (step_id,)
    ):
        if runs and runs[-1].op == op and runs[-1].table == table:
            runs[-1].last = key
        else:
            runs.append(_Run(op, table, key, key))
    return runs


class _Tables:
    """The journaled tables, written to run by run. A step's changes have neighbouring keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, list[str]] = {}

    def keep_images(self, run: _Run) -> None:
        """Take the images of inserted rows before they go."""
        columns = self._columns(run.table)
        pairs = ", ".join(f"'{column}', {column}" for column in columns)
        self._connection.execute(
            f"UPDATE change SET after = (SELECT json_object({pairs}) FROM main.[{run.table}] AS kept "
            f"WHERE kept.{columns[0]} = change.row_id) WHERE id BETWEEN ? AND ?",
            (run.first, run.last),
        )

    def delete(self, run: _Run) -> None:
        """Delete the run's rows."""
        self._connection.execute(
            f"DELETE FROM [{run.table}] WHERE {self._columns(run.table)[0]} IN "
            "(SELECT row_id FROM change WHERE id BETWEEN ? AND ?)",
            (run.first, run.last),
        )

    def insert(self, run: _Run, side: str) -> None:
        """Put the run's rows in as that side of their changes shows them."""
        columns = self._columns(run.table)
        images = (cells.parsed(image, dict) for (image,) in self._notes(run, side))
        # Notes of an older schema may lack a column that has come since; its default stands in then.
        for known, alike in groupby(images, key=lambda image: [name for name in columns if name in image]):
            insert_rows(self._connection, run.table, known, _cells(known, alike))

    def put(self, run: _Run, side: str) -> None:
        """Give the run's rows back the columns that differ."""
        key = self._columns(run.table)[0]
        order = "DESC" if side == "before" else "ASC"
        changed = (
            (row_id, _differing(cells.parsed(before, dict), cells.parsed(after, dict), side))
            for row_id, before, after in self._notes(run, "row_id, before, after", order)
        )
        for names, alike in groupby(changed, key=lambda change: sorted(change[1])):
            if names:
                setters = ", ".join(f"[{name}] = ?" for name in names)
                self._connection.executemany(
                    f"UPDATE [{run.table}] SET {setters} WHERE {key} = ?",
                    ((*map(image.__getitem__, names), row_id) for row_id, image in alike),
                )

    def _notes(self, run: _Run, columns: str, order: str = "ASC") -> Iterator[tuple[str, ...]]:
        return self._connection.execute(
            f"SELECT {columns} FROM change WHERE id BETWEEN ? AND ? ORDER BY id {order}",
            (run.first, run.last),
        )

    def _columns(self, table: str) -> list[str]:
        if table not in self._known:
            self._known[table] = columns_of(self._connection, table)
        return self._known[table]


def _cells(names: list[str], images: Iterable[Image]) -> Iterator[tuple[object, ...]]:
    if len(names) == 1:
        return ((image[names[0]],) for image in images)
    return map(itemgetter(*names), images)


def _differing(before: Image, after: Image, side: str) -> Image:
    """One side of a change without what is the same on both; a trigger may watch a column's being set."""
    wanted, other = (before, after) if side == "before" else (after, before)
    return {name: value for name, value in wanted.items() if name not in other or other[name] != value}

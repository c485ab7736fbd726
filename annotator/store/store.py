"""The open project: reading, editing, undoing, and telling others what changed."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.errors import (
    DamagedProjectError,
    FileExistsAlreadyError,
    FileUnwritableError,
    ReadOnlyProjectError,
    why_unwritable,
)
from annotator.model.annotation import CoderId
from annotator.store import journal
from annotator.store.changes import Changes
from annotator.store.connection import check_header, connect, explained, leave_one_file
from annotator.store.journal import Step
from annotator.store.locking import WriterLock
from annotator.store.schema import JOURNALED, SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = Mapping[str, object]


def load_what_edits_need() -> None:
    """Import sqlite-utils ahead of the first edit, so that the first label does not wait for it."""
    import sqlite_utils  # noqa: F401 (wanted for the import alone)


def utc_now() -> str:
    """The present moment, ISO, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Edit:
    """One open step: rows go in, change and leave through it, and the journal sees all of it."""

    def __init__(self, database: Database, *, at: str, coder: CoderId | None) -> None:
        self._database = database
        self.at = at
        self.coder = coder

    def insert(self, table: str, **row: object) -> int:
        """Put one row in; its integer key."""
        key = self._database.table(table).insert(row).last_pk
        assert isinstance(key, int)
        return key

    def insert_all(self, table: str, rows: Iterable[dict[str, object]]) -> None:
        """Put many rows in, in their order."""
        self._database.table(table).insert_all(rows, batch_size=2000)

    def insert_many(self, table: str, rows: Sequence[dict[str, object]]) -> range:
        """Put many rows in, in their order; their integer keys, which follow one another."""
        (last,) = self._database.conn.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()
        keys = range(last + 1, last + 1 + len(rows))
        self.insert_all(table, [{"id": key, **row} for key, row in zip(keys, rows, strict=True)])
        return keys

    def update(self, table: str, key: int, **columns: object) -> None:
        """Change some columns of one row."""
        self._database.table(table).update(key, columns)

    def update_all(self, table: str, keys: Iterable[int], **columns: object) -> None:
        """Change some columns of many rows alike."""
        setters = ", ".join(f"[{column}] = ?" for column in columns)
        self._database.conn.execute(
            f"UPDATE [{table}] SET {setters} WHERE id IN (SELECT value FROM json_each(?))",
            [*columns.values(), json.dumps(list(keys))],
        )

    def delete(self, table: str, key: int) -> None:
        """Take one row out."""
        self._database.table(table).delete(key)

    def delete_where(self, table: str, **columns: object) -> None:
        """Take all rows out that hold these values; every row where none is given."""
        conditions = " AND ".join(f"[{column}] = ?" for column in columns)
        self._database.table(table).delete_where(conditions or None, list(columns.values()))


class Store:
    """One project file, open for writing or only for reading.

    Listeners hear of every committed change, undo and redo included, on the thread that made it.
    """

    def __init__(self, path: Path, *, write: bool, clock: Callable[[], str] = utc_now) -> None:
        """Open an existing project. Raises a StoreError or FileError that says what is wrong."""
        version = check_header(path)
        self.path = path
        self.write = write
        self._clock = clock
        self._database: Database | None = None
        self._listeners: list[Callable[[Changes], None]] = []
        self._lock = _locked(path) if write else None
        try:
            with explained(path):
                self.connection = connect(path, write=write)
                self._begin(version)
        except BaseException:
            if self._lock is not None:
                self._lock.release()
            raise

    @classmethod
    def create(
        cls, path: Path, *, title: str, clock: Callable[[], str] = utc_now, uid: str | None = None
    ) -> Store:
        """Make a new, empty project and open it. Raises FileExistsAlreadyError or FileUnwritableError.

        The file appears under its name only when it is whole.
        """
        fresh = path.with_name(f".{path.name}.new")
        try:
            if path.exists():
                raise FileExistsAlreadyError(name=path.name)
            fresh.unlink(missing_ok=True)
            fresh.touch()
            connection = sqlite3.connect(fresh, isolation_level=None)
        except OSError as error:
            raise FileUnwritableError(name=path.name, reason=why_unwritable(error)) from error
        try:
            with explained(path):
                migrate(connection)
                connection.execute(
                    "INSERT INTO project (id, uid, title, codebook_uid, codebook_name, created_at) "
                    "VALUES (1, ?, ?, ?, ?, ?)",
                    (uid or str(uuid.uuid4()), title, str(uuid.uuid4()), title, clock()),
                )
            connection.close()
            fresh.rename(path)
        except BaseException:
            connection.close()
            fresh.unlink(missing_ok=True)
            raise
        return cls(path, write=True, clock=clock)

    def _begin(self, version: int) -> None:
        """Bring the file up to date and look whether a project is in it."""
        try:
            _check_tables(self.connection, self.path, version)
            if self.write and version < SCHEMA_VERSION:
                migrate(self.connection)
            if self.write:
                journal.install(self.connection)
        except BaseException:
            self.connection.close()
            raise

    def reader(self) -> Store:
        """A second, read-only opening of the same file, for a job on another thread."""
        return Store(self.path, write=False, clock=self._clock)

    def stop_when(self, asked: Callable[[], bool]) -> None:
        """Break off what is being read as soon as `asked` says so; it is asked many times a second."""
        self.connection.set_progress_handler(asked, 10_000)

    def close(self) -> None:
        """Leave one whole file behind."""
        if self.write:
            self.connection.execute("PRAGMA optimize")
            leave_one_file(self.connection)
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """The same connection in the hands of sqlite-utils, imported when first needed."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self.connection)
        return self._database

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every committed change."""
        self._listeners.append(listener)

    @contextmanager
    def edit(
        self, action: str, *, coder: CoderId | None = None, merging: bool = False, **details: object
    ) -> Iterator[Edit]:
        """One user action: everything inside is one transaction and one undo step, or nothing at all.

        `action` is what the Undo menu shows, a message key whose places `details` fill. A `merging`
        edit stamps its rows itself.
        """
        at = self._clock()
        with self._transaction():
            step = journal.begin_step(self.connection, action, details, coder, at, merging=merging)
            yield Edit(self.database, at=at, coder=coder)
            changes = journal.end_step(self.connection, step)
        if changes.tables:
            self._tell(changes)

    def undo(self) -> Changes:
        """Take the last step back. Raises NothingToUndoError."""
        with self._transaction():
            changes = journal.undo(self.connection)
        self._tell(changes)
        return changes

    def redo(self) -> Changes:
        """Repeat the step undone last. Raises NothingToRedoError."""
        with self._transaction():
            changes = journal.redo(self.connection)
        self._tell(changes)
        return changes

    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return journal.last_done(self.connection)

    def next_redo(self) -> Step | None:
        """What redo would repeat."""
        return journal.first_undone(self.connection)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """For the store's own modules: the rows of a query, by column name."""
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        with explained(self.path):
            return cursor.execute(sql, values).fetchall()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever another connection writes."""
        with explained(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)


def _check_tables(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """A file can call itself a project and hold nothing of one."""
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if not found.issuperset(JOURNALED if version == SCHEMA_VERSION else ("project",)):
        raise DamagedProjectError(name=path.name, reason="tables are missing")


def _locked(path: Path) -> WriterLock:
    if not os.access(path, os.W_OK):
        raise ReadOnlyProjectError(name=path.name)
    try:
        return WriterLock(path)
    except OSError as error:
        raise ReadOnlyProjectError(name=path.name) from error

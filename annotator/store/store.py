"""The open project: reading, editing, undoing, and telling others what changed."""

from __future__ import annotations

import json
import logging
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Self

from annotator.errors import GoneError, SnapshotFailedError
from annotator.model.annotation import CoderId
from annotator.progress import Progress, silent
from annotator.store import compacting, journal, opening
from annotator.store.bulk import insert_rows
from annotator.store.changes import Changes
from annotator.store.creating import create_file
from annotator.store.explaining import explained
from annotator.store.journal import Step
from annotator.store.places import Watch, real_path
from annotator.store.ring import Reason, Snapshot, due, last_good
from annotator.store.snapshots import is_due, is_kept, keep_work, quiet_copy, take_snapshot

_log = logging.getLogger(__name__)
Row = Mapping[str, object]


def utc_now() -> str:
    """The present moment, ISO, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Edit:
    """One open step: rows go in, change and leave through it, and the journal sees all of it."""

    def __init__(self, connection: sqlite3.Connection, *, at: str, coder: CoderId | None) -> None:
        self._connection = connection
        self.at = at
        self.coder = coder

    def insert(self, table: str, /, **row: object) -> int:
        """Put one row in; its integer key."""
        columns = ", ".join(f"[{column}]" for column in row)
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO [{table}] ({columns}) VALUES ({marks})"
        return self._connection.execute(sql, list(row.values())).lastrowid or 0

    def insert_all(self, table: str, rows: Iterable[dict[str, object]]) -> None:
        """Put many rows in, in their order."""
        for columns, alike in groupby(rows, key=tuple):
            insert_rows(self._connection, table, columns, (row.values() for row in alike))

    def insert_many(self, table: str, rows: Sequence[dict[str, object]]) -> range:
        """Put many rows in, in their order; their integer keys, which follow one another."""
        (last,) = self._connection.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()
        keys = range(last + 1, last + 1 + len(rows))
        self.insert_all(table, [{"id": key, **row} for key, row in zip(keys, rows, strict=True)])
        return keys

    def update(self, table: str, key: int, /, **columns: object) -> None:
        """Change some columns of one row. Raises GoneError."""
        setters = ", ".join(f"[{column}] = ?" for column in columns)
        found = self._connection.execute(
            f"UPDATE [{table}] SET {setters} WHERE id = ?", (*columns.values(), key)
        )
        if found.rowcount == 0:
            raise GoneError(what=table)

    def update_all(self, table: str, keys: Iterable[int], **columns: object) -> None:
        """Change some columns of many rows alike."""
        setters = ", ".join(f"[{column}] = ?" for column in columns)
        self._connection.execute(
            f"UPDATE [{table}] SET {setters} WHERE id IN (SELECT value FROM json_each(?))",
            [*columns.values(), json.dumps(list(keys))],
        )

    def delete(self, table: str, key: int) -> None:
        """Take one row out. Raises GoneError."""
        if self._connection.execute(f"DELETE FROM [{table}] WHERE id = ?", (key,)).rowcount == 0:
            raise GoneError(what=table)

    def delete_where(self, table: str, **columns: object) -> None:
        """Take all rows out that hold these values; every row where none is given."""
        conditions = " AND ".join(f"[{column}] = ?" for column in columns)
        self._connection.execute(f"DELETE FROM [{table}] WHERE {conditions or 1}", list(columns.values()))


class Store:
    """One project file, open for writing or only for reading.

    Listeners hear of every committed change, undo and redo included, on the thread that made it.
    """

    def __init__(
        self,
        path: Path,
        *,
        write: bool,
        clock: Callable[[], str] = utc_now,
        beside: Store | None = None,
        snapshots: bool = True,
        past_lock: bool = False,
        progress: Progress = silent,
    ) -> None:
        """Open an existing project; to read it `beside` a store that is open, say which that is.

        `past_lock`: read what another connection has locked for itself, which is sound only while that rests.
        Without `snapshots` none is taken before a migration and risky edits: for copies that go away again.
        `progress` hears of the migration and may stop it: the file is then as it was.
        Raises a StoreError or FileError that says what is wrong.
        """
        self.path = real_path(path)
        self.write = write
        self._clock = clock
        self._snapshots = snapshots
        self._listeners: list[Callable[[Changes], None]] = []
        self._open: Edit | None = None
        self._transactions = 0
        self._kept = -1
        self.person: CoderId | None = None
        """Who sits in front of it: steps that belong to no coder are noted as this one's."""
        if write:
            self._opened = opening.open_writer(self.path, snapshots=snapshots, progress=progress)
        elif past_lock:
            self._opened = opening.open_past_lock(self.path)
        elif beside is not None:
            self._opened = opening.open_beside(self.path, beside._opened)  # noqa: SLF001 - one of us
        else:
            self._opened = opening.open_reader(self.path)
        self.connection: sqlite3.Connection = self._opened.connection
        self._watch = Watch(self.path)
        self._is_open = True

    @property
    def is_exclusive(self) -> bool:
        """Whether the file is locked for this connection alone, as in network and sync folders."""
        return self._opened.is_exclusive

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        clock: Callable[[], str] = utc_now,
        uid: str | None = None,
        snapshots: bool = True,
    ) -> Store:
        """Make a new, empty project and open it. Raises FileExistsAlreadyError or FileUnwritableError."""
        create_file(path, title=title, uid=uid or str(uuid.uuid4()), at=clock())
        return cls(path, write=True, clock=clock, snapshots=snapshots)

    def reader(self) -> Store:
        """A second, read-only opening of the same project, for a job on another thread."""
        return Store(self.path, write=False, clock=self._clock, beside=self)

    @property
    def transactions(self) -> int:
        """How many transactions have begun and ended: odd in the midst of one, and never the same again."""
        return self._transactions

    def past_lock(self) -> Store:
        """A reader of the file that this store has locked for itself; see `store/past_lock.py`."""
        return Store(self.path, write=False, clock=self._clock, past_lock=True)

    def keep_readable(self) -> Callable[[], None]:
        """Let readers be opened beside this store, even when it is closed, until the result is called."""
        folder = self._opened.folder
        return (lambda: None) if folder is None else folder.hold().release

    def stop_when(self, asked: Callable[[], bool] | None) -> None:
        """Break off what is read or written as soon as `asked` says so; it is asked many times a second."""
        self.connection.set_progress_handler(asked, 10_000 if asked else 0)

    def close(self) -> None:
        """Leave one whole file behind; closing twice is closing once."""
        if not self._is_open:
            return
        self._is_open = False
        if self.write:
            opening.close_writer(self._opened, self.path)
        else:
            opening.close_reader(self._opened, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every committed change."""
        self._listeners.append(listener)

    @contextmanager
    def edit(
        self,
        action: str,
        *,
        coder: CoderId | None = None,
        merging: bool = False,
        risk: Reason | None = None,
        **details: object,
    ) -> Iterator[Edit]:
        """One user action: everything inside is one transaction and one undo step, or nothing at all.

        An edit within an edit belongs to the outer one, so that verbs can be put together.
        `action` is what the Undo menu shows, a message key whose places `details` fill. A `merging`
        edit stamps its rows itself. Before a `risk` a snapshot is taken.
        """
        if self._open is not None:
            yield self._open
            return
        if risk is not None:
            self._before(risk)
        at = self._clock()
        with self._transaction():
            by = self.person if coder is None else coder
            step = journal.begin_step(self.connection, action, details, by, at, merging=merging)
            self._open = Edit(self.connection, at=at, coder=coder)
            try:
                yield self._open
            finally:
                self._open = None
            changes = journal.end_step(self.connection, step)
        if changes.tables:
            self._tell(changes)

    def take_snapshot(self, reason: Reason) -> Snapshot:
        """Keep the project as it is now. Raises SnapshotFailedError or DamagedProjectError."""
        return take_snapshot(self.path, reason, source=self.connection if self.is_exclusive else None)

    def keep_work(self) -> Snapshot | None:
        """A snapshot when there was work since the last one, some minutes ago; on the thread of a job.

        The connection of this store is not touched. Raises SnapshotFailedError or DamagedProjectError.
        """
        if self._opened.lock is not None:
            self._opened.lock.stay()
        present = self._transactions
        if present == self._kept or not is_due(self.path):  # for a look alone no file is copied
            return None
        with self.on_another_thread() as reader:
            kept = keep_work(self.path, reader.connection)
        self._kept = present
        return kept

    @contextmanager
    def on_another_thread(self) -> Iterator[Store]:
        """The project to be read while somebody else works with this store, whose connection is not touched.

        Raises SnapshotFailedError where the file is locked for that connection and written to all the time.
        """
        if not self.is_exclusive:
            with self.reader() as reader:
                yield reader
            return
        with (
            quiet_copy(self.path, lambda: self._transactions) as copy,
            Store(copy, write=False) as reader,
        ):
            yield reader

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

    def undo_back_to(self, step_id: int) -> Changes:
        """Take back all steps after one; each can be repeated by itself. Raises NothingToUndoError."""
        with self._transaction():
            changes = journal.undo_back_to(self.connection, step_id)
        self._tell(changes)
        return changes

    def limit_journal(self, most_bytes: int) -> None:
        """Keep the journal within another limit from the next step on."""
        compacting.install(self.connection, most_bytes)

    def compact(self) -> None:
        """Drop what the journal holds above its limit, and give the room back to the disk."""
        with self._transaction():
            compacting.compact_all(self.connection)
        with self.alone():
            self.connection.execute("VACUUM")

    def next_undo(self) -> Step | None:
        """What undo would take back."""
        with explained(self.path, self.connection):
            return journal.last_done(self.connection)

    def next_redo(self) -> Step | None:
        """What redo would repeat."""
        with explained(self.path, self.connection):
            return journal.first_undone(self.connection)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """For the store's own modules: the rows of a query, by column name."""
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        with explained(self.path, self.connection):
            return cursor.execute(sql, values).fetchall()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever another connection writes."""
        with explained(self.path, self.connection):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def _before(self, risk: Reason) -> None:
        """Keep the project as it is before something risky; one snapshot for many risks in a row."""
        if not self._snapshots or not self.rows("SELECT 1 FROM statement LIMIT 1"):
            return
        last = last_good(self.path, self.rows("SELECT uid FROM project")[0]["uid"])
        in_a_row = last is not None and last.reason is risk and not due(last.at, datetime.now(UTC))
        if in_a_row or is_kept(self.path, self.connection):
            return
        try:
            self.take_snapshot(risk)
        except SnapshotFailedError as error:  # what is to come can be undone all the same
            _log.warning("%s", error)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For the store's own modules: write to the file; nobody takes a copy of it for whole meanwhile."""
        with explained(self.path, self.connection):
            self._watch.check()
            self._transactions += 1
            try:
                yield
            finally:
                self._transactions += 1

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self.alone():
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

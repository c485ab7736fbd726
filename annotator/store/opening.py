"""Opening a project: for writing, for reading in place, or as a private copy where neither can be."""

from __future__ import annotations

import errno
import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Self

from annotator.errors import (
    DiskFullError,
    FileError,
    FileUnreadableError,
    StoreError,
    why_unreadable,
)
from annotator.progress import Progress, silent
from annotator.store import journal
from annotator.store.connection import (
    begin_writing,
    check_header,
    check_version,
    connect,
    is_exclusive,
    is_untidy,
    leave_one_file,
    leftovers,
    stoppable,
)
from annotator.store.explaining import explained
from annotator.store.handles import copy_bytes
from annotator.store.locking import WriterLock
from annotator.store.places import beside, half_restored, shared_folder, take_away
from annotator.store.ring import Reason, damaged
from annotator.store.schema import JOURNALED, SCHEMA_VERSION, migrate
from annotator.store.scratch import scratch_folder
from annotator.store.snapshots import take_snapshot

_log = logging.getLogger(__name__)
_PAGES_A_STEP = 500
"""Copying from the writer's own connection makes it wait two milliseconds at a time."""


class PrivateFolder:
    """Where a private copy lies; it goes when the last who needs it lets go."""

    def __init__(self) -> None:
        self._folder = scratch_folder()
        self._guard = Lock()
        self._holders = 1

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self._folder.name)

    def hold(self) -> Self:
        """Need it too."""
        with self._guard:
            self._holders += 1
        return self

    def release(self) -> None:
        """Need it no longer."""
        with self._guard:
            self._holders -= 1
            if not self._holders:
                self._folder.cleanup()


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, whether it locks everybody else out, and what has to go when it closes."""

    connection: sqlite3.Connection
    lock: WriterLock | None = None
    folder: PrivateFolder | None = None
    is_exclusive: bool = False
    is_past_lock: bool = False


def open_writer(path: Path, *, snapshots: bool = True, progress: Progress = silent) -> Opened:
    """The one connection that writes, with schema and journal in place; a snapshot is taken before a migration.

    `progress` hears of both, with (0, 0) where it is not known how far it is; when it stops them, the file
    is as it was. Raises a StoreError or FileError.
    """
    check_header(path)
    lock = WriterLock(path, shared=shared_folder(path))
    try:
        with suppress(OSError):
            take_away(half_restored(path))  # left by a process that was killed while it restored
        with explained(path):
            connection = connect(path, write=True)
            try:
                version = _known_version(connection, path)
                if version < SCHEMA_VERSION and snapshots:
                    take_snapshot(path, Reason.MIGRATION, source=connection, progress=progress)
                begin_writing(connection, path)
                if version < SCHEMA_VERSION:
                    with stoppable(connection, progress):
                        migrate(connection)
                journal.install(connection)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        lock.release()
        raise
    return Opened(connection, lock, is_exclusive=is_exclusive(connection))


def open_reader(path: Path) -> Opened:
    """A connection that only reads.

    An older project is read from a private copy that is brought up to date, and so is one whose
    unfinished session lies in a place where SQLite may not write. Raises a StoreError or FileError.
    """
    version = check_header(path)
    tidy(path)
    with explained(path):
        try:
            connection = connect(path, write=False)
        except sqlite3.OperationalError:
            return _open_copy(path)
        try:
            version = _known_version(connection, path)
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                return _open_copy(path)
            raise
        except BaseException:
            connection.close()
            raise
        if version == SCHEMA_VERSION:
            return Opened(connection)
        with closing(connection):
            return _open_backup(path, connection)


def open_beside(path: Path, other: Opened) -> Opened:
    """A reader of what that connection reads; a private copy where a writer locks readers out."""
    with explained(path):
        if other.folder is not None:
            return Opened(connect(other.folder.path / path.name, write=False), folder=other.folder.hold())
        if other.is_exclusive:
            return _open_backup(path, other.connection)
    return open_reader(path)


def open_past_lock(path: Path) -> Opened:
    """A reader that asks for no lock and takes the file as it stands, whoever has locked it."""
    with explained(path):
        connection = connect(path, write=False, settled=True)
        try:
            _known_version(connection, path)
        except BaseException:
            connection.close()
            raise
    return Opened(connection, is_past_lock=True)


def close_writer(opened: Opened, path: Path) -> None:
    """Leave one whole file behind, and let others write."""
    connection = opened.connection
    try:
        with suppress(sqlite3.OperationalError):  # statistics for the planner; nothing hangs on them
            connection.execute("PRAGMA analysis_limit = 400")
            connection.execute("PRAGMA optimize")
        leave_one_file(connection)
    except sqlite3.Error as error:
        _log.warning("%s is not one file yet: %s. Keep %s with it.", path, error, beside(path, "-wal").name)
    finally:
        connection.close()
        if opened.lock is not None:
            opened.lock.release()


def close_reader(opened: Opened, path: Path) -> None:
    """Let go; the last one out leaves one file behind."""
    opened.connection.close()
    if opened.folder is not None:
        opened.folder.release()
    elif not opened.is_past_lock:
        tidy(path)


def tidy(path: Path) -> None:
    """Fold what a killed or outlived session left beside the file into it, unless somebody writes."""
    try:
        if not is_untidy(path):
            return
        lock = WriterLock(path, shared=shared_folder(path), patience_s=0)
    except (StoreError, FileError):
        return
    try:
        with closing(connect(path, write=True)) as connection:
            leave_one_file(connection)
    except sqlite3.Error:
        return  # a reader is told what is wrong when it reads
    finally:
        lock.release()


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version as SQLite reads it, with what a killed session left; also shows that it can be read.

    Raises NewerProjectError or DamagedProjectError.
    """
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        check_version(path, version)
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        if not found.issuperset(JOURNALED if version == SCHEMA_VERSION else ("project",)):
            raise damaged(path, "tables are missing")
        if connection.execute("SELECT 1 FROM project").fetchone() is None:
            raise damaged(path, "its first table is empty")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise damaged(path, str(error)) from error
    return version


def _open_copy(path: Path) -> Opened:
    """Copy the file and what lies beside it, and open that."""
    folder = PrivateFolder()
    try:
        for file in (path, *leftovers(path)):
            copy_bytes(file, folder.path / file.name)
        return _opened_copy(folder, path)
    except OSError as error:
        folder.release()
        if error.errno == errno.ENOSPC:
            raise DiskFullError(name=str(folder.path)) from error
        raise FileUnreadableError(name=path.name, reason=why_unreadable(error)) from error
    except BaseException:
        folder.release()
        raise


def _open_backup(path: Path, source: sqlite3.Connection) -> Opened:
    """Copy through a connection that sees the present state, and open that."""
    folder = PrivateFolder()
    try:
        with closing(sqlite3.connect(folder.path / path.name)) as copy:
            source.backup(copy, pages=_PAGES_A_STEP, sleep=0)
        return _opened_copy(folder, path)
    except BaseException:
        folder.release()
        raise


def _opened_copy(folder: PrivateFolder, path: Path) -> Opened:
    copy = folder.path / path.name
    with closing(connect(copy, write=True)) as connection:
        if _known_version(connection, path) < SCHEMA_VERSION:
            migrate(connection)
        leave_one_file(connection)
    return Opened(connect(copy, write=False), folder=folder)

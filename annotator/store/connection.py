"""Connecting to a project file, and what its first bytes say."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import (
    FileMissingError,
    FileUnreadableError,
    NewerProjectError,
    NotAProjectError,
    why_unreadable,
)
from annotator.progress import CancelledError, Progress
from annotator.store.explaining import result_code
from annotator.store.handles import connect_holding, first_bytes
from annotator.store.places import beside, file_uri, shared_folder
from annotator.store.ring import damaged, last_good
from annotator.store.schema import APPLICATION_ID, SCHEMA_VERSION

_HEADER = b"SQLite format 3\x00"


def check_header(path: Path) -> int:
    """The schema version a project file claims, read from its first bytes without opening it.

    Raises FileMissingError, FileUnreadableError, NotAProjectError, NewerProjectError, or
    DamagedProjectError where the file is shorter than it says.
    """
    header, size = _first_bytes(path)
    if len(header) < 100 or not header.startswith(_HEADER) or _number(header, 68) != APPLICATION_ID:
        if last_good(path) is not None:
            raise damaged(path, "it does not begin as a project does")
        raise NotAProjectError(name=path.name)
    version = _number(header, 60)
    check_version(path, version)
    page_size = _number(header, 16, 2) or 65536  # 1 stands for 65536 in the format; 0 is nothing
    told = _number(header, 28) * (65536 if page_size == 1 else page_size)
    # https://www.sqlite.org/fileformat.html 1.3.7: the size counts when these two agree.
    if size < told and _number(header, 24) == _number(header, 92) and not leftovers(path):
        raise damaged(path, "its end is missing")
    return version


def check_version(path: Path, version: int) -> None:
    """Refuse a file of a later version of this program. Raises NewerProjectError."""
    if version > SCHEMA_VERSION:
        raise NewerProjectError(name=path.name, found=version, known=SCHEMA_VERSION)


def is_untidy(path: Path) -> bool:
    """Whether the file was not closed in order: it is in WAL still, or something lies beside it."""
    header, _ = _first_bytes(path)
    return header[18:20] == b"\x02\x02" or bool(leftovers(path))


def leftovers(path: Path) -> list[Path]:
    """What a session that is still open, or was killed, keeps beside the file."""
    return [
        found for ending in ("-wal", "-journal") if (found := beside(path, ending)).exists() and _size(found)
    ]


def connect(path: Path, *, write: bool, settled: bool = False) -> sqlite3.Connection:
    """A connection with our settings; transactions are begun and ended by hand.

    A `settled` file is read without locks: SQLite takes it that nobody writes to it meanwhile.
    """
    uri = file_uri(path, "rw" if write else "ro")
    connection = connect_holding(path, f"{uri}&immutable=1" if settled else uri)
    try:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL" if write else "PRAGMA query_only = ON")
    except BaseException:  # a damaged file is noticed here already
        connection.close()
        raise
    return connection


def begin_writing(connection: sqlite3.Connection, path: Path) -> None:
    """Choose how changes get to the disk: WAL, with full syncing.

    On network and sync folders, and wherever else SQLite rules WAL out, it is a rollback journal, and
    the file is locked for this connection alone.
    """
    if not shared_folder(path) and _set_journal(connection, "WAL") == "wal":
        return
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    _set_journal(connection, "DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def is_exclusive(connection: sqlite3.Connection) -> bool:
    """Whether a writer keeps everybody else out, readers too."""
    mode: str = connection.execute("PRAGMA main.locking_mode").fetchone()[0]
    return mode == "exclusive"


def leave_one_file(connection: sqlite3.Connection) -> None:
    """Fold what lies beside the file into it; where somebody reads still, as far as that goes.

    At rest a project keeps a rollback journal: it can then be read from a folder or a medium that
    nobody may write to. Raises sqlite3.OperationalError when there is no room.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA locking_mode = NORMAL")
    try:
        # By way of TRUNCATE, because a file locked for one connection alone keeps its empty journal.
        for mode in ("TRUNCATE", "DELETE"):
            _set_journal(connection, mode)
    except sqlite3.OperationalError as error:
        if result_code(error) != sqlite3.SQLITE_BUSY:
            raise
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def stoppable(connection: sqlite3.Connection, progress: Progress) -> Iterator[None]:
    """Break off what SQLite is about when `progress` has no more use for it. Raises CancelledError then."""
    stopped: list[CancelledError] = []

    def ask() -> bool:
        try:
            progress(0, 0)
        except CancelledError as error:
            stopped.append(error)
        return bool(stopped)

    connection.set_progress_handler(ask, 10_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _set_journal(connection: sqlite3.Connection, mode: str) -> str:
    found: str = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
    return found


def _first_bytes(path: Path) -> tuple[bytes, int]:
    """The file's header and its size."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileUnreadableError(name=path.name, reason="it is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise NotAProjectError(name=path.name)
        return first_bytes(path, 100), found.st_size
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FileMissingError(name=path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=path.name, reason=why_unreadable(error)) from error


def _number(header: bytes, place: int, width: int = 4) -> int:
    return int.from_bytes(header[place : place + width])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

"""What SQLite says about a file, in our sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import (
    BrokenCharacterError,
    DiskFailedError,
    DiskFullError,
    ProjectInUseError,
    ProjectMovedError,
    ReadOnlyProjectError,
    StoreError,
)
from annotator.store.locking import holder_of
from annotator.store.ring import damaged
from annotator.store.schema import expected_schema, found_schema


@contextmanager
def explained(path: Path, connection: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turn what SQLite says about the file into our sentences; what is our own fault rises as it is.

    Where it may be the file's fault, and a connection is given, the file is looked at.
    """
    try:
        yield
    except sqlite3.Error as error:
        told = _told(error, path)
        if told is not None:
            raise told from error
        if connection is not None:
            _look_at_file(error, connection, path)
        raise
    except UnicodeEncodeError as error:
        raise BrokenCharacterError(text=_around(error)) from error
    except UnicodeDecodeError as error:
        if not error.object.startswith(b"malformed database schema"):
            raise
        raise damaged(path, "malformed database schema") from error


def _around(error: UnicodeEncodeError) -> str:
    """The words about half a character, which may stand in JSON, with U+FFFD for it."""
    before = error.object[: error.start].rpartition('"')[2][-20:]
    after = error.object[error.end :].partition('"')[0][:20]
    found = f"{before}\ufffd{after}"
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in found)


def result_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; some damage has none of its own."""
    if str(error).startswith(("Could not decode to UTF-8", "unsupported file format")):
        return sqlite3.SQLITE_CORRUPT
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _told(error: sqlite3.Error, path: Path) -> StoreError | None:
    name, reason = path.name, str(error)
    told: StoreError | None = None
    match result_code(error):
        case sqlite3.SQLITE_FULL:
            told = DiskFullError(name=name)
        case sqlite3.SQLITE_READONLY if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_DBMOVED:
            told = ProjectMovedError(name=name)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            told = ReadOnlyProjectError(name=name)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            told = ProjectInUseError(name=name, holder=holder_of(path))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOLFS:
            told = DiskFailedError(name=name, reason=reason)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            told = damaged(path, reason)
    return told


def _look_at_file(error: sqlite3.Error, connection: sqlite3.Connection, path: Path) -> None:
    """What looks like our fault may be the file's. Raises DamagedProjectError."""
    match result_code(error):
        case sqlite3.SQLITE_ERROR:
            _check_tables(connection, path)
        case sqlite3.SQLITE_CONSTRAINT:
            _check_pages(connection, path)


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """An index that does not fit its table breaks rules that nobody broke; a second for a hundred megabytes."""
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise damaged(path, " ".join(found.split()))


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """A question that SQLite does not understand is our fault, unless the tables are not as we make them."""
    if not expected_schema().items() <= found_schema(connection).items():
        raise damaged(path, "its tables are not as this program makes them")

"""Opening a project file, and telling SQLite's refusals apart."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.errors import (
    DamagedProjectError,
    DiskFullError,
    FileMissingError,
    FileUnreadableError,
    NewerProjectError,
    NotAProjectError,
    ProjectInUseError,
    ReadOnlyProjectError,
    why_unreadable,
)
from annotator.store.schema import APPLICATION_ID, SCHEMA_VERSION

_HEADER = b"SQLite format 3\x00"
_SYNC_FOLDERS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "syncthing",
)
_NETWORK_FILE_SYSTEMS = (
    "nfs",
    "cifs",
    "smb",
    "sshfs",
    "9p",
    "afs",
    "webdav",
    "davfs",
    "fuse.rclone",
    "vboxsf",
)


def check_header(path: Path) -> int:
    """The schema version a project file claims, read from its first bytes without opening it.

    Raises FileMissingError, FileUnreadableError, NotAProjectError or NewerProjectError.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=path.name, reason=why_unreadable(error)) from error
    if len(header) < 100 or not header.startswith(_HEADER) or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotAProjectError(name=path.name)
    version = int.from_bytes(header[60:64])
    if version > SCHEMA_VERSION:
        raise NewerProjectError(name=path.name, found=version, known=SCHEMA_VERSION)
    return version


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection with our settings; transactions are begun and ended by hand.

    A writer uses WAL with full syncing, except on network and sync folders, where SQLite rules WAL
    out: there it keeps a rollback journal and locks the file for itself.
    """
    if write:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        if shared_folder(path):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    else:
        uri = f"{path.absolute().as_uri()}?{_way_to_read(path)}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA busy_timeout = 3000")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def leave_one_file(connection: sqlite3.Connection) -> None:
    """End WAL at the end of writing, so that a closed project can be read from anywhere.

    Where somebody is still reading, SQLite keeps WAL; the next writer ends it.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")


def _way_to_read(path: Path) -> str:
    """How SQLite is to open a file for reading without leaving anything beside it.

    A file that was not closed in order is still in WAL. Its reader makes files beside it, and only a
    connection that may write takes them away again; in a folder where nothing can be made, nobody
    writes either, and the file can be taken as it is.
    """
    with path.open("rb") as file:
        in_wal = file.read(20)[18:20] == b"\x02\x02"
    if not in_wal or path.with_name(f"{path.name}-wal").exists():
        return "mode=ro"
    return "mode=rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "immutable=1"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into our sentences; what is our own fault rises as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        reason = str(error)
        name = path.name
        match getattr(error, "sqlite_errorcode", 0) & 0xFF:
            case sqlite3.SQLITE_FULL:
                raise DiskFullError(name=name) from error
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                raise ReadOnlyProjectError(name=name) from error
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise ProjectInUseError(name=name, holder="another program") from error
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
                raise DamagedProjectError(name=name, reason=reason) from error
            case _:
                raise


def shared_folder(path: Path) -> bool:
    """Whether the file lies on a network drive or in a folder that a sync program watches."""
    absolute = path.absolute()
    if str(absolute).startswith("\\\\"):
        return True
    if any(name in part.casefold() for part in absolute.parts[:-1] for name in _SYNC_FOLDERS):
        return True
    return _file_system(absolute).startswith(_NETWORK_FILE_SYSTEMS)


def _file_system(path: Path) -> str:
    """The name of the file system that holds `path`; empty where the system does not tell (not Linux)."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, place, found, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if len(place) >= len(best) and (path == Path(place) or Path(place) in path.parents):
            best, kind = place, found
    return kind.removeprefix("fuse.") if kind != "fuse.rclone" else kind

"""Reading the bytes of a file that SQLite may have open in this process.

POSIX takes away all locks that a process has on a file as soon as the process closes any handle of it, SQLite's
too; another program may then delete the write-ahead log under our hands (https://sqlite.org/howtocorrupt.html,
2.2). So a file has one handle, which is open for as long as anybody in this process needs it. Windows knows no
such rule.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path
from threading import Lock

_SOME = 1 << 20

if sys.platform == "win32":

    class Handle:
        """Nothing that would have to be held."""

        def __init__(self, path: Path) -> None:
            """Nothing is opened."""

        def release(self) -> None:
            """Nothing is closed."""

    def first_bytes(path: Path, size: int) -> bytes:
        """The beginning of a file. Raises OSError."""
        with path.open("rb") as file:
            return file.read(size)

    def copy_bytes(path: Path, target: Path) -> None:
        """Copy a file as it is. Raises OSError."""
        shutil.copyfile(path, target)

else:

    class Handle:
        """A file's handle, closed when the last who holds it lets go. Raises OSError."""

        # The locks belong to the process, and so does what guards them: file -> handle, how many hold it.
        _guard = Lock()
        _open: dict[tuple[int, int], tuple[int, int]] = {}  # noqa: RUF012

        def __init__(self, path: Path) -> None:
            with self._guard:
                found = path.stat()
                self._file = (found.st_dev, found.st_ino)
                known = self._open.get(self._file)
                # Not to wait for the other end, should it be a pipe.
                self._number, holders = known or (os.open(path, os.O_RDONLY | os.O_NONBLOCK), 0)
                self._open[self._file] = (self._number, holders + 1)
                self._is_held = True

        def read(self, size: int, place: int = 0) -> bytes:
            """At most so many bytes, from a place on. Raises OSError."""
            return os.pread(self._number, size, place)

        def release(self) -> None:
            """Let go; twice is once."""
            with self._guard:
                if not self._is_held:
                    return
                self._is_held = False
                number, holders = self._open.pop(self._file)
                if holders > 1:
                    self._open[self._file] = (number, holders - 1)
                else:
                    os.close(number)

    def first_bytes(path: Path, size: int) -> bytes:
        """The beginning of a file. Raises OSError."""
        handle = Handle(path)
        try:
            return handle.read(size)
        finally:
            handle.release()

    def copy_bytes(path: Path, target: Path) -> None:
        """Copy a file as it is. Raises OSError."""
        handle = Handle(path)
        try:
            with target.open("wb") as copy:
                while some := handle.read(_SOME, copy.tell()):
                    copy.write(some)
        finally:
            handle.release()


class Connection(sqlite3.Connection):
    """A connection to a file whose locks last until it is closed."""

    handle: Handle | None = None

    def close(self) -> None:
        """Close it, and only then let go of the file."""
        super().close()
        if self.handle is not None:
            self.handle.release()


def connect_holding(path: Path, uri: str) -> Connection:
    """A connection whose user begins and ends transactions, on any thread. Raises sqlite3.Error."""
    handle = _handle_of(path)
    try:
        connection: Connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=Connection
        )
    except BaseException:
        if handle is not None:
            handle.release()
        raise
    connection.handle = handle
    return connection


def _handle_of(path: Path) -> Handle | None:
    try:
        return Handle(path)
    except OSError:  # SQLite is about to say what is wrong
        return None

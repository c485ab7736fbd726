"""One writer per project: a lock file beside the project, held by the system for as long as we live.

The system lets go of the lock when its holder dies, so a stale file on this computer never blocks
anybody. What is written in the file names the holder. Between computers, on network and sync folders,
the system's lock may not reach: there the file itself counts, for a day.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import FileIO
from pathlib import Path

from annotator.errors import (
    DiskFullError,
    OpenElsewhereError,
    ProjectInUseError,
    ReadOnlyProjectError,
)

_PATIENCE_S = 0.4
"""A command that only reads may hold the lock for a moment while it tidies up."""
_BELIEVED = timedelta(days=1)
"""For so long a lock file that another computer wrote keeps others out."""
_NOTED_ANEW = timedelta(hours=4)
_NOT_OURS = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing: person, computer, process, and when that was noted (ISO, UTC)."""

    by: str
    on: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"{self.by} on {self.on}, process {self.process}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is another computer, which noted itself not long ago."""
        return self.on != platform.node() and self.age < _BELIEVED

    @property
    def age(self) -> timedelta:
        """How long ago it noted itself; very long where it does not say."""
        try:
            return datetime.now(UTC) - datetime.fromisoformat(self.since)
        except (ValueError, TypeError):
            return timedelta.max


class WriterLock:
    """Held from opening to closing; the file goes with it."""

    def __init__(self, project: Path, *, shared: bool = False, patience_s: float = _PATIENCE_S) -> None:
        """Take the lock; `shared` says that other computers see the folder too.

        Raises ProjectInUseError with who holds it, OpenElsewhereError where another computer does,
        ReadOnlyProjectError or DiskFullError where no lock file can be written.
        """
        self._path = lock_path(project)
        until = time.monotonic() + patience_s
        while (file := _locked(project, self._path)) is None:
            if time.monotonic() > until:
                raise ProjectInUseError(name=project.name, holder=holder_of(project))
            time.sleep(0.02)
        self._file = file
        holder = _read_holder(file)
        if shared and holder is not None and holder.is_elsewhere:
            file.close()
            raise OpenElsewhereError(
                name=project.name, holder=holder.by, computer=holder.on, lock=self._path.name
            )
        _write_holder(file)

    def stay(self) -> None:
        """Note anew, once in some hours, that it is still held: whoever stays for days is believed as long."""
        holder = _read_holder(self._file)
        if holder is None or holder.age > _NOTED_ANEW:
            _write_holder(self._file)

    def release(self) -> None:
        """Let others write."""
        # Unlinked while still held, so that nobody can lock a file that is about to vanish.
        if sys.platform != "win32":
            with suppress(OSError):
                self._path.unlink()
        self._file.close()
        if sys.platform == "win32":
            with suppress(OSError):  # somebody else may have it by now
                self._path.unlink()


def lock_path(project: Path) -> Path:
    """The lock file of a project."""
    return project.with_name(f".{project.name}.lock")


def holder_of(project: Path) -> str:
    """Who has the project open for writing, in words."""
    try:
        with lock_path(project).open("rb", buffering=0) as file:
            holder = _read_holder(file)
    except OSError:
        return "another program"
    return "its name is not known" if holder is None else str(holder)


def _locked(project: Path, path: Path) -> FileIO | None:
    """The lock file, open and locked; None when another process has it."""
    try:
        file = _open(path)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFullError(name=project.name) from error
        raise ReadOnlyProjectError(name=project.name) from error
    try:
        # Its last holder may have unlinked the file after we opened it: then the lock is worth nothing.
        if _try_lock(file) and _is_still_there(file, path):
            return file
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def _open(path: Path) -> FileIO:
    try:
        return path.open("a+b", buffering=0)
    except PermissionError:
        if not path.exists():
            raise
        return path.open("rb", buffering=0)  # another person's, on the same computer


def _is_still_there(file: FileIO, path: Path) -> bool:
    if sys.platform == "win32":
        return True  # an open file cannot be unlinked
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _write_holder(file: FileIO) -> None:
    if not file.writable():
        return
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = Holder(_person(), platform.node(), os.getpid(), since)
    with suppress(OSError):  # a full disk costs only the name in the sentence
        file.truncate(0)
        file.write(json.dumps(asdict(holder)).encode())


def _read_holder(file: FileIO) -> Holder | None:
    try:
        file.seek(0)
        found = json.loads(file.read().decode())
        return Holder(found["by"], found["on"], found["process"], found["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows locks bytes against reading too; one far behind the text leaves the holder's name readable."""

    def _try_lock(file: FileIO) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Where the file system knows no such locks, SQLite's own have to do.
            return error.errno not in _NOT_OURS
        return True

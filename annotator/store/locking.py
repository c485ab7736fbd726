"""One writer per project: a lock file beside the project, held by the system for as long as we live.

The system lets go of the lock when its holder dies, so a stale file never blocks anybody. What is
written in the file is only for the sentence that names the holder.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from pathlib import Path
from typing import IO

from annotator.errors import ProjectInUseError


class WriterLock:
    """Held from opening to closing; the file goes with it."""

    def __init__(self, project: Path) -> None:
        """Take the lock. Raises ProjectInUseError with who holds it."""
        self._path = project.with_name(f".{project.name}.lock")
        self._file: IO[str] = self._path.open("a+", encoding="utf-8")
        if not _try_lock(self._file):
            holder = _holder(self._file)
            self._file.close()
            raise ProjectInUseError(name=project.name, holder=holder)
        self._file.truncate(0)
        self._file.write(json.dumps({"by": _person(), "on": platform.node(), "process": os.getpid()}))
        self._file.flush()

    def release(self) -> None:
        """Let others write."""
        # Unlinked while still held, so that nobody can lock a file that is about to vanish.
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._file.close()
        if sys.platform == "win32":
            self._path.unlink(missing_ok=True)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _holder(file: IO[str]) -> str:
    try:
        file.seek(0)
        found = json.loads(file.read())
        return f"{found['by']} on {found['on']}, process {found['process']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its name is not known"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Windows locks bytes against reading too; one far behind the text leaves the holder's name readable."""

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

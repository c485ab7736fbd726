"""Folders for copies that go away again, and what killed processes left of theirs."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_OURS = re.compile(r"annotator-(\d+)-[a-z0-9_]{8}")
_SURELY_LEFT_S = 7 * 24 * 3600


def scratch_folder() -> TemporaryDirectory[str]:
    """A new folder of this process, gone with its context; its name says whose it is."""
    return TemporaryDirectory(prefix=f"annotator-{os.getpid()}-", ignore_cleanup_errors=True)


def sweep_scratch() -> int:
    """Delete the folders of this person that processes left when they were killed; how many there were."""
    left = [folder for folder in Path(gettempdir()).glob("annotator-*") if _is_left(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return sum(not folder.exists() for folder in left)


def _is_left(folder: Path) -> bool:
    named = _OURS.fullmatch(folder.name)
    try:
        found = folder.lstat()
    except OSError:
        return False
    if named is None or not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":  # nothing there tells without harm whether a process lives
        return time.time() - found.st_mtime > _SURELY_LEFT_S
    return found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) == 0o700 and not _lives(int(named[1]))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

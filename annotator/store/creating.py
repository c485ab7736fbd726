"""Making a new project file, which appears under its name only when it is whole."""

from __future__ import annotations

import os
import sqlite3
import sys
import uuid
from contextlib import closing, suppress
from pathlib import Path

from annotator.errors import FileExistsAlreadyError, FileUnwritableError, ReadOnlyProjectError, why_unwritable
from annotator.store.explaining import explained
from annotator.store.places import beside
from annotator.store.schema import migrate


def create_file(path: Path, *, title: str, uid: str, at: str) -> None:
    """Write an empty project. Raises FileExistsAlreadyError, FileUnwritableError or DiskFullError."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.exists() or path.is_symlink():
            raise FileExistsAlreadyError(name=path.name)
        with explained(path):
            _fill(fresh, title=title, uid=uid, at=at)
        put_in_place(fresh, path)
    except ReadOnlyProjectError as error:
        reason = "the folder is missing or not yours to write"
        raise FileUnwritableError(name=path.name, reason=reason) from error
    except OSError as error:
        raise FileUnwritableError(name=path.name, reason=why_unwritable(error)) from error
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                beside(fresh, ending).unlink()


def _fill(fresh: Path, *, title: str, uid: str, at: str) -> None:
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        migrate(connection)
        connection.execute(
            "INSERT INTO project (id, uid, title, codebook_uid, codebook_name, created_at) "
            "VALUES (1, ?, ?, ?, ?, ?)",
            (uid, title, str(uuid.uuid4()), title, at),
        )


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a whole file its name for good, in place of what had it."""
    fresh.replace(path)
    if sys.platform != "win32":
        # A name is only durable when its folder is.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            with suppress(OSError):  # some network folders cannot
                os.fsync(folder)
        finally:
            os.close(folder)

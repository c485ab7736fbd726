"""Whole project files, read or copied while others may be writing to them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from annotator.errors import FileExistsAlreadyError, FileUnwritableError, why_unwritable
from annotator.store.connection import leave_one_file
from annotator.store.creating import put_in_place
from annotator.store.explaining import explained
from annotator.store.store import Store


def copy_of(source: Path | Store, target: Path) -> Store:
    """A copy of a project at `target`, brought up to this program's schema and opened.

    A project that is open here for writing is named by its store: where that locks the file for itself,
    nobody else can read it. Raises what opening a project raises.
    """
    reader = source.reader() if isinstance(source, Store) else Store(source, write=False)
    with reader, explained(reader.path), closing(sqlite3.connect(target)) as copy:
        reader.connection.backup(copy)
    return Store(target, write=True, snapshots=False)


def copy_file(path: Path, target: Path) -> None:
    """A copy of a whole project for the same person to work on, such as one from a place that is read-only.

    Raises FileExistsAlreadyError (for the project's own file), FileUnwritableError, and what opening a
    project raises.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    if target.exists() and target.samefile(path):
        raise FileExistsAlreadyError(name=target.name)
    try:
        with Store(path, write=False) as store, explained(target), closing(sqlite3.connect(fresh)) as copied:
            store.connection.backup(copied)
            leave_one_file(copied)
        put_in_place(fresh, target)
    except OSError as error:
        raise FileUnwritableError(name=target.name, reason=why_unwritable(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink()


@contextmanager
def at_one_moment(project: Path | Store) -> Iterator[Store]:
    """A project to be read as it is now; one that is open here, perhaps on another thread, goes by its store.

    Where that locks the file for itself, nobody else can read it. Raises what opening a project raises.
    """
    opened = project.on_another_thread() if isinstance(project, Store) else Store(project, write=False)
    with opened as store, store.one_moment():
        yield store

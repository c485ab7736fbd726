"""Copies of project files, taken while others may be writing to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

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

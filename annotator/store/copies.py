"""Copies of project files, taken while others may be writing to them."""

from __future__ import annotations

from pathlib import Path

from annotator.store.connection import check_header, connect
from annotator.store.explaining import explained
from annotator.store.store import Store


def copy_of(path: Path, target: Path) -> Store:
    """A copy of a project at `target`, brought up to this program's schema and opened.

    Raises what opening a project raises.
    """
    import sqlite3

    check_header(path)
    with explained(path):
        source = connect(path, write=False)
        try:
            copied = sqlite3.connect(target)
            try:
                source.backup(copied)
            finally:
                copied.close()
        finally:
            source.close()
    return Store(target, write=True, snapshots=False)

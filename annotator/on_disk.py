"""A dictionary on the disk, for what would grow with a file: uids that were read, and what they stand for."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator, MutableMapping
from typing import Generic, TypeVar

from annotator.errors import DiskFullError

K = TypeVar("K", str, int)
V = TypeVar("V", str, int)

_IN_MEMORY_KB = 4000


class OnDisk(MutableMapping[K, V], Generic[K, V]):
    """Texts or whole numbers by text or whole number; some megabytes of them in memory, however many there are.

    They lie in a file without a name, which goes with the dictionary. Raises DiskFullError.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        for pragma in (f"cache_size = -{_IN_MEMORY_KB}", "journal_mode = OFF", "synchronous = OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("CREATE TABLE entry (key PRIMARY KEY, value) WITHOUT ROWID")
        self._connection.execute("BEGIN")

    def __getitem__(self, key: K) -> V:
        found = self._connection.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        value: V = found[0]
        return value

    def __setitem__(self, key: K, value: V) -> None:
        try:
            self._connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (key, value))
        except sqlite3.OperationalError as error:
            raise DiskFullError(name="The folder for temporary files") from error

    def __delitem__(self, key: K) -> None:
        if self._connection.execute("DELETE FROM entry WHERE key = ?", (key,)).rowcount == 0:
            raise KeyError(key)

    def __iter__(self) -> Iterator[K]:
        for (key,) in self._connection.execute("SELECT key FROM entry ORDER BY key"):
            yield key

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        return count

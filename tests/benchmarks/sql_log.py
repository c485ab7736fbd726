"""What SQL the window's own thread waits for, how long, and on whose behalf."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any


@dataclass(slots=True)
class Spent:
    """One statement, with all that was fetched of it."""

    sql: str
    step: str
    where: str
    seconds: float = 0.0


class SqlLog:
    """Every statement that the thread which made the log waits for, while it listens."""

    def __init__(self) -> None:
        self.step = ""
        self.spent: list[Spent] = []
        self._thread = threading.get_ident()

    def begin(self, sql: str) -> Spent | None:
        """A new statement; None on another thread."""
        if threading.get_ident() != self._thread:
            return None
        self.spent.append(Spent(" ".join(sql.split()), self.step, _asker()))
        return self.spent[-1]

    def longest(self, count: int) -> list[Spent]:
        """The longest, one for each statement and step."""
        worst: dict[tuple[str, str], Spent] = {}
        for one in self.spent:
            known = worst.get((one.sql, one.step))
            if known is None or known.seconds < one.seconds:
                worst[one.sql, one.step] = one
        return sorted(worst.values(), key=lambda one: -one.seconds)[:count]


@contextmanager
def listening(log: SqlLog) -> Iterator[None]:
    """Let every connection that is opened meanwhile tell the log."""

    class Cursor(sqlite3.Cursor):
        spent: Spent | None = None

        def execute(self, sql: str, *values: Any) -> Any:
            self.spent = log.begin(sql)
            return self._timed(super().execute, sql, *values)

        def executemany(self, sql: str, *values: Any) -> Any:
            self.spent = log.begin(sql)
            return self._timed(super().executemany, sql, *values)

        def fetchone(self) -> Any:
            return self._timed(super().fetchone)

        def fetchmany(self, *size: Any) -> Any:
            return self._timed(super().fetchmany, *size)

        def fetchall(self) -> Any:
            return self._timed(super().fetchall)

        def __next__(self) -> Any:
            return self._timed(super().__next__)

        def _timed(self, act: Any, *values: Any) -> Any:
            begun = perf_counter()
            try:
                return act(*values)
            finally:
                if self.spent is not None:
                    self.spent.seconds += perf_counter() - begun

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    plain = sqlite3.connect

    def connect(*names: Any, **settings: Any) -> sqlite3.Connection:
        return plain(*names, **{"factory": Connection, **settings})

    sqlite3.connect = connect  # type: ignore[assignment]  # ours, for a while
    try:
        yield
    finally:
        sqlite3.connect = plain


def _asker() -> str:
    """The nearest two functions of the window on whose behalf it is."""
    frame, found = sys._getframe(2), []
    while frame is not None and len(found) < 2:
        name = frame.f_code.co_filename
        if "/annotator/gui/" in name:
            found.append(f"{name.rpartition('/annotator/gui/')[2]}:{frame.f_code.co_name}")
        frame = frame.f_back  # type: ignore[assignment]  # the last one has none
    return " < ".join(found)

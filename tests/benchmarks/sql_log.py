"""What SQL the window's own thread waits for, how long, and on whose behalf."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import thread_time
from typing import Any, ClassVar, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Spent:
    """One statement, with all that was fetched of it; `seconds` of the processor, others' work left out."""

    sql: str
    step: str
    where: str
    seconds: float = 0.0


class SqlLog:
    """Every statement that the thread which made the log executes."""

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


class _Cursor(sqlite3.Cursor):
    """Tells the log of every statement, and how long each call took."""

    log: ClassVar[SqlLog]
    spent: Spent | None = None

    def execute(self, sql: str, *values: Any) -> Any:
        self.spent = self.log.begin(sql)
        return self._timed(lambda: super(_Cursor, self).execute(sql, *values))

    def executemany(self, sql: str, *values: Any) -> Any:
        self.spent = self.log.begin(sql)
        return self._timed(lambda: super(_Cursor, self).executemany(sql, *values))

    def fetchone(self) -> Any:
        return self._timed(super().fetchone)

    def fetchmany(self, *size: Any) -> Any:
        return self._timed(lambda: super(_Cursor, self).fetchmany(*size))

    def fetchall(self) -> Any:
        return self._timed(super().fetchall)

    def __next__(self) -> Any:
        return self._timed(super().__next__)

    def _timed(self, act: Callable[[], T]) -> T:
        begun = thread_time()
        try:
            return act()
        finally:
            if self.spent is not None:
                self.spent.seconds += thread_time() - begun


def _cursor(connection: sqlite3.Connection, factory: Any = _Cursor) -> Any:
    return sqlite3.Connection.cursor(connection, factory)


@contextmanager
def listening(log: SqlLog) -> Iterator[None]:
    """Let every connection that is opened meanwhile tell the log."""
    plain = sqlite3.connect
    _Cursor.log = log

    def connect(*names: Any, **settings: Any) -> sqlite3.Connection:
        kind = settings.pop("factory", sqlite3.Connection)
        made: sqlite3.Connection = plain(
            *names, factory=type("Listening", (kind,), {"cursor": _cursor}), **settings
        )
        return made

    sqlite3.connect = connect  # type: ignore[assignment]  # ours, for a while
    try:
        yield
    finally:
        sqlite3.connect = plain


def _asker() -> str:
    """The nearest two functions of the window on whose behalf it is."""
    frame = sys._getframe(2)
    found: list[str] = []
    while len(found) < 2:
        name = frame.f_code.co_filename
        if "/annotator/gui/" in name:
            found.append(f"{name.rpartition('/annotator/gui/')[2]}:{frame.f_code.co_name}")
        if frame.f_back is None:
            break
        frame = frame.f_back
    return " < ".join(found)

"""Putting many rows into a table at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice

_VARIABLES = 16_000
"""SQLite takes 32,766 since 3.32; twice as many gain nothing."""


def insert_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Iterable[object]]
) -> None:
    """Put rows in, in their order, many with one statement.

    The full-text index writes what it gathered at the end of every statement: a hundred thousand
    statements cost it three times as much as a hundred.
    """
    waiting = iter(rows)
    limit = min(_VARIABLES, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    many = max(1, limit // len(columns))
    start = f"INSERT INTO [{table}] ({', '.join(f'[{column}]' for column in columns)}) VALUES "
    marks = f"({', '.join('?' * len(columns))})"
    while batch := list(islice(waiting, many)):
        connection.execute(start + ", ".join([marks] * len(batch)), list(chain.from_iterable(batch)))

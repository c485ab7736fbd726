"""Project files of earlier schemas: every one that was ever made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, sql_statements, statements_in

FIRST = Path(__file__).parent / "data" / "schemas" / "first-before-the-queue.sql"
"""The first migration as it was when the first files were made; some indexes came into it later."""
EVERY = [
    *((last, False) for last in range(1, SCHEMA_VERSION)),
    *((last, True) for last in range(1, MIGRATIONS.index("2026-11-23-indexes") + 1)),
]
"""Every schema that files may have: how many migrations, and whether the first of them is the old one."""


def older(path: Path, full: Path, last: int, *, old_first: bool = False) -> None:
    """A file as the program with only the first `last` migrations made it, with the rows of `full`."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name in MIGRATIONS[:last]:
        is_old = old_first and name == MIGRATIONS[0]
        for sql in statements_in(FIRST.read_text(encoding="utf-8")) if is_old else sql_statements(name):
            connection.execute(sql)
    connection.execute("ATTACH ? AS full", (str(full),))
    records = "SELECT sql FROM full.sqlite_master WHERE tbl_name = '_sqlite_migrations' ORDER BY type DESC"
    for (record,) in connection.execute(records).fetchall():
        connection.execute(record)
    tables = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'statement_search%'"
    ).fetchall()
    for (table,) in tables:
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM full.{table}")  # noqa: S608
    marks = ",".join("?" * last)
    connection.execute(f"DELETE FROM _sqlite_migrations WHERE name NOT IN ({marks})", MIGRATIONS[:last])  # noqa: S608
    connection.execute(f"PRAGMA user_version = {last}")
    connection.close()

"""The shape of a project file: SQL text by date, applied forward only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

APPLICATION_ID = 0x414E4E4F  # "ANNO"
MIGRATIONS = (
    *("2026-11-23-first", "2026-11-23-adjudication", "2026-11-23-worklists", "2026-11-23-memos"),
    *("2026-11-23-merging", "2026-11-23-events", "2026-11-23-journal"),
    *("2026-11-23-redefined", "2026-11-23-indexes", "2026-11-23-journal-limit"),
    *("2026-11-23-reliability", "2026-11-24-keywords", "2026-11-24-copies"),
    "2026-11-24-conflict-rule",
)
"""Names of the files in `migrations/`, oldest first; the file's `user_version` counts them."""

SCHEMA_VERSION = len(MIGRATIONS)

JOURNALED = (
    *("project", "coder", "actor", "actor_alias", "variable", "code", "import_record", "source"),
    *("source_text", "part", "dropped", "statement", "annotation", "value", "status"),
    *("settlement", "saved_filter", "worklist", "worklist_coder", "worklist_statement"),
    *("memo", "redirect", "conflict", "event", "frozen_coding", "log_entry", "keyword_group"),
)
"""Tables whose every change the journal notes."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an empty or older project up to this program's schema, all in one transaction.

    sqlite-utils keeps the record of what was applied; `user_version` says the same at a glance.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("annotator")
    for name in MIGRATIONS:
        steps(name=name)(_Migration(name))
    # A table may be built anew under its old name; SQLite allows that only while it checks no keys.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps.apply(Database(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def expected_schema() -> dict[tuple[str, str], str]:
    """The SQL of everything that a project of this version is made of, by type and name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        return found_schema(fresh)


def found_schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The same of a file, as far as it is ours; without what SQLite keeps for itself."""
    rows = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {(kind, name): sql for kind, name, sql in rows}


class _Migration:
    """One migration, callable and named as sqlite-utils asks; it runs its SQL statement by statement."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __call__(self, db: object, /) -> None:
        from sqlite_utils import Database

        assert isinstance(db, Database)
        for statement in sql_statements(self.__name__):
            db.conn.execute(statement)


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """A table's columns; the integer key is the first."""
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info([{table}])")]


def sql_statements(name: str) -> Iterator[str]:
    """The statements of one migration file, in order."""
    return statements_in((Path(__file__).parent / "migrations" / f"{name}.sql").read_text(encoding="utf-8"))


def statements_in(text: str) -> Iterator[str]:
    """The statements of some SQL, in order."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

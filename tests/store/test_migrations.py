from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.edits.adjudication import settle
from annotator.store.annotations import annotations_of
from annotator.store.connection import check_header
from annotator.store.events import read_events
from annotator.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, sql_statements
from annotator.store.settlements import read_settlements
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement

TEXT = "No treaty holds.\nThe islands wait."


def older(path: Path, full: Path, last: int) -> None:
    """A file as the program with only the first `last` migrations made it, with the rows of `full`."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name in MIGRATIONS[:last]:
        for sql in sql_statements(name):
            connection.execute(sql)
    connection.execute("ATTACH ? AS full", (str(full),))
    (record,) = connection.execute(
        "SELECT sql FROM full.sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
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


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A small project of this version."""
    with Store.create(tmp_path / "full.annotator", title="Study") as store:
        ana, _ = fill(store, draft(TEXT))
        label(store, ana, "No treaty", "equality")
        return store.path


@pytest.mark.parametrize("last", range(1, SCHEMA_VERSION))
def test_a_file_of_an_earlier_version_is_migrated_and_keeps_its_rows(
    full: Path, tmp_path: Path, last: int
) -> None:
    with Store(full, write=False) as store:
        kept = contents(store)
    path = tmp_path / "older.annotator"
    older(path, full, last)

    with Store(path, write=True) as opened:
        assert opened.rows("PRAGMA user_version")[0][0] == SCHEMA_VERSION
        assert contents(opened) == kept
        place = statement(opened, "No treaty")
        settle(opened, place, take=[found.id for found in annotations_of(opened, [place])])
        assert [found.statement_id for found in read_settlements(opened)] == [place]
        opened.undo()
        assert contents(opened) == kept


def test_a_file_of_an_earlier_version_is_read_without_being_changed(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.annotator"
    older(path, full, 1)

    with Store(path, write=False) as opened:
        assert list(read_settlements(opened)) == []
        assert read_events(opened) == ()
        assert opened.rows("PRAGMA user_version")[0][0] == SCHEMA_VERSION
    assert check_header(path) == 1

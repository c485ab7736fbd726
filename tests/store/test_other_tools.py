"""What other programs find in the file: they know SQLite, and nothing of ours."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator import paths
from annotator.edits.sample import build_sample

NUMBER = re.compile(
    r".*(_id|_start|_end|position|_revision|_should_change)|set_aside|flagged|retired|active|required"
)
DATES = re.compile(r"\d{4}(-\d\d){0,2}")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "straits.annotator"
    build_sample(path)
    return path


@pytest.fixture
def opened(sample: Path) -> Iterator[sqlite3.Connection]:
    """As pandas, R and Datasette open it."""
    with closing(sqlite3.connect(f"{sample.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def views(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]


def test_every_view_opens_and_a_column_is_of_one_type(opened: sqlite3.Connection) -> None:
    wrong = [
        (view, column, value)
        for view in views(opened)
        for row in opened.execute(f"SELECT * FROM {view}")  # noqa: S608 - a name of our own
        for column, value in zip(row.keys(), row, strict=True)
        if value is not None and not isinstance(value, int if NUMBER.fullmatch(column) else str)
    ]

    assert wrong == []


def test_dates_are_text_as_far_as_they_are_known(opened: sqlite3.Connection) -> None:
    found = [row["date"] for row in opened.execute("SELECT date FROM statements_flat")]

    assert None in found
    assert all(DATES.fullmatch(date) for date in found if date is not None)


def test_answers_that_are_none_are_told_from_those_that_are_missing(opened: sqlite3.Connection) -> None:
    states = dict(opened.execute("SELECT value_state, count(*) FROM annotations_flat GROUP BY 1").fetchall())

    assert set(states) >= {"coded", "not applicable", "undecided"}
    (missing,) = opened.execute(
        "SELECT count(*) FROM annotations_flat WHERE value_state = 'coded' AND value IS NULL"
    ).fetchone()
    assert missing == 0


def test_the_manual_names_every_view(opened: sqlite3.Connection) -> None:
    page = (paths.resources() / "manual" / "open-with-other-tools.md").read_text(encoding="utf-8")

    assert set(re.findall(r"`(\w+_flat)` \|", page)) == set(views(opened))

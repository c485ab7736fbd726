from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.api import open_project
from annotator.cli import main
from annotator.edits.adjudication import settle
from annotator.model.corpus import Dropped, DropReason
from annotator.model.span import Span
from annotator.store.annotations import annotations_of
from annotator.store.checking import find_problems
from annotator.store.connection import check_header
from annotator.store.events import read_events
from annotator.store.ring import Reason, list_snapshots
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.settlements import read_settlements
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement
from tests.earlier import EVERY, older
from tests.unprivileged import read_only, unprivileged

TEXT = "No treaty holds.\nThe islands wait."


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A small project of this version."""
    with Store.create(tmp_path / "full.annotator", title="Study") as store:
        repeats = replace(draft("Yes 🇺🇳.\nNo.\nYes 🇺🇳."), statements=draft("Yes 🇺🇳.\nNo.").statements)
        copy = Dropped(Span(12, 19), DropReason.COPY, repeats=Span(0, 7))
        ana, bruno = fill(store, draft(TEXT), replace(repeats, dropped=(copy,)))
        label(store, ana, "No treaty", "equality")
        label(store, bruno, "No treaty", "security")
        return store.path


@pytest.fixture(params=EVERY, ids=lambda schema: f"{schema[0]}{' old' if schema[1] else ''}")
def earlier(request: pytest.FixtureRequest, full: Path, tmp_path: Path) -> Path:
    """The same project as a file of an earlier schema."""
    last, old_first = request.param
    path = tmp_path / "earlier" / "older.annotator"
    path.parent.mkdir()
    older(path, full, last, old_first=old_first)
    return path


def test_a_file_of_an_earlier_version_is_migrated_and_keeps_its_rows(earlier: Path, full: Path) -> None:
    with Store(full, write=False) as store:
        kept, tables = contents(store), schema(store)

    with Store(earlier, write=True) as opened:
        assert opened.rows("PRAGMA user_version")[0][0] == SCHEMA_VERSION
        assert schema(opened) == tables
        assert contents(opened) == kept
        place = statement(opened, "No treaty")
        settle(opened, place, take=[found.id for found in annotations_of(opened, [place])][:1])
        assert [found.statement_id for found in read_settlements(opened)] == [place]
        opened.undo()
        assert contents(opened) == kept
        opened.undo()
        opened.redo()
        assert contents(opened) == kept
        assert list(find_problems(opened)) == []


def test_a_file_of_an_earlier_version_has_its_timeline_also_read_only(earlier: Path) -> None:
    version = check_header(earlier)

    with open_project(earlier) as project:
        assert project.timeline("framing", "Ana").totals() == (1, 0, 0)
        assert [used.value for used in project.usages("framing", "Ana")] == ["equality"]
        assert project.events() == ()
        assert list(project.contradictions("Ana")) == []

    assert check_header(earlier) == version


def schema(store: Store) -> set[tuple[object, ...]]:
    """All tables, views, indexes and triggers, with their columns in order."""
    rows = store.rows(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"
    )
    return {tuple(row) for row in rows}


def test_the_file_is_kept_as_it_was_before_it_is_migrated(earlier: Path) -> None:
    version, content = check_header(earlier), everything(earlier)

    Store(earlier, write=True).close()

    (snapshot,) = list_snapshots(earlier)
    assert snapshot.reason is Reason.MIGRATION
    assert check_header(snapshot.path) == version
    assert everything(snapshot.path) == content


def everything(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_copy_that_goes_away_again_leaves_no_snapshot(earlier: Path, full: Path, tmp_path: Path) -> None:
    assert main(["merge", str(full), str(earlier), "--dry-run"]) == 0
    assert main(["copy", str(earlier), "--for", "Ana", "-o", str(tmp_path / "ana.annotator")]) == 0

    assert list((tmp_path / "home" / "snapshots").rglob("*.annotator")) == []


COMMANDS = (
    *(["info", "FILE"], ["statements", "FILE"], ["check", "FILE"], ["snapshots", "FILE"]),
    *(["timeline", "FILE"], ["agreement", "FILE"], ["contradictions", "FILE"], ["events", "FILE"]),
    *(["export", "FILE", "--format", form, "-o", "-"] for form in ("csv", "jsonl")),
)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of Unix")
@pytest.mark.parametrize("locked", [False, True], ids=["own folder", "read-only folder"])
def test_commands_read_a_file_of_an_earlier_version_and_leave_it_alone(
    earlier: Path, full: Path, capsys: pytest.CaptureFixture[str], *, locked: bool
) -> None:
    before = earlier.read_bytes()
    told = {}
    for command in COMMANDS:
        for path in (full, earlier):
            if locked:
                with unprivileged(), read_only(path.parent):
                    status = main([str(path) if word == "FILE" else word for word in command])
            else:
                status = main([str(path) if word == "FILE" else word for word in command])
            output = capsys.readouterr()
            assert (status, output.err) == (0, ""), command
            told[path] = output.out.replace(path.name, "FILE")
        assert told[full] == told[earlier], command
    assert earlier.read_bytes() == before
    assert [found.name for found in earlier.parent.iterdir()] == [earlier.name]


def test_a_file_of_an_earlier_version_is_read_without_being_changed(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.annotator"
    older(path, full, 1)

    with Store(path, write=False) as opened:
        assert list(read_settlements(opened)) == []
        assert read_events(opened) == ()
        assert opened.rows("PRAGMA user_version")[0][0] == SCHEMA_VERSION
    assert check_header(path) == 1

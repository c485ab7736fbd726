"""What is no project, or no sound one: every command says so in one sentence, and leaves it alone."""

from __future__ import annotations

import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.store.schema import APPLICATION_ID, SCHEMA_VERSION


def foreign(path: Path, *, application_id: int = 0, version: int = 0) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT)")
        connection.execute("CREATE TABLE code_text (cid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER)")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {version}")


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", "<Project/>")


def circle(path: Path) -> None:
    path.symlink_to(path)


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a zero-byte file": (Path.touch, "is not an Annotator project"),
    "another program's database": (foreign, "is not an Annotator project"),
    "an archive of another program": (zipped, "is not an Annotator project"),
    "words": (
        lambda path: path.write_text("Once upon a time. " * 50, encoding="utf-8"),
        "is not an Annotator project",
    ),
    "a folder": (Path.mkdir, "it is a folder"),
    "nothing": (lambda _: None, "There is no file"),
    "a newer version's": (
        lambda path: foreign(path, application_id=APPLICATION_ID, version=SCHEMA_VERSION + 1),
        "newer version",
    ),
    "our mark on foreign tables": (
        lambda path: foreign(path, application_id=APPLICATION_ID, version=SCHEMA_VERSION),
        "tables are missing",
    ),
}
if sys.platform != "win32":
    MADE["a circle of links"] = (circle, "cannot be read")


@pytest.mark.parametrize("command", ["check", "check --mend", "info", "history", "compact", "restore"])
@pytest.mark.parametrize("kind", MADE)
def test_what_is_no_project_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, command: str
) -> None:
    path = tmp_path / "étude 📁.annotator"
    make, sentence = MADE[kind]
    make(path)
    before = path.read_bytes() if path.is_file() else None

    assert main([*command.split(), str(path)]) == 1

    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.splitlines()) == 1
    assert (sentence if command != "restore" else "There is no snapshot") in output.err
    assert (path.read_bytes() if path.is_file() else None) == before

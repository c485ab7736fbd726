from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from annotator.edits.coders import add_coder
from annotator.errors import DamagedProjectError, NewerProjectError, NotAProjectError, ProjectInUseError
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_head
from annotator.store.store import Store
from tests.builders import draft, fill


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        fill(store, *(draft(f"Number {number}.\nAnd more.") for number in range(200)))
    return path


def test_a_closed_project_is_one_file_also_after_it_was_read(project: Path) -> None:
    with Store(project, write=False) as store:
        assert read_head(store).title == "Study"

    assert [file.name for file in project.parent.glob("*study*")] == ["study.annotator"]


def test_a_project_whose_writer_was_killed_is_read_with_its_last_edits(project: Path) -> None:
    killed = project.with_name("killed.annotator")
    with Store(project, write=True) as store:
        add_coder(store, "Zoe")
        for ending in ("", "-wal"):
            shutil.copy(f"{project}{ending}", f"{killed}{ending}")

    with Store(killed, write=False) as store:
        assert [coder.name for coder in read_head(store).coders][-1] == "Zoe"
    with Store(killed, write=True):
        pass
    assert [file.name for file in project.parent.glob("*killed*")] == ["killed.annotator"]


def test_a_project_left_in_wal_is_read_without_leaving_anything_beside_it(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()

    with Store(project, write=False) as store:
        assert len(statement_rows(store)) == 400

    assert [file.name for file in project.parent.glob("*study*")] == ["study.annotator"]


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs to become somebody else")
def test_a_project_left_in_wal_is_read_in_a_folder_of_others(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    script = (
        "import os, sys; from pathlib import Path; from annotator.store.store import Store;"
        "os.setuid(65534);"
        "store = Store(Path(sys.argv[1]), write=False);"
        "print(store.rows('SELECT title FROM project')[0][0]); store.close()"
    )

    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy = shutil.copy(project, folder)
        found = subprocess.run(
            [sys.executable, "-c", script, copy], check=True, capture_output=True, text=True
        )

    assert found.stdout == "Study\n"


def test_readers_see_the_project_while_it_is_written(project: Path) -> None:
    with Store(project, write=True) as writer, Store(project, write=False) as reader, reader.one_moment():
        before = read_head(reader)
        add_coder(writer, "Zoe")

        assert read_head(reader).coders == before.coders


def test_a_second_writer_is_refused_and_told_who_the_first_one_is(project: Path) -> None:
    with Store(project, write=True), pytest.raises(ProjectInUseError, match=rf"process {os.getpid()}"):
        Store(project, write=True)


@pytest.mark.parametrize("length", [0, 50, 100])
def test_a_file_that_is_too_short_is_no_project(project: Path, length: int) -> None:
    project.write_bytes(project.read_bytes()[:length])

    if length == 100:
        with pytest.raises(DamagedProjectError, match=r"study\.annotator is damaged"):
            Store(project, write=False)
    else:
        with pytest.raises(NotAProjectError):
            Store(project, write=False)


def test_a_truncated_project_is_called_damaged_wherever_that_shows(project: Path) -> None:
    content = project.read_bytes()
    for share in (0.1, 0.5, 0.9):
        project.write_bytes(content[: int(len(content) * share)])

        with pytest.raises(DamagedProjectError), Store(project, write=False) as store:
            statement_rows(store)


def test_databases_of_others_and_of_the_future_are_left_alone(tmp_path: Path, project: Path) -> None:
    foreign = tmp_path / "foreign.annotator"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE project (title TEXT)")
    connection.close()
    with pytest.raises(NotAProjectError):
        Store(foreign, write=True)

    connection = sqlite3.connect(project)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerProjectError, match=r"project version 99"):
        Store(project, write=True)


def test_a_database_that_only_calls_itself_a_project_is_called_damaged(project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("DROP TABLE project")
    connection.close()

    with pytest.raises(DamagedProjectError):
        Store(project, write=False)

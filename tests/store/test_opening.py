from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.edits.coders import add_coder
from annotator.errors import (
    AnnotatorError,
    DamagedProjectError,
    FileExistsAlreadyError,
    FileMissingError,
    FileUnreadableError,
    FileUnwritableError,
    NewerProjectError,
    NotAProjectError,
    ProjectMovedError,
    ReadOnlyProjectError,
)
from annotator.store.registers import read_coders
from annotator.store.schema import APPLICATION_ID, SCHEMA_VERSION
from annotator.store.store import Store
from tests.unprivileged import read_only, unprivileged

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")
NAMES = (
    *(
        "with blanks",
        "речи и заявления",
        "声明",
        "خطاب",
        "🇺🇳 speeches",
        "100% sure?",
        "a#b&c=d",
        "50%20",
        "it's",
    ),
    *("semi;colon", "quote\"d'", "file:x?mode=memory", "[brackets]", "trailing.", "back\\slash"),
)


def coders(store: Store) -> list[str]:
    return [coder.name for coder in read_coders(store)]


def beside(path: Path) -> list[str]:
    """What lies in the project's folder besides the project."""
    return sorted(found.name for found in path.parent.iterdir() if found != path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with one coder, alone in its folder."""
    path = tmp_path / "place" / "study.annotator"
    path.parent.mkdir()
    with Store.create(path, title="Study") as store:
        add_coder(store, "Ana")
    return path


def leave_open(path: Path, name: str) -> None:
    """Add a coder as a session does that is killed: what it wrote lies beside the file."""
    working = path.with_name("working")
    shutil.copy(path, working)
    store = Store(working, write=True)
    add_coder(store, name)
    shutil.copy(working, path)
    shutil.copy(working.with_name("working-wal"), path.with_name(f"{path.name}-wal"))
    store.close()
    working.unlink()


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_hold_any_sign(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.annotator"
    with Store.create(path, title=name) as store:
        add_coder(store, "Ana")
        with store.reader() as reader:
            assert coders(reader) == ["Ana"]
    with Store(path, write=False) as store:
        assert coders(store) == ["Ana"]

    assert beside(path) == []


def test_after_closing_there_is_one_file(path: Path) -> None:
    with Store(path, write=True) as store:
        add_coder(store, "Bruno")
        assert beside(path) != []

    assert beside(path) == []


def test_a_reader_that_outlives_the_writer_leaves_one_file_too(path: Path) -> None:
    store = Store(path, write=True)
    add_coder(store, "Bruno")
    reader = store.reader()
    store.close()
    assert coders(reader) == ["Ana", "Bruno"]

    reader.close()

    assert beside(path) == []


def test_what_a_killed_session_left_is_read_and_folded_in(path: Path) -> None:
    leave_open(path, "Bruno")

    with Store(path, write=False) as store:
        assert coders(store) == ["Ana", "Bruno"]

    assert beside(path) == []


def test_a_copy_is_a_project_of_its_own(path: Path) -> None:
    copy = path.with_name("copy of study.annotator")
    shutil.copy(path, copy)

    with Store(path, write=True) as one, Store(copy, write=True) as other:
        add_coder(one, "Bruno")
        add_coder(other, "Chen")

        assert (coders(one), coders(other)) == (["Ana", "Bruno"], ["Ana", "Chen"])


@posix
def test_a_project_in_a_read_only_place_can_be_read_and_says_so(path: Path) -> None:
    with read_only(path.parent):
        with pytest.raises(ReadOnlyProjectError, match=r"study\.annotator can be read but not changed"):
            Store(path, write=True)
        with Store(path, write=False) as store:
            assert coders(store) == ["Ana"]
            with pytest.raises(ReadOnlyProjectError):
                add_coder(store, "Bruno")

        assert beside(path) == []


@posix
def test_what_a_killed_session_left_in_a_read_only_place_is_read(path: Path) -> None:
    leave_open(path, "Bruno")

    with read_only(path.parent), Store(path, write=False) as store:
        assert coders(store) == ["Ana", "Bruno"]


@posix
def test_a_read_only_file_in_a_folder_of_ones_own_is_left_alone(path: Path) -> None:
    path.chmod(0o444)

    with unprivileged():
        with pytest.raises(ReadOnlyProjectError):
            Store(path, write=True)
        with Store(path, write=False) as store:
            assert coders(store) == ["Ana"]

    assert beside(path) == []


@posix
def test_a_file_that_one_may_not_read_is_named(path: Path) -> None:
    path.chmod(0)

    with unprivileged(), pytest.raises(FileUnreadableError, match=r"study\.annotator cannot be read"):
        Store(path, write=False)
    path.chmod(0o644)


@posix
def test_links_lead_to_one_project_with_one_writer(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.annotator"
    link.symlink_to(path)

    with Store(link, write=True) as store:
        add_coder(store, "Bruno")
        with pytest.raises(AnnotatorError, match="open in another window"):
            Store(path, write=True)

    assert link.is_symlink()
    assert beside(path) == []


def foreign(path: Path, *, application_id: int = 0, version: int = 0) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_project_is_refused_with_a_sentence_and_left_alone(tmp_path: Path, *, write: bool) -> None:
    empty, words, other, newer, hollow = (
        tmp_path / f"{name}.annotator" for name in ("empty", "words", "other", "newer", "hollow")
    )
    empty.touch()
    words.write_text("Once upon a time. " * 100, encoding="utf-8")
    foreign(other)
    foreign(newer, application_id=APPLICATION_ID, version=SCHEMA_VERSION + 1)
    foreign(hollow, application_id=APPLICATION_ID, version=SCHEMA_VERSION)
    folder = tmp_path / "folder.annotator"
    folder.mkdir()
    for path, error in (
        (empty, NotAProjectError),
        (words, NotAProjectError),
        (other, NotAProjectError),
        (newer, NewerProjectError),
        (hollow, DamagedProjectError),
        (folder, FileUnreadableError),
        (tmp_path / "nowhere.annotator", FileMissingError),
        (words / "inside.annotator", FileMissingError),
    ):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(error, match=path.name):
            Store(path, write=write)
        assert (path.read_bytes() if path.is_file() else None) == before

    assert len(list(tmp_path.iterdir())) == 6


@posix
def test_a_circle_of_links_and_a_pipe_are_no_projects(tmp_path: Path) -> None:
    circle, pipe = tmp_path / "circle.annotator", tmp_path / "pipe.annotator"
    circle.symlink_to(circle)
    os.mkfifo(pipe)

    with pytest.raises(FileUnreadableError, match="circle"):
        Store(circle, write=True)
    with pytest.raises(NotAProjectError, match="pipe"):
        Store(pipe, write=False)


def test_a_newer_session_that_was_killed_is_not_misread(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

        with pytest.raises(NewerProjectError):
            Store(path, write=True)


def test_an_edit_after_the_file_was_replaced_is_refused(path: Path) -> None:
    copy = path.with_name("other.annotator")
    shutil.copy(path, copy)
    with Store(path, write=True) as store:
        copy.replace(path)

        with pytest.raises(ProjectMovedError, match="moved, deleted or replaced"):
            add_coder(store, "Bruno")


@pytest.mark.filterwarnings("ignore")
def test_creating_refuses_what_is_there_and_where_it_may_not_write(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileExistsAlreadyError):
        Store.create(path, title="Study")
    with pytest.raises(FileUnwritableError):
        Store.create(tmp_path / "no such folder" / "study.annotator", title="Study")
    with pytest.raises(FileUnwritableError):
        Store.create(tmp_path / ("long" * 100), title="Study")
    if sys.platform != "win32":
        with read_only(path.parent), pytest.raises(FileUnwritableError):
            Store.create(path.with_name("second.annotator"), title="Study")

    assert beside(path) == []

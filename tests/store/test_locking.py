from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.edits.coders import add_coder
from annotator.errors import OpenElsewhereError, ProjectInUseError, SnapshotFailedError
from annotator.progress import silent
from annotator.store.locking import WriterLock, lock_path
from annotator.store.past_lock import read_past_lock
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.unprivileged import unprivileged

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of Unix")

HOLD = """
import sys
from pathlib import Path
from annotator.edits.coders import add_coder
from annotator.store.store import Store
with Store(Path(sys.argv[1]), write=True) as store:
    add_coder(store, "Child")
    print("open", flush=True)
    sys.stdin.read()
"""
TRY = """
import sys
from pathlib import Path
from annotator.errors import AnnotatorError
from annotator.store.registers import read_coders
from annotator.store.store import Store
try:
    with Store(Path(sys.argv[1]), write=sys.argv[2] == "write") as store:
        print([coder.name for coder in read_coders(store)])
except AnnotatorError as error:
    print(type(error).__name__, error)
"""
OTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    print([name for (name,) in connection.execute("SELECT name FROM coder ORDER BY id")])
except sqlite3.OperationalError as error:
    print(error)
connection.close()
"""
READ_IN_JOBS = """
import os, signal, sys
from pathlib import Path
from annotator.edits.coders import add_coder
from annotator.edits.files import import_file
from annotator.store.connection import check_header
from annotator.store.store import Store
path = Path(sys.argv[1])
store = Store(path, write=True)
add_coder(store, "Ana")
check_header(path)
store.reader().close()
assert import_file(store, path).error
with store.on_another_thread():
    pass
print("read", flush=True)
sys.stdin.readline()
add_coder(store, "Bruno")
print("written", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""
COUNT = """
import sys
from pathlib import Path
from annotator.errors import ProjectInUseError
from annotator.store.locking import WriterLock
path, counter = Path(sys.argv[1]), Path(sys.argv[2])
done = 0
while done < 25:
    try:
        lock = WriterLock(path, patience_s=0)
    except ProjectInUseError:
        continue
    number = int(counter.read_text())
    counter.write_text(str(number + 1))
    lock.release()
    done += 1
"""


@pytest.fixture(params=["place", "Dropbox"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A closed project, once in a folder of one's own and once in one that is synchronised."""
    path = tmp_path / str(request.param) / "study.annotator"
    path.parent.mkdir()
    Store.create(path, title="Study").close()
    return path


def python(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has the project open for writing."""
    with python(HOLD, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def said(script: str, *arguments: str | Path) -> str:
    with python(script, *arguments) as process:
        return process.communicate()[0].strip()


def test_the_second_writer_is_told_who_has_the_project(path: Path) -> None:
    with held_elsewhere(path) as process, pytest.raises(ProjectInUseError, match=f"process {process.pid}"):
        Store(path, write=True)


def test_another_process_reads_what_is_saved_or_is_told_who_has_it(path: Path) -> None:
    with Store(path, write=True) as store:
        add_coder(store, "Ana")

        told = said(TRY, path, "read")

        expected = "['Ana']" if path.parent.name == "place" else "ProjectInUseError"
        assert told.startswith(expected)
        assert expected == "['Ana']" or str(os.getpid()) in told


def test_a_job_reads_beside_the_writer_everywhere(path: Path) -> None:
    with Store(path, write=True) as store:
        add_coder(store, "Ana")
        with store.reader() as reader:
            add_coder(store, "Bruno")

            assert "Ana" in [coder.name for coder in read_coders(reader)]
        add_coder(store, "Chen")

    assert [found.name for found in path.parent.iterdir()] == [path.name]


@posix
def test_another_program_that_looks_in_takes_no_edit_away(path: Path) -> None:
    """Closing any handle of a file drops the locks of the process: https://sqlite.org/howtocorrupt.html, 2.2."""
    own = path.parent.name == "place"
    with python(READ_IN_JOBS, path) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline() == "read\n"
        assert said(OTHER_PROGRAM, path) == ("['Ana']" if own else "database is locked")
        print(file=writer.stdin, flush=True)
        assert writer.stdout.readline() == "written\n"
        assert said(OTHER_PROGRAM, path) == ("['Ana', 'Bruno']" if own else "database is locked")
        print(file=writer.stdin, flush=True)

    with Store(path, write=False) as store:
        assert [coder.name for coder in read_coders(store)] == ["Ana", "Bruno"]


@posix
def test_the_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    with held_elsewhere(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock_path(path).exists()

        with Store(path, write=True) as store:
            assert [coder.name for coder in read_coders(store)] == ["Child"]

    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_in_a_synchronised_folder_sqlite_keeps_others_out_too(path: Path) -> None:
    """A sync program may take the lock file away."""
    if path.parent.name == "place":
        pytest.skip("there the lock file is ours alone")
    with Store(path, write=True) as store:
        add_coder(store, "Ana")
        assert not path.with_name("study.annotator-wal").exists()
        lock_path(path).unlink()

        assert said(TRY, path, "write").startswith("ProjectInUseError")
        read_past_lock(store, read_coders, silent)
        assert said(TRY, path, "write").startswith("ProjectInUseError")


def test_no_copy_is_taken_for_whole_while_the_file_is_written_to(path: Path) -> None:
    if path.parent.name == "place":
        pytest.skip("there SQLite sees to it")
    with Store(path, write=True) as store:
        with (
            store.alone(),
            pytest.raises(SnapshotFailedError, match="written to all the time"),
            store.on_another_thread(),
        ):
            pass
        with store.on_another_thread() as reader:
            assert read_coders(reader) == ()


@posix
def test_only_one_of_many_ever_holds_the_lock(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0", encoding="utf-8")

    processes = [python(COUNT, tmp_path / "study.annotator", counter) for _ in range(3)]
    for process in processes:
        process.communicate()

    assert counter.read_text(encoding="utf-8") == "75"


def note(path: Path, *, on: str, since: datetime) -> None:
    holder = {"by": "Ana", "on": on, "process": 4711, "since": since.isoformat()}
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")


def test_another_computer_that_has_the_project_is_believed_for_a_day(path: Path) -> None:
    note(path, on="laptop-of-ana", since=datetime.now(UTC) - timedelta(hours=2))
    if path.parent.name == "Dropbox":
        with pytest.raises(
            OpenElsewhereError, match=r"by Ana on the computer laptop-of-ana .* \.study\.annotator\.lock"
        ):
            Store(path, write=True)

    note(path, on="laptop-of-ana", since=datetime.now(UTC) - timedelta(days=2))
    with Store(path, write=True) as store:
        add_coder(store, "Bruno")


@posix
def test_whoever_stays_is_believed_for_another_day(path: Path) -> None:
    lock = WriterLock(path, shared=True)
    note(path, on="laptop-of-ana", since=datetime.now(UTC) - timedelta(days=2))

    lock.stay()

    noted = json.loads(lock_path(path).read_text(encoding="utf-8"))
    assert noted["process"] == os.getpid()
    assert datetime.now(UTC) - datetime.fromisoformat(noted["since"]) < timedelta(minutes=1)
    lock.release()


def test_a_stale_lock_file_of_another_person_is_no_hindrance(path: Path) -> None:
    lock_path(path).write_text("", encoding="utf-8")
    lock_path(path).chmod(0o444)

    with unprivileged():
        Store(path, write=True).close()

    assert not lock_path(path).exists()


@posix
def test_a_living_lock_file_of_another_person_is_respected(path: Path) -> None:
    lock = WriterLock(path)
    lock_path(path).chmod(0o444)

    with unprivileged(), pytest.raises(ProjectInUseError):
        Store(path, write=True)
    lock.release()

"""Reading beside a writer that has locked the file for itself, as in sync folders."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.edits.coders import add_coder
from annotator.progress import CancelledError, silent
from annotator.store.past_lock import read_past_lock
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill

LINES = "\n".join(f"Line {number} of a treaty that nobody has signed." for number in range(400))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A project in a sync folder, open for writing."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with Store.create(folder / "study.annotator", title="Study") as made:
        fill(made, draft(LINES))
        assert made.is_exclusive
        yield made


def names(store: Store) -> list[str]:
    return [coder.name for coder in read_coders(store)]


def test_what_was_written_last_is_read(store: Store) -> None:
    for number in range(5):
        add_coder(store, f"Coder {number}")

        assert read_past_lock(store, names, silent)[-1] == f"Coder {number}"


def test_it_is_of_one_moment_however_much_is_written(store: Store) -> None:
    store.connection.execute("PRAGMA cache_size = 5")  # pages reach the file long before the commit
    over = threading.Event()
    keys = [row[0] for row in store.rows("SELECT id FROM statement")]
    interrupted = 0

    def write() -> None:
        for number in range(10):
            with store.edit("Say who spoke") as edit:
                edit.update_all("statement", keys, said=f"20{number:02}")
            over.wait(0.05)
        over.set()

    def read(reader: Store) -> set[str]:
        nonlocal interrupted
        interrupted += 1
        found = {row[0] for row in reader.rows("SELECT said FROM statement")}
        rows = reader.rows("SELECT count(*) FROM statement_search WHERE statement_search MATCH 'treaty'")
        assert rows[0][0] == len(keys)
        return found

    writer = threading.Thread(target=write)
    writer.start()
    seen: list[set[str]] = []
    while not over.is_set():
        seen.append(read_past_lock(store, read, silent))
    writer.join()
    seen.append(read_past_lock(store, read, silent))

    assert {len(found) for found in seen} == {1}
    assert seen[-1] == {"2009"}
    assert interrupted >= len(seen)


def test_it_waits_while_something_is_written_and_can_be_stopped(store: Store) -> None:
    asked = threading.Event()
    came: list[object] = []
    stop = False

    def report(_done: int, _total: int) -> None:
        asked.set()
        if stop:
            raise CancelledError

    def read() -> None:
        try:
            came.append(read_past_lock(store, names, report))
        except CancelledError as error:
            came.append(error)

    with store.alone():
        reading = threading.Thread(target=read)
        reading.start()
        assert asked.wait(5)
        assert not came
        stop = True
        reading.join()

    assert isinstance(came[0], CancelledError)


def test_what_is_wrong_with_the_work_itself_rises(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        read_past_lock(store, lambda _: 1 // 0, silent)


@pytest.mark.skipif(os.name == "nt", reason="counts handles in /proc")
def test_many_readings_leave_no_handles_behind(store: Store) -> None:
    read_past_lock(store, names, silent)
    handles = Path("/proc/self/fd")
    before = len(list(handles.iterdir()))

    for _ in range(50):
        read_past_lock(store, names, silent)

    assert len(list(handles.iterdir())) == before

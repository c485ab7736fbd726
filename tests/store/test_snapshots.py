from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from annotator.edits.codes import delete_code
from annotator.edits.merging.merge import merge
from annotator.edits.sample import build_sample
from annotator.edits.sources import Origin, import_sources
from annotator.edits.statuses import set_stage
from annotator.errors import DamagedProjectError, DamagedWithSnapshotError, SnapshotFailedError
from annotator.model.annotation import Stage
from annotator.store import ring
from annotator.store.checking import find_problems
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_codebook
from annotator.store.ring import EVERY, Reason, Snapshot, list_snapshots
from annotator.store.snapshots import take_snapshot
from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents, draft, fill, label
from tests.unprivileged import read_only, unprivileged

TEXT = "No treaty holds.\nThe islands wait. 🌊"
LATER = datetime.now(UTC) + EVERY + timedelta(seconds=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["place", "Dropbox"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A project in WAL, and one in a folder where it is locked for its one connection."""
    folder = tmp_path / request.param
    folder.mkdir()
    with Store.create(folder / "study.annotator", title="Study") as made:
        yield made


def reasons(store: Store) -> list[Reason]:
    return [one.reason for one in list_snapshots(store.path)]


def test_a_snapshot_is_the_project_as_it_is_now_in_one_file(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")

    snapshot = store.take_snapshot(Reason.WORK)

    assert [found.name for found in snapshot.path.parent.iterdir()] == [snapshot.path.name]
    assert (snapshot.statements, snapshot.annotations) == (2, 1)
    with Store(snapshot.path, write=False) as kept:
        assert contents(kept) == contents(store)
        assert list(find_problems(kept)) == []


def test_imports_merges_and_codebook_deletions_are_preceded_by_one(store: Store, tmp_path: Path) -> None:
    ana, _ = fill(store, draft(TEXT))
    assert reasons(store) == []  # there was nothing to lose before the first import
    label(store, ana, "No treaty", "equality")
    other = tmp_path / "other.annotator"
    with Store.create(other, title="Other") as made:
        fill(made, draft("Another text."), coders=["Carla"])

    import_sources(store, Origin("more.txt", "1" * 64, "test"), [draft("More of it.")])
    assert reasons(store) == [Reason.IMPORT]
    merge(store, [other])
    assert reasons(store) == [Reason.MERGE, Reason.IMPORT]
    code = next(code for code in read_codebook(store).codes() if code.name == "equality")
    delete_code(store, code.id, for_good=True)
    assert reasons(store) == [Reason.CODEBOOK, Reason.MERGE, Reason.IMPORT]
    assert [one.statements for one in list_snapshots(store.path)] == [4, 3, 2]


def test_an_edit_of_many_statements_is_preceded_by_one_and_of_few_by_none(store: Store) -> None:
    ana, _ = fill(store, draft("\n".join(f"Line {number}." for number in range(130))))
    rows = [row.id for row in statement_rows(store)]

    set_stage(store, rows[:3], ana, Stage.DONE)
    assert reasons(store) == []
    set_stage(store, rows[3:], ana, Stage.DONE)
    assert reasons(store) == [Reason.BULK]


def test_many_imports_in_a_row_take_one_snapshot(store: Store) -> None:
    fill(store, draft(TEXT))

    for number in range(4):
        import_sources(store, Origin("more.txt", f"{number:064}", "test"), [draft(f"Text {number}.")])

    assert reasons(store) == [Reason.IMPORT]


def test_work_is_kept_once_some_minutes_have_passed_and_only_if_there_was_any(
    store: Store,
) -> None:
    ana, _ = fill(store, draft(TEXT))

    first = store.keep_work()
    assert first is not None
    label(store, ana, "No treaty", "equality")
    assert store.keep_work() is None  # too early
    make_older(first)
    second = store.keep_work()
    assert second is not None
    make_older(second)
    assert store.keep_work() is None  # nothing was done
    store.undo()
    assert store.keep_work() is not None


def make_older(snapshot: Snapshot, by: timedelta = EVERY) -> None:
    """As if it had been taken some minutes earlier."""
    at = snapshot.at - by
    name = snapshot.path.name.replace(snapshot.name, at.strftime("%Y-%m-%dT%H-%M-%S.%f")[:-3] + "Z")
    snapshot.path.rename(snapshot.path.with_name(name))


def test_a_clock_that_was_set_back_does_not_make_a_snapshot_at_each_look(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    of_the_future = store.take_snapshot(Reason.WORK)
    make_older(of_the_future, by=timedelta(days=-400))

    label(store, ana, "No treaty", "equality")
    assert store.keep_work() is not None
    label(store, ana, "islands", "security")
    assert store.keep_work() is None  # too early
    assert len(list_snapshots(store.path)) == 2


def test_the_sample_is_made_without_snapshots(tmp_path: Path) -> None:
    build_sample(tmp_path / "sample.annotator")

    assert list_snapshots(tmp_path / "sample.annotator") == []


def test_a_look_for_work_to_be_kept_copies_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = fill(store, draft(TEXT))
    taken = store.take_snapshot(Reason.WORK)
    no_room = tmp_path / "not there"

    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(no_room))
        assert store.keep_work() is None  # too early

    make_older(taken)
    assert store.keep_work() is None  # it holds all of the work
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(no_room))
        assert store.keep_work() is None
    label(store, ana, "islands", "security")
    assert store.keep_work() is not None


def test_snapshots_taken_while_somebody_writes_are_whole_states(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ring, "EVERY", timedelta(0))
    random = Random(3)  # noqa: S311
    random_edits.begin(store, random)
    done = threading.Event()
    taken: list[Snapshot] = []

    def take() -> None:
        while not done.is_set():
            found = store.keep_work()
            if found is not None:
                taken.append(found)

    states = [contents(store)]
    thread = threading.Thread(target=take)
    thread.start()
    try:
        while len(taken) < 6 and len(states) < 2000:
            random_edits.step(store, random)
            states.append(contents(store))
            time.sleep(0.005)  # as a hand leaves gaps
    finally:
        done.set()
        thread.join()

    assert len(taken) >= 6
    for one in taken:
        with Store(one.path, write=False) as snapshot:
            assert contents(snapshot) in states


def test_a_snapshot_of_a_damaged_project_is_refused_and_the_good_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        fill(store, *(draft(f"Text {number}.\n" + "x " * 4000) for number in range(9)))
        good = store.take_snapshot(Reason.WORK)
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 40 * 4096)

    with pytest.raises(DamagedWithSnapshotError, match=r"study\.annotator is damaged.*last good snapshot"):
        take_snapshot(path, Reason.WORK)
    assert list_snapshots(path) == [good]
    assert [found.name for found in good.path.parent.iterdir()] == [good.path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of Unix")
def test_where_no_snapshot_can_be_written_the_work_goes_on_and_it_is_said(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fill(store, draft(TEXT))
    closed = tmp_path / "closed"
    closed.mkdir()
    settings = tmp_path / "home" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(json.dumps({"snapshot_folder": str(closed)}), encoding="utf-8")

    with unprivileged(), read_only(closed):
        with pytest.raises(SnapshotFailedError, match=r"No snapshot of study\.annotator could be written"):
            store.take_snapshot(Reason.WORK)
        with caplog.at_level(logging.WARNING):
            import_sources(store, Origin("more.txt", "1" * 64, "test"), [draft("More of it.")])

    assert len(statement_rows(store)) == 3
    assert "No snapshot of study.annotator" in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a file system")
def test_a_full_disk_of_snapshots_leaves_nothing_half_written(store: Store, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, cwd=ROOT).returncode:
        pytest.skip("needs the right to mount a file system")
    settings = tmp_path / "home" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(json.dumps({"snapshot_folder": str(small)}), encoding="utf-8")
    try:
        fill(store, draft(TEXT))
        with pytest.raises(SnapshotFailedError, match=r"full|no room"):
            store.take_snapshot(Reason.WORK)
        assert [found for found in small.rglob("*") if found.is_file()] == []
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def test_a_project_that_is_moved_or_copied_begins_a_ring_of_its_own(tmp_path: Path) -> None:
    path, copy = tmp_path / "study.annotator", tmp_path / "copy.annotator"
    with Store.create(path, title="Study") as store:
        fill(store, draft(TEXT))
    shutil.copy(path, copy)

    first, second = take_snapshot(path, Reason.WORK), take_snapshot(copy, Reason.WORK)

    assert list_snapshots(path) == [first]
    assert list_snapshots(copy) == [second]


def test_a_file_whose_first_table_is_empty_has_nothing_to_keep(tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    Store.create(path, title="Study").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM project")
        connection.commit()

    with pytest.raises(DamagedProjectError, match="its first table is empty"):
        take_snapshot(path, Reason.WORK)

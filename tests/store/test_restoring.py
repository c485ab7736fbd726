from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from annotator.edits.annotations import delete_annotations, set_values
from annotator.edits.codes import retire_code
from annotator.edits.statuses import set_stage
from annotator.errors import (
    DamagedProjectError,
    DamagedSnapshotError,
    NoSnapshotError,
    NoSuchSnapshotError,
    ProjectInUseError,
)
from annotator.model.annotation import Stage
from annotator.store.registers import read_codebook
from annotator.store.restoring import compare_with, find_snapshot, restore_snapshot, snapshots_of
from annotator.store.ring import Reason, Snapshot, delete_snapshots, list_snapshots
from annotator.store.snapshots import take_snapshot
from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents, draft, fill, label, statement, value

TEXT = "No treaty holds.\nThe islands wait."
PAGE = 4096


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A closed project of some hundred rows, with snapshots of how it was on the way there."""
    path = tmp_path / "study.annotator"
    random = Random(5)  # noqa: S311
    with Store.create(path, title="Study") as store:
        random_edits.begin(store, random)
        for _ in range(3):
            for _ in range(30):
                random_edits.edit(store, random)
            delete_others(path)
            store.take_snapshot(Reason.WORK)
        random_edits.edit(store, random)
        delete_others(path)
    return path


def delete_others(path: Path) -> None:
    """Those that were taken before risky edits."""
    for one in list_snapshots(path):
        if one.reason is not Reason.WORK:
            one.path.unlink()


def state(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Store(path, write=False) as store:
        return contents(store)


def test_a_project_is_as_it_was_and_the_present_is_kept(project: Path) -> None:
    present = state(project)
    snapshot = list_snapshots(project)[1]

    kept = restore_snapshot(project, snapshot.path)

    assert state(project) == state(snapshot.path) != present
    assert kept is not None
    assert kept.reason is Reason.RESTORE
    assert state(kept.path) == present
    restore_snapshot(project, kept.path)
    assert state(project) == present


def test_a_restored_project_can_be_edited_and_its_steps_taken_back(project: Path) -> None:
    restore_snapshot(project, list_snapshots(project)[2].path)
    before = state(project)

    with Store(project, write=True) as store:
        random_edits.edit(store, Random(1))  # noqa: S311
        store.undo()
        assert contents(store) == before
        while store.next_undo() is not None:
            store.undo()
        assert store.rows("SELECT 1 FROM statement") == []


def damages(path: Path) -> list[tuple[str, bytes]]:
    whole = path.read_bytes()
    return [
        ("cut", whole[: len(whole) // 2]),
        ("empty", b""),
        ("no header", b"\0" * 200 + whole[200:]),
        ("pages of noise", whole[: 3 * PAGE] + b"\xff" * 30 * PAGE + whole[33 * PAGE :]),
    ]


@pytest.mark.parametrize("kind", range(4))
def test_a_damaged_project_is_told_with_its_last_good_snapshot_and_restored(project: Path, kind: int) -> None:
    good = list_snapshots(project)[0]
    name, content = damages(project)[kind]
    project.write_bytes(content)

    with pytest.raises(DamagedProjectError, match=r"study\.annotator is damaged.*last good snapshot"):
        read_all(project)
    assert project.read_bytes() == content, f"{name}: repaired in silence"
    assert compare_with(project, good.path) is None or name == "pages of noise"
    kept = restore_snapshot(project, find_snapshot(project, None).path)

    assert state(project) == state(good.path)
    assert kept is not None
    assert (kept.reason, kept.path.read_bytes()) == (Reason.DAMAGED, content)
    assert find_snapshot(project, None) == good


def read_all(path: Path) -> None:
    """All of it, for damage may lie in a page that nothing asks for at first."""
    with Store(path, write=False) as store:
        contents(store)


def test_a_deleted_project_comes_back(project: Path) -> None:
    snapshot = find_snapshot(project, None)
    project.unlink()

    assert compare_with(project, snapshot.path) is None
    assert restore_snapshot(project, snapshot.path) is None
    assert state(project) == state(snapshot.path)


def test_a_project_that_was_moved_finds_the_snapshots_of_its_old_place(project: Path, tmp_path: Path) -> None:
    known = list_snapshots(project)
    moved = tmp_path / "moved" / "renamed.annotator"
    moved.parent.mkdir()
    shutil.move(project, moved)

    assert snapshots_of(moved) == known


def test_nothing_is_restored_while_somebody_has_it_open(project: Path) -> None:
    snapshot = find_snapshot(project, None)

    with Store(project, write=True) as store:
        before = contents(store)
        with pytest.raises(ProjectInUseError):
            restore_snapshot(project, snapshot.path)
        assert contents(store) == before


def test_a_damaged_snapshot_changes_nothing(project: Path) -> None:
    present = state(project)
    snapshot = find_snapshot(project, None)
    snapshot.path.write_bytes(snapshot.path.read_bytes()[: 5 * PAGE])

    for act in (restore_snapshot, compare_with):
        with pytest.raises(
            DamagedSnapshotError, match=r"is damaged: its end is missing\. Nothing was changed"
        ):
            act(project, snapshot.path)
    assert state(project) == present
    assert len(list_snapshots(project)) == 3


def test_a_snapshot_goes_by_the_beginning_of_its_name(project: Path, tmp_path: Path) -> None:
    last, _, first = list_snapshots(project)

    assert find_snapshot(project, None) == last
    assert find_snapshot(project, first.name) == first
    assert find_snapshot(project, first.name[:10]) == last
    with pytest.raises(NoSuchSnapshotError, match="There is no snapshot 1999"):
        find_snapshot(project, "1999")
    with pytest.raises(NoSnapshotError):
        find_snapshot(tmp_path / "other.annotator", None)


def test_a_killed_session_beside_the_file_is_kept_too(project: Path) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE project SET title = 'only in the log'")
        connection.commit()
        copies = [(file, file.read_bytes()) for file in project.parent.glob("study.annotator*")]
    for file, content in copies:
        file.write_bytes(content)

    kept = restore_snapshot(project, find_snapshot(project, None).path)

    assert kept is not None
    with Store(kept.path, write=False) as store:
        assert store.rows("SELECT title FROM project")[0][0] == "only in the log"
    assert [file.name for file in project.parent.glob("study.annotator*")] == ["study.annotator"]


@pytest.fixture
def labelled(store: Store) -> tuple[Store, Snapshot]:
    """Two labels, in a snapshot."""
    ana, _ = fill(store, draft(TEXT, title="Talks"))
    label(store, ana, "No treaty", "equality")
    label(store, ana, "islands", "security")
    return store, store.take_snapshot(Reason.WORK)


def test_what_would_change_is_named_row_by_row(labelled: tuple[Store, Snapshot]) -> None:
    store, snapshot = labelled
    ana = store.rows("SELECT id FROM coder WHERE name = 'Ana'")[0][0]
    first, second = (row[0] for row in store.rows("SELECT id FROM annotation ORDER BY id"))
    delete_annotations(store, [first])
    set_values(store, second, value(store, "security").variable_id, [value(store, "domination")])
    label(store, ana, "wait", "equality")
    set_stage(store, [statement(store, "wait")], ana, Stage.DONE)
    retire_code(
        store, next(code.id for code in read_codebook(store).codes() if code.name == "appeal"), retired=True
    )

    found = compare_with(store.path, snapshot.path, opened=store)

    assert found is not None
    by_table = {one.table: one for one in found}
    assert by_table["annotation"].back == ("No treaty",)
    assert by_table["annotation"].gone == ("wait",)
    assert by_table["annotation"].changed == ("islands",)
    assert by_table["status"].counts[2] == 1 or by_table["status"].counts[1] == 1
    assert by_table["code"].changed == ("appeal",)
    assert set(by_table) == {"annotation", "status", "code"}


def test_nothing_would_change_when_nothing_did(labelled: tuple[Store, Snapshot]) -> None:
    store, snapshot = labelled

    assert compare_with(store.path, snapshot.path, opened=store) == []


def test_what_a_killed_restore_left_does_not_stay(project: Path) -> None:
    """It is a copy of the whole project, perhaps of what was to be erased for good."""
    left = project.with_name(f".{project.name}.restored")
    for file in (left, left.with_name(f"{left.name}-journal")):
        file.write_bytes(b"half a project")

    restore_snapshot(project, find_snapshot(project, None).path)

    assert not list(project.parent.glob("*.restored*"))


def test_a_new_project_at_an_old_place_has_no_part_in_the_snapshots_of_the_other(project: Path) -> None:
    old = list_snapshots(project)
    project.unlink()
    with Store.create(project, title="New study") as store:
        fill(store, draft("Another text."))

    with pytest.raises(NoSnapshotError):
        find_snapshot(project, None)
    assert [(one.path, one.other) for one in snapshots_of(project)] == [(one.path, "Study") for one in old]
    assert find_snapshot(project, old[0].name).path == old[0].path  # who names one means it

    own = take_snapshot(project, Reason.WORK)

    assert snapshots_of(project)[0] == own
    assert find_snapshot(project, None) == own
    assert [one.other for one in snapshots_of(project)[1:]] == ["Study"] * len(old)
    project.unlink()
    assert [one.other for one in snapshots_of(project)] == ["New study"] + ["Study"] * len(old)


def test_erasing_for_good_leaves_the_snapshots_of_other_projects(project: Path) -> None:
    old = list_snapshots(project)
    project.unlink()
    with Store.create(project, title="New study") as store:
        fill(store, draft("Another text."))
        (uid,) = store.rows("SELECT uid FROM project")[0]
    take_snapshot(project, Reason.WORK)

    assert delete_snapshots(project, uid) == 1
    assert list_snapshots(project) == old


def test_what_a_killed_restoring_left_beside_the_project_goes_when_it_is_opened(project: Path) -> None:
    # As `kill -9` leaves it: the snapshot not yet under the project's name.
    left = project.with_name(".study.annotator.restored")
    shutil.copyfile(project, left)
    left.with_name(f"{left.name}-journal").write_bytes(b"")
    before = state(project)

    Store(project, write=True).close()

    assert [file.name for file in project.parent.iterdir() if file.is_file()] == ["study.annotator"]
    assert state(project) == before

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.store.registers import read_coders
from annotator.store.ring import Reason, list_snapshots
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One label in a snapshot, and one more since."""
    path = tmp_path / "übrige 📁.annotator"
    with Store.create(path, title="Study") as store:
        ana, _ = fill(store, draft(TEXT))
        label(store, ana, "treaty", "equality")
        store.take_snapshot(Reason.WORK)
        label(store, ana, "harbour", "security")
    return path


def test_snapshots_are_listed_with_their_reason_and_size(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (snapshot,) = list_snapshots(project)

    assert main(["snapshots", str(project)]) == 0
    _, _, line = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{snapshot.name}  while working           2            1  ")

    assert main(["snapshots", str(project), "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["name"], record["reason"]) == (snapshot.name, "work")
    assert (record["statements"], record["annotations"]) == (2, 1)
    assert Path(record["path"]).stat().st_size == record["bytes"]


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(project, write=False) as store:
        before = contents(store)

    assert main(["restore", str(project), "--dry-run"]) == 0

    _, _, *lines = capsys.readouterr().out.splitlines()
    # Whoever labels a statement has begun with it.
    assert [line.split() for line in lines] == [["annotation", "0", "1", "0"], ["status", "0", "1", "0"]]
    with Store(project, write=False) as store:
        assert contents(store) == before
    assert len(list_snapshots(project)) == 1


def test_restoring_says_what_it_did_and_where_the_present_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (snapshot,) = list_snapshots(project)

    assert main(["restore", str(project), snapshot.name[:10], "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["snapshot"]["name"] == snapshot.name
    assert told["changes"][0] == {
        "what": "annotation",
        "back": {"count": 0, "some": []},
        "gone": {"count": 1, "some": ["harbour"]},
        "changed": {"count": 0, "some": []},
    }
    kept, _ = list_snapshots(project)
    assert told["kept_as"] == kept.name
    assert (kept.reason, kept.annotations) == (Reason.RESTORE, 2)
    with Store(project, write=False) as store:
        assert [row[0] for row in store.rows("SELECT quote FROM annotation")] == ["treaty"]


def test_what_is_damaged_is_restored_by_the_command_that_the_sentence_names(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write_bytes(project.read_bytes()[:40_000])

    assert main(["info", str(project)]) == 1
    assert "is damaged: its end is missing" in (told := capsys.readouterr().err)
    assert "annotator restore" in told
    assert main(["restore", str(project)]) == 0
    assert "cannot be read as it is" in capsys.readouterr().out
    assert main(["info", str(project)]) == 0


def test_a_project_without_snapshots_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "study.annotator"
    Store.create(path, title="Study").close()

    assert main(["snapshots", str(path)]) == 0
    assert "no snapshot of study.annotator" in capsys.readouterr().out
    assert main(["restore", str(path)]) == 1
    assert capsys.readouterr().err == "There is no snapshot of study.annotator on this computer.\n"


@pytest.mark.parametrize(("keep", "left"), [(False, 0), (True, 2)])
def test_erasing_deletes_the_snapshots_unless_they_are_to_be_kept(
    project: Path, capsys: pytest.CaptureFixture[str], *, keep: bool, left: int
) -> None:
    options = ["--keep-snapshots"] if keep else []

    assert main(["erase", str(project), "--coder", "Ana", "--yes", *options]) == 0

    assert ("still hold it" if keep else "Snapshots deleted: 1.") in capsys.readouterr().out
    assert len(list_snapshots(project)) == left
    with Store(project, write=False) as store:
        assert [coder.name for coder in read_coders(store)] == ["Bruno"]


def test_what_another_program_broke_is_mended_when_asked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("DELETE FROM coder WHERE name = 'Bruno'")
        connection.execute("DROP INDEX value_code")
        connection.execute("UPDATE statement SET speaker_id = 77 WHERE id = 2")
        connection.commit()
    row = "Row 2 of statement points to a row of actor that is not there."

    assert main(["check", str(project)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "The index value_code is missing.",
        row,
        "",
        "2 of 2 can be mended: annotator check --mend does so, after a snapshot.",
    ]
    assert main(["check", str(project), "--mend"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert (
        told[0]
        == f"Mended. What {project.name} was before is kept as the snapshot {list_snapshots(project)[0].name}."
    )
    assert told[1:] == ["No problem found."]
    assert list_snapshots(project)[0].reason is Reason.REPAIR

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_flag
from annotator.gui.safety.clock import SnapshotClock
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.store import ring
from annotator.store.ring import Reason, list_snapshots
from annotator.store.store import Store
from tests.builders import draft, fill, statement
from tests.gui.in_front import put_in_front


@pytest.fixture(params=["place", "Dropbox"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / request.param / "study.annotator"
    path.parent.mkdir()
    with Store.create(path, title="Study") as store:
        fill(store, draft("No treaty holds.\nThe islands wait."))
    made = Workspace()
    put_in_front(made, path)
    yield made
    made.close()


@pytest.fixture
def clock(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> SnapshotClock:
    """One that ticks a hundred times a second, with no time between snapshots."""
    monkeypatch.setattr(ring, "EVERY", timedelta(0))
    made = SnapshotClock(workspace)
    made.timer.start(10)
    return made


@pytest.mark.usefixtures("clock")
def test_work_is_kept_while_one_works_and_not_when_one_rests(workspace: Workspace, qtbot: QtBot) -> None:
    path = workspace.store.path
    qtbot.waitUntil(lambda: len(list_snapshots(path)) == 1)
    qtbot.wait(100)  # ten looks, nothing done
    assert len(list_snapshots(path)) == 1

    place = statement(workspace.store, "islands")
    workspace.edit(set_flag, place, CoderId(1), flagged=True)

    qtbot.waitUntil(lambda: len(list_snapshots(path)) == 2)
    latest = list_snapshots(path)[0]
    assert latest.reason is Reason.WORK
    with Store(latest.path, write=False) as kept:
        assert [row[0] for row in kept.rows("SELECT flagged FROM status")] == [1]


@pytest.mark.usefixtures("clock")
def test_closing_at_any_moment_leaves_one_whole_file(workspace: Workspace, qtbot: QtBot) -> None:
    path = workspace.store.path
    for _ in range(5):
        workspace.edit(set_flag, statement(workspace.store, "islands"), CoderId(1), flagged=True)
        qtbot.wait(11)
        workspace.close()
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        put_in_front(workspace, path)
        workspace.undo()


@pytest.mark.usefixtures("clock")
def test_what_keeps_it_from_being_kept_is_said_once(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("no folder", encoding="utf-8")
    settings = tmp_path / "home" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(json.dumps({"snapshot_folder": str(in_the_way)}), encoding="utf-8")
    said: list[str] = []
    workspace.failed.connect(lambda words, values: said.append(words.format(**values)))

    qtbot.waitUntil(lambda: len(said) > 0)
    qtbot.wait(100)  # ten more looks

    assert len(said) == 1
    assert said[0].startswith("No snapshot of study.annotator could be written")

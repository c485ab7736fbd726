from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import delete_annotations
from annotator.gui import file_prompts, prompts
from annotator.gui.dialogs.restore import RestoreSnapshot
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.gui.theme import LIGHT
from annotator.model.annotation import AnnotationId
from annotator.store.ring import Reason, list_snapshots
from annotator.store.store import Store
from tests.builders import draft, fill, label
from tests.gui.in_front import put_in_front
from tests.unprivileged import read_only, unprivileged

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two labels in a snapshot; one of them deleted since."""
    path = tmp_path / "place" / "study 📁.annotator"
    path.parent.mkdir()
    with Store.create(path, title="Study") as store:
        ana, _ = fill(store, draft(TEXT))
        first = label(store, ana, "treaty", "equality")
        label(store, ana, "harbour", "security")
        store.take_snapshot(Reason.WORK)
        delete_annotations(store, [first])
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def dialog_of(window: MainWindow, qtbot: QtBot) -> RestoreSnapshot:
    """The dialog, when it has compared the snapshot of its first row."""
    qtbot.waitUntil(lambda: window.findChild(RestoreSnapshot) is not None)
    dialog = window.findChild(RestoreSnapshot)
    assert isinstance(dialog, RestoreSnapshot)
    qtbot.waitUntil(lambda: dialog.restore.isEnabled() or bool(dialog.changes.grid.rows))
    return dialog


def cells(dialog: RestoreSnapshot) -> list[list[str]]:
    return [[cell.text for cell in row] for row in dialog.changes.grid.rows]


def test_a_snapshot_is_looked_at_and_restored(window: MainWindow, project: Path, qtbot: QtBot) -> None:
    put_in_front(window, project)
    window.actions_["restoreSnapshot"].trigger()
    dialog = dialog_of(window, qtbot)

    assert [cell.text for cell in dialog.list.grid.rows[0]][1:4] == ["while you worked", "2", "2"]
    assert cells(dialog) == [["Annotations", "1 comes back", "“treaty”"]]
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list_snapshots(project)) == 2 and window.workspace.is_open)

    store = window.workspace.store
    assert [row[0] for row in store.rows("SELECT quote FROM annotation ORDER BY id")] == ["treaty", "harbour"]
    assert list_snapshots(project)[0].reason is Reason.RESTORE
    assert window.statusBar().currentMessage().startswith("Restored as of today")


def test_where_nothing_would_change_nothing_can_be_restored(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    put_in_front(window, project)
    window.workspace.undo()
    window.actions_["restoreSnapshot"].trigger()
    qtbot.waitUntil(lambda: window.findChild(RestoreSnapshot) is not None)
    dialog = window.findChild(RestoreSnapshot)
    assert isinstance(dialog, RestoreSnapshot)

    qtbot.waitUntil(lambda: dialog.answer.text().startswith("Nothing would change"))

    assert not dialog.restore.isEnabled()


def test_without_snapshots_it_says_when_there_will_be_some(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "fresh.annotator"
    Store.create(path, title="Fresh").close()
    put_in_front(window, path)
    window.actions_["restoreSnapshot"].trigger()
    dialog = window.findChild(RestoreSnapshot)
    assert isinstance(dialog, RestoreSnapshot)

    qtbot.waitUntil(lambda: dialog.words.text().startswith("There is no snapshot"))

    assert not dialog.restore.isEnabled()


def test_snapshots_of_another_project_that_lay_there_say_so(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    project.unlink()
    with Store.create(project, title="New study") as store:
        fill(store, draft("Another text."))
    put_in_front(window, project)
    window.actions_["restoreSnapshot"].trigger()
    qtbot.waitUntil(lambda: window.findChild(RestoreSnapshot) is not None)
    dialog = window.findChild(RestoreSnapshot)
    assert isinstance(dialog, RestoreSnapshot)
    qtbot.waitUntil(lambda: bool(dialog.list.grid.rows))

    assert dialog.list.grid.rows[0][1].text == "of the project “Study”, while you worked"
    assert dialog.words.text().startswith("There is no snapshot of this project yet.")
    assert dialog.words.text().endswith("Those below are of other projects that lay at the same place.")
    assert dialog.chosen() is None
    assert not dialog.restore.isEnabled()


def test_in_a_sync_folder_too_the_project_in_front_finds_its_own_snapshots_first(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Dropbox" / "study.annotator"
    path.parent.mkdir()
    for title in ("Study", "New study"):
        path.unlink(missing_ok=True)
        with Store.create(path, title=title) as store:
            ana, _ = fill(store, draft(TEXT))
            store.take_snapshot(Reason.WORK)
            label(store, ana, "treaty", "equality")
    put_in_front(window, path)
    assert window.workspace.store.is_exclusive  # nobody else can ask the file
    window.actions_["restoreSnapshot"].trigger()

    dialog = dialog_of(window, qtbot)

    assert dialog.words.text().startswith("The project will be as it was in the chosen snapshot.")
    assert [row[1].text for row in dialog.list.grid.rows] == [
        "while you worked",
        "of the project “Study”, while you worked",
    ]


def test_where_the_file_is_gone_each_snapshot_names_its_project(
    window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    project.unlink()
    with Store.create(project, title="New study") as store:
        fill(store, draft("Another text."))
        store.take_snapshot(Reason.WORK)
    project.unlink()

    dialog = RestoreSnapshot(project, LIGHT, parent=window)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.list.grid.rows))

    assert dialog.words.text().startswith("The file does not say which project it is.")
    assert [row[1].text for row in dialog.list.grid.rows] == [
        "of the project “New study”, while you worked",
        "of the project “Study”, while you worked",
    ]
    dialog.close()


def test_a_damaged_project_offers_its_last_good_snapshot(
    window: MainWindow, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: QWidget, _title: str, question: str, *, act: str) -> bool:
        asked.append(f"{question} [{act}]")
        return True

    monkeypatch.setattr(prompts, "confirm", agree)
    damaged = project.read_bytes()[:40_000]
    project.write_bytes(damaged)

    assert not put_in_front(window, project)
    dialog = dialog_of(window, qtbot)
    assert "is damaged: its end is missing. Nothing was changed. The last good snapshot is of" in asked[0]
    assert project.read_bytes() == damaged
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workspace.is_open)

    assert len(window.workspace.store.rows("SELECT 1 FROM annotation")) == 2
    kept = [one for one in list_snapshots(project) if one.reason is Reason.DAMAGED]
    assert [one.path.read_bytes() for one in kept] == [damaged]


def test_a_project_that_may_only_be_read_is_opened_as_a_copy(
    window: MainWindow, project: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "mine.annotator"
    monkeypatch.setattr(prompts, "confirm", lambda *_, act: act == "Work on a copy …")
    monkeypatch.setattr(file_prompts, "ask_new_file", lambda *_: copy)

    with unprivileged(), read_only(project.parent):
        assert not put_in_front(window, project)
        qtbot.waitUntil(lambda: window.workspace.is_open)

    assert window.workspace.store.path == copy
    assert len(window.workspace.store.rows("SELECT 1 FROM annotation")) == 1
    window.workspace.edit(delete_annotations, [AnnotationId(2)])
    assert window.workspace.store.rows("SELECT 1 FROM annotation") == []

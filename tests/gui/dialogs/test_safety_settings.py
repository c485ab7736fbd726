from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.gui.dialogs.safety_settings import SafetySettings
from annotator.gui.preferences import Preferences
from annotator.gui.workspace import Workspace
from annotator.store.compacting import journal_limit
from annotator.store.ring import Reason, list_snapshots, most_bytes, snapshots_folder
from annotator.store.store import Store
from tests.builders import draft, fill


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> SafetySettings:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        fill(store, draft("One treaty."))
        store.take_snapshot(Reason.WORK)
    window = QWidget()  # the dialog goes with it, or by itself
    qtbot.addWidget(window)
    made = SafetySettings(Preferences(), Workspace(window), window)
    made.show()
    return made


def press_ok(dialog: SafetySettings, qtbot: QtBot) -> None:
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)


def test_the_limits_hold_from_now_on_and_tomorrow(dialog: SafetySettings, qtbot: QtBot) -> None:
    assert (dialog.snapshots.value(), dialog.journal.value()) == (2048, 500)
    for box, number in ((dialog.snapshots, "300"), (dialog.journal, "40")):
        box.selectAll()
        qtbot.keyClicks(box, number)

    with qtbot.waitSignal(dialog.accepted):
        press_ok(dialog, qtbot)

    assert (most_bytes(), journal_limit()) == (300 << 20, 40 << 20)
    assert json.loads((paths.user_files() / "settings.json").read_text())["journal_megabytes"] == 40


def test_snapshots_go_along_to_another_folder(dialog: SafetySettings, qtbot: QtBot, tmp_path: Path) -> None:
    project = tmp_path / "study.annotator"
    dialog.folder.setText(str(tmp_path / "disk 📁" / "snapshots"))

    with qtbot.waitSignal(dialog.accepted):
        press_ok(dialog, qtbot)

    assert snapshots_folder() == tmp_path / "disk 📁" / "snapshots"
    (snapshot,) = list_snapshots(project)
    assert snapshots_folder() in snapshot.path.parents
    assert list((tmp_path / "home" / "snapshots").iterdir()) == []


def test_a_folder_that_cannot_be_is_told(dialog: SafetySettings, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder", encoding="utf-8")
    dialog.folder.setText(str(tmp_path / "a file" / "snapshots"))

    press_ok(dialog, qtbot)
    qtbot.waitUntil(dialog.problem.isVisible)

    assert dialog.problem.text().startswith("The snapshots cannot be moved to")
    assert len(list_snapshots(tmp_path / "study.annotator")) == 1
    assert dialog.isVisible()

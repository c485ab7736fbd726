"""The first minutes: where files are looked for, and what an empty project offers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.edits.projects import create_project
from annotator.gui import file_prompts, prompts
from annotator.gui.dialogs.codebook_editor import CodebookEditor
from annotator.gui.dialogs.import_texts import ImportTexts
from annotator.gui.frame.welcome import RecentProject
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_an_empty_project_offers_to_import_and_the_key_is_on_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_project(tmp_path / "study.annotator", title="Study").close()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "speech.txt").write_text("We came. We saw.", encoding="utf-8")
    looked_in: list[Path] = []

    def choose(*_: object, folder: Path) -> list[Path]:
        looked_in.append(folder)
        return [tmp_path / "texts" / "speech.txt"] if len(looked_in) == 1 else []

    monkeypatch.setattr(file_prompts, "ask_files", choose)

    assert put_in_front(window, tmp_path / "study.annotator")
    button = window.reading.findChild(QPushButton, "emptyImport")
    assert button is not None
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = window.findChild(ImportTexts)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.statements.grid.rowCount() == 2)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reading.row is not None)

    assert not button.isVisible()
    window.activateWindow()  # what a window manager does when a dialog closes
    qtbot.waitUntil(window.reading.view.hasFocus)
    window.files.import_texts()
    assert looked_in == [tmp_path, tmp_path / "texts"]


def test_a_new_project_begins_with_the_codebook_that_is_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _question: str, choices: list[str]) -> int:
        offered[:] = choices
        return next(place for place, choice in enumerate(choices) if choice.startswith("Legitimation:"))

    monkeypatch.setattr(file_prompts, "ask_free_file", lambda *_: tmp_path / "study.annotator")
    monkeypatch.setattr(prompts, "ask_choice", choose)

    window.actions_["newProject"].trigger()
    qtbot.waitUntil(lambda: window.workspace.is_open)

    assert offered[0] == "Foreign policy and news: framing, claim type, target, position"
    assert offered[-2:] == ["None: I make my own", "From a file …"]
    assert [found.name for found in window.workspace.codebook.variables] == [
        "legitimation",
        "direction",
        "target",
    ]


def test_a_project_without_a_codebook_says_how_to_begin_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_prompts, "ask_free_file", lambda *_: tmp_path / "study.annotator")
    monkeypatch.setattr(prompts, "ask_choice", lambda *asked: len(asked[3]) - 2)

    window.actions_["newProject"].trigger()
    qtbot.waitUntil(lambda: window.workspace.is_open)

    assert window.workspace.codebook.variables == ()
    button = window.codebook.findChild(QPushButton, "emptyCodebook")
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.findChild(CodebookEditor) is not None


def test_projects_are_looked_for_where_the_last_one_lies(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    create_project(tmp_path / "studies" / "one.annotator", title="One").close()
    kept = Preferences(tmp_path / "settings.json")
    before = kept.folder_of_projects()
    kept.remember_project(tmp_path / "studies" / "one.annotator")

    assert before.is_dir()
    assert kept.folder_of_projects() == tmp_path / "studies"
    assert kept.folder_of_texts() == tmp_path / "studies"
    kept.remember_texts(tmp_path)
    assert Preferences(tmp_path / "settings.json").folder_of_texts() == tmp_path


def test_the_first_page_lists_the_projects_opened_lately(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        create_project(tmp_path / f"{name}.annotator", title=name).close()
        put_in_front(window, tmp_path / f"{name}.annotator")
    window.workspace.close()
    qtbot.waitUntil(lambda: len(window.findChildren(RecentProject)) == 2)
    found = window.findChildren(RecentProject)

    assert [button.path.name for button in found] == ["two.annotator", "one.annotator"]
    found[1].setFocus()
    qtbot.keyClick(found[1], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.workspace.is_open)
    assert window.workspace.store.path == tmp_path / "one.annotator"
    window.workspace.close()
    (tmp_path / "two.annotator").unlink()
    window.welcome.hide()
    window.welcome.show()

    qtbot.waitUntil(lambda: [b.path.name for b in window.findChildren(RecentProject)] == ["one.annotator"])


def drop(window: MainWindow, *files: Path) -> bool:
    """Let files go over the window; whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    QCoreApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(20, 20), copy, mime, left, none))
    return entering.isAccepted()


def test_projects_and_texts_are_dropped_on_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    create_project(tmp_path / "study 🔵.annotator", title="Study").close()
    (tmp_path / "speech.txt").write_text("We came. We saw.", encoding="utf-8")

    assert not drop(window, tmp_path / "speech.txt"), "there is no project to take it"
    assert drop(window, tmp_path / "study 🔵.annotator")
    qtbot.waitUntil(lambda: window.workspace.is_open)
    assert drop(window, tmp_path / "speech.txt")

    dialog = window.findChild(ImportTexts)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.statements.grid.rowCount() == 2)
    dialog.reject()

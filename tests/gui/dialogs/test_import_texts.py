"""Looking at texts before they come in, by hand and eye."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.edits.projects import create_project
from annotator.gui import file_prompts, prompts
from annotator.gui.dialogs.import_texts import ImportTexts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.corpus import Unit
from annotator.store.corpus import read_sources, statement_rows
from tests.gui.in_front import put_in_front

NOTE = "The islands wait 🇷🇺🇺🇳. Nobody asked them.\n\nمرحبا بكم. Nobody will."


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    create_project(tmp_path / "study.annotator", title="Study").close()
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, tmp_path / "study.annotator")
    yield made
    made.close()


def shown(window: MainWindow) -> ImportTexts:
    found = [dialog for dialog in window.findChildren(ImportTexts) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in statement_rows(window.workspace.store)]


def test_what_was_copied_is_pasted_shown_and_imported(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(NOTE)

    window.actions_["pasteText"].trigger()
    dialog = shown(window)
    qtbot.waitUntil(lambda: dialog.statements.grid.rowCount() == 4)
    assert "4 statements" in dialog.summary.text()
    qtbot.keyClicks(dialog.name, "Islands")
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.reading.row is not None)

    assert texts(window)[0] == "The islands wait 🇷🇺🇺🇳."
    (source,) = read_sources(window.workspace.store)
    assert source.origin == "Islands"
    assert "Imported 1 source with 4 statements." in window.statusBar().currentMessage()


def test_a_text_that_cannot_come_in_now_stays_in_the_dialog(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(NOTE)
    window.actions_["pasteText"].trigger()
    dialog = shown(window)
    go_on = Event()
    window.workspace.write("Merge", lambda _store, _progress: go_on.wait(10))

    dialog.take.click()

    assert dialog.isVisible()
    assert dialog.pasted.toPlainText() == NOTE
    go_on.set()
    qtbot.waitUntil(lambda: window.workspace.writing is None)
    dialog.take.click()
    qtbot.waitUntil(lambda: window.reading.row is not None)
    assert len(texts(window)) == 4
    assert not [left for left in window.findChildren(ImportTexts) if left.isVisible()]


def test_nothing_to_paste_cannot_be_imported_until_something_is_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    QGuiApplication.clipboard().setText("one")

    window.reading.paste_button.click()
    dialog = shown(window)
    assert dialog.pasted.toPlainText() == ""
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.pasted, "We wait. We see.")

    qtbot.waitUntil(lambda: dialog.statements.grid.rowCount() == 2)
    assert dialog.take.isEnabled()
    dialog.unit.setCurrentIndex(dialog.unit.findData(Unit.PARAGRAPH))
    qtbot.waitUntil(lambda: dialog.statements.grid.rowCount() == 1)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.pasted, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.statement_id is not None)
    assert texts(window) == ["We wait. We see."]


def test_files_are_looked_at_and_one_is_read_otherwise_than_it_looks(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "debate.txt").write_text(
        "Mira Okten: We wait. We pay.\n\nDaan Reeve: All pay.\n\nMira Okten: Not so.\n\nDaan Reeve: Order.\n",
        encoding="utf-8",
    )
    (tmp_path / "note.txt").write_text("The islands wait.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    files = [tmp_path / name for name in ("debate.txt", "note.txt", "empty.txt")]
    told: list[str] = []
    monkeypatch.setattr(file_prompts, "ask_files", lambda *_, **__: files)
    monkeypatch.setattr(prompts, "warn", lambda _window, _title, words: told.append(words))

    window.actions_["importTexts"].trigger()
    dialog = shown(window)
    grid = dialog.files.grid
    qtbot.waitUntil(lambda: grid.index(2, 1).data() == "cannot be read")
    assert [grid.index(row, 1).data() for row in range(2)] == ["debate or interview", "speech or other text"]
    assert dialog.statements.grid.index(0, 1).data() == "Mira Okten"
    dialog.shape.setCurrentIndex(dialog.shape.findText("speech or other text"))
    qtbot.waitUntil(lambda: grid.index(0, 1).data() == "speech or other text")
    assert dialog.statements.grid.index(0, 1).data() == ""
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))

    assert told == ["empty.txt holds no text. Nothing was imported from it."]
    assert "Mira Okten: We wait." in texts(window)
    assert "The islands wait." in texts(window)


def test_a_source_without_a_title_goes_by_its_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "short note.txt").write_text("The islands wait.", encoding="utf-8")

    window.files.import_files([tmp_path / "short note.txt"])
    qtbot.waitUntil(lambda: window.reading.row is not None)

    assert "short note.txt" in window.reading.title()

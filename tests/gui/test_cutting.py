"""Statements split and joined in the window, by the keys of the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.annotations import annotations_of
from annotator.store.corpus import statement_rows
from tests.builders import contents, label
from tests.gui.in_front import put_in_front

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    """The second of three statements in front, the text in focus."""
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    put_in_front(made, project_file)
    made.workspace.step(1)
    made.reading.view.setFocus()
    qtbot.waitUntil(made.reading.view.hasFocus)
    yield made
    made.close()


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in statement_rows(window.workspace.store)]


def caret_before(window: MainWindow, words: str) -> None:
    """Arrow keys to the place before the words."""
    view = window.reading.view
    for _ in range(view.text().index(words) - view.caret()):
        QTest.keyClick(view, Qt.Key.Key_Right)


def test_a_statement_is_split_at_the_caret_and_put_together_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    store, coder = window.workspace.store, window.workspace.coder_id
    assert coder is not None
    label(store, coder, "northern bloc", "domination")
    before = contents(store)
    whole = window.workspace.statement_id
    caret_before(window, "the northern")

    qtbot.keyClick(window.reading.view, Qt.Key.Key_D, CONTROL_SHIFT)

    first, second = texts(window)[1:3]
    assert first.endswith("told to sign;")
    assert second.startswith("the northern bloc")
    assert window.reading.view.text() == first
    assert len(window.workspace.queue) == 4
    assert [some.quote for some in annotations_of(store, [window.workspace.queue[2]])] == ["northern bloc"]  # type: ignore[list-item]  # keys of the queue are those of statements

    qtbot.keyClick(window.reading.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert contents(store) == before
    assert window.workspace.statement_id == whole
    assert window.reading.view.text().startswith("No treaty")


def test_two_statements_become_one_and_two_again(window: MainWindow, qtbot: QtBot) -> None:
    store, coder = window.workspace.store, window.workspace.coder_id
    assert coder is not None
    label(store, coder, "flags", "security")
    before = texts(window)

    qtbot.keyClick(window.reading.view, Qt.Key.Key_J, CONTROL_SHIFT)

    assert texts(window) == [before[0], f"{before[1]}\n{before[2]}"]
    assert window.reading.view.text() == f"{before[1]}\n{before[2]}"
    assert len(window.reading.list.ids()) == 1
    window.workspace.undo()
    assert texts(window) == before
    assert window.reading.view.text() == before[1]


def test_a_label_across_the_cut_refuses_it_and_is_named(window: MainWindow, qtbot: QtBot) -> None:
    store, coder = window.workspace.store, window.workspace.coder_id
    assert coder is not None
    label(store, coder, "sign; the northern", "domination")
    caret_before(window, "the northern")
    before = contents(store)

    qtbot.keyClick(window.reading.view, Qt.Key.Key_D, CONTROL_SHIFT)

    assert "“sign; the northern” crosses" in window.statusBar().currentMessage()
    assert contents(store) == before


def test_the_last_statement_has_nothing_to_be_joined_with(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.step(1)

    qtbot.keyClick(window.reading.view, Qt.Key.Key_J, CONTROL_SHIFT)

    assert "last statement of its source" in window.statusBar().currentMessage()


def test_undoing_an_import_leaves_the_window_at_a_statement_that_is_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "more.txt"
    file.write_text("Another text. It has two sentences.", encoding="utf-8")
    with qtbot.waitSignal(window.workspace.queue_changed, timeout=10_000):
        window.files.import_files([file])
    qtbot.waitUntil(lambda: len(window.workspace.queue) > 3)
    window.workspace.step(len(window.workspace.queue) - 1 - (window.workspace.place_in_queue() or 0))
    assert "Another" in window.reading.view.text() or "two sentences" in window.reading.view.text()

    def undone() -> bool:
        window.workspace.undo()  # refused as long as the import holds the project
        return window.statusBar().currentMessage().startswith("Undone")

    qtbot.waitUntil(undone)

    assert window.workspace.statement_id in window.workspace.queue
    assert window.reading.view.text() in texts(window)

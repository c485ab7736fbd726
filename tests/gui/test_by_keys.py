"""The whole window by keys alone: what is gone to by Tab, and keys that work from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.annotation import Stage
from annotator.store.annotations import read_annotations, read_status

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    made.open(project_file)
    made.workspace.step(1)
    qtbot.waitUntil(made.isActiveWindow)
    made.reading.view.setFocus()
    qtbot.waitUntil(made.reading.view.hasFocus)
    yield made
    made.close()


def test_tab_reaches_every_part_and_all_that_it_reaches_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(50)
    reached: list[QWidget] = []
    for _ in range(80):
        found = QApplication.focusWidget()
        assert found is not None
        if found in reached:
            break
        reached.append(found)
        qtbot.keyClick(found, Qt.Key.Key_Tab)

    nameless = [found for found in reached if not (found.accessibleName() or getattr(found, "text", str)())]
    assert nameless == []
    for part in (window.statements, window.reading, window.codebook, window.drawer, window.top):
        assert any(part.isAncestorOf(found) or part is found for found in reached), part.objectName()
    tabs = reached.index(window.drawer.tabBar())
    assert window.drawer.panel(0).isAncestorOf(reached[tabs + 1])


def test_ctrl_enter_from_the_search_field_is_done_and_next(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    here = workspace.statement_id
    assert here is not None
    assert workspace.coder_id is not None
    window.go_to_search()
    qtbot.keyClicks(window.top.search, "treaty")

    qtbot.keyClick(window.top.search, Qt.Key.Key_Return, CTRL)

    assert read_status(workspace.store, here, workspace.coder_id).stage is Stage.DONE
    assert workspace.statement_id != here


def test_labels_are_copied_to_other_words(qtbot: QtBot, window: MainWindow) -> None:
    view = window.reading.view
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClicks(view, "1q")
    window.workspace.step(1)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClicks(view, "2")
    window.workspace.step(-1)
    (first, _) = read_annotations(window.workspace.store)
    window.workspace.choose_annotation(first.id)

    qtbot.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    window.workspace.step(1)
    window.workspace.step(1)
    window.workspace.step(-1)
    window.workspace.step(1)
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Period)

    copied = list(read_annotations(window.workspace.store))[-1]
    assert copied.id != first.id
    assert {value.code_id for value in copied.values} >= {value.code_id for value in first.values}

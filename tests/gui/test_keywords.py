from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.keywords import KeywordsDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    made.open(project_file)
    made.workspace.step(1)
    yield made
    made.close()


def dialog_of(window: MainWindow) -> KeywordsDialog:
    window.actions_["keywords"].trigger()
    (found,) = window.findChildren(KeywordsDialog)
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return found


def framed(window: MainWindow) -> list[tuple[int, str]]:
    """Group and words of every frame in the text, found through the frame's middle."""
    view = window.reading.view
    found = []
    block = view.document().begin()
    while block.isValid():
        for group, rect in view.keywords.places(block):
            place = view.document().documentLayout().hitTest(rect.center(), Qt.HitTestAccuracy.FuzzyHit)
            cursor = QTextCursor(view.document())
            cursor.setPosition(place)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            found.append((group, cursor.selectedText()))
        block = block.next()
    return found


def test_keywords_are_framed_while_they_are_typed_and_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    dialog = dialog_of(window)
    qtbot.keyClicks(dialog.fields[0], "shore, island*")
    assert framed(window) == [(0, "shore"), (0, "islands")]
    qtbot.keyClicks(dialog.fields[2], "/trea.y/")
    qtbot.mouseClick(dialog.buttons.button(dialog.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton)
    window.close()

    again = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.show()
    again.open(project_file)

    assert sorted(framed(again)) == [(0, "islands"), (0, "shore"), (1, "treaty")]
    again.actions_["showKeywords"].trigger()
    assert framed(again) == []
    again.close()


def test_a_broken_pattern_is_told_and_cannot_be_kept(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(window)
    qtbot.keyClicks(dialog.fields[0], "/(shore/")

    assert "is not a pattern" in dialog.problem.text()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert framed(window) == []


def test_frames_follow_an_emoji_and_right_to_left_words(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(window)
    window.workspace.step(1)
    qtbot.keyClicks(dialog.fields[0], "said")
    dialog.fields[1].setText("مرحبا")

    assert sorted(framed(window)) == [(0, "said"), (1, "مرحبا")]
    dialog.reject()

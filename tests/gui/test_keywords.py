from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.edits.keywords import keep_keywords
from annotator.gui.dialogs.keywords import KeywordsDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.keywords import Keywords
from annotator.store.keywords import read_keywords
from annotator.store.registers import read_head
from annotator.store.store import Store
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, project_file)
    made.workspace.step(1)
    yield made
    made.close()


def dialog_of(qtbot: QtBot, window: MainWindow) -> KeywordsDialog:
    window.actions_["keywords"].trigger()
    (found,) = (one for one in window.findChildren(KeywordsDialog) if one.isVisible())
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.waitUntil(found.isActiveWindow)
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


def test_keywords_are_framed_while_they_are_typed_and_are_in_the_project(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    dialog = dialog_of(qtbot, window)
    qtbot.keyClicks(dialog.fields[0], "shore, island*")
    assert framed(window) == [(0, "shore"), (0, "islands")]
    qtbot.keyClicks(dialog.fields[2], "/trea.y/")
    qtbot.mouseClick(dialog.buttons.button(dialog.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton)
    window.close()

    again = MainWindow(Preferences(tmp_path / "of-another-computer.json"))
    qtbot.addWidget(again)
    again.show()
    put_in_front(again, project_file)

    assert sorted(framed(again)) == [(0, "islands"), (0, "shore"), (1, "treaty")]
    again.actions_["showKeywords"].trigger()
    assert framed(again) == []
    again.actions_["showKeywords"].trigger()
    again.actions_["undo"].trigger()
    assert framed(again) == []
    again.close()


def test_escape_keeps_the_keywords_as_they_were(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(qtbot, window)
    qtbot.keyClicks(dialog.fields[0], "shore")
    qtbot.keyClick(dialog.fields[0], Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, window)
    qtbot.keyClick(dialog.fields[0], Qt.Key.Key_End)
    qtbot.keyClicks(dialog.fields[0], ", island*")
    assert framed(window) == [(0, "shore"), (0, "islands")]

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert framed(window) == [(0, "shore")]
    assert [group.typed for group in read_keywords(window.workspace.store)] == ["shore"]


def test_keywords_that_the_computer_kept_move_into_the_project_once(
    qtbot: QtBot, tmp_path: Path, project_file: Path
) -> None:
    with Store(project_file, write=True) as store:
        uid = read_head(store).uid
        keep_keywords(store, [Keywords("#0072B2", "shore")])
    kept = [{"colour": "#0072B2", "typed": "shore"}, {"colour": "#D55E00", "typed": "island*"}]
    settings = tmp_path / "old settings.json"
    settings.write_text(json.dumps({"keywords": {uid: kept, "of another": kept}}), encoding="utf-8")
    window = MainWindow(Preferences(settings))
    qtbot.addWidget(window)
    window.show()

    put_in_front(window, project_file)
    qtbot.waitUntil(lambda: len(read_keywords(window.workspace.store)) == 2)

    assert [group.typed for group in read_keywords(window.workspace.store)] == ["shore", "island*"]
    assert "are in the project now" in window.statusBar().currentMessage()
    assert json.loads(settings.read_text(encoding="utf-8"))["keywords"] == {"of another": kept}
    window.workspace.undo()
    assert [group.typed for group in read_keywords(window.workspace.store)] == ["shore"]
    window.close()


def test_keywords_that_cannot_move_into_the_project_stay_on_the_computer(
    qtbot: QtBot, tmp_path: Path, project_file: Path
) -> None:
    with Store(project_file, write=False) as store:
        uid = read_head(store).uid
    kept = [{"colour": "#0072B2", "typed": "shore"}, {"colour": "#D55E00", "typed": "/(island/"}]
    settings = tmp_path / "old settings.json"
    settings.write_text(json.dumps({"keywords": {uid: kept}}), encoding="utf-8")
    window = MainWindow(Preferences(settings))
    qtbot.addWidget(window)
    window.show()

    window.open(project_file)
    qtbot.waitUntil(lambda: "is not a pattern" in window.statusBar().currentMessage())
    window.close()

    assert json.loads(settings.read_text(encoding="utf-8"))["keywords"] == {uid: kept}


def test_a_broken_pattern_is_told_and_cannot_be_kept(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(qtbot, window)
    qtbot.keyClicks(dialog.fields[0], "/(shore/")

    assert "is not a pattern" in dialog.problem.text()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert framed(window) == []


def test_frames_follow_an_emoji_and_right_to_left_words(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(qtbot, window)
    window.workspace.step(1)
    qtbot.keyClicks(dialog.fields[0], "said")
    dialog.fields[1].setText("مرحبا")

    assert sorted(framed(window)) == [(0, "said"), (1, "مرحبا")]
    dialog.reject()

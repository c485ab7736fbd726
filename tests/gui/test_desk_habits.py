"""What a coder does all day in the whole window, by real keys and the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QListView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.edits.annotations import set_memo
from annotator.edits.codes import change_variable
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.timeline import TimelinePanel
from annotator.gui.preferences import Preferences
from annotator.model.annotation import Annotation, CoderId, Stage, Voice
from annotator.model.span import Span
from annotator.store.annotations import read_annotations, read_status
from tests.builders import label

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    """The project of three statements, the second in front, the text in focus."""
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.open(project_file)
    qtbot.waitUntil(lambda: made.workspace.statement_id is not None)
    made.workspace.step(1)
    made.reading.view.setFocus()
    qtbot.waitUntil(made.reading.view.hasFocus)
    yield made
    made.close()


def own(window: MainWindow) -> list[Annotation]:
    return list(read_annotations(window.workspace.store))


def mark(window: MainWindow, words: str) -> None:
    start = window.reading.view.text().index(words)
    window.reading.view.mark(Span(start, start + len(words)))


def over(window: MainWindow, words: str) -> str:
    """What the pointer reads when it rests on these words."""
    view = window.reading.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document_position(view.text().index(words) + 1))
    at = view.cursorRect(cursor).center()
    help_ = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), help_)
    return QToolTip.text()


def test_labels_are_copied_to_another_span_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = window.reading.view
    mark(window, "treaty can hold")
    qtbot.keyClicks(view, "2q")
    mark(window, "other")
    qtbot.keyClicks(view, "1")
    window.workspace.choose_annotation(own(window)[0].id)

    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    mark(window, "northern bloc")
    qtbot.keyClicks(view, ".")

    first, _, last = sorted(own(window), key=lambda made: made.id)
    assert last.quote == "northern bloc"
    assert last.values == first.values
    assert len(last.values) == 2


def test_an_annotation_gets_its_own_speaker_and_voice_by_typing(qtbot: QtBot, window: MainWindow) -> None:
    actor = add_actor(window.workspace.store, "Isla Mora")
    mark(window, "northern bloc")
    qtbot.keyClicks(window.reading.view, "2")

    for typed in ("quote", "isla"):
        qtbot.keyClick(window.reading.view, Qt.Key.Key_V, CONTROL | SHIFT)
        qtbot.keyClicks(window.palette_.field, typed)
        qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)

    (made,) = own(window)
    assert (made.voice, made.speaker_id) == (Voice.QUOTE, actor)
    assert "Isla Mora · quote" in over(window, "northern")


def test_resting_on_a_span_reads_its_coder_labels_and_memo(qtbot: QtBot, window: MainWindow) -> None:
    mark(window, "northern bloc")
    qtbot.keyClicks(window.reading.view, "2")
    (made,) = own(window)
    set_memo(window.workspace.store, made.id, "sides <again>")

    said = over(window, "northern")

    assert said == "<b>Ana</b><br>framing: domination<br><i>sides &lt;again&gt;</i>"
    over(window, "treaty")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_ctrl_return_is_done_and_next_from_any_field(qtbot: QtBot, window: MainWindow) -> None:
    workspace, coder = window.workspace, CoderId(1)
    second = workspace.statement_id
    assert second is not None
    window.actions_["memo"].trigger()
    qtbot.waitUntil(window.reading.memo.field.hasFocus)
    qtbot.keyClicks(window.reading.memo.field, "ask Bruno")

    qtbot.keyClick(window.reading.memo.field, Qt.Key.Key_Return, CONTROL)

    assert read_status(workspace.store, second, coder).stage is Stage.DONE
    third = workspace.statement_id
    assert third not in {None, second}
    field = window.top.search
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    assert third is not None
    assert read_status(workspace.store, third, coder).stage is Stage.DONE


def test_a_required_variable_says_that_it_is_missing_until_it_is_answered(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, codes = window.reading.view, window.codebook.findChild(QListView, "codeTree")
    assert codes is not None
    framing, claim = window.workspace.codebook.variables[:2]
    change_variable(window.workspace.store, claim.id, required=True)

    def heads() -> list[str]:
        spoken = [
            str(codes.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            for row in range(codes.model().rowCount())
        ]
        return [words for words in spoken if words.startswith((framing.name, claim.name))]

    assert "missing" not in "".join(heads())
    mark(window, "northern bloc")
    qtbot.keyClicks(view, "2")
    assert [words.split(", ")[1] == "missing" for words in heads()] == [False, True]
    qtbot.keyClicks(view, "q")
    assert "missing" not in "".join(heads())
    qtbot.keyClicks(view, "q")
    assert "missing" in "".join(heads())
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "missing" not in "".join(heads())  # nothing is labelled: there is nothing to complete


def test_other_coders_stand_beside_ones_own_or_are_hidden(qtbot: QtBot, window: MainWindow) -> None:
    mark(window, "northern bloc")
    qtbot.keyClicks(window.reading.view, "2")
    label(window.workspace.store, CoderId(2), "northern bloc has", "equality")
    assert "Bruno" not in over(window, "northern")

    qtbot.keyClick(window, Qt.Key.Key_F10)

    assert over(window, "northern").count("<b>") == 2
    assert "<b>Bruno</b><br>framing: equality" in over(window, "northern")
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert "Bruno" not in over(window, "northern")


def test_the_palette_holds_every_action_with_its_key(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.reading.view, Qt.Key.Key_K, CONTROL)

    shown = window.palette_.list.model()
    spoken = [
        str(shown.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(shown.rowCount())
    ]
    for action in filter(QAction.isEnabled, window.actions_.all()):
        name = action.text().replace("&", "").removesuffix("…").strip()
        key = action.shortcut().toString()
        assert any(name in words and key in words for words in spoken), (name, key)


def test_tab_leads_through_everything_and_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.findChild(TimelinePanel) is not None)
    timeline = window.findChild(TimelinePanel)
    assert timeline is not None
    qtbot.waitUntil(lambda: timeline.reader.timeline is not None and not timeline.reader.is_busy)
    visited: list[QWidget] = []
    focused: QWidget | None = window.reading.view
    while focused is not None and focused not in visited and len(visited) < 200:
        visited.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()

    parts = (window.statements, window.reading, window.codebook, window.drawer, window.top)
    unreached = [part.objectName() for part in parts if not any(part.isAncestorOf(one) for one in visited)]
    assert unreached == []
    nameless = [one for one in visited if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []
    tabs = visited.index(window.drawer.tabBar())
    assert window.drawer.panel(0).isAncestorOf(visited[tabs + 1])


def test_a_screen_reader_is_told_what_has_the_keys(window: MainWindow) -> None:
    codes = window.codebook.findChild(QListView, "codeTree")
    for widget, name in (
        (window.reading.view, "Statement"),
        (window.statements.view, "Statements"),
        (codes, "Codes"),
    ):
        assert widget is not None
        told = QAccessible.queryAccessibleInterface(widget)
        assert told.text(QAccessible.Text.Name) == name
        assert told.state().focusable
    rows = QAccessible.queryAccessibleInterface(window.statements.view)
    read = [rows.child(place).text(QAccessible.Text.Name) for place in range(rows.childCount())]
    assert any("No treaty can hold" in words and "untouched" in words for words in read)

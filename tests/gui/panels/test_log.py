from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.gui.panels.log import LogPanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.store.log import read_log
from tests.builders import draft, fill, statement

Opened = Callable[[], LogPanel]


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot) -> Opened:
    """Show the panel to Ana."""

    def open_panel() -> LogPanel:
        ana, _ = fill(workspace.store, draft("No treaty holds.\nThe islands wait."))
        workspace.set_coder(ana)
        panel = LogPanel(workspace, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(1000, 300)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return open_panel


def rows(panel: LogPanel) -> list[tuple[str, ...]]:
    grid = panel.view.grid
    return [
        tuple(str(grid.index(row, column).data()) for column in (0, 2, 3, 4))
        for row in range(grid.rowCount())
    ]


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]  # any widget


def test_a_note_is_typed_and_stands_first(opened: Opened) -> None:
    panel = opened()
    assert panel.message.text() == "Nothing is noted yet. Write a note or a question below."

    QTest.keyClicks(panel.words, "Began the first batch.")
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    QTest.keyClicks(panel.words, "Went on.")
    click(panel.note)

    assert rows(panel) == [("·", "Ana", "Went on.", ""), ("·", "Ana", "Began the first batch.", "")]
    assert panel.words.text() == ""


def test_a_question_on_the_statement_in_front_is_answered_by_another(
    opened: Opened, workspace: Workspace
) -> None:
    panel = opened()
    here = statement(workspace.store, "islands")
    workspace.show_statement(here)
    click(panel.about)
    QTest.keyClicks(panel.words, "Is waiting a claim?")
    click(panel.ask)
    assert rows(panel) == [("○", "Ana", "Is waiting a claim?", "")]
    assert panel.message.text() == "Entries: 1. Questions that wait for an answer: 1."

    workspace.set_coder(workspace.head.coders[1].id)
    QTest.keyClicks(panel.words, "No.")
    click(panel.answer)

    assert rows(panel) == [("●", "Ana", "Is waiting a claim?", "Bruno: No.")]
    workspace.show_statement(statement(workspace.store, "treaty"))
    QTest.mouseClick(
        panel.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.view.visualRect(panel.view.grid.index(0, 3)).center(),
    )
    assert workspace.statement_id == here


def test_only_open_questions_can_be_listed(opened: Opened) -> None:
    panel = opened()
    for words, button in (("A note.", panel.note), ("A question?", panel.ask)):
        QTest.keyClicks(panel.words, words)
        click(button)

    click(panel.open_only)

    assert rows(panel) == [("○", "Ana", "A question?", "")]


def test_an_entry_is_deleted_and_undone(opened: Opened, workspace: Workspace) -> None:
    panel = opened()
    QTest.keyClicks(panel.words, "A note.")
    click(panel.note)

    click(panel.delete)
    assert rows(panel) == []
    workspace.undo()

    assert [entry.text for entry in read_log(workspace.store)] == ["A note."]
    assert rows(panel) == [("·", "Ana", "A note.", "")]

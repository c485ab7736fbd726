from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import set_memo
from annotator.edits.coders import add_coder
from annotator.edits.files import import_file
from annotator.gui import prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.history import HistoryPanel
from annotator.gui.preferences import Preferences
from annotator.model.annotation import AnnotationId
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement
from tests.gui.in_front import put_in_front

ISO = Qt.DateFormat.ISODate
TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        ana, bruno = fill(store, draft(TEXT))
        label(store, ana, "treaty", "equality")
        label(store, bruno, "harbour", "security")
        label(store, ana, "hold", "domination")
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    put_in_front(made, path)
    yield made
    made.close()


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> HistoryPanel:
    window.actions_["history"].trigger()
    found = window.findChild(HistoryPanel)
    assert isinstance(found, HistoryPanel)
    qtbot.waitUntil(lambda: len(found.found) == 7)
    return found


def shown(panel: HistoryPanel) -> list[tuple[str, str]]:
    """Who and what, row by row."""
    return [(row[1].text, row[2].text) for row in panel.view.grid.rows]


def test_it_says_who_imported_and_who_changed_the_codebook(
    panel: HistoryPanel, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "more.txt"
    file.write_text("One more line.", encoding="utf-8")
    bruno = next(one for one in window.workspace.head.coders if one.name == "Bruno")
    window.workspace.set_coder(bruno.id)

    window.workspace.edit(add_coder, "Carla")
    window.workspace.write("Import", lambda store, _: import_file(store, file))

    qtbot.waitUntil(lambda: len(panel.found) == 9)
    assert shown(panel)[:2] == [("Bruno", "Import more.txt"), ("Bruno", "Add coder Carla")]


def test_it_lists_the_steps_of_some_days(panel: HistoryPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.days, ".. 2020")
    qtbot.waitUntil(lambda: not panel.found)
    assert panel.message.text() == "Nothing that was done meets this."

    qtbot.keyClicks(panel.days, "-0")
    qtbot.waitUntil(lambda: panel.days.property("tone") == "warning")
    panel.days.clear()
    today = QDate.currentDate()
    qtbot.keyClicks(panel.days, f"{today.addDays(-1).toString(ISO)} to {today.addDays(1).toString(ISO)}")
    qtbot.waitUntil(lambda: len(panel.found) == 7)
    assert not panel.days.property("tone")


def test_it_says_who_did_what_where(panel: HistoryPanel) -> None:
    assert shown(panel)[:3] == [
        ("Ana", "Label domination"),
        ("Bruno", "Label security"),
        ("Ana", "Label equality"),
    ]
    assert panel.view.grid.rows[1][3].text == "שלום to the harbour."


def test_it_is_narrowed_by_coder_words_and_statement(
    window: MainWindow, panel: HistoryPanel, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.coders, "B")
    qtbot.waitUntil(lambda: len(panel.found) == 1)
    assert shown(panel) == [("Bruno", "Label security")]
    panel.coders.setCurrentIndex(0)

    qtbot.keyClicks(panel.words, "equal")
    qtbot.waitUntil(lambda: shown(panel) == [("Ana", "Label equality")])
    panel.words.clear()
    qtbot.waitUntil(lambda: len(panel.found) == 7)

    window.workspace.show_statement(statement(window.workspace.store, "harbour"))
    qtbot.mouseClick(panel.only_this, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.only_this.height() // 2))
    qtbot.waitUntil(lambda: [who for who, _ in shown(panel)] == ["Bruno", ""])


def test_choosing_a_step_puts_its_statement_in_front(
    window: MainWindow, panel: HistoryPanel, qtbot: QtBot
) -> None:
    window.workspace.show_statement(statement(window.workspace.store, "treaty"))

    panel.view.setCurrentIndex(panel.view.grid.index(1, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)

    assert window.workspace.statement_id == statement(window.workspace.store, "harbour")


def test_undo_back_to_a_step_says_first_what_it_takes_back(
    window: MainWindow, panel: HistoryPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: QWidget, _title: str, question: str, *, act: str) -> bool:
        asked.append(f"{question} [{act}]")
        return True

    monkeypatch.setattr(prompts, "confirm", agree)
    store = window.workspace.store
    before = contents(store)
    assert not panel.back.isEnabled()
    panel.view.setCurrentIndex(panel.view.grid.index(2, 0))

    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(store.rows("SELECT 1 FROM annotation")) == 1)

    assert "Steps taken back: 2 (Ana 1, Bruno 1)" in asked[0]
    assert "annotations 2" in asked[0]
    qtbot.waitUntil(lambda: [row[4].text for row in panel.view.grid.rows[:3]] == ["undone", "undone", ""])
    window.workspace.redo()
    window.workspace.redo()
    assert contents(store) == before


def test_a_long_history_is_read_on_as_one_scrolls(
    window: MainWindow, panel: HistoryPanel, qtbot: QtBot
) -> None:
    for number in range(250):
        window.workspace.edit(set_memo, AnnotationId(1), f"Memo {number}")
    qtbot.waitUntil(lambda: len(panel.found) == 100)

    bar = panel.view.verticalScrollBar()
    for expected in (200, 257):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda count=expected: len(panel.found) == count)  # type: ignore[misc]

    assert len({entry.step.id for entry in panel.found}) == 257

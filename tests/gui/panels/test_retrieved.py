from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.gui.panels.retrieved import RetrievedPanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.store.annotations import annotations_by_id
from tests.builders import draft, fill, label


@pytest.fixture
def panel(workspace: Workspace, qtbot: QtBot) -> RetrievedPanel:
    """Ana labelled three stretches of two sources, Bruno one."""
    store = workspace.store
    ana, bruno = fill(
        store,
        draft("No treaty can hold.\nThe islands wait.", title="Treaty", published="2031-03-03"),
        draft("The bloc 🔵 signs alone.", title="Bloc", published="2030-12", outlet="Evening Post"),
    )
    label(store, ana, "No treaty", "equality")
    label(store, ana, "treaty can", "domination")
    label(store, ana, "bloc 🔵 signs", "equality")
    label(store, bruno, "islands", "equality")
    workspace.set_coder(ana)
    made = RetrievedPanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1100, 240)
    made.show()
    rest(qtbot, made)
    return made


def rest(qtbot: QtBot, panel: RetrievedPanel) -> None:
    qtbot.waitUntil(lambda: not panel.is_reading, timeout=5000)


def choose(qtbot: QtBot, panel: RetrievedPanel, combo: str, words: str) -> None:
    found = panel.findChild(QComboBox, combo)
    assert isinstance(found, QComboBox)
    found.setCurrentIndex(found.findText(words))
    rest(qtbot, panel)


def shown(panel: RetrievedPanel) -> list[list[str]]:
    return [[cell.text for cell in row] for row in panel.view.grid.rows]


def test_the_coder_s_own_spans_are_there_at_once(panel: RetrievedPanel) -> None:
    assert [row[0] for row in shown(panel)] == ["bloc 🔵 signs", "No treaty", "treaty can"]
    assert panel.message.text() == "3 spans in 2 sources"


def test_a_code_with_and_without_another(qtbot: QtBot, panel: RetrievedPanel) -> None:
    choose(qtbot, panel, "retrieveCode", "equality")
    choose(qtbot, panel, "retrieveWithout", "without domination")
    assert [row[0] for row in shown(panel)] == ["bloc 🔵 signs"]

    choose(qtbot, panel, "retrieveWithout", "without …")
    choose(qtbot, panel, "retrieveWith", "with domination")
    assert [row[0] for row in shown(panel)] == ["No treaty"]


def test_every_coder_s_spans_by_choice(qtbot: QtBot, panel: RetrievedPanel) -> None:
    choose(qtbot, panel, "retrieveCoder", "Any coder")

    assert {row[4] for row in shown(panel)} == {"Ana", "Bruno"}


def test_a_period_that_cannot_be_read_is_explained(qtbot: QtBot, panel: RetrievedPanel) -> None:
    field = panel.findChild(QLineEdit, "retrievePeriod")
    assert isinstance(field, QLineEdit)

    qtbot.keyClicks(field, "last year")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rest(qtbot, panel)
    assert "last year" in panel.message.text()
    field.clear()
    qtbot.keyClicks(field, "2031")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rest(qtbot, panel)

    assert [row[0] for row in shown(panel)] == ["No treaty", "treaty can"]


def test_a_cell_of_the_table_opens_its_spans(qtbot: QtBot, panel: RetrievedPanel) -> None:
    choose(qtbot, panel, "retrieveBy", "Table by outlet")
    assert [column.title for column in panel.view.grid.columns] == [
        "Code",
        "Daily Beacon",
        "Evening Post",
        "All",
    ]
    assert shown(panel) == [["equality", "1", "1", "2"], ["domination", "1", "·", "1"]]

    index = panel.view.grid.index(0, 2)
    qtbot.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(index).center()
    )
    rest(qtbot, panel)

    assert [row[0] for row in shown(panel)] == ["bloc 🔵 signs"]


def test_a_row_leads_to_its_annotation(qtbot: QtBot, panel: RetrievedPanel, workspace: Workspace) -> None:
    rect = panel.view.visualRect(panel.view.grid.index(1, 0))

    with qtbot.waitSignal(panel.chosen) as told:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert told.args is not None
    (found,) = annotations_by_id(workspace.store, [told.args[1]])
    assert found.quote == "No treaty"


def test_spans_are_copied_with_their_citation(qtbot: QtBot, panel: RetrievedPanel) -> None:
    choose(qtbot, panel, "retrieveCode", "equality")

    qtbot.mouseClick(panel.copying, Qt.MouseButton.LeftButton)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "“bloc 🔵 signs” (“Bloc”, Evening Post, Dec 2030)"
    assert lines[1] == "“No treaty” (“Treaty”, Daily Beacon, 3 Mar 2031)"


def test_a_new_label_appears(qtbot: QtBot, panel: RetrievedPanel, workspace: Workspace) -> None:
    assert workspace.coder_id is not None
    label(workspace.store, workspace.coder_id, "wait", "equality")
    rest(qtbot, panel)

    assert "wait" in [row[0] for row in shown(panel)]


def test_the_model_is_sound(panel: RetrievedPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(panel.view.grid)

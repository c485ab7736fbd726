from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.edits.codes import change_code
from annotator.gui import prompts
from annotator.gui.panels.questioned import QuestionedPanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.model.annotation import AnnotationId
from annotator.store.questioned import questioned
from annotator.store.queue import QueueFilter, queue_ids
from tests.builders import draft, fill, label, statement, value

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour.\nThe islands wait."


@pytest.fixture
def panel(workspace: Workspace, qtbot: QtBot) -> QuestionedPanel:
    """Ana gave two codes in three places, Bruno one of them; then both definitions changed."""
    store = workspace.store
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    label(store, ana, "harbour", "equality")
    label(store, ana, "islands", "security")
    label(store, bruno, "hold", "equality")
    for name in ("equality", "security"):
        code = value(store, name).code_id
        assert code is not None
        change_code(store, code, definition=f"Another meaning of {name}.")
    workspace.set_coder(ana)
    made = QuestionedPanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1100, 240)
    made.show()
    qtbot.waitUntil(lambda: len(made.found) == 3)
    return made


def shown(panel: QuestionedPanel) -> list[str]:
    return [row[1].text for row in panel.view.grid.rows]


def test_the_coder_s_own_labels_are_listed_code_by_code(panel: QuestionedPanel) -> None:
    ModelTester(None).check(panel.view.grid)

    assert shown(panel) == ["treaty", "harbour", "islands"]
    assert panel.message.text().startswith("3 annotations of yours")


def test_a_label_is_looked_at_and_confirmed_by_keys(
    panel: QuestionedPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    wanted: list[tuple[object, object]] = []
    panel.chosen.connect(lambda *places: wanted.append(places))
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert wanted == [(statement(workspace.store, "harbour"), AnnotationId(2))]

    qtbot.keyClick(panel.view, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: shown(panel) == ["treaty", "islands"])
    workspace.undo()
    qtbot.waitUntil(lambda: shown(panel) == ["treaty", "harbour", "islands"])


def test_many_are_confirmed_after_a_preview(
    panel: QuestionedPanel, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: object, _title: str, question: str, **_words: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(prompts, "confirm", agree)
    panel.view.setCurrentIndex(panel.view.grid.index(0, 0))
    assert panel.confirm_code.text() == "Confirm all of “equality” …"
    qtbot.mouseClick(panel.confirm_code, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == ["islands"])
    qtbot.mouseClick(panel.confirm_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == [])

    assert asked[0].endswith("equality: 2 annotations")
    assert asked[1].endswith("security: 1 annotation")
    assert [one.words for one in questioned(workspace.store)] == ["hold"]


def test_the_queue_can_hold_what_is_in_question(panel: QuestionedPanel, workspace: Workspace) -> None:
    bruno = workspace.head.coders[1].id

    found = queue_ids(workspace.store, QueueFilter(bruno, questioned=True))

    assert list(found) == [statement(workspace.store, "hold")]
    assert panel.isVisible()

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import set_memo
from annotator.edits.codes import change_code
from annotator.edits.merging.merge import merge
from annotator.gui import prompts
from annotator.gui.panels.conflicts import ConflictsPanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.model.codebook import CodeId
from annotator.store.annotations import read_annotations
from annotator.store.conflicts import waiting_conflicts
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement, value
from tests.gui.in_front import put_in_front

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


def _work(path: Path, memo: str, name: str) -> None:
    with Store(path, write=True) as store:
        (annotation,) = read_annotations(store)
        set_memo(store, annotation.id, memo)
        code = value(store, "domination").code_id
        assert code is not None
        change_code(store, code, name=name)


@pytest.fixture
def panel(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> ConflictsPanel:
    """Two laptops wrote other memos on one label, and renamed a code differently; then they were merged."""
    mine, theirs = tmp_path / "mine.annotator", tmp_path / "theirs.annotator"
    with Store.create(mine, title="Study") as store:
        ana, _ = fill(store, draft(TEXT))
        label(store, ana, "harbour", "equality")
    shutil.copy(mine, theirs)
    _work(mine, "Compare §2 👀", "hegemony")
    _work(theirs, "قارن", "power")
    put_in_front(workspace, mine)
    merge(workspace.store, [theirs])
    made = ConflictsPanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1100, 240)
    made.show()
    qtbot.waitUntil(lambda: len(made.found) == 2)
    return made


def choose(panel: ConflictsPanel, what: str) -> None:
    rows = [[cell.text for cell in row] for row in panel.view.grid.rows]
    (row,) = [place for place, cells in enumerate(rows) if cells[1] == what]
    panel.view.setCurrentIndex(panel.view.grid.index(row, 0))
    panel.view.setFocus()


def test_both_values_stand_beside_each_other_with_the_rule(panel: ConflictsPanel) -> None:
    ModelTester(None).check(panel.view.grid)
    choose(panel, "memo")

    conflict = panel.current()

    assert conflict is not None
    assert conflict.about == "Ana: “harbour”"
    assert {conflict.kept, conflict.other} == {"Compare §2 👀", "قارن"}
    assert "Changed in both files" in panel.rule.text()
    assert panel.message.text() == "2 to look at"


def test_enter_goes_to_the_statement_or_the_code(
    panel: ConflictsPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    assert workspace.statement_id == statement(workspace.store, "treaty")
    choose(panel, "memo")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert workspace.statement_id == statement(workspace.store, "harbour")

    wanted: list[CodeId] = []
    panel.code_wanted.connect(wanted.append)
    choose(panel, "name")
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert read_codebook(workspace.store).code(wanted[0]).name in {"hegemony", "power"}


def test_the_other_value_is_taken_by_a_key_and_undone(
    panel: ConflictsPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    choose(panel, "memo")
    conflict = panel.current()
    assert conflict is not None

    qtbot.keyClick(panel.view, Qt.Key.Key_O)

    (annotation,) = read_annotations(workspace.store)
    assert annotation.memo == conflict.other
    qtbot.waitUntil(lambda: panel.message.text() == "1 to look at, 1 looked at")
    workspace.undo()
    (annotation,) = read_annotations(workspace.store)
    assert annotation.memo == conflict.kept
    assert waiting_conflicts(workspace.store) == 2


def test_conflicts_are_marked_as_looked_at_and_shown_again(
    panel: ConflictsPanel, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(panel, "memo")
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(panel.found) == 1)
    monkeypatch.setattr(prompts, "confirm", lambda *_args, **_words: True)
    qtbot.mouseClick(panel.look_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.found == [])

    qtbot.mouseClick(panel.settled, Qt.MouseButton.LeftButton)
    assert len(panel.found) == 2
    choose(panel, "memo")
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: waiting_conflicts(workspace.store) == 1)

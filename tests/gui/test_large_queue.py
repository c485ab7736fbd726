"""A project counts as large from its first statement here, so that the queue is read in jobs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_stage
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.statement_list import StatementList
from annotator.gui.preferences import Preferences
from annotator.gui.workspace import FIRST, Workspace
from annotator.model.annotation import Stage
from annotator.model.corpus import StatementId
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.in_front import put_in_front

LINES = "\n".join(f"Line {number} of the treaty." for number in range(2 * FIRST))


@pytest.fixture
def large(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> Workspace:
    """A workspace without patience and a project of 512 statements, not yet in front."""
    store = Store.create(tmp_path / "large.annotator", title="Large")
    fill(store, draft(LINES))
    workspace.patience = 0
    workspace.show_store(store)
    assert len(workspace.queue) == FIRST
    del qtbot
    return workspace


@pytest.fixture
def panel(large: Workspace, qtbot: QtBot) -> StatementList:
    """The list, shown before all of the queue is there."""
    made = StatementList(large)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_statements_are_there_at_once_and_all_soon(
    large: Workspace, panel: StatementList, qtbot: QtBot
) -> None:
    large.show_statement(StatementId(large.queue[200]))
    scrolled = panel.view.verticalScrollBar().value()

    qtbot.waitUntil(lambda: len(large.queue) == 2 * FIRST)

    assert panel.model.rowCount() == 2 * FIRST
    assert panel.view.currentIndex().row() == 200
    assert panel.view.verticalScrollBar().value() == scrolled
    qtbot.waitUntil(lambda: panel.count.text() == "0 of 512 done")


def test_the_last_filter_wins(large: Workspace, qtbot: QtBot) -> None:
    large.set_filter(replace(large.filter, words="treaty"))
    large.set_filter(replace(large.filter, words='"line 7"'))

    qtbot.waitUntil(lambda: len(large.queue) == 1)


def test_a_filter_that_cannot_be_understood_is_explained(large: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(large.failed) as told:
        large.set_filter(replace(large.filter, words='"line'))

    assert told.args is not None
    assert str(told.args[0]).startswith("A quotation mark is open")


def test_counting_follows_the_last_edit(large: Workspace, panel: StatementList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.count.text() == "0 of 512 done")
    assert large.coder_id is not None

    for place in range(5):
        set_stage(large.store, [StatementId(large.queue[place])], large.coder_id, Stage.DONE)

    qtbot.waitUntil(lambda: panel.count.text() == "5 of 512 done")


def test_a_project_closed_meanwhile_is_let_go(large: Workspace, qtbot: QtBot) -> None:
    folder = large.store.path.parent
    large.set_filter(replace(large.filter, words="treaty"))

    large.close()

    assert len(large.queue) == 0
    assert not list(folder.glob("large.annotator-*"))
    qtbot.wait(50)
    assert len(large.queue) == 0


def test_a_large_project_opens_where_it_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    with Store.create(tmp_path / "large.annotator", title="Large") as store:
        fill(store, draft(LINES))
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.workspace.patience = 0
    put_in_front(window, store.path)
    qtbot.waitUntil(lambda: len(window.workspace.queue) == 2 * FIRST)
    left = StatementId(window.workspace.queue[-1])
    window.workspace.show_statement(left)

    window.workspace.close()
    put_in_front(window, store.path)

    assert window.workspace.statement_id == left
    qtbot.waitUntil(lambda: window.statements.view.currentIndex().row() == 2 * FIRST - 1)
    window.close()

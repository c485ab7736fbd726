from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_flag, set_stage
from annotator.gui.queue.model import PAGE, ROW_ROLE, QueueModel
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Stage
from annotator.store.queue_rows import QueueRow
from tests.builders import draft, fill, label, statement

LINES = "\n".join(f"Line {number} of the treaty." for number in range(3 * PAGE))


def test_the_model_keeps_qts_rules(workspace: Workspace, qtmodeltester: ModelTester) -> None:
    ana, _ = fill(workspace.store, draft("One harbour.\nTwo shores.\nThree islands."))
    model = QueueModel(workspace)

    model.show_ids(workspace.queue)

    assert model.rowCount() == 3
    assert ana
    qtmodeltester.check(model, force_py=True)


def test_rows_of_every_page_are_the_statements_in_their_order(workspace: Workspace) -> None:
    fill(workspace.store, draft(LINES))
    model = QueueModel(workspace)
    model.show_ids(workspace.queue)

    shown = [model.index(row, 0).data() for row in (0, PAGE - 1, PAGE, 3 * PAGE - 1)]

    assert shown == [f"Line {row} of the treaty." for row in (0, PAGE - 1, PAGE, 3 * PAGE - 1)]


def test_only_touched_rows_are_told_of(workspace: Workspace, qtbot: QtBot) -> None:
    ana, _ = fill(workspace.store, draft(LINES))
    workspace.set_coder(ana)
    model = QueueModel(workspace)
    model.show_ids(workspace.queue)
    assert _row(model, 3).stage is Stage.UNTOUCHED
    set_stage(workspace.store, [model.statement_at(3), model.statement_at(PAGE + 1)], ana, Stage.DONE)

    with qtbot.waitSignal(model.dataChanged) as told:
        model.read_again([model.statement_at(3), model.statement_at(PAGE + 1)])

    first, last, _roles = told.args or []
    assert isinstance(first, QModelIndex)
    assert (first.row(), last.row()) == (3, 3)
    assert _row(model, 3).stage is Stage.DONE
    assert _row(model, PAGE + 1).stage is Stage.DONE


def test_a_statement_is_found_wherever_it_stands(workspace: Workspace) -> None:
    fill(workspace.store, draft(LINES))
    model = QueueModel(workspace)
    model.show_ids(workspace.queue)

    places = [model.row_of(model.statement_at(row)) for row in (200, 201, 5, 0)]

    assert places == [200, 201, 5, 0]
    assert model.row_of(None) is None
    assert model.row_of(type(model.statement_at(0))(4711)) is None


def test_a_row_can_be_read_aloud(workspace: Workspace) -> None:
    ana, _ = fill(workspace.store, draft("One harbour.\nTwo shores.", published="2031-03"))
    workspace.set_coder(ana)
    label(workspace.store, ana, "shores", "equality")
    set_flag(workspace.store, statement(workspace.store, "shores"), ana, flagged=True)
    model = QueueModel(workspace)
    model.show_ids(workspace.queue)

    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "2, begun, flagged, Two shores., Daily Beacon · Mar 2031 · 1 annotation"


def _row(model: QueueModel, row: int) -> QueueRow:
    found = model.index(row, 0).data(ROW_ROLE)
    assert isinstance(found, QueueRow)
    return found

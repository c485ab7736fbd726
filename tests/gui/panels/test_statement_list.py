from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_stage
from annotator.gui import prompts
from annotator.gui.panels.statement_list import StatementList
from annotator.gui.queue.bulk_actions import MANY
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.store.annotations import read_status
from annotator.store.corpus import statement_rows
from annotator.store.queue import NOT_DONE
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement

Opened = Callable[[str], StatementList]


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot) -> Opened:
    """Put a source with these lines in front of Ana and show the panel.

    It is kept until the test is over: garbage must not be collected while it paints itself.
    """
    kept: list[StatementList] = []

    def open_panel(text: str) -> StatementList:
        ana, _ = fill(workspace.store, draft(text))
        workspace.set_coder(ana)
        workspace.show_statement(StatementId(workspace.queue[0]))
        panel = StatementList(workspace)
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.resize(320, 600)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return open_panel


def lines(count: int) -> str:
    return "\n".join(f"Line {number} of the treaty." for number in range(count))


def click(qtbot: QtBot, panel: StatementList, row: int, *, keys: Qt.KeyboardModifier | None = None) -> None:
    place = panel.view.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, keys or Qt.KeyboardModifier.NoModifier, place
    )


def stages(workspace: Workspace) -> list[Stage]:
    assert workspace.coder_id is not None
    return [
        read_status(workspace.store, StatementId(key), workspace.coder_id).stage for key in workspace.queue
    ]


def test_a_clicked_row_comes_to_the_front(opened: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    panel = opened(lines(5))

    click(qtbot, panel, 3)

    assert workspace.statement_id == workspace.queue[3]


def test_arrow_keys_walk_through_the_queue(opened: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    panel = opened(lines(5))
    panel.view.setFocus()

    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)

    assert workspace.statement_id == workspace.queue[2]


def test_the_statement_in_front_is_the_current_row_and_in_sight(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(300))

    workspace.show_statement(StatementId(workspace.queue[250]))

    assert panel.view.currentIndex().row() == 250
    assert panel.view.viewport().rect().intersects(panel.view.visualRect(panel.model.index(250, 0)))
    assert panel.selected() == [workspace.queue[250]]


def test_labelling_does_not_move_the_list(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(100))
    panel.view.verticalScrollBar().setValue(900)
    assert workspace.coder_id is not None

    label(workspace.store, workspace.coder_id, "Line 7 of", "equality")

    assert panel.view.verticalScrollBar().value() == 900
    row = panel.model.queue_row(7)
    assert row is not None
    assert row.annotations == 1


def test_progress_counts_done_and_leaves_excluded_ones_out(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(5))
    assert workspace.coder_id is not None
    ids = [StatementId(key) for key in workspace.queue]

    set_stage(workspace.store, ids[:2], workspace.coder_id, Stage.DONE)
    set_stage(workspace.store, ids[4:], workspace.coder_id, Stage.EXCLUDED, reason="off topic")

    assert panel.count.text() == "2 of 4 done"


def test_undo_shows_in_the_row_and_in_the_count(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(3))
    assert workspace.coder_id is not None
    set_stage(workspace.store, [StatementId(workspace.queue[1])], workspace.coder_id, Stage.DONE)

    workspace.undo()

    row = panel.model.queue_row(1)
    assert row is not None
    assert row.stage is Stage.UNTOUCHED
    assert panel.count.text() == "0 of 3 done"


def test_a_range_is_marked_as_done_in_one_step(opened: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    panel = opened(lines(6))
    click(qtbot, panel, 1)
    click(qtbot, panel, 3, keys=Qt.KeyboardModifier.ShiftModifier)
    click(qtbot, panel, 5, keys=Qt.KeyboardModifier.ControlModifier)

    panel.bulk.done.trigger()

    done, new = Stage.DONE, Stage.UNTOUCHED
    assert stages(workspace) == [new, done, done, done, new, done]
    workspace.undo()
    assert stages(workspace) == [new] * 6


def test_excluding_asks_for_the_reason(
    opened: Opened, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "duplicate")
    panel = opened(lines(3))
    click(qtbot, panel, 2)

    panel.bulk.exclude.trigger()

    assert workspace.coder_id is not None
    status = read_status(workspace.store, StatementId(workspace.queue[2]), workspace.coder_id)
    assert (status.stage, status.reason) == (Stage.EXCLUDED, "duplicate")


def test_nothing_is_excluded_when_the_question_is_put_away(
    opened: Opened, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: None)
    panel = opened(lines(2))

    panel.bulk.exclude.trigger()

    assert stages(workspace) == [Stage.UNTOUCHED, Stage.UNTOUCHED]


def test_many_are_asked_about_with_their_number(
    opened: Opened, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_parent: object, _title: str, question: str, **_: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(prompts, "confirm", refuse)
    panel = opened(lines(MANY + 1))
    panel.view.selectAll()

    panel.bulk.skip.trigger()

    assert asked == ["Skip 51 statements?"]
    assert set(stages(workspace)) == {Stage.UNTOUCHED}


def test_what_is_set_aside_leaves_the_queue(opened: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    panel = opened(lines(4))
    click(qtbot, panel, 1)

    panel.bulk.aside.trigger()

    assert panel.model.rowCount() == 3
    workspace.set_filter(replace(workspace.filter, set_aside=True))
    row = panel.model.queue_row(1)
    assert row is not None
    assert row.set_aside


def test_the_context_menu_says_how_many_and_offers_the_acts(
    opened: Opened, qtbot: QtBot, workspace: Workspace
) -> None:
    panel = opened(lines(4))
    panel.view.selectAll()

    panel.view.customContextMenuRequested.emit(QPoint(20, 20))

    (menu,) = [found for found in panel.findChildren(QMenu) if found.isVisible()]
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles == [
        *("4 statements", "Mark as done", "Skip", "Exclude …", "Mark as untouched"),
        *("Flag", "Remove flag", "Set aside", "Take into the queue", "Join into one statement"),
        "Correct speaker, date, outlet …",
    ]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
    assert workspace.is_open


def test_chips_name_the_wishes_and_their_crosses_take_them_back(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    panel = opened("One harbour.\nTwo harbours.\nThree islands.")
    workspace.set_filter(replace(workspace.filter, stages=NOT_DONE, words="harbour*"))
    assert [chip.words.text() for chip in panel.chips.chips] == ["not done", "“harbour*”"]
    assert panel.model.rowCount() == 2

    qtbot.mouseClick(panel.chips.chips[1].cross, Qt.MouseButton.LeftButton)

    assert [chip.words.text() for chip in panel.chips.chips] == ["not done"]
    assert panel.model.rowCount() == 3


def test_delete_on_a_chip_takes_the_wish_back(opened: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    panel = opened(lines(2))
    workspace.set_filter(replace(workspace.filter, flagged=True))

    qtbot.keyClick(panel.chips.chips[0].words, Qt.Key.Key_Delete)

    assert workspace.filter.asks_for_nothing


def test_the_plus_offers_every_wish_and_ticks_those_in_force(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(2))
    panel.chips.menu.fill()
    flagged = next(action for action in panel.chips.menu.actions() if action.text() == "Flagged")

    flagged.trigger()

    assert workspace.filter.flagged
    panel.chips.menu.fill()
    assert [action.text() for action in panel.chips.menu.actions() if action.isChecked()] == ["Flagged"]


@pytest.mark.parametrize(
    ("wish", "prompt", "answer", "chip", "left"),
    [
        ("Words …", "ask_text", "harbour", "“harbour”", 1),
        ("Dates …", "ask_text", "2031-03 –", "from 2031-03-01", 0),
        ("Source …", "ask_choice", 0, "Daily Beacon", 2),
        ("Code …", "ask_choice", 0, "coded equality", 1),
        ("Coder …", "ask_choice", 0, "coded by Ana", 1),
    ],
)
def test_a_wish_is_asked_for_and_shown(
    opened: Opened,
    monkeypatch: pytest.MonkeyPatch,
    workspace: Workspace,
    qtbot: QtBot,
    *,
    wish: str,
    prompt: str,
    answer: object,
    chip: str,
    left: int,
) -> None:
    panel = opened("One harbour.\nTwo shores.")
    label(workspace.store, CoderId(1), "shores", "equality")
    monkeypatch.setattr(prompts, prompt, lambda *_, **__: answer)
    panel.chips.menu.fill()

    next(action for action in panel.chips.menu.actions() if action.text() == wish).trigger()

    qtbot.waitUntil(lambda: [found.words.text() for found in panel.chips.chips] == [chip])
    assert panel.model.rowCount() == left


def test_what_coders_differ_on_is_listed_by_variable(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    panel = opened("One harbour.\nTwo shores.")
    label(workspace.store, CoderId(1), "shores", "equality")
    for coder in (CoderId(1), CoderId(2)):
        set_stage(workspace.store, [row.id for row in statement_rows(workspace.store)], coder, Stage.DONE)
    panel.chips.menu.fill()
    (differ,) = [found for found in panel.chips.menu.actions() if found.text() == "Disagreement"]
    menu = differ.menu()
    assert isinstance(menu, QMenu)

    next(action for action in menu.actions() if action.text() == "framing").trigger()

    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert [found.words.text() for found in panel.chips.chips] == ["disagreement on framing"]
    qtbot.mouseClick(panel.chips.chips[0].cross, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 2


def test_the_list_can_be_sorted_and_the_statement_in_front_stays(opened: Opened) -> None:
    panel = opened("The second longest.\nShort.\nThe longest of them all.")
    panel.chips.menu.fill()
    (sort,) = [action for action in panel.chips.menu.actions() if action.text() == "Sort"]
    menu = sort.menu()
    assert isinstance(menu, QMenu)

    next(action for action in menu.actions() if action.text() == "Longest first").trigger()

    assert [panel.model.index(row, 0).data() for row in range(3)] == [
        *("The longest of them all.", "The second longest.", "Short.")
    ]
    assert panel.view.currentIndex().row() == 1
    assert [chip.words.text() for chip in panel.chips.chips] == ["longest first"]


def test_an_empty_queue_says_why_and_offers_the_way_back(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    panel = opened(lines(3))
    workspace.set_filter(replace(workspace.filter, words="nothing"))
    assert panel.empty.isVisible()
    assert panel.empty.words.text() == "No statement matches."

    qtbot.mouseClick(panel.show_all, Qt.MouseButton.LeftButton)

    assert panel.view.isVisible()
    assert panel.model.rowCount() == 3


def test_another_coder_sees_their_own_stages(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(2))
    assert workspace.coder_id is not None
    set_stage(workspace.store, [StatementId(workspace.queue[0])], workspace.coder_id, Stage.DONE)

    workspace.set_coder(CoderId(2))

    row = panel.model.queue_row(0)
    assert row is not None
    assert row.stage is Stage.UNTOUCHED
    assert panel.count.text() == "0 of 2 done"


def test_a_closed_project_leaves_an_empty_panel(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(2))

    workspace.close()

    assert panel.model.rowCount() == 0
    assert panel.empty.isVisible()
    assert not panel.show_all.isVisible()


def test_an_import_lengthens_the_queue(opened: Opened, workspace: Workspace) -> None:
    panel = opened(lines(2))
    _import(workspace.store, "Another day.\nAnother harbour.")

    assert panel.model.rowCount() == 4
    assert panel.model.row_of(statement(workspace.store, "Another harbour")) == 3


def _import(store: Store, text: str) -> None:
    from annotator.edits.sources import Origin, import_sources

    import_sources(store, Origin("more.txt", "1" * 64, "test"), [draft(text)])

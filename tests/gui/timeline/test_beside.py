"""Several coders' timelines below each other, as a hand sets them there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.gui.panels.timeline import TimelinePanel
from annotator.gui.theme import LIGHT
from annotator.gui.timeline import export
from annotator.gui.workspace import Workspace
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement
from tests.gui.in_front import put_in_front

DRAFTS = (
    draft("No treaty can hold.\nThe bloc never asked.", published="2031-03-03", title="Talks"),
    draft("Fishers wait.", published="2031-05-10", title="Harbour"),
)


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> TimelinePanel:
    with Store.create(tmp_path / "labels.annotator", title="Labels") as store:
        ana, bruno = fill(store, *DRAFTS)
        label(store, ana, "treaty", "equality")
        label(store, bruno, "bloc", "security")
        label(store, bruno, "Fishers", "equality")
    put_in_front(workspace, store.path)
    made = TimelinePanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    made.show()
    _wait(qtbot, made, 1)
    return made


def _wait(qtbot: QtBot, panel: TimelinePanel, coders: int) -> None:
    qtbot.waitUntil(lambda: len(panel.beside.timelines) == coders and not panel.beside.is_busy)


def _coders(panel: TimelinePanel) -> dict[str, QAction]:
    menu = panel.choices.more.menu()
    (beside,) = [action.menu() for action in menu.actions() if action.text() == "Coders side by side"]
    assert isinstance(beside, QMenu)
    beside.aboutToShow.emit()
    return {action.text(): action for action in beside.actions()}


def test_another_coder_is_set_beside_and_taken_away(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    assert not _coders(panel)["Ana"].isEnabled()
    _coders(panel)["Bruno"].trigger()
    _wait(qtbot, panel, 2)

    counts = [{one.name: one.counts for one in timeline.bins} for timeline in panel.beside.timelines]
    assert counts == [
        {"2031-03": (1, 0, 0), "2031-04": (0, 0, 0), "2031-05": (0, 0, 0)},
        {"2031-03": (0, 0, 1), "2031-04": (0, 0, 0), "2031-05": (1, 0, 0)},
    ]
    assert panel.readout.text().endswith("Ana · n = 1 coded statements · Bruno · n = 2 coded statements")

    with qtbot.waitSignal(panel.beside.answered):
        label(workspace.store, workspace.head.coders[1].id, "treaty", "equality")
    assert panel.beside.timelines[1].bins[0].counts == (1, 0, 1)

    _coders(panel)["Bruno"].trigger()
    _wait(qtbot, panel, 1)
    assert panel.readout.text().endswith("Ana · n = 1 coded statements")


def test_keys_go_on_into_the_coder_below_and_list_what_that_one_coded(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    _coders(panel)["Bruno"].trigger()
    _wait(qtbot, panel, 2)
    panel.plot.setFocus()

    qtbot.keyClick(panel.plot, Qt.Key.Key_Right)
    assert panel.readout.text() == "Ana · 2031-03 · n = 1 · equality 1"
    qtbot.keyClick(panel.plot, Qt.Key.Key_Down)
    assert panel.readout.text() == "Bruno · 2031-03 · n = 1 · security 1"
    with qtbot.waitSignal(panel.statements_chosen) as listed:
        qtbot.keyClick(panel.plot, Qt.Key.Key_Return)

    assert listed.args == [[statement(workspace.store, "bloc")]]
    assert panel.statements.head.text() == "1 statement · 2031-03 · security · Bruno"


def test_the_table_and_the_files_hold_both(
    qtbot: QtBot,
    panel: TimelinePanel,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _coders(panel)["Bruno"].trigger()
    _wait(qtbot, panel, 2)
    monkeypatch.setattr(export, "ask_new_file", lambda *_: tmp_path / "written")

    heads = [
        panel.table.headerData(place, Qt.Orientation.Horizontal) for place in range(panel.table.columnCount())
    ]
    with qtbot.waitSignal(workspace.said):
        panel.export.write(".svg")
    picture = (tmp_path / "written").read_text(encoding="utf-8")
    with qtbot.waitSignal(workspace.said):
        panel.export.write_table()
    table = (tmp_path / "written").read_text(encoding="utf-8")

    assert heads[::4] == ["Ana: n", "Bruno: n"]
    assert "Ana: n = 1 coded statements" in picture
    assert "Bruno: n = 2 coded statements" in picture
    assert [line for line in table.splitlines() if line.startswith("# coder")] == [
        "# coder: Ana",
        "# coder: Bruno",
    ]


def test_all_take_the_coarsest_bins_where_each_would_choose_its_own(
    qtbot: QtBot, panel: TimelinePanel
) -> None:
    panel.choices.bin_size.setCurrentText("automatic")
    _coders(panel)["Bruno"].trigger()
    _wait(qtbot, panel, 2)

    weeks = [f"2031-W{number}" for number in range(10, 20)]
    assert [[one.name for one in timeline.bins] for timeline in panel.beside.timelines] == [weeks] * 2

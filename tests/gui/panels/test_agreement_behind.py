"""What stands behind a variable beside codes and coders: drift, spans, lanes; and frozen coding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_stage
from annotator.gui import prompts
from annotator.gui.agreement.details import LANES, PARTS, SPANS, STATEMENTS
from annotator.gui.panels.agreement import AgreementPanel
from annotator.gui.theme import LIGHT
from annotator.gui.widgets.grid import CELL_ROLE
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Stage
from annotator.store.frozen import read_frozen
from tests.builders import draft, fill, label, statement

Opened = Callable[[], AgreementPanel]


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot) -> Opened:
    """Show the panel."""

    def open_panel() -> AgreementPanel:
        panel = AgreementPanel(workspace, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(1280, 400)
        panel.show()
        qtbot.waitExposed(panel)
        qtbot.waitUntil(lambda: panel.follower.is_ready)
        return panel

    return open_panel


@pytest.fixture
def two(workspace: Workspace) -> list[CoderId]:
    """Two sources; in the second statement Ana and Bruno mark other words with other codes."""
    store = workspace.store
    ana, bruno = coders = fill(
        store,
        draft("No treaty holds here.\nThe islands wait.", title="First", published="2031-03-01"),
        draft("Ships came back.", title="Second", published="2031-04-02"),
    )
    for coder in coders:
        label(store, coder, "No treaty", "equality")
        label(store, coder, "Ships", "equality")
    label(store, ana, "islands", "domination")
    label(store, bruno, "islands wait", "security")
    for coder in coders:
        set_stage(store, [statement(store, words) for words in ("No", "The", "Ships")], coder, Stage.DONE)
    return coders


def texts(view: GridView) -> list[list[str]]:
    grid = view.grid
    return [
        [str(grid.index(row, column).data()) for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def turn_to(panel: AgreementPanel, page: int) -> GridView:
    """Click the tab."""
    tabs = panel.details.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(page).center())
    assert tabs.currentIndex() == page
    return panel.details.views[page]


def click(view: GridView, row: int, column: int) -> None:
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.grid.index(row, column)).center(),
    )


def test_agreement_is_looked_at_source_by_source_and_leads_to_the_statements(
    opened: Opened, two: list[CoderId], qtbot: QtBot
) -> None:
    assert two
    panel = opened()
    parts = turn_to(panel, PARTS)
    # All was coded on one day. Values e e, d s, e e: n_e 4, n_d 1, n_s 1; D_o = 2/6, D_e = 18/30.
    qtbot.waitUntil(lambda: [row[1:] for row in texts(parts)] == [["0.444", "", "66.7 %", "3"]])

    panel.details.over.menu().actions()[2].trigger()

    # First: e e, d s: n_e 2, n_d 1, n_s 1; D_o = 2/4, D_e = 10/12. Second: one statement, which says nothing.
    expected = [["First", "0.400", "", "50.0 %", "2"], ["Second", "–", "", "100.0 %", "1"]]
    qtbot.waitUntil(lambda: texts(parts) == expected)
    click(parts, 0, 0)
    assert panel.details.tabs.currentIndex() == STATEMENTS
    assert panel.details.narrowed.text() == "First · 2 statements"


def test_months_are_those_of_publication(opened: Opened, two: list[CoderId], qtbot: QtBot) -> None:
    assert two
    panel = opened()
    parts = turn_to(panel, PARTS)

    panel.details.over.menu().actions()[1].trigger()

    qtbot.waitUntil(lambda: [row[0] for row in texts(parts)] == ["2031-03", "2031-04"])


def test_figures_of_stretches_stand_with_those_of_each_code(
    opened: Opened, two: list[CoderId], qtbot: QtBot
) -> None:
    assert two
    panel = opened()

    view = turn_to(panel, SPANS)

    qtbot.waitUntil(lambda: view.grid.rowCount() == 12)
    rows = {row[0]: row[1:] for row in texts(view)}
    # F1 with equal ends: both mark three spans, of which two are equal: 2 * 2 / 6.
    assert rows["F1 of spans, same ends"][0] == "0.667"
    assert rows["equality"] == ["1.000", "100.0 %", "2", "2"]
    assert rows["domination"][2:] == ["1", "0"]


def test_gamma_is_computed_when_it_is_asked_for(
    opened: Opened, workspace: Workspace, two: list[CoderId], qtbot: QtBot
) -> None:
    pytest.importorskip("scipy")
    assert two
    panel = opened()
    view = turn_to(panel, SPANS)
    qtbot.waitUntil(lambda: view.grid.rowCount() > 8)
    row = [line[0] for line in texts(view)].index("Gamma")
    assert texts(view)[row][1] == "compute"

    click(view, row, 1)

    qtbot.waitUntil(lambda: texts(view)[row][1].lstrip("−-").startswith(("0.", "1.")), timeout=20_000)
    label(workspace.store, two[0], "islands", "security")
    qtbot.waitUntil(lambda: texts(view)[row][1] == "compute")


def test_overlaps_say_what_can_be_read_instead(
    opened: Opened, workspace: Workspace, two: list[CoderId], qtbot: QtBot
) -> None:
    label(workspace.store, two[0], "treaty holds", "security")
    panel = opened()

    view = turn_to(panel, SPANS)

    qtbot.waitUntil(lambda: view.grid.rowCount() > 0 and texts(view)[0][1] == "overlaps")
    click(view, 0, 1)
    assert "alpha over characters or F1 instead" in panel.explanation.text()


def test_lanes_show_who_marked_what_and_lead_to_the_text(
    opened: Opened, workspace: Workspace, two: list[CoderId], qtbot: QtBot
) -> None:
    assert two
    panel = opened()

    view = turn_to(panel, LANES)

    qtbot.waitUntil(lambda: view.grid.rowCount() == 3)
    # 12 characters are marked, all of them in another way by one of the two.
    assert texts(view)[0] == [
        "The islands wait.",
        "Ana: domination · Bruno: security",
        "100.0 %",
    ]
    lanes = view.grid.index(0, 1).data(CELL_ROLE).lanes.lanes
    assert [(lane[0][0], lane[0][1]) for lane in lanes] == [(4 / 17, 11 / 17), (4 / 17, 16 / 17)]
    click(view, 0, 1)
    assert workspace.statement_id == statement(workspace.store, "The islands")


def test_stretches_follow_the_coding(
    opened: Opened, workspace: Workspace, two: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    view = turn_to(panel, LANES)
    qtbot.waitUntil(lambda: view.grid.rowCount() == 3)

    label(workspace.store, two[1], "came back", "security")

    qtbot.waitUntil(lambda: "Bruno: equality, security" in str([row[1] for row in texts(view)]))


def test_coding_is_frozen_and_compared_as_it_was(
    opened: Opened, workspace: Workspace, two: list[CoderId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = opened()
    qtbot.waitUntil(lambda: texts(panel.view)[0][1] == "0.444")
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Before discussion")
    freeze = next(one for one in panel.choices.frozen.menu().actions() if "Freeze" in one.text())
    freeze.trigger()
    qtbot.waitUntil(lambda: len(read_frozen(workspace.store)) == 1)

    label(workspace.store, two[1], "The islands", "domination")
    qtbot.waitUntil(lambda: texts(panel.view)[0][1] != "0.444")
    panel.choices.frozen.menu().actions()[1].trigger()

    qtbot.waitUntil(lambda: texts(panel.view)[0][1] == "0.444")
    assert panel.choices.frozen.text().startswith("Before discussion (20")
    panel.choices.frozen.menu().actions()[-1].trigger()
    qtbot.waitUntil(lambda: texts(panel.view)[0][1] != "0.444")
    assert panel.choices.frozen.text() == "As it is now ▾"
    workspace.undo()
    assert [one.name for one in read_frozen(workspace.store)] == ["Before discussion"]


def test_figures_of_spans_that_are_looked_at_go_into_the_methods_section(
    opened: Opened, two: list[CoderId], qtbot: QtBot
) -> None:
    assert two
    panel = opened()
    view = turn_to(panel, SPANS)
    qtbot.waitUntil(lambda: view.grid.rowCount() > 0)

    panel.copying.menu().actions()[0].trigger()

    words = QGuiApplication.clipboard().text()
    assert "Spans marked for “framing” were compared within 3 statements" in words
    assert "Mean F1 of spans (match exact, labels yes) is 0.667." in words
    assert "Hripcsak and Rothschild (2005)" in words
    QGuiApplication.clipboard().clear()  # without a screen it would outlive Python

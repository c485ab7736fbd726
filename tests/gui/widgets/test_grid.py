from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.gui.theme import LIGHT
from annotator.gui.widgets.grid import Cell, Column, Grid, Range, Row
from annotator.gui.widgets.grid_view import GridView

COLUMNS = (Column("Code"), Column("Alpha", number=True, width=60), Column("", width=100))


def row(name: str, alpha: str) -> Row:
    return (
        Cell(name, f"What {name} is."),
        Cell(alpha, number=True, aside="of 3"),
        Cell(range=Range(0.5, 0.1, 0.9, 0)),
    )


def test_the_model_keeps_qts_rules(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    grid = Grid(qapp)

    grid.show(COLUMNS, [row("peace", "0.5"), row("war", "0.7")])

    qtmodeltester.check(grid, force_py=True)


def test_other_figures_in_as_many_rows_leave_the_place_in_the_view(qapp: QApplication) -> None:
    grid = Grid(qapp)
    grid.show(COLUMNS, [row("peace", "0.5")])
    resets, changes = QSignalSpy(grid.modelReset), QSignalSpy(grid.dataChanged)

    grid.show(COLUMNS, [row("peace", "0.6")])

    assert (resets.count(), changes.count()) == (0, 1)
    assert grid.index(0, 1).data() == "0.6"


def test_a_cell_is_read_aloud_with_its_head(qapp: QApplication) -> None:
    grid = Grid(qapp)
    grid.show(COLUMNS, [row("peace", "0.5")])

    assert grid.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Alpha: 0.5 of 3"


def test_columns_without_a_width_take_what_is_left(qtbot: QtBot) -> None:
    view = GridView(Grid(), LIGHT, rows=True)
    qtbot.addWidget(view)
    view.grid.show(COLUMNS, [row("peace", "0.5")])

    view.resize(400, 200)
    view.show()
    qtbot.waitUntil(lambda: view.columnWidth(0) == view.viewport().width() - 160)
    view.hide_column(2, hidden=True)

    assert view.columnWidth(0) == view.viewport().width() - 60


def test_the_explained_cell_is_explained_again_when_it_changed(qtbot: QtBot) -> None:
    view = GridView(Grid(), LIGHT, rows=True)
    qtbot.addWidget(view)
    view.grid.show(COLUMNS, [row("peace", "0.5")])
    view.setCurrentIndex(view.grid.index(0, 0))

    with qtbot.waitSignal(view.explained) as said:
        view.grid.show(COLUMNS, [row("war", "0.5")])

    assert said.args == ["What war is."]

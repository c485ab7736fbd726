"""Panels are folded, moved, closed and taken out, and stand the same way the next day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.sample import sample_project
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = open_window(qtbot, tmp_path, project_file)
    yield made
    made.close()


def open_window(qtbot: QtBot, folder: Path, project: Path) -> MainWindow:
    made = MainWindow(Preferences(folder / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, project)
    return made


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_every_key_of_the_shipped_codebook_is_in_sight(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = open_window(qtbot, tmp_path, sample_project(tmp_path / "sample.annotator"))
    window.resize(*size)
    rows = window.findChild(QListView, "codeTree")
    assert rows is not None

    def all_seen() -> None:
        places = [rows.visualRect(rows.model().index(row, 0)) for row in range(rows.model().rowCount())]
        # 9 framings, 9 claim types, 9 targets with keys, the field for others, and 3 heads.
        assert len(places) == 31
        assert all(rows.viewport().rect().contains(place) for place in places)

    qtbot.waitUntil(lambda: rows.width() < 400)
    qtbot.wait(50)
    all_seen()
    window.actions_["foldDrawer"].trigger()
    qtbot.wait(50)
    all_seen()
    window.close()


def test_the_menu_says_what_is_folded(window: MainWindow) -> None:
    fold = window.actions_["foldDrawer"]
    assert fold.isChecked()

    fold.trigger()
    assert not fold.isChecked()
    assert not window.drawer.isVisible()

    window.search("treaty")
    assert fold.isChecked()
    assert window.drawer.isVisible()


def test_what_is_dragged_together_is_folded_and_comes_back_with_room(window: MainWindow) -> None:
    window.arrangement.columns.setSizes([0, 900])
    window.arrangement.columns.splitterMoved.emit(0, 1)
    fold = window.actions_["foldStatements"]
    assert not fold.isChecked()

    fold.trigger()

    assert window.statements.isVisible()
    assert window.statements.width() >= 200


def test_sides_are_changed_and_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    window.actions_["codebookLeft"].trigger()
    assert left(window.codebook) < left(window.reading) < left(window.statements)
    window.close()

    again = open_window(qtbot, tmp_path, project_file)

    assert again.actions_["codebookLeft"].isChecked()
    assert left(again.codebook) < left(again.reading) < left(again.statements)
    again.actions_["codebookLeft"].trigger()
    assert left(again.statements) < left(again.reading) < left(again.codebook)
    again.close()


def test_tabs_are_moved_and_closed_and_stay_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    tabs = window.drawer.tabBar()
    tabs.moveTab(2, 0)
    window.drawer.show_panel(1)
    window.actions_["closePanel"].trigger()
    wanted = [name for name in titles(window) if name != "Actors"]
    assert wanted[:2] == ["Agreement", "Timeline"]
    assert shown(window) == wanted
    window.close()

    again = open_window(qtbot, tmp_path, project_file)

    assert shown(again) == wanted
    again.activateWindow()
    again.reading.view.setFocus()
    qtbot.waitUntil(again.reading.view.hasFocus)
    qtbot.keyClick(again.reading.view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert again.drawer.tabText(again.drawer.currentIndex()) == "Actors"
    assert shown(again) == titles(again)
    again.close()


def test_a_panel_gets_a_window_of_its_own_and_goes_back(window: MainWindow) -> None:
    window.drawer.show_panel(4)
    before = shown(window)

    window.actions_["takeOutPanel"].trigger()

    (own,) = window.findChildren(QWidget, "ownWindow")
    assert own.windowTitle() == "Found"
    assert window.drawer.panel(4).window() is own
    assert shown(window) == [name for name in before if name != "Found"]
    window.search("treaty")
    assert window.drawer.panel(4).window() is own
    own.close()
    assert sorted(shown(window)) == sorted(before)


def test_windows_of_panels_come_back_the_next_day(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    window.drawer.show_panel(5)
    window.actions_["takeOutPanel"].trigger()
    (own,) = window.findChildren(QWidget, "ownWindow")
    own.setGeometry(40, 60, 700, 300)
    window.drawer.show_panel(2)
    before = shown(window)
    window.close()

    again = open_window(qtbot, tmp_path, project_file)
    qtbot.waitUntil(lambda: again.findChild(QWidget, "ownWindow") is not None)

    found = again.findChild(QWidget, "ownWindow")
    assert found is not None
    assert found.windowTitle() == "Retrieved"
    assert (found.width(), found.height()) == (700, 300)
    assert shown(again) == before
    assert again.drawer.front() == 2
    found.close()
    assert shown(again)[:7] == titles(again)[:7]
    assert titles(again)[5] == "Retrieved"
    again.close()


@pytest.mark.parametrize("width", [1280, 1024, 800])
def test_no_tab_is_cut_and_all_panels_are_reached(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 640)
    drawer, tabs = window.drawer, window.drawer.tabBar()
    drawer.show_panel(9)
    qtbot.wait(10)

    for place in range(drawer.count()):
        if drawer.isTabVisible(place):
            assert tabs.rect().contains(tabs.tabRect(place))
            assert tabs.tabText(place) == drawer.names()[place]
    assert drawer.isTabVisible(9)
    others = [drawer.tabText(place) for place in range(drawer.count()) if not drawer.isTabVisible(place)]
    assert drawer.more.isVisible() == bool(others)
    if others:
        opened: list[str] = []
        menu = drawer.more.menu()

        def choose_last() -> None:
            opened.extend(action.text() for action in menu.actions())
            qtbot.keyClick(menu, Qt.Key.Key_Up)
            qtbot.keyClick(menu, Qt.Key.Key_Return)

        menu.aboutToShow.connect(lambda: QTimer.singleShot(0, window, choose_last))
        qtbot.mouseClick(drawer.more, Qt.MouseButton.LeftButton)  # up to Qt 6.11 it waits for the menu
        qtbot.waitUntil(lambda: opened == others)
        assert drawer.tabText(drawer.currentIndex()) == others[-1]
        assert drawer.isTabVisible(drawer.currentIndex())


def test_a_tab_has_a_menu(qtbot: QtBot, window: MainWindow) -> None:
    tabs = window.drawer.tabBar()
    tabs.customContextMenuRequested.emit(QPoint(tabs.tabRect(0).center()))

    (menu,) = [found for found in window.drawer.findChildren(QMenu) if found.isVisible()]
    menu.actions()[0].trigger()

    assert "Timeline" not in shown(window)
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_adjudication_gets_more_height_and_gives_it_back(window: MainWindow) -> None:
    window.resize(1280, 720)
    adjudication = window.drawer.names().index("Adjudication")
    window.drawer.show_panel(0)
    before = window.drawer.height()

    window.drawer.show_panel(adjudication)

    assert window.drawer.height() > before
    window.drawer.show_panel(0)
    assert window.drawer.height() == before


def test_a_height_that_was_dragged_stays(window: MainWindow) -> None:
    window.resize(1280, 720)
    window.drawer.show_panel(window.drawer.names().index("Adjudication"))
    floors = window.arrangement.floors
    above, drawer = floors.sizes()

    floors.setSizes([above - 20, drawer + 20])
    dragged = floors.sizes()
    window.drawer.show_panel(0)

    assert floors.sizes() == dragged


def left(panel: QWidget) -> int:
    return panel.mapTo(panel.window(), QPoint(0, 0)).x()


def titles(window: MainWindow) -> list[str]:
    return [window.drawer.tabText(place) for place in range(window.drawer.count())]


def shown(window: MainWindow) -> list[str]:
    """Panels with a tab, in sight or in the menu behind the others."""
    names = window.drawer.names()
    return [title for title in titles(window) if not window.drawer.is_closed(names.index(title))]

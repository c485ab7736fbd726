"""What the window's thread waits for while a user goes through everything there is, in a large project.

100,000 statements, 300,000 annotations, two coders, in a plain and in a sync folder. No statement of SQL
may hold the window for 10 ms. The longest ones are printed, and the steps after which the window did not
answer for longest.
Run: pytest --benchmark-only tests/benchmarks/test_gui_thread.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.errors import AnnotatorError
from annotator.gui import file_prompts, prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.corpus import StatementId
from tests.benchmarks.large import MIDDLE
from tests.benchmarks.sql_log import SqlLog, listening

MOST_S = 0.010
COUNT = 100_000


class Walk:
    """Does one thing after the other and waits until the window rests; notes how long it did not answer."""

    def __init__(self, window: MainWindow, log: SqlLog, qtbot: QtBot) -> None:
        self.window, self.log, self._qtbot = window, log, qtbot
        self.silent: list[tuple[float, str]] = []
        self._last = perf_counter()
        self._longest = 0.0
        self._beat = QTimer(window)
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._note)
        self._beat.start()

    def step(self, name: str, act: Callable[[], object]) -> None:
        self.log.step = name
        self._last, self._longest = perf_counter(), 0.0
        QTimer.singleShot(0, act)
        self._qtbot.wait(30)
        self._qtbot.waitUntil(self._rests, timeout=60_000)
        self._qtbot.wait(10)
        self.silent.append((self._longest, name))

    def _note(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def _rests(self) -> bool:
        return QThreadPool.globalInstance().activeThreadCount() == 0 and self.window.workspace.writing is None


def answer(*_: object, check: Callable[[str], object] = str, **__: object) -> str | None:
    """One word to every question; none where the question would refuse it."""
    try:
        check(MIDDLE)
    except AnnotatorError:
        return None
    return MIDDLE


@pytest.fixture(params=["plain", "Dropbox"])
def place(request: pytest.FixtureRequest, tmp_path: Path, crowded: Path) -> Path:
    """Where many connections may read at once, and where one has the file for itself."""
    folder = tmp_path / str(request.param)
    folder.mkdir()
    return crowded.rename(folder / crowded.name)


@pytest.fixture
def walk(qtbot: QtBot, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    monkeypatch.setattr(prompts, "confirm", lambda *_, **__: True)
    monkeypatch.setattr(prompts, "warn", lambda *_, **__: None)
    monkeypatch.setattr(prompts, "ask_choice", lambda *_, **__: 0)
    monkeypatch.setattr(prompts, "ask_text", answer)
    for asked in ("ask_file", "ask_files", "ask_new_file"):
        monkeypatch.setattr(file_prompts, asked, lambda *_, **__: None)
    log = SqlLog()
    with listening(log):
        window = MainWindow(Preferences(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        made = Walk(window, log, qtbot)
        made.step("open", lambda: window.open(place))
        qtbot.waitUntil(lambda: len(window.workspace.queue) == COUNT, timeout=20_000)
        yield made
        window.close()


NOT_HERE = {"quit", "closeProject", "openSample", "newProject", "about"}


def test_no_sql_holds_the_window(
    walk: Walk, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    benchmark.pedantic(lambda: go_everywhere(walk), rounds=1)

    slow = [one for one in walk.log.longest(1000) if one.seconds > MOST_S]
    with capsys.disabled():
        print(f"\n{len(walk.log.spent)} statements of SQL on the window's thread; the longest:")  # noqa: T201
        for one in walk.log.longest(25):
            print(f"{one.seconds * 1e3:7.1f} ms  {one.step}: {one.where}\n            {one.sql[:150]}")  # noqa: T201
        print("steps after which the window did not answer for longest:")  # noqa: T201
        for seconds, name in sorted(walk.silent, reverse=True)[:25]:
            print(f"{seconds * 1e3:7.1f} ms  {name}")  # noqa: T201
    assert len(walk.log.spent) > 500  # it did listen
    assert not slow


def go_everywhere(walk: Walk) -> None:
    window = walk.window
    workspace = window.workspace
    walk.step("go to the middle", lambda: workspace.show_statement(StatementId(workspace.queue[COUNT // 2])))
    for place in range(window.drawer.tabBar().count()):
        name = f"drawer {window.drawer.tabBar().tabText(place)}"
        walk.step(name, partial(window.drawer.show_panel, place))
    for name in (command.name for command in window.actions_.commands):
        if name not in NOT_HERE and window.actions_[name].isEnabled():
            walk.step(name, window.actions_[name].trigger)
            put_away(window)
    walk.step("the first statement", lambda: workspace.show_statement(StatementId(workspace.queue[0])))
    filters(walk)
    walk.step("a label", lambda: press(window, Qt.Key.Key_1))
    walk.step("the same label away", lambda: press(window, Qt.Key.Key_1))
    walk.step("done and next", lambda: press(window, Qt.Key.Key_Return))
    walk.step("undo", window.actions_["undo"].trigger)
    walk.step("another coder", lambda: workspace.set_coder(workspace.head.coders[1].id))
    walk.step("done, all of them", lambda: all_of_them(window))
    walk.step("undo of that", window.actions_["undo"].trigger)
    walk.step("redo of that", window.actions_["redo"].trigger)
    walk.step("undo again", window.actions_["undo"].trigger)


def filters(walk: Walk) -> None:
    """Every wish in the filter's menu, each followed by showing all again."""
    menu = walk.window.statements.chips.menu
    walk.step("filter menu", menu.fill)
    for number in range(len(everything_in(menu))):
        menu.fill()
        action = everything_in(menu)[number]
        walk.step(f"filter {action.text()}", action.trigger)
        put_away(walk.window)
        walk.step("show all", walk.window.statements._drop_filter)


def everything_in(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += everything_in(below)
        elif not action.isSeparator():
            found.append(action)
    return found


def all_of_them(window: MainWindow) -> None:
    window.statements.view.selectAll()
    window.statements.bulk.done.trigger()


def press(window: MainWindow, key: Qt.Key) -> None:
    window.reading.view.setFocus()
    QTest.keyClick(window.reading.view, key)


def put_away(window: MainWindow) -> None:
    """Close whatever opened beside the window."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible() and isinstance(widget, QWidget):
            widget.close()

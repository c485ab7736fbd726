"""Fixtures of the window: the smallest that does (workspace, desk, window)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.coding.coding import Coding
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.in_front import put_in_front

ARTICLE = (
    "Harbour talks 🔵 resume in Velm.\n"
    "No treaty can hold when one shore writes it and the other is told to sign; "
    "the northern bloc has never asked the islands.\n"
    "مرحبا the bloc said. 中文聲明 stays. e\u0301lan 🇷🇺🇺🇳 flags."
)


class Desk:
    """A project in front of a coder: workspace, coding and the reading panel."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.coding = Coding(workspace)
        self.reading = ReadingPanel(workspace, self.coding, LIGHT)
        self.view = self.reading.view


@pytest.fixture(scope="session")
def _program_frozen() -> None:
    """What was imported is not gone through again at each collection."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collected_between_tests(_program_frozen: None) -> Iterator[None]:
    """As in the program (gui/collecting.py): no widget is collected on another thread, or while Qt paints."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """The bot of pytest-qt, which here keeps its widgets until they are closed.

    It has weak references only, and paints once more after the test has let go of its widgets: one that
    Python collects in the middle of that takes the process with it.
    """
    kept: list[QWidget] = []
    add_widget = qtbot.addWidget

    def keep_widget(widget: QWidget) -> None:
        kept.append(widget)
        add_widget(widget)

    monkeypatch.setattr(qtbot, "addWidget", keep_widget)
    yield qtbot
    kept.clear()
    # Without a running event loop Qt keeps what is to be deleted, and every later style or event goes through it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    """A project with one article of three statements and two coders, closed."""
    path = tmp_path / "talks.annotator"
    with Store.create(path, title="Talks") as store:
        fill(store, draft(ARTICLE, title="Harbour talks", published="2031-03-03"))
    return path


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """An empty project in front; tests fill `workspace.store` with builders."""
    made = Workspace(qapp)
    made.show_store(Store.create(tmp_path / "window.annotator", title="Study"))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, project_file: Path) -> Desk:
    """The project opened and shown, the second statement in front, the text in focus."""
    made = Desk(workspace)
    qtbot.addWidget(made.reading)
    made.reading.resize(900, 500)
    made.reading.show()
    put_in_front(workspace, project_file)
    workspace.step(1)
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made

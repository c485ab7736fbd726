"""Large pieces of writing go aside: the window reads on, and sees all of it or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_stage
from annotator.errors import AnnotatorError, NothingToUndoError
from annotator.gui import file_prompts, prompts
from annotator.gui.jobs import read_job, run_job
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.found import FoundPanel
from annotator.gui.preferences import Preferences
from annotator.gui.workspace import FEW, Workspace
from annotator.model.annotation import Stage
from annotator.model.corpus import StatementId
from annotator.progress import Progress
from annotator.store.changes import Changes
from annotator.store.corpus import statement_rows
from annotator.store.queue import stage_ids
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.in_front import put_in_front

MANY = 4 * FEW
LINES = "\n".join(f"Line {number} of the treaty." for number in range(MANY))


class Slow:
    """Adds a coder, then waits inside the same edit until it may go on."""

    def __init__(self) -> None:
        self.wrote, self.go = threading.Event(), threading.Event()

    def __call__(self, store: Store, progress: Progress) -> str:
        with store.edit("Add a coder") as edit:
            edit.insert("coder", uid="late", name="Late", kind="person")
            self.wrote.set()
            while not self.go.wait(0.01):
                progress(1, 2)
        return "written"


@pytest.fixture(params=["plain folder", "sync folder"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where SQLite rules WAL out, and where it does not: nobody should feel which it is."""
    folder = tmp_path / ("Dropbox" if request.param == "sync folder" else "plain")
    folder.mkdir()
    path = folder / "study.annotator"
    with Store.create(path, title="Study") as store:
        fill(store, draft(LINES))
    return path


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(prompts, "confirm", lambda *_, **__: True)
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    assert put_in_front(made, project)
    yield made
    if made.workspace.writing is not None:
        made.workspace.writing.stop()
        qtbot.waitUntil(lambda: made.workspace.writing is None)
    made.close()


@pytest.fixture
def slow(window: MainWindow, qtbot: QtBot) -> Iterator[Slow]:
    """A piece of writing in the midst of its edit."""
    work = Slow()
    window.workspace.write("Add a coder", work)
    qtbot.waitUntil(work.wrote.is_set)
    yield work
    work.go.set()


def names(store: Store) -> list[str]:
    return [coder.name for coder in read_coders(store)]


def message(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


def done_by(workspace: Workspace) -> int:
    return len(stage_ids(workspace.store, workspace.coder_id, Stage.DONE))


def mark_done(workspace: Workspace, ids: list[StatementId]) -> None:
    coder_id = workspace.coder_id
    assert coder_id is not None
    workspace.write(
        "Mark as done", lambda store, _: set_stage(store, ids, coder_id, Stage.DONE), rows=len(ids)
    )


def first(workspace: Workspace, count: int) -> list[StatementId]:
    return [StatementId(key) for key in workspace.queue[:count]]


def test_nothing_is_seen_before_it_is_written_and_then_all_at_once(
    window: MainWindow, slow: Slow, qtbot: QtBot
) -> None:
    workspace = window.workspace
    heard: list[Changes] = []
    workspace.changed.connect(heard.append)

    assert names(workspace.store) == ["Ana", "Bruno"]
    slow.go.set()
    qtbot.waitUntil(lambda: workspace.writing is None)

    assert names(workspace.store) == ["Ana", "Bruno", "Late"]
    assert [coder.name for coder in workspace.head.coders] == ["Ana", "Bruno", "Late"]
    assert len(heard) == 1


def test_the_window_scrolls_and_reads_while_thousands_of_statements_come_in(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    text = tmp_path / "talks.txt"
    text.write_text("\n\n".join(f"Talk {n}. The bloc said {n} words." for n in range(4000)), encoding="utf-8")
    seen: set[int] = set()
    rows: set[int] = set()
    window.files.import_files([text])
    ticks = 0

    while window.workspace.writing is not None:
        QTest.keyClick(window.statements.view, Qt.Key.Key_Down)
        window.statements.view.viewport().repaint()
        seen.add(len(statement_rows(window.workspace.store)))
        rows.add(window.statements.model.rowCount())
        ticks += 1
        qtbot.wait(1)

    assert ticks > 5
    assert rows == {MANY}
    assert seen <= {MANY, MANY + 8000}  # two sentences a talk: none of them, or all of them
    qtbot.waitUntil(lambda: window.statements.model.rowCount() == MANY + 8000)
    assert "Imported 1 source" in message(window)


def test_an_edit_is_refused_with_a_line_until_all_is_written(
    window: MainWindow, slow: Slow, qtbot: QtBot
) -> None:
    workspace = window.workspace

    assert workspace.edit(add_coder, "Chiara") is None
    assert message(window) == "“Add a coder” is under way. Wait until it is done, or stop it."
    workspace.undo()
    window.actions_["closeProject"].trigger()
    assert workspace.is_open
    slow.go.set()
    qtbot.waitUntil(lambda: workspace.writing is None)
    workspace.edit(add_coder, "Chiara")

    assert names(workspace.store) == ["Ana", "Bruno", "Late", "Chiara"]


def test_what_is_stopped_leaves_nothing(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    bar = window.findChild(QWidget, "writingBar")
    assert bar is not None
    qtbot.waitUntil(bar.isVisible)
    stop = bar.findChild(QToolButton)
    assert stop is not None

    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workspace.writing is None)

    assert not slow.go.is_set()
    assert names(window.workspace.store) == ["Ana", "Bruno"]
    assert not bar.isVisible()
    window.workspace.edit(add_coder, "Chiara")
    assert names(window.workspace.store) == ["Ana", "Bruno", "Chiara"]


def test_one_long_statement_is_stopped_in_its_midst(window: MainWindow, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(store: Store, _: Progress) -> None:
        with store.edit("Count") as edit:
            edit.insert("coder", uid="late", name="Late", kind="person")
            begun.set()
            store.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")

    writing = window.workspace.write("Count", work)
    qtbot.waitUntil(begun.is_set)

    assert writing is not None
    writing.stop()
    qtbot.waitUntil(lambda: window.workspace.writing is None)

    assert names(window.workspace.store) == ["Ana", "Bruno"]


def test_what_fails_leaves_nothing_and_is_told(window: MainWindow, qtbot: QtBot) -> None:
    def work(store: Store, _: Progress) -> None:
        with store.edit("Add a coder") as edit:
            edit.insert("coder", uid="late", name="Late", kind="person")
            raise NothingToUndoError

    window.workspace.write("Add a coder", work)
    qtbot.waitUntil(lambda: window.workspace.writing is None)

    assert message(window) == NothingToUndoError.sentence
    assert names(window.workspace.store) == ["Ana", "Bruno"]


def test_a_bug_leaves_nothing_and_rises(window: MainWindow, qtbot: QtBot) -> None:
    def work(store: Store, _: Progress) -> None:
        with store.edit("Add a coder") as edit:
            edit.insert("coder", uid="late", name="Late", kind="person")
            raise ZeroDivisionError

    with qtbot.captureExceptions() as risen:
        window.workspace.write("Add a coder", work)
        qtbot.waitUntil(lambda: window.workspace.writing is None)

    assert [kind for kind, *_ in risen] == [ZeroDivisionError]
    assert names(window.workspace.store) == ["Ana", "Bruno"]


@pytest.mark.parametrize("agrees", [True, False], ids=["stopped", "waited for"])
def test_closing_the_window_asks_and_then_takes_back_or_stays(
    window: MainWindow,
    slow: Slow,
    qtbot: QtBot,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    agrees: bool,  # noqa: FBT001
) -> None:
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, question: str, *, act: str) -> bool:
        asked.append(f"{question} {act}")
        return agrees

    monkeypatch.setattr(prompts, "confirm", answer)

    assert not window.close()
    assert asked == [
        "“Add a coder” is under way. Stop it and close? What it has not finished is taken back. Stop and close"
    ]
    if not agrees:
        assert window.workspace.writing is not None
        slow.go.set()
        qtbot.waitUntil(lambda: window.workspace.writing is None)
        assert window.close()
    qtbot.waitUntil(lambda: not window.workspace.is_open)

    assert [file.name for file in project.parent.glob("*.annotator*")] == [project.name]
    with Store(project, write=False) as store:
        assert ("Late" in names(store)) is not agrees


def test_a_large_step_is_made_undone_and_redone_aside(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace

    def wait_for(act: Callable[[], None]) -> int:
        act()
        assert workspace.writing is not None
        qtbot.waitUntil(lambda: workspace.writing is None)
        return done_by(workspace)

    assert wait_for(lambda: mark_done(workspace, first(workspace, MANY))) == MANY
    assert window.statements.count.text() == f"{MANY} of {MANY} done"
    assert wait_for(workspace.undo) == 0
    assert "Undone" in message(window)
    assert wait_for(workspace.redo) == MANY


def test_a_small_step_is_there_when_the_call_returns(window: MainWindow) -> None:
    workspace = window.workspace

    mark_done(workspace, first(workspace, FEW))
    assert done_by(workspace) == FEW

    workspace.undo()
    assert done_by(workspace) == 0


def test_a_memo_typed_before_is_kept_and_none_is_typed_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    workspace, pane = window.workspace, window.reading.memo
    pane.write()
    qtbot.keyClicks(pane.field, "Ask Bruno")

    mark_done(workspace, first(workspace, MANY))
    qtbot.keyClicks(pane.field, " soon")
    qtbot.waitUntil(lambda: workspace.writing is None)

    assert pane.field.toPlainText() == "Ask Bruno"
    assert workspace.store.rows("SELECT text FROM memo")[0]["text"] == "Ask Bruno"
    qtbot.keyClicks(pane.field, " now")
    assert pane.field.toPlainText() == "Ask Bruno now"


def test_a_search_meanwhile_finds_what_was_there_before(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    window.search("treaty")
    panel = window.findChild(FoundPanel)
    assert panel is not None

    qtbot.waitUntil(lambda: panel.model.rowCount() == MANY)

    assert window.workspace.writing is not None
    slow.go.set()
    qtbot.waitUntil(lambda: window.workspace.writing is None)


def test_a_project_is_exported_and_checked_wherever_it_lies(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "warn", lambda *words: told.append(words[-1]))
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    monkeypatch.setattr(file_prompts, "ask_new_file", lambda *_: tmp_path / "out.csv")

    window.actions_["exportProject"].trigger()
    window.actions_["checkProject"].trigger()

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["No problem found."]
    qtbot.waitUntil((tmp_path / "out.csv").exists)


def test_a_job_that_waits_reads_what_was_there_when_it_was_begun(window: MainWindow, qtbot: QtBot) -> None:
    """In a sync folder that is a copy, which goes when the writing is done."""
    workspace, may_begin = window.workspace, threading.Event()
    came: list[list[str]] = []
    failed: list[AnnotatorError] = []
    work = Slow()
    workspace.write("Add a coder", work)
    qtbot.waitUntil(work.wrote.is_set)
    busy = [
        run_job(workspace, lambda: may_begin.wait(10), lambda _: None)
        for _ in range(QThreadPool.globalInstance().maxThreadCount())
    ]

    job = read_job(workspace, workspace, names, came.append, failed.append)
    work.go.set()
    qtbot.waitUntil(lambda: workspace.writing is None)
    with qtbot.waitSignals([job.ended, *(one.ended for one in busy)]):
        may_begin.set()

    assert failed == []
    assert [set(found) >= {"Ana", "Bruno"} for found in came] == [True]

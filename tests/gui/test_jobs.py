from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from annotator.errors import AnnotatorError, NothingToUndoError
from annotator.gui.jobs import read_job, run_job, run_with_progress
from annotator.gui.workspace import Workspace
from annotator.progress import Progress
from annotator.store.store import Store
from tests.builders import draft, fill

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def never(_: object) -> None:
    raise AssertionError


def ignore(_: object) -> None:
    """Want nothing of it."""


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    del qtbot  # it keeps the application going
    return QObject()


def test_the_work_is_done_elsewhere_and_its_result_comes_back_here(owner: QObject, qtbot: QtBot) -> None:
    came: list[tuple[int, int]] = []
    here = threading.get_ident()

    job = run_job(owner, threading.get_ident, lambda there: came.append((there, threading.get_ident())))

    with qtbot.waitSignal(job.ended):
        assert not came
    ((worked_at, delivered_at),) = came
    assert worked_at != here
    assert delivered_at == here


def test_what_can_be_explained_is_told(owner: QObject, qtbot: QtBot) -> None:
    told: list[AnnotatorError] = []

    def work() -> None:
        raise NothingToUndoError

    job = run_job(owner, work, never, told.append)

    with qtbot.waitSignal(job.ended):
        pass
    assert isinstance(told[0], NothingToUndoError)


def test_a_bug_rises_on_the_windows_thread(owner: QObject, qtbot: QtBot) -> None:
    def work() -> int:
        return 1 // 0

    with qtbot.captureExceptions() as risen:
        job = run_job(owner, work, never, never)
        with qtbot.waitSignal(job.ended):
            pass

    assert [kind for kind, *_ in risen] == [ZeroDivisionError]


def test_nothing_is_delivered_after_cancel(owner: QObject, qtbot: QtBot) -> None:
    go = threading.Event()
    job = run_job(owner, go.wait, never, never)

    job.cancel()
    go.set()

    with qtbot.waitSignal(job.ended):
        pass


def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    go = threading.Event()
    job = run_job(owner, go.wait, never)

    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    go.set()

    with qtbot.waitSignal(job.ended):
        pass


def test_progress_is_told_here_and_cancel_stops_at_the_next_word(owner: QObject, qtbot: QtBot) -> None:
    steps = threading.Semaphore(2)
    stopped = threading.Event()

    def work(progress: Progress) -> None:
        try:
            for step in range(1, 100):
                steps.acquire(timeout=5)
                progress(step, 100)
        finally:
            stopped.set()

    job = run_with_progress(owner, work, never)
    told: list[tuple[int, int]] = []
    job.progressed.connect(lambda *step: told.append(step))
    qtbot.waitUntil(lambda: told == [(1, 100), (2, 100)])

    job.cancel()
    steps.release()

    with qtbot.waitSignal(job.ended):
        pass
    assert stopped.is_set()


def test_reading_has_a_connection_of_its_own(workspace: Workspace, qtbot: QtBot) -> None:
    fill(workspace.store, draft("One harbour.\nTwo shores."))
    came: list[int] = []

    def work(store: Store) -> int:
        assert store is not workspace.store
        assert not store.write
        return len(store.rows("SELECT id FROM statement"))

    job = read_job(workspace, workspace, work, came.append)

    with qtbot.waitSignal(job.ended):
        pass
    assert came == [2]


def test_a_running_query_is_interrupted(workspace: Workspace, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(store: Store) -> object:
        begun.set()
        return store.rows(ENDLESS)

    job = read_job(workspace, workspace, work, never, never)
    assert begun.wait(5)

    job.cancel()

    with qtbot.waitSignal(job.ended):
        pass


def test_closing_the_project_drops_its_jobs_and_leaves_one_file(workspace: Workspace, qtbot: QtBot) -> None:
    folder = workspace.store.path.parent
    begun = threading.Event()

    def work(store: Store) -> object:
        begun.set()
        return store.rows(ENDLESS)

    job = read_job(workspace, workspace, work, never, never)
    assert begun.wait(5)

    workspace.close()

    assert [file.name for file in folder.glob("*.annotator*")] == ["window.annotator"]
    with qtbot.waitSignal(job.ended):
        pass


def test_a_job_that_waits_for_its_turn_never_opens_a_closed_project(
    workspace: Workspace, qtbot: QtBot, owner: QObject
) -> None:
    go = threading.Event()
    busy = [run_job(owner, go.wait, ignore) for _ in range(QThreadPool.globalInstance().maxThreadCount())]
    job = read_job(workspace, workspace, lambda store: store.rows("SELECT 1"), never, never)

    workspace.close()
    go.set()

    with qtbot.waitSignals([job.ended, *(one.ended for one in busy)]):
        pass


def test_in_a_sync_folder_jobs_read_aside_too(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    workspace = Workspace()
    workspace.show_store(Store.create(folder / "study.annotator", title="Study"))
    came: list[tuple[int, bool]] = []

    def work(store: Store) -> tuple[int, bool]:
        return len(store.rows("SELECT title FROM project")), threading.current_thread() is here

    here = threading.current_thread()
    job = read_job(workspace, workspace, work, came.append)

    with qtbot.waitSignal(job.ended):
        assert not came
    assert came == [(1, False)]
    workspace.close()
    assert [found.name for found in folder.iterdir()] == ["study.annotator"]


QUIT_WHILE_WORKING = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from annotator.gui.jobs import run_job
app = QCoreApplication(sys.argv)
jobs = [run_job(app, lambda: time.sleep(0.3), print) for _ in range(5)]
QTimer.singleShot(50, app.quit)
sys.exit(app.exec())
"""


def test_the_program_ends_in_order_while_jobs_are_at_work() -> None:
    root = Path(__file__).resolve().parents[2]

    ended = subprocess.run(
        [sys.executable, "-c", QUIT_WHILE_WORKING], cwd=root, capture_output=True, check=False, timeout=30
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")

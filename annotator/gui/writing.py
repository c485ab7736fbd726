"""Writing aside: a job has the project for itself, and the window reads beside it what was there before.

A piece of writing that a hand could feel goes this way: imports, merges, acts on thousands of
statements, undo of such a step. Nothing that is not committed can be seen. Where the file is locked for
one connection, as in sync folders, the window reads a copy meanwhile. The writer's own connection is
touched by nobody else: it asks Python whether to stop while it is locked, and who waits for it with
Python's lock in hand waits for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Failed, Job
from annotator.progress import Progress
from annotator.store.store import Store

T = TypeVar("T")
Work = Callable[[Store, Progress], T]


class Writing(QObject):
    """One piece of writing, from its start until all of it is in the project, or nothing is.

    `lent`: from now on the window reads another store. `progressed` tells (done, total). `ended` comes
    once, before the result is delivered: the window may write again.
    """

    lent = Signal(Store)
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, store: Store, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._store = store
        self._pool = QThreadPool(self)  # never behind jobs that only read
        self._beside: Store | None = None
        self._job: Job | None = None
        self._is_stopped = self._is_over = False

    def begin(self, work: Work[T], done: Callable[[T], None], failed: Failed) -> None:
        """Open the store that the window reads, then do the work."""
        explain = partial(self._explain, failed)
        opening = Job(self, self._pool)
        opening.begin(lambda _: self._store.reader(), partial(self._write, work, done, explain), explain)

    @Slot()
    def stop(self) -> None:
        """Want it no longer: what was begun is rolled back, and nothing is delivered."""
        self._is_stopped = True
        if self._job is not None:
            self._job.cancel()

    def _write(self, work: Work[T], done: Callable[[T], None], failed: Failed, beside: Store) -> None:
        self._beside = beside
        self.lent.emit(beside)
        if self._is_stopped:
            self._end()
            return
        self._job = Job(self, self._pool)
        self._job.progressed.connect(self.progressed)
        self._job.ended.connect(self._end)
        self._job.begin(partial(self._work, work), partial(self._deliver, done), failed)

    def _work(self, work: Work[T], report: Progress) -> T:
        """On the other thread: write, and stop in the middle of a statement when asked to."""
        job = self._job
        self._store.stop_when(lambda: job is not None and job.is_cancelled)
        try:
            return work(self._store, report)
        finally:
            self._store.stop_when(None)

    def _deliver(self, done: Callable[[T], None], result: T) -> None:
        self._end()
        done(result)

    def _explain(self, failed: Failed, error: AnnotatorError) -> None:
        self._end()
        failed(error)

    @Slot()
    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.ended.emit()
        if self._beside is not None:
            self._beside.close()
        self.deleteLater()

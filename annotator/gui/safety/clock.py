"""A snapshot every few minutes of work, taken aside."""

from __future__ import annotations

from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, run_job
from annotator.gui.workspace import Workspace
from annotator.store.ring import Snapshot
from annotator.store.store import Store

LOOKS_MS = 30_000
"""How often it looks whether a snapshot is due; the store knows when one is."""


class SnapshotClock(QObject):
    """Lets the store keep the work, on another thread; nothing is kept when nothing was done.

    Where it cannot be kept, a line says so, once as long as the reason is the same.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._job: Job | None = None
        self._reading = Lock()
        self._told = ""
        self.timer = QTimer(self)
        self.timer.setInterval(LOOKS_MS)
        self.timer.timeout.connect(self.look)
        workspace.opened.connect(self.timer.start)
        workspace.closed.connect(self._leave)

    @Slot()
    def look(self) -> None:
        """Keep the work if it is time, unless it is being kept, or something large is being written."""
        workspace = self._workspace
        if self._job is None and workspace.is_open and workspace.writing is None:
            self._job = run_job(self, partial(self._keep, workspace.store), self._end, self._fail)

    def _keep(self, store: Store) -> Snapshot | None:
        """On the other thread."""
        with self._reading:
            return store.keep_work()

    def _end(self, _kept: Snapshot | None) -> None:
        self._job = None
        self._told = ""

    def _fail(self, error: AnnotatorError) -> None:
        self._job = None
        if str(error) != self._told:
            self._told = str(error)
            self._workspace.failed.emit(error.sentence, error.values)

    @Slot()
    def _leave(self) -> None:
        """Let go of the file before it is closed."""
        self.timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        with self._reading:
            pass

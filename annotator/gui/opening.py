"""A project on its way to the front: all that reads or writes its file at opening is done aside.

Making a new one, whether it is a project, who else has it, what a killed session left, the snapshot and the
new shape of a file of an earlier version: none of it holds the window, which shows what it showed before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal, Slot

from annotator.gui.jobs import Failed, Job
from annotator.progress import Progress
from annotator.store.connection import check_header
from annotator.store.places import real_path
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.store import Store

Make = Callable[[], object]
"""Makes the project's file, on another thread; what it cannot do it raises."""


class Opening(QObject):
    """From the wish to see a project until it is there, cannot be opened, or is no longer wanted.

    `titled`: something takes longer, and this is what it is called. `progressed` tells (done, total), with
    a total of 0 while it is not known. `ended` comes once, last of all.
    """

    titled = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    _is_older = Signal()

    def __init__(self, path: Path, parent: QObject, make: Make | None = None) -> None:
        """`make` comes first where the project is not there yet."""
        super().__init__(parent)
        self.path = path
        self._make = make
        words = self.tr("Opening {name}") if make is None else self.tr("Making {name}")
        self.title = words.format(name=path.name)
        self._pool = QThreadPool(self)  # never behind jobs that only read
        self._made: Store | None = None
        self._is_over = False
        self._job = Job(self, self._pool)
        self._job.progressed.connect(self.progressed)
        self._job.ended.connect(self._end)
        self._is_older.connect(self._rename)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.leave)  # after the job's own: its thread is at rest by then

    @property
    def is_wanted(self) -> bool:
        """Whether it has not been stopped."""
        return not self._job.is_cancelled

    def begin(self, present: Path | None, done: Callable[[Store | None], None], failed: Failed) -> None:
        """Open it, unless it is `present` already: then `done` gets nothing."""
        self._job.begin(
            lambda report: self._open(present, report), lambda store: self._deliver(done, store), failed
        )

    @Slot()
    def stop(self) -> None:
        """Want it no longer: nothing is delivered, and a file of an earlier version stays as it was."""
        self._job.cancel()

    @Slot()
    def leave(self) -> None:
        """Want it no longer, and come back when the file is let go."""
        self.stop()
        self._pool.waitForDone()
        self._end()

    def _open(self, present: Path | None, report: Progress) -> Store | None:
        """On the other thread."""
        if present is not None and real_path(self.path) == present:
            return None
        if self._make is not None:
            self._make()
            report(0, 0)
        if check_header(self.path) < SCHEMA_VERSION:
            self._is_older.emit()
        self._made = Store(self.path, write=True, progress=report)
        if not self.is_wanted:
            self._made.close()  # whoever wants it now finds it free
        return self._made

    def _deliver(self, done: Callable[[Store | None], None], store: Store | None) -> None:
        self._made = None
        done(store)

    @Slot()
    def _rename(self) -> None:
        self.title = self.tr("Bringing {name} up to date").format(name=self.path.name)
        self.titled.emit(self.title)

    @Slot()
    def _end(self) -> None:
        """What came too late to be wanted is closed in order."""
        if self._is_over:
            return
        self._is_over = True
        if self._made is not None:
            self._made.close()
        self.ended.emit()
        self.deleteLater()

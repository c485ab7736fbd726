"""Work on another thread: plain data goes in, plain data comes back on the window's thread.

The work never touches a widget. Reading is done on a connection of its own, which `cancel` stops.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from traceback import clear_frames
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
    SignalInstance,
    Slot,
)

from annotator.errors import AnnotatorError
from annotator.progress import CancelledError, Progress
from annotator.store.past_lock import read_past_lock
from annotator.store.store import Store

T = TypeVar("T")
Failed = Callable[[AnnotatorError], None]


class Job(QObject):
    """One piece of work, from its start until its result is delivered, it failed, or it was cancelled.

    It belongs to the application and lives as long as the work does; when its owner goes, it is
    cancelled. `progressed` tells (done, total); `ended` comes once, last of all.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _told = Signal(int, int)
    _came = Signal()

    def __init__(self, owner: QObject, pool: QThreadPool | None = None) -> None:
        """A `pool` of its own spares a job the wait behind others."""
        app = QCoreApplication.instance()
        assert app is not None
        super().__init__(app)
        self.is_cancelled = False
        self._pool = pool or QThreadPool.globalInstance()
        self._reading = Lock()
        self._act: Callable[[], Callable[[], None]] | None = None
        self._outcome: Callable[[], None] | None = None
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        owner.destroyed.connect(self.cancel)
        app.aboutToQuit.connect(self._leave)

    @Slot()
    def cancel(self) -> None:
        """Want the result no longer: neither callback is called, and the work stops as soon as it can."""
        self.is_cancelled = True

    @Slot()
    def cancel_reading(self) -> None:
        """Cancel, and come back when the file is let go."""
        self.cancel()
        with self._reading:
            pass

    def begin(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None,
    ) -> None:
        """Do the work on another thread."""
        self._act = _Act(work, done, failed, self._report)
        self._pool.start(_Runner(self))

    @Slot()
    def run(self) -> None:
        """On the other thread: do the work and send what came of it."""
        assert self._act is not None
        self._outcome = None if self.is_cancelled else self._act()
        self._came.emit()

    def read(self, store: Store, work: Callable[[Store], T]) -> T:
        """On the other thread: let `work` read, on a connection that `cancel` stops."""
        with self._reading:
            self._report(0, 0)
            if store.is_exclusive:
                return read_past_lock(store, work, self._report)
            with store.reader() as reader:
                reader.stop_when(lambda: self.is_cancelled)
                try:
                    return work(reader)
                except BaseException as error:
                    clear_frames(error.__traceback__)  # a cursor left in one would hold the file
                    raise

    def _report(self, done: int, total: int) -> None:
        if self.is_cancelled:
            raise CancelledError
        if total:
            self._told.emit(done, total)

    @Slot()
    def _deliver(self) -> None:
        self.deleteLater()
        try:
            if self._outcome is not None and not self.is_cancelled:
                self._outcome()
        finally:
            self.ended.emit()

    @Slot()
    def _leave(self) -> None:
        self.cancel()
        self._pool.waitForDone()


class _Act(Generic[T]):
    """The work with its two callbacks: calling it does the work and gives what is to be called then."""

    def __init__(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None,
        report: Progress,
    ) -> None:
        self._work = work
        self._done = done
        self._failed = failed
        self._report = report

    def __call__(self) -> Callable[[], None]:
        try:
            result = self._work(self._report)
        except BaseException as error:  # noqa: BLE001 - it rises again on the window's thread
            caught = error
            return lambda: self._fail(caught)
        return lambda: self._done(result)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if self._failed is None or not isinstance(error, AnnotatorError):
            raise error
        self._failed(error)


class _Runner(QRunnable):
    """What the thread pool runs."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        with suppress(RuntimeError):  # the application has gone meanwhile, and the job with it
            self._job.run()


def run_job(
    owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
) -> Job:
    """Do `work` on another thread, then call `done` with its result on this one.

    `failed` hears of what can be explained; without it, and for anything else, the error rises here.
    When `owner` goes first, nothing is called.
    """
    return run_with_progress(owner, lambda _: work(), done, failed)


def run_with_progress(
    owner: QObject, work: Callable[[Progress], T], done: Callable[[T], None], failed: Failed | None = None
) -> Job:
    """As `run_job`, for work that tells how far it is; cancelling stops it at its next word."""
    job = Job(owner)
    job.begin(work, done, failed)
    return job


class Reading(Protocol):
    """What has a project open: the workspace, which itself reads in jobs."""

    @property
    def store(self) -> Store:
        """The open project's store."""
        ...

    @property
    def closed(self) -> SignalInstance:
        """Told before the store is closed."""
        ...


def read_job(
    owner: QObject,
    workspace: Reading,
    work: Callable[[Store], T],
    done: Callable[[T], None],
    failed: Failed | None = None,
) -> Job:
    """As `run_job`, for work that reads the open project; it is dropped when the project is closed.

    In a network or sync folder the file is locked for one connection: there the work reads past the lock,
    and is begun again when something is written meanwhile.
    """
    store = workspace.store
    job = Job(owner)
    workspace.closed.connect(job.cancel_reading)
    job.ended.connect(store.keep_readable())
    job.begin(lambda _: job.read(store, work), done, failed)
    return job

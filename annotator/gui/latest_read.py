"""Reading for a panel, one thing at a time: what is asked anew takes the place of what was asked before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Failed, Job, read_job
from annotator.gui.workspace import Workspace
from annotator.store.store import Store

T = TypeVar("T")


class LatestRead:
    """Reads the open project in a job; what goes wrong is told in the window unless somebody else tells it."""

    def __init__(self, owner: QObject, workspace: Workspace) -> None:
        self._owner = owner
        self._workspace = workspace
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._job is not None

    def begin(
        self, work: Callable[[Store], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Let `work` read, then call `done` with what it found; what was begun before is dropped."""
        self.stop()
        ended, broken = partial(self._end, done), partial(self._end, failed or self._tell)
        self._job = read_job(self._owner, self._workspace, work, ended, broken)

    def stop(self) -> None:
        """Want it no longer."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _end(self, act: Callable[[T], None], found: T) -> None:
        self._job = None
        act(found)

    def _tell(self, error: AnnotatorError) -> None:
        self._workspace.failed.emit(error.sentence, error.values)

"""What was said of all statements of a source, read a stretch at a time so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.workspace import Workspace
from annotator.model.annotation import Annotation
from annotator.model.corpus import SourceId, StatementId
from annotator.model.span import Span
from annotator.store.annotations import annotations_of
from annotator.store.corpus import statement_places

STRETCH = 12_000
"""Code points a stretch: some hundred sentences, read in a few milliseconds."""


class SourceSpans(QObject):
    """Reads the stretches nearest to a place first; `found` comes once for each that holds statements.

    `places` are the statements known so far and where they stand.
    """

    found = Signal(list)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.places: dict[StatementId, Span] = {}
        self._source_id: SourceId | None = None
        self._all_coders = False
        self._waiting: list[Span] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_next)
        workspace.closed.connect(self.stop)

    @property
    def is_reading(self) -> bool:
        """Whether stretches are still to come."""
        return bool(self._waiting)

    def read(self, source_id: SourceId, length: int, near: int, *, all_coders: bool) -> None:
        """Read a source of so many code points; what lies around `near` is there when this returns."""
        self.stop()
        self._source_id, self._all_coders = source_id, all_coders
        stretches = [Span(start, start + STRETCH) for start in range(0, length, STRETCH)]
        self._waiting = sorted(stretches, key=lambda stretch: -abs(stretch.start + STRETCH // 2 - near))
        for _ in range(min(2, len(self._waiting))):
            self._read_next()
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest unread."""
        self._timer.stop()
        self._waiting.clear()
        self.places = {}

    def _read_next(self) -> None:
        if not self._waiting or self._source_id is None:
            self._timer.stop()
            return
        store, stretch = self._workspace.store, self._waiting.pop()
        there = statement_places(store, self._source_id, stretch)
        self.places.update(there)
        coder = None if self._all_coders else self._workspace.coder_id
        annotations: Sequence[Annotation] = annotations_of(store, there, coder) if there else ()
        if annotations:
            self.found.emit(annotations)

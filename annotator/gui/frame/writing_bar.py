"""At the foot of the window: what is done aside, how far it is, and a button that stops it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from annotator.gui.opening import Opening
from annotator.gui.workspace import Workspace
from annotator.gui.writing import Writing

_PATIENCE_MS = 400
"""What is done sooner is not worth a look."""


class WritingBar(QWidget):
    """Shown only while there is something to wait for."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writingBar")
        self._followed: Writing | Opening | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE_MS)
        self._wait.timeout.connect(self.show)
        self.words = QLabel(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.stop = QToolButton(self)
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop it; what it has begun is taken back"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        for widget in (self.words, self.progress, self.stop):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()
        workspace.writing_begins.connect(self._follow)
        workspace.opening_begins.connect(self._follow_opening)

    @Slot(Writing)
    def _follow(self, work: Writing | Opening) -> None:
        if self._followed is not None:  # the last wish counts
            self._rest(self._followed)
        self._followed = work
        self._name(work.title)
        self.progress.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.clicked.connect(work.stop)
        self.stop.clicked.connect(self._disable)
        work.progressed.connect(self._show_progress)
        work.ended.connect(partial(self._rest, work))
        self._wait.start()

    @Slot(Opening)
    def _follow_opening(self, opening: Opening) -> None:
        self._follow(opening)
        opening.titled.connect(self._name)

    @Slot(str)
    def _name(self, title: str) -> None:
        self.words.setText(self.tr("{title} …").format(title=title))
        self.progress.setAccessibleName(title)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    @Slot()
    def _disable(self) -> None:
        self.stop.setEnabled(False)

    def _rest(self, work: Writing | Opening) -> None:
        if work is not self._followed:
            return
        self._followed = None
        work.progressed.disconnect(self._show_progress)
        self._wait.stop()
        self.stop.clicked.disconnect()
        self.hide()

"""At the foot of the window: what is being written aside, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from annotator.gui.workspace import Workspace
from annotator.gui.writing import Writing

_PATIENCE_MS = 400
"""What is done sooner is not worth a look."""


class WritingBar(QWidget):
    """Shown only while there is something to wait for."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writingBar")
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

    @Slot(Writing)
    def _follow(self, writing: Writing) -> None:
        self.words.setText(self.tr("{title} …").format(title=writing.title))
        self.progress.setAccessibleName(writing.title)
        self.progress.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.clicked.connect(writing.stop)
        self.stop.clicked.connect(self._disable)
        writing.progressed.connect(self._show_progress)
        writing.ended.connect(self._rest)
        self._wait.start()

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    @Slot()
    def _disable(self) -> None:
        self.stop.setEnabled(False)

    @Slot()
    def _rest(self) -> None:
        self._wait.stop()
        self.stop.clicked.disconnect()
        self.hide()

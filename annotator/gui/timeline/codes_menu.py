"""A menu of codes to tick, which stays open while one ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.codebook import Code, CodeId


class CodesMenu(QMenu):
    """`chosen` brings the codes that are ticked, None when all are; at least one stays ticked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: list[tuple[CodeId, str]] = []
        self._codes: dict[QAction, CodeId] = {}

    def offer(self, codes: Sequence[Code], ticked: tuple[CodeId, ...] | None) -> None:
        """Offer these codes; where they are those of before, only their ticks change."""
        named = [(code.id, code.name) for code in codes]
        if named != self._offered:
            self._offered = named
            self._fill()
        for action, key in self._codes.items():
            action.setChecked(ticked is None or key in ticked)

    def _fill(self) -> None:
        self.clear()
        self.addAction(self.tr("All codes"), self._tick_all)
        self.addSeparator()
        self._codes = {}
        for key, name in self._offered:
            action = QAction(name.replace("&", "&&"), self, checkable=True)
            action.triggered.connect(self._tell)
            self._codes[action] = key
            self.addAction(action)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's: a click on a code ticks it, and the menu stays."""
        action = self.actionAt(event.position().toPoint())
        if action in self._codes:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: so does the space bar."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action in self._codes:
            action.trigger()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tick_all(self) -> None:
        for action in self._codes:
            action.setChecked(True)
        self.chosen.emit(None)

    @Slot()
    def _tell(self) -> None:
        ticked = tuple(code for action, code in self._codes.items() if action.isChecked())
        if not ticked:
            last = self.sender()
            if isinstance(last, QAction):
                last.setChecked(True)
            return
        self.chosen.emit(None if len(ticked) == len(self._codes) else ticked)

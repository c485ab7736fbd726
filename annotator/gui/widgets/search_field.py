"""The field for searching, and the keys that lead out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class SearchField(QLineEdit):
    """`hits_wanted`: on to what was found (Down). `left`: back to reading (Esc)."""

    hits_wanted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two keys lead on; the others are for typing."""
        if event.key() == Qt.Key.Key_Down:
            self.hits_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

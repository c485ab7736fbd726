"""A combo box that changes only when it is asked to: letters pass it by, as the wheel does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.widgets.boxes import ComboBox

_AROUND_PX = 40
"""The edges of the box, and its arrow."""
_WIDEST_PX = 240
"""Longer names are cut; the list that opens shows them whole."""
_KEYS = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp),
        *(Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    }
)


class Chooser(ComboBox):
    """Reached by Tab; a click opens it and leaves the keys where they were.

    Scrolling past it, or typing a code's key while it has the focus, chooses nothing.
    """

    def __init__(self, name: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setStatusTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt's: as wide as what is chosen, not as the longest there is."""
        said = self.currentText() or self.placeholderText()
        width = self.fontMetrics().horizontalAdvance(said) + _AROUND_PX
        return QSize(min(width, _WIDEST_PX), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: only keys that mean choosing."""
        if event.key() in _KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

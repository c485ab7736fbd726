"""Combo and spin boxes that nobody changes by scrolling past them; all of the window are made of these."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget  # noqa: TID251 (made quiet here)


class ComboBox(QComboBox):
    """A combo box that leaves the wheel to what is around it; its open list scrolls as lists do."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's: passed on."""
        event.ignore()


class SpinBox(QSpinBox):
    """A spin box that takes the wheel only while it has the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's: passed on unless somebody is at work here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DoubleSpinBox(QDoubleSpinBox):
    """The same for numbers with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's: passed on unless somebody is at work here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

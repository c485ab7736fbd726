"""A dialog that is as high as its words are at its width."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


class FittingDialog(QDialog):
    """One column; whoever changes its words calls `fit`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(12)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: as high as the words are at this width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need; a layout leaves wrapped lines out of its own reckoning."""
        height = self.column.totalHeightForWidth(self.width())
        self.setMinimumHeight(height)
        self.resize(self.width(), height)

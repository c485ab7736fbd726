"""What stands where nothing is yet: a line on what will be here, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyPage(QWidget):
    """The words, and below them the buttons side by side; in the middle, or at the top."""

    def __init__(self, words: str, *buttons: QPushButton, at_top: bool = False) -> None:
        super().__init__()
        self.words = QLabel(words, self)
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "second")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24 if at_top else 16, 16, 16)
        column.setSpacing(12)
        if not at_top:
            column.addStretch()
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch()

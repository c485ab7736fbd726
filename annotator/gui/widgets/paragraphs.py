"""Words of several lines: what a dialog is about, and what went wrong in it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


class Explanation(QLabel):
    """Quiet words over a form."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setWordWrap(True)
        self.setProperty("tone", "second")


class Problem(QLabel):
    """A place for what went wrong, which takes no room while nothing did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setProperty("tone", "warning")
        self.hide()

    def say(self, words: str) -> None:
        """Show the words; without any, nothing."""
        self.setText(words)
        self.setVisible(bool(words))

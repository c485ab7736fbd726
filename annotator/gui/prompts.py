"""Questions to the user, the only place that waits for an answer; tests put their own answers here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QStringListModel, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

_SHOWN = 200
"""Choices listed at once; typing finds the others."""


def ask_text(parent: QWidget | None, title: str, question: str, *, text: str = "") -> str | None:
    """A line of text, blanks trimmed; None when the question was put away."""
    dialog = _TextDialog(parent, title, question, text)
    try:
        return dialog.text() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def ask_choice(parent: QWidget | None, title: str, question: str, choices: Sequence[str]) -> int | None:
    """The place of the one that was chosen, from 0; None when the question was put away."""
    dialog = _ChoiceDialog(parent, title, question, choices)
    try:
        return dialog.chosen() if dialog.exec() else None
    finally:
        dialog.deleteLater()


def ask_colour(parent: QWidget | None, title: str, colour: str) -> str | None:
    """A colour as #RRGGBB; None when the question was put away."""
    chosen = QColorDialog.getColor(QColor(colour), parent, title)
    return chosen.name().upper() if chosen.isValid() else None


def confirm(parent: QWidget | None, title: str, question: str, *, act: str) -> bool:
    """Whether to go on; `act` is the verb on the button that does so."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, question, parent=parent)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(yes)
    box.addButton(QMessageBox.StandardButton.Cancel)
    try:
        box.exec()
        return box.clickedButton() is yes
    finally:
        box.deleteLater()


def warn(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something that must be read before going on."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, sentence, QMessageBox.StandardButton.Ok, parent)
    try:
        box.exec()
    finally:
        box.deleteLater()


class _Question(QDialog):
    """A title, a question, something to answer it with, and two buttons."""

    def __init__(self, parent: QWidget | None, title: str, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(12)
        asked = QLabel(question, self)
        asked.setWordWrap(True)
        self.column.addWidget(asked)
        self.field = QLineEdit(self)
        asked.setBuddy(self.field)
        self.field.setAccessibleName(question)
        self.column.addWidget(self.field)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, 0)


class _TextDialog(_Question):
    """One line to type."""

    def __init__(self, parent: QWidget | None, title: str, question: str, text: str) -> None:
        super().__init__(parent, title, question)
        self.field.setText(text)
        self.field.selectAll()
        self.column.addWidget(self.buttons)

    def text(self) -> str:
        return self.field.text().strip()


class _ChoiceDialog(_Question):
    """A list, with a field above it that narrows it down."""

    def __init__(self, parent: QWidget | None, title: str, question: str, choices: Sequence[str]) -> None:
        super().__init__(parent, title, question)
        self._choices = choices
        self._folded = [choice.casefold() for choice in choices]
        self._found: list[int] = []
        self._names = QStringListModel(self)
        self._view = QListView(self)
        self._view.setUniformItemSizes(True)
        self._view.setSpacing(3)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setModel(self._names)
        self._view.setAccessibleName(question)
        self._view.activated.connect(self._take)
        self.field.setPlaceholderText(QCoreApplication.translate("prompts", "Type to find"))
        self.field.textChanged.connect(self._narrow)
        self.column.addWidget(self._view, 1)
        self.column.addWidget(self.buttons)
        self.resize(420, 420)
        self._narrow("")

    def chosen(self) -> int | None:
        row = self._view.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        self._found = [place for place, name in enumerate(self._folded) if wanted in name][:_SHOWN]
        self._names.setStringList([self._choices[place] for place in self._found])
        self._view.setCurrentIndex(self._names.index(0, 0))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self._found))

    @Slot(QModelIndex)
    def _take(self, _index: QModelIndex) -> None:
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move in the list while the field has the keys."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._view.currentIndex().row() + by
            if 0 <= row < len(self._found):
                self._view.setCurrentIndex(self._names.index(row, 0))
            return
        super().keyPressEvent(event)

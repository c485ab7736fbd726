"""Questions to the user, the only place that waits for an answer; tests put their own answers here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QStringListModel, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui.widgets.fitting_dialog import FittingDialog
from annotator.gui.words.terms import sentence

_SHOWN = 200
"""Choices listed at once; typing finds the others."""
_AT_A_GLANCE = 7
"""So few choices need no field to find them; their first letters do."""
_FEWEST, _MOST = 3, 12
"""Rows that a list of choices is high."""


def ask_text(
    parent: QWidget | None,
    title: str,
    question: str,
    *,
    text: str = "",
    may_be_empty: bool = False,
    check: Callable[[str], object] | None = None,
) -> str | None:
    """A line of text, blanks trimmed; None when the question was put away.

    `check` raises an AnnotatorError for what will not do: its sentence is shown, and the question stays.
    """
    dialog = _TextDialog(parent, title, question, text, may_be_empty=may_be_empty, check=check)
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
    dialog = _Sheet(parent, title, question)
    yes = dialog.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
    yes.setDefault(True)
    dialog.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    dialog.column.addWidget(dialog.buttons)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def warn(parent: QWidget | None, title: str, words: str) -> None:
    """Say something that must be read before going on."""
    dialog = _Sheet(parent, title, words)
    dialog.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    dialog.buttons.addButton(QDialogButtonBox.StandardButton.Ok)
    dialog.column.addWidget(dialog.buttons)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


class _Sheet(FittingDialog):
    """A title, words as wide as they need, and buttons below; as high as all that at its width."""

    def __init__(self, parent: QWidget | None, title: str, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(words)
        self.words = QLabel(words, self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.column.addWidget(self.words)
        self.buttons = QDialogButtonBox(self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, 0)


class _Question(_Sheet):
    """Words, something to answer them with, and two buttons."""

    def __init__(self, parent: QWidget | None, title: str, question: str) -> None:
        super().__init__(parent, title, question)
        self.field = QLineEdit(self)
        self.words.setBuddy(self.field)
        self.field.setAccessibleName(question)
        self.column.addWidget(self.field)
        self.take = self.buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)


class _TextDialog(_Question):
    """One line to type; what will not do is told below it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        question: str,
        text: str,
        *,
        may_be_empty: bool,
        check: Callable[[str], object] | None,
    ) -> None:
        super().__init__(parent, title, question)
        self._may_be_empty = may_be_empty
        self._check = check
        self._doubt = QLabel(self)
        self._doubt.setTextFormat(Qt.TextFormat.PlainText)
        self._doubt.setWordWrap(True)
        self._doubt.setProperty("tone", "warning")
        self._doubt.hide()
        self.column.addWidget(self._doubt)
        self.column.addWidget(self.buttons)
        self.field.textChanged.connect(self._follow)
        self.field.setText(text)
        self.field.selectAll()
        self._follow()

    def text(self) -> str:
        return self.field.text().strip()

    @Slot()
    def _follow(self) -> None:
        self.take.setEnabled(self._may_be_empty or bool(self.text()))

    def accept(self) -> None:
        """Take the line, or say why it will not do and leave it there to be changed."""
        try:
            if self._check is not None and self.text():
                self._check(self.text())
        except AnnotatorError as error:
            self._doubt.setText(sentence(error.sentence, error.values))
            self._doubt.show()
            self.fit()
            return
        super().accept()


class _ChoiceDialog(_Question):
    """A list; above one that is not seen at a glance a field that narrows it down."""

    def __init__(self, parent: QWidget | None, title: str, question: str, choices: Sequence[str]) -> None:
        super().__init__(parent, title, question)
        self._choices = choices
        self._folded = [choice.casefold() for choice in choices]
        self._found: list[int] = []
        self._names = QStringListModel(self)
        self._view = QListView(self)
        self._view.setObjectName("choices")
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setModel(self._names)
        self._view.setAccessibleName(question)
        self._view.activated.connect(self._take)
        self.field.setPlaceholderText(QCoreApplication.translate("prompts", "Type to find"))
        self.field.textChanged.connect(self._narrow)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self._view, 1)
        self.column.addWidget(self.buttons)
        if len(choices) <= _AT_A_GLANCE:
            self.field.hide()
            self.words.setBuddy(self._view)
            self._view.setFocus()
        self._narrow("")
        rows = min(max(len(choices), _FEWEST), _MOST)
        self._view.setFixedHeight(rows * self._view.sizeHintForRow(0) + 2 * self._view.frameWidth())

    def chosen(self) -> int | None:
        row = self._view.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        self._found = [place for place, name in enumerate(self._folded) if wanted in name][:_SHOWN]
        self._names.setStringList([self._choices[place] for place in self._found])
        self._view.setCurrentIndex(self._names.index(0, 0))
        self.take.setEnabled(bool(self._found))

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

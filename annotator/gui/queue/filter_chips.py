"""What the queue is narrowed down to: one chip a wish, each with a cross, and a + for more."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.queue.filter_menu import FilterMenu
from annotator.gui.queue.filter_questions import FilterQuestions
from annotator.gui.queue.filter_words import FilterWords
from annotator.gui.widgets.flow import FlowBox
from annotator.gui.workspace import Workspace

_FIELDS = {
    "source": ("source_id",),
    "speaker": ("speaker_id",),
    "code": ("code_id",),
    "coder": ("coded_by_id",),
    "disputed": ("disputed", "disputed_variable_id"),
    "worklist": ("worklist_id",),
    "days": ("first_day", "last_day"),
    "order": ("order", "descending"),
}
"""The fields of a wish that are not called as it is."""


class Chip(QFrame):
    """One wish in words; its text changes the wish, its cross (or Delete) takes it away."""

    removed = Signal(str)
    asked = Signal(str)

    def __init__(self, wish: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.wish = wish
        self.setProperty("chip", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.words = QToolButton(self)
        self.words.setText(text)
        self.words.clicked.connect(self._ask)
        self.cross = QToolButton(self)
        self.cross.setText("×")
        self.cross.setFixedWidth(theme.GRID * 5)
        self.cross.setAccessibleName(self.tr("Remove the filter “{text}”").format(text=text))
        self.cross.setToolTip(self.cross.accessibleName())
        self.cross.clicked.connect(self._remove)
        row.addWidget(self.words)
        row.addWidget(self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: Delete takes the wish away, too."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._remove()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.wish)

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.wish)


class FilterChips(FlowBox):
    """The wishes of the workspace's filter; all of them hold together."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=theme.GRID)
        self._workspace = workspace
        self._words = FilterWords(workspace, self)
        self._questions = FilterQuestions(workspace, self)
        self._shown: list[tuple[str, str]] | None = None
        self.chips: list[Chip] = []
        self.plus = QToolButton(self)
        self.plus.setAccessibleName(self.tr("Add a filter"))
        self.plus.setToolTip(self.plus.accessibleName())
        self.plus.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = FilterMenu(workspace, self._questions, self.plus)
        self.plus.setMenu(self.menu)
        workspace.queue_changed.connect(self.show_filter)
        workspace.head_changed.connect(self.show_filter)
        workspace.closed.connect(self.show_filter)
        self.show_filter()

    @Slot()
    def show_filter(self) -> None:
        """One chip for each wish, then the +."""
        self.plus.setEnabled(self._workspace.is_open)
        wishes = self._words.wishes() if self._workspace.is_open else []
        self.plus.setText("+" if wishes else self.tr("+ Filter"))
        if wishes == self._shown:
            return
        had_focus = any(button.hasFocus() for chip in self.chips for button in (chip.words, chip.cross))
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self._shown = wishes
        self.chips = [self._chip(wish, text) for wish, text in wishes]
        self.set_row([*self.chips, self.plus])
        stops = [button for chip in self.chips for button in (chip.words, chip.cross)]
        for one, other in pairwise([*stops, self.plus]):
            QWidget.setTabOrder(one, other)
        if had_focus:
            self.plus.setFocus()

    def _chip(self, wish: str, text: str) -> Chip:
        chip = Chip(wish, text, self)
        chip.removed.connect(self._drop)
        chip.asked.connect(self._ask)
        return chip

    @Slot(str)
    def _drop(self, wish: str) -> None:
        self._workspace.set_filter(self._workspace.filter.without(*_FIELDS.get(wish, (wish,))))

    @Slot(str)
    def _ask(self, wish: str) -> None:
        if self._questions.can_ask(wish):
            self._questions.ask(wish)
        else:
            self.plus.showMenu()

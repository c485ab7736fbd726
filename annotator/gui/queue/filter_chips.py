"""What the queue is narrowed down to: one chip a wish, each with a cross, and a + for more."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.gui import theme
from annotator.gui.flow import FlowBox
from annotator.gui.queue.filter_menu import FilterMenu
from annotator.gui.queue.filter_questions import FilterQuestions
from annotator.gui.words import shortened, stage_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Stage
from annotator.store.queue import NOT_DONE, Order, QueueFilter, source_name
from annotator.store.worklists import read_worklists

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
        wishes = self._wishes() if self._workspace.is_open else []
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

    def _wishes(self) -> list[tuple[str, str]]:
        """What is wished for, by key and in words, in the order of the menu."""
        wanted = self._workspace.filter
        words = {
            "stages": self._stages_words(wanted.stages),
            "flagged": self.tr("flagged") if wanted.flagged else "",
            "noted": self.tr("with memo") if wanted.noted else "",
            "questioned": self.tr("labels in question") if wanted.questioned else "",
            "disputed": self._dispute_words(wanted),
            "source": self._source_words(wanted),
            "speaker": self._speaker_words(wanted),
            "days": self._days_words(wanted),
            "undated": self.tr("undated") if wanted.undated else "",
            "code": self._code_words(wanted),
            "coder": self._coder_words(wanted),
            "worklist": self._worklist_words(wanted),
            "words": self.tr("“{words}”").format(words=shortened(wanted.words)) if wanted.words else "",
            "set_aside": self.tr("with those set aside") if wanted.set_aside else "",
            "order": self._order_words(wanted),
        }
        return [(wish, text) for wish, text in words.items() if text]

    def _stages_words(self, stages: frozenset[Stage]) -> str:
        if stages == NOT_DONE:
            return self.tr("not done")
        return ", ".join(stage_word(stage) for stage in Stage if stage in stages)

    def _worklist_words(self, wanted: QueueFilter) -> str:
        if wanted.worklist_id is None:
            return ""
        worklists = read_worklists(self._workspace.store)
        names = [worklist.name for worklist in worklists if worklist.id == wanted.worklist_id]
        return shortened(names[0]) if names else self.tr("a worklist that is gone")

    def _order_words(self, wanted: QueueFilter) -> str:
        words = {
            (Order.PROJECT, True): self.tr("last first"),
            (Order.DATE, False): self.tr("oldest first"),
            (Order.DATE, True): self.tr("newest first"),
            (Order.SPEAKER, False): self.tr("by speaker"),
            (Order.SPEAKER, True): self.tr("by speaker, Z to A"),
            (Order.LENGTH, False): self.tr("shortest first"),
            (Order.LENGTH, True): self.tr("longest first"),
        }
        return words.get((wanted.order, wanted.descending), "")

    def _source_words(self, wanted: QueueFilter) -> str:
        if wanted.source_id is None:
            return ""
        return shortened(source_name(self._workspace.store, wanted.source_id)) or self.tr(
            "a source that is gone"
        )

    def _speaker_words(self, wanted: QueueFilter) -> str:
        if wanted.speaker_id is None:
            return ""
        names = [actor.name for actor in self._workspace.head.actors if actor.id == wanted.speaker_id]
        return (
            self.tr("said by {name}").format(name=shortened(names[0])) if names else self.tr("said by nobody")
        )

    def _days_words(self, wanted: QueueFilter) -> str:
        if wanted.first_day and wanted.last_day:
            return self.tr("{first} – {last}").format(first=wanted.first_day, last=wanted.last_day)
        if wanted.first_day:
            return self.tr("from {day}").format(day=wanted.first_day)
        return self.tr("until {day}").format(day=wanted.last_day) if wanted.last_day else ""

    def _code_words(self, wanted: QueueFilter) -> str:
        if wanted.code_id is None:
            return ""
        names = [code.name for code in self._workspace.codebook.codes() if code.id == wanted.code_id]
        return (
            self.tr("coded {name}").format(name=shortened(names[0]))
            if names
            else self.tr("coded with nothing")
        )

    def _coder_words(self, wanted: QueueFilter) -> str:
        if wanted.coded_by_id is None:
            return ""
        names = [coder.name for coder in self._workspace.head.coders if coder.id == wanted.coded_by_id]
        return (
            self.tr("coded by {name}").format(name=shortened(names[0]))
            if names
            else self.tr("coded by nobody")
        )

    def _dispute_words(self, wanted: QueueFilter) -> str:
        if not wanted.disputed:
            return ""
        if wanted.disputed_variable_id is None:
            return self.tr("disagreement")
        variables = self._workspace.codebook.variables
        names = [one.name for one in variables if one.id == wanted.disputed_variable_id]
        return self.tr("disagreement on {variable}").format(variable=shortened(names[0] if names else "…"))

    @Slot(str)
    def _drop(self, wish: str) -> None:
        self._workspace.set_filter(self._workspace.filter.without(*_FIELDS.get(wish, (wish,))))

    @Slot(str)
    def _ask(self, wish: str) -> None:
        if self._questions.can_ask(wish):
            self._questions.ask(wish)
        else:
            self.plus.showMenu()

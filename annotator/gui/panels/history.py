"""The panel of the history: who did what, when, on which statement; and undo back to a step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import WrongPeriodError
from annotator.gui import prompts
from annotator.gui.latest_read import LatestRead
from annotator.gui.theme import Theme
from annotator.gui.widgets.boxes import ComboBox
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.snapshots import moment_word, table_word
from annotator.gui.words.terms import grouped, sentence
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.model.periods import Period, read_period
from annotator.store.history import PAGE, Entry, HistoryFilter, UndoPlan, moments, plan_undo, read_history
from annotator.store.journal import Step

_TYPING_MS = 250


class HistoryPanel(QWidget):
    """The latest steps first, a page at a time; choosing one puts its statement in front."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self.setAccessibleName(self.tr("History"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._reading = LatestRead(self, workspace)
        self._is_all = False
        self.found: list[Entry] = []
        self.coders = ComboBox(self)
        self.coders.setObjectName("historyCoder")
        self.coders.setAccessibleName(self.tr("Whose steps"))
        self.words = QLineEdit(self)
        self.words.setObjectName("historyWords")
        self.words.setPlaceholderText(self.tr("Words of the step"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(220)
        self.days = QLineEdit(self)
        self.days.setObjectName("historyDays")
        self.days.setAccessibleName(self.tr("Days"))
        self.days.setPlaceholderText(self.tr("Any day"))
        self.days.setToolTip(self.tr("A day, a month, a year, or from one to another: 2031-03 – 2031-05"))
        self.days.setClearButtonEnabled(True)
        self.days.setMaximumWidth(180)
        self.only_this = QCheckBox(self.tr("Only this statement"), self)
        self.only_this.setObjectName("historyOfStatement")
        self.message = QLabel(self)
        self.message.setProperty("tone", "second")
        self.back = QPushButton(self.tr("&Undo back to here …"), self)
        self.back.setObjectName("undoBackToHere")
        self.back.setToolTip(self.tr("Take back all that came after this step; you see first what that is"))
        self.back.setAutoDefault(False)
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("historyList")
        self.view.setAccessibleName(self.tr("Steps, the latest first"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()
        self._list_coders()
        self._show([])

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    def current(self) -> Entry | None:
        """The step of the current row."""
        row = self.view.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    @Slot()
    def read(self) -> None:
        """Read the first page, in a job."""
        self._reading.stop()
        if self._workspace.is_open and self.isVisible():
            self._read(None)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while nobody looked is read now."""
        super().showEvent(event)
        self.read()

    def _read(self, before: int | None) -> None:
        work = partial(read_history, wanted=self._wanted(), before=before)
        self._reading.begin(work, partial(self._take_in, before))

    def _wanted(self) -> HistoryFilter:
        coder = self.coders.currentData()
        since, until = moments(self._period() or Period())
        return HistoryFilter(
            coder_id=None if coder is None else CoderId(coder),
            statement_id=self._workspace.statement_id if self.only_this.isChecked() else None,
            words=self.words.text(),
            since=since,
            until=until,
        )

    def _period(self) -> Period | None:
        """The days that are typed; None where they cannot be read."""
        typed = self.days.text().strip()
        try:
            return read_period(typed) if typed else Period()
        except WrongPeriodError:
            return None

    @Slot()
    def _read_typed(self) -> None:
        """While days are half typed the list stays as it is, and the field says so."""
        is_wrong = self._period() is None
        self.days.setProperty("tone", "warning" if is_wrong else "")
        self.days.style().unpolish(self.days)
        self.days.style().polish(self.days)
        if not is_wrong:
            self.read()

    def _take_in(self, before: int | None, page: list[Entry]) -> None:
        self._is_all = len(page) < PAGE
        self._show(page if before is None else [*self.found, *page])

    @Slot(int)
    def _read_on(self, value: int) -> None:
        """Near the end, the next page."""
        bar = self.view.verticalScrollBar()
        if (
            self.found
            and not self._is_all
            and not self._reading.is_busy
            and value >= bar.maximum() - bar.pageStep()
        ):
            self._read(self.found[-1].step.id)

    def _show(self, found: list[Entry]) -> None:
        step = self.current()
        place = self.view.verticalScrollBar().value()
        self.found = found
        self.view.grid.show(self._columns(), [self._row(entry) for entry in found])
        keys = [entry.step.id for entry in found]
        if step is not None and step.step.id in keys:
            self.view.setCurrentIndex(self.view.grid.index(keys.index(step.step.id), 0))
        self.view.verticalScrollBar().setValue(place)
        self.message.setText("" if found else self.tr("Nothing that was done meets this."))
        self._follow_row()

    @Slot()
    def _follow_row(self) -> None:
        entry = self.current()
        self.back.setEnabled(entry is not None and entry.step.state == "done" and not self._is_latest(entry))

    def _is_latest(self, entry: Entry) -> bool:
        """Whether nothing came after it."""
        last = self._workspace.store.next_undo() if self._workspace.is_open else None
        return last is None or last.id <= entry.step.id

    @Slot(object)
    def _go(self, entry: object) -> None:
        if isinstance(entry, Entry) and entry.statement_id is not None:
            self._workspace.show_statement(entry.statement_id)

    @Slot()
    def _look_ahead(self) -> None:
        """Read what would be taken back, then ask."""
        entry = self.current()
        if entry is not None:
            self._reading.stop()
            work = partial(plan_undo, step_id=entry.step.id)
            self._reading.begin(work, partial(self._ask, entry))

    def _ask(self, entry: Entry, plan: UndoPlan) -> None:
        title = self.tr("Undo back to here")
        if not plan.possible:
            words = self.tr("Not all of it can be taken back: the history of older steps was dropped.")
            prompts.warn(self, title, words)
        elif prompts.confirm(self, title, self._plan_words(entry, plan), act=self.tr("Undo")):
            self._workspace.write(
                title,
                lambda store, _: store.undo_back_to(entry.step.id),
                rows=sum(count for _, count in plan.rows),
            )

    def _plan_words(self, entry: Entry, plan: UndoPlan) -> str:
        nobody = self.tr("without a coder")
        who = ", ".join(f"{self._name(coder) or nobody} {count}" for coder, count in plan.coders)
        rows = ", ".join(f"{table_word(table).lower()} {grouped(count)}" for table, count in self._told(plan))
        words = self.tr(
            "The project will be as it was after “{step}”, {moment}.\n\n"
            "Steps taken back: {steps} ({who}).\nTouched: {rows}.\n\nEach of them can be redone."
        )
        return words.format(
            step=sentence(entry.step.action, entry.step.details),
            moment=moment_word(datetime.fromisoformat(entry.step.at)),
            steps=grouped(plan.steps),
            who=who,
            rows=rows or self.tr("nothing that is still there"),
        )

    def _told(self, plan: UndoPlan) -> Sequence[tuple[str, int]]:
        """Tables people know, and those of all others together."""
        known = [(table, count) for table, count in plan.rows if table_word(table) != table_word("")]
        others = sum(count for _, count in plan.rows) - sum(count for _, count in known)
        return [*known, ("", others)] if others else known

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("When"), width=150),
            Column(self.tr("Who"), width=120),
            Column(self.tr("What"), share=4),
            Column(self.tr("Where"), share=4),
            Column("", width=110),
        ]

    def _row(self, entry: Entry) -> Row:
        step = entry.step
        what = sentence(step.action, step.details)
        tip = f"{what}\n{entry.opening}".strip()
        main, second = (Tone.TEXT, Tone.SECOND) if step.state == "done" else (Tone.FAINT, Tone.FAINT)
        more = f"+{grouped(entry.statements - 1)}" if entry.statements > 1 else ""
        return (
            Cell(moment_word(datetime.fromisoformat(step.at)), tip, second, target=entry),
            Cell(self._name(step.coder_id), tip, main, target=entry),
            Cell(what, tip, main, target=entry),
            Cell(entry.opening, tip, second, target=entry, aside=more),
            Cell(self._state_word(step), tip, Tone.FAINT, target=entry),
        )

    def _name(self, coder_id: CoderId | None) -> str:
        coders = self._workspace.head.coders if self._workspace.is_open else ()
        return next((coder.name for coder in coders if coder.id == coder_id), "")

    def _state_word(self, step: Step) -> str:
        if step.state == "undone":
            return self.tr("undone")
        return self.tr("title only") if step.compacted else ""

    @Slot()
    def _list_coders(self) -> None:
        chosen = self.coders.currentData()
        self.coders.blockSignals(True)
        self.coders.clear()
        self.coders.addItem(self.tr("All coders"), None)
        for coder in self._workspace.head.coders if self._workspace.is_open else ():
            self.coders.addItem(coder.name, int(coder.id))
        self.coders.setCurrentIndex(max(0, self.coders.findData(chosen)))
        self.coders.blockSignals(False)

    @Slot()
    def _follow_statement(self) -> None:
        if self.only_this.isChecked():
            self.read()

    @Slot()
    def _clear(self) -> None:
        self._reading.stop()
        self._show([])

    def _connect(self) -> None:
        workspace = self._workspace
        self.coders.currentIndexChanged.connect(self.read)
        self.words.textChanged.connect(self._typing.start)
        self.days.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._read_typed)
        self.only_this.toggled.connect(self.read)
        self.back.clicked.connect(self._look_ahead)
        self.view.chosen.connect(self._go)
        self.view.selectionModel().currentChanged.connect(self._follow_row)
        self.view.verticalScrollBar().valueChanged.connect(self._read_on)
        workspace.opened.connect(self._list_coders)
        workspace.head_changed.connect(self._list_coders)
        workspace.opened.connect(self.read)
        workspace.changed.connect(self.read)
        workspace.statement_shown.connect(self._follow_statement)
        workspace.closed.connect(self._clear)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(8)
        for part in (self.coders, self.words, self.days, self.only_this, self.message):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

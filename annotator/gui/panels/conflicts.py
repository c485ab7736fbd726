"""The panel of conflicts: what files of a merge said differently, which rule decided, and deciding by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.edits.merging.conflicts import reopen_conflicts, settle_conflicts, take_other_value
from annotator.gui import prompts
from annotator.gui.latest_read import LatestRead
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.merges import field_word, kept_words, other_words, rule_words
from annotator.gui.words.terms import conflicts_word
from annotator.gui.workspace import Workspace
from annotator.store.changes import Changes
from annotator.store.conflicts import Conflict, code_in_conflict, read_conflicts, statement_in_conflict


class ConflictsPanel(QWidget):
    """`code_wanted`: a conflict about a code was chosen; those about statements put them in front."""

    code_wanted = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflictsPanel")
        self.setAccessibleName(self.tr("Conflicts"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._reading = LatestRead(self, workspace)
        self._all: list[Conflict] = []
        self.found: list[Conflict] = []
        self.message = QLabel(self)
        self.message.setProperty("tone", "second")
        self.rule = QLabel(self)
        self.rule.setProperty("tone", "second")
        self.settled = QCheckBox(self.tr("Also those looked at"), self)
        self.settled.setObjectName("settledConflicts")
        self.take = self._button(
            self.tr("Take the &other"), self.tr("Let the other value hold (O)"), self._take
        )
        self.look = self._button(
            self.tr("&Looked at"), self.tr("What holds is right; or look again (Space)"), self._mark
        )
        self.look_all = self._button(
            self.tr("All looked at …"), self.tr("Everything listed is right as it is"), self._mark_all
        )
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("conflictList")
        self.view.setAccessibleName(self.tr("Conflicts with both values"))
        self._lay_out()
        self._connect()
        self.read()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    @Slot()
    def read(self) -> None:
        """Read what is on record, in a job."""
        self._reading.stop()
        if self._workspace.is_open and self.isVisible():
            self._reading.begin(read_conflicts, self._take_in)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is read now."""
        super().showEvent(event)
        self.read()

    def current(self) -> Conflict | None:
        """The conflict of the current row."""
        row = self.view.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _take_in(self, found: list[Conflict]) -> None:
        self._all = found
        self._show()

    @Slot()
    def _show(self) -> None:
        row = self.view.currentIndex().row()
        self.found = [one for one in self._all if self.settled.isChecked() or not one.settled]
        self.view.grid.show(self._columns(), [self._row(one) for one in self.found])
        if self.found:
            self.view.setCurrentIndex(self.view.grid.index(min(max(row, 0), len(self.found) - 1), 0))
        waiting = sum(not one.settled for one in self._all)
        looked_at = len(self._all) - waiting
        words = self.tr("{waiting} to look at, {looked_at} looked at")
        if not looked_at:
            words = self.tr("{waiting} to look at")
        if not self._all:
            words = self.tr("When a merge finds one thing changed in two files, both values are listed here.")
        self.message.setText(words.format(waiting=waiting, looked_at=looked_at))
        self.settled.setVisible(looked_at > 0)
        self._follow_row()

    @Slot()
    def _follow_row(self) -> None:
        conflict = self.current()
        self.take.setEnabled(conflict is not None and conflict.may_be_turned)
        self.look.setEnabled(conflict is not None)
        self.look.setText(self.tr("&Look again") if conflict and conflict.settled else self.tr("&Looked at"))
        self.look_all.setEnabled(any(not one.settled for one in self.found))
        self.rule.setText(rule_words(conflict) if conflict else "")

    @Slot(object)
    def _go(self, conflict: object) -> None:
        """To the statement, or the code."""
        if not isinstance(conflict, Conflict):
            return
        statement = statement_in_conflict(self._workspace.store, conflict)
        code = code_in_conflict(self._workspace.store, conflict)
        if statement is not None:
            self._workspace.show_statement(statement)
        elif code is not None:
            self.code_wanted.emit(code)

    @Slot()
    def _take(self) -> None:
        conflict = self.current()
        if conflict is not None:
            self._workspace.edit(take_other_value, conflict.uid)

    @Slot()
    def _mark(self) -> None:
        conflict = self.current()
        if conflict is not None:
            verb = reopen_conflicts if conflict.settled else settle_conflicts
            self._workspace.edit(verb, [conflict.uid])

    @Slot()
    def _mark_all(self) -> None:
        uids = [one.uid for one in self.found if not one.settled]
        words = self.tr("Mark {conflicts} as looked at? What holds stays as it is.")
        question = words.format(conflicts=conflicts_word(len(uids)))
        if prompts.confirm(self, self.tr("Conflicts"), question, act=self.tr("Mark")):
            self._workspace.edit(settle_conflicts, uids)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("About"), share=4),
            Column(self.tr("What"), share=2),
            Column(self.tr("Holds"), share=3),
            Column(self.tr("Against it"), share=3),
            Column("", width=96),
        ]

    def _row(self, conflict: Conflict) -> Row:
        tip = "\n".join(
            (
                f"{conflict.about} · {field_word(conflict)}",
                self.tr("Holds: {words}").format(words=kept_words(conflict)),
                self.tr("Against it: {words}").format(words=other_words(conflict)),
                rule_words(conflict),
            )
        )
        state = self.tr("looked at") if conflict.settled else ""
        tone = Tone.SECOND if conflict.settled else Tone.TEXT
        cells = (
            (" ".join(conflict.about.split()), tone),
            (field_word(conflict), Tone.SECOND),
            (" ".join(kept_words(conflict).split()), tone),
            (" ".join(other_words(conflict).split()), Tone.SECOND),
            (state, Tone.FAINT),
        )
        return tuple(Cell(text, tip=tip, tone=tone, target=conflict) for text, tone in cells)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("conflict"):
            self.read()

    @Slot()
    def _clear(self) -> None:
        self._all = []
        self._show()

    def _connect(self) -> None:
        workspace = self._workspace
        self.settled.toggled.connect(self._show)
        self.view.chosen.connect(self._go)
        self.view.selectionModel().currentChanged.connect(self._follow_row)
        for key, act in (("O", self._take), ("Space", self._mark)):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        workspace.opened.connect(self.read)
        workspace.changed.connect(self._hear)
        workspace.closed.connect(self._clear)

    def _button(self, text: str, tip: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setStatusTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.message)
        head.addWidget(self.settled)
        head.addStretch(1)
        for button in (self.take, self.look, self.look_all):
            head.addWidget(button)
        self.rule.setContentsMargins(12, 2, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.rule)

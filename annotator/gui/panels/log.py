"""The log of a study: notes on the work, questions to the lead, and their answers."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.edits.log import answer_question, delete_entry, write_log
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.reliability import LogEntry
from annotator.store.changes import Changes
from annotator.store.log import log_statements, read_log


class LogPanel(QWidget):
    """The newest entry stands first; one line below writes a note, a question or an answer."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logPanel")
        self.setAccessibleName(self.tr("Log"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self.entries: list[LogEntry] = []
        self.open_only = QCheckBox(self.tr("Open questions only"))
        self.message = QLabel()
        self.message.setProperty("tone", "second")
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("logList")
        self.view.setAccessibleName(self.tr("Notes and questions"))
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Note, question or answer"))
        self.about = QCheckBox(self.tr("Write about the statement in front"))
        self.note = QPushButton(self.tr("Note"))
        self.ask = QPushButton(self.tr("Ask the lead"))
        self.answer = QPushButton(self.tr("Answer"))
        self.delete = QPushButton(self.tr("Delete"))
        self._lay_out()
        self._connect()
        self.read()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    @Slot()
    def read(self) -> None:
        """Read the log anew."""
        workspace = self._workspace
        current = self.current()
        found = read_log(workspace.store) if workspace.is_open else ()
        waiting = sum(entry.is_open for entry in found)
        self.entries = [one for one in reversed(found) if one.is_open or not self.open_only.isChecked()]
        self.view.grid.show(self._columns(), self._rows())
        uids = [one.uid for one in self.entries]
        row = uids.index(current.uid) if current is not None and current.uid in uids else 0
        if uids:
            self.view.setCurrentIndex(self.view.grid.index(row, 3))
        self.message.setText(self._what(len(found), waiting))
        self._follow()

    def current(self) -> LogEntry | None:
        """The entry of the current row."""
        row = self.view.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 8, 4)
        top.setSpacing(16)
        top.addWidget(self.message, 1)
        top.addWidget(self.about)
        top.addWidget(self.open_only)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(8, 6, 8, 6)
        bottom.setSpacing(8)
        bottom.addWidget(self.words, 1)
        for widget in (self.note, self.ask, self.answer, self.delete):
            bottom.addWidget(widget)
        self.note.setToolTip(self.tr("Note this in the log   Return"))
        self.ask.setToolTip(self.tr("Put this question to the lead"))
        self.answer.setToolTip(
            self.tr("Answer the question that is chosen; without words take the answer back")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addLayout(bottom)
        self.setFocusProxy(self.words)

    def _connect(self) -> None:
        workspace = self._workspace
        for signal in (workspace.opened, workspace.closed, workspace.head_changed):
            signal.connect(self.read)
        workspace.changed.connect(self._hear)
        workspace.coder_changed.connect(self._follow)
        self.open_only.toggled.connect(self.read)
        self.view.selectionModel().currentRowChanged.connect(self._follow)
        self.view.chosen.connect(workspace.show_statement)
        self.words.returnPressed.connect(self._note)
        self.note.clicked.connect(self._note)
        self.ask.clicked.connect(self._ask)
        self.answer.clicked.connect(self._answer)
        self.delete.clicked.connect(self._delete)

    def _columns(self) -> list[Column]:
        return [
            Column("", self.tr("○ waits for an answer, ● was answered"), width=28),
            Column(self.tr("When"), width=132),
            Column(self.tr("Who"), width=120),
            Column(self.tr("Note or question"), share=3),
            Column(self.tr("Answer"), share=3),
        ]

    def _rows(self) -> list[Row]:
        if not self.entries:
            return []
        names = {coder.uid: coder.name for coder in self._workspace.head.coders}
        statements = log_statements(self._workspace.store)
        rows: list[Row] = []
        for one in self.entries:
            target, words = statements.get(one.statement_uid, (None, ""))
            sign = "○" if one.is_open else "●" if one.is_question else "·"
            answer = one.answer
            if answer and one.answered_by in names:
                answer = self.tr("{name}: {answer}").format(name=names[one.answered_by], answer=answer)
            tip = self.tr("{text} About: “{statement}”") if words else "{text}"
            said = tip.format(text=one.text, statement=" ".join(words.split())[:120])
            rows.append(
                (
                    Cell(sign, tone=Tone.FAINT, target=target),
                    Cell(one.at[:16].replace("T", " "), tone=Tone.SECOND, target=target),
                    Cell(names.get(one.coder_uid, ""), tone=Tone.SECOND, target=target),
                    Cell(one.text, said, target=target),
                    Cell(answer, answer, target=target),
                )
            )
        return rows

    def _what(self, count: int, waiting: int) -> str:
        if not self._workspace.is_open:
            return self.tr("Notes on the work and questions to the lead will stand here.")
        if not count:
            return self.tr("Nothing is noted yet. Write a note or a question below.")
        words = self.tr("Entries: {count}. Questions that wait for an answer: {waiting}.")
        return words.format(count=grouped(count), waiting=grouped(waiting))

    @Slot()
    def _follow(self) -> None:
        current, workspace = self.current(), self._workspace
        can_write = workspace.is_open and workspace.coder_id is not None
        is_question = current is not None and current.is_question
        self.words.setPlaceholderText(
            self.tr("A note, a question, or an answer to the question that is chosen")
            if is_question
            else self.tr("A note or a question")
        )
        for widget in (self.words, self.about, self.note, self.ask):
            widget.setEnabled(can_write)
        self.answer.setEnabled(can_write and is_question)
        self.delete.setEnabled(can_write and current is not None)

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("log_entry"):
            self.read()

    @Slot()
    def _note(self) -> None:
        self._write(is_question=False)

    @Slot()
    def _ask(self) -> None:
        self._write(is_question=True)

    def _write(self, *, is_question: bool) -> None:
        workspace = self._workspace
        about = workspace.statement_id if self.about.isChecked() else None
        assert workspace.coder_id is not None
        written = workspace.edit(
            write_log, workspace.coder_id, self.words.text(), is_question=is_question, statement_id=about
        )
        if written is not None:
            self.words.clear()
            self.view.setCurrentIndex(self.view.grid.index(0, 3))

    @Slot()
    def _answer(self) -> None:
        current, coder_id = self.current(), self._workspace.coder_id
        if current is not None and coder_id is not None:
            words = self.words.text()
            self.words.clear()
            self._workspace.edit(answer_question, current.id, coder_id, words)

    @Slot()
    def _delete(self) -> None:
        current = self.current()
        if current is not None:
            self._workspace.edit(delete_entry, current.id)

"""The panel of what was labelled in one way: all spans of a code in a list, or counted in a table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError, WrongPeriodError
from annotator.gui.found.citing import citation, quotations
from annotator.gui.found.retrieval_choices import RetrievalChoices
from annotator.gui.found.retrieval_table import cross_columns, cross_rows
from annotator.gui.latest_read import LatestRead
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, LazyRows, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.codebook import VariableId
from annotator.store.changes import Changes
from annotator.store.retrieval import Count, CrossBy, Retrieved, Wanted, cross_table, retrieve
from annotator.store.store import Store


def _retrieve(store: Store, wanted: Wanted) -> tuple[list[Retrieved], int]:
    """The annotations, and in how many sources they stand."""
    found = retrieve(store, wanted)
    return found, len({one.source_id for one in found})


class RetrievedPanel(QWidget):
    """`chosen`: an annotation to go to, with its statement."""

    chosen = Signal(object, object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("retrievedPanel")
        self.setAccessibleName(self.tr("Retrieved"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._reading = LatestRead(self, workspace)
        self._narrowed: Wanted | None = None
        self.found: list[Retrieved] = []
        self.choices = RetrievalChoices(workspace)
        self.message = QLabel()
        self.message.setProperty("tone", "second")
        self.copying = QPushButton(self.tr("Copy with citations"))
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("retrievedList")
        self.view.setAccessibleName(self.tr("Retrieved spans"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(300)
        self._rest.timeout.connect(self.read)
        self._lay_out()
        self._connect()
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    @property
    def is_reading(self) -> bool:
        """Whether something else is about to be shown."""
        return self._reading.is_busy or self._rest.isActive()

    def read(self) -> None:
        """Read what is chosen, in a job."""
        self._rest.stop()
        self._reading.stop()
        if not self._workspace.is_open or not self.isVisible():
            return
        try:
            wanted = self._narrowed or self.choices.wanted()
        except WrongPeriodError as error:
            self.choices.period_is_wrong(error)
            self.message.setText(str(error))
            return
        self.choices.period_is_wrong(None)
        by, variable_id = self.choices.by(), self._variable_id(wanted)
        if by is not None and self._narrowed is None and variable_id is not None:
            work = partial(cross_table, wanted=replace(wanted, code_id=None), variable_id=variable_id, by=by)
            self._reading.begin(work, partial(self._show_table, wanted, by), self._fail)
        else:
            self._reading.begin(partial(_retrieve, wanted=wanted), self._show_list, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is read now."""
        super().showEvent(event)
        self._rest.start(0)

    def copy(self) -> None:
        """The row in focus, or all of them, with citations."""
        QGuiApplication.clipboard().setText(quotations(self.found))
        self._workspace.say(self.tr("{count} quotations were copied."), count=grouped(len(self.found)))

    def copy_one(self) -> None:
        """The row in focus with its citation."""
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.found):
            QGuiApplication.clipboard().setText(quotations([self.found[row]]))

    def _connect(self) -> None:
        workspace = self._workspace
        self.choices.changed.connect(self._look_anew)
        self.copying.clicked.connect(self.copy)
        self.view.chosen.connect(self._choose)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.activated.connect(self.copy_one)
        copy.setContext(copy.context().WidgetShortcut)
        workspace.opened.connect(self._fill)
        workspace.head_changed.connect(self.choices.fill)
        workspace.coder_changed.connect(self._take_coder)
        workspace.changed.connect(self._follow)
        workspace.closed.connect(self._rest.stop)

    def _fill(self) -> None:
        self.choices.fill()
        self._take_coder()

    def _take_coder(self) -> None:
        self.choices.choose_coder()
        self._look_anew()

    def _look_anew(self) -> None:
        self._narrowed = None
        self._rest.start(0)

    def _follow(self, changes: Changes) -> None:
        if changes.touch("annotation", "value", "status", "statement", "source"):
            self._rest.start()

    def _variable_id(self, wanted: Wanted) -> VariableId | None:
        """The variable of the chosen code, else the first with codes."""
        variables = [variable for variable in self._workspace.codebook.variables if variable.codes]
        for variable in variables:
            if any(code.id == wanted.code_id for code in variable.codes):
                return variable.id
        return variables[0].id if variables else None

    def _show_list(self, retrieved: tuple[list[Retrieved], int]) -> None:
        found, sources = retrieved
        self.found = found
        self.view.grid.show(self._columns(), LazyRows(found, self._row))
        if not found:
            self.message.setText(self.tr("Nothing is labelled so. Choose a code above, or ask for less."))
        else:
            words = self.tr("{spans} spans in {sources} sources")
            self.message.setText(words.format(spans=grouped(len(found)), sources=grouped(sources)))
        self.copying.setVisible(bool(found))

    def _show_table(self, wanted: Wanted, by: CrossBy, counts: list[Count]) -> None:
        self.found = []
        self.copying.hide()
        codes = {code.id: code.name for code in self._workspace.codebook.codes()}
        self.view.grid.show(cross_columns(counts), cross_rows(counts, wanted, by, codes))
        words = self.tr("{count} labels; a click on a figure opens its spans")
        self.message.setText(words.format(count=grouped(sum(cell.count for cell in counts))))

    def _choose(self, target: object) -> None:
        if isinstance(target, Wanted):
            self._narrowed = target
            self.choices.show_as_list()
            self.read()
        elif isinstance(target, Retrieved):
            self.chosen.emit(target.statement_id, target.annotation_id)

    def _fail(self, error: AnnotatorError) -> None:
        self.message.setText(str(error))

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Words"), share=5),
            Column(self.tr("Source"), share=2),
            Column(self.tr("Speaker"), share=2),
            Column(self.tr("Date"), width=110),
            Column(self.tr("Coder"), width=100),
        ]

    @staticmethod
    def _row(found: Retrieved) -> Row:
        words = " ".join(found.words.split())
        tip = f"“{words}”\n{citation(found)}"
        cells = (
            (words, Tone.TEXT),
            (found.source_title or found.outlet, Tone.SECOND),
            (found.speaker, Tone.SECOND),
            (shown_date(found.date), Tone.SECOND),
            (found.coder, Tone.FAINT),
        )
        return tuple(Cell(text, tip=tip, tone=tone, target=found) for text, tone in cells)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 4)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.copying)
        head = QVBoxLayout()
        head.setContentsMargins(12, 6, 12, 0)
        head.addWidget(self.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(foot)
        column.addWidget(self.view, 1)

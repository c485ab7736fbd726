"""The list of disputed statements, with the filter over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import overload

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.gui.adjudication.queue import AdjudicationQueue, Entry, Wanted
from annotator.gui.first_words import FirstWords
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.adjudication import Provenance
from annotator.model.annotation import CoderKind
from annotator.model.codebook import Variable
from annotator.model.corpus import StatementId
from annotator.store.worklists import read_worklists

BAR = 36
"""How high the line above the list is."""


class AdjudicationList(QWidget):
    """`moved`: another row is the current one; None where the list is empty.

    `wanted`: somebody asks for that statement, by going to its row or choosing it again.
    """

    moved = Signal(object)
    wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, queue: AdjudicationQueue, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._queue = queue
        self._entries: list[Entry] = []
        self._following = False
        self._here: StatementId | None = None
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("adjudicationQueue")
        self.view.setAccessibleName(self.tr("Statements to settle"))
        self.filter = QToolButton()
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter.setToolTip(self.tr("Which statements are listed"))
        bar = QWidget()
        bar.setFixedHeight(BAR)
        line = QHBoxLayout(bar)
        line.setContentsMargins(4, 4, 4, 4)
        line.addWidget(self.filter)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.chosen.connect(self.wanted)
        queue.changed.connect(self.show_entries)
        workspace.closed.connect(self.show_entries)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is listed."""
        return not self._entries

    @Slot()
    def show_entries(self) -> None:
        """List what is wanted now; where the row in front left, the one after it takes its place."""
        entries = self._queue.entries() if self._workspace.is_open else []
        before = self.view.currentIndex().row()
        self._entries = entries
        ids = [entry.statement_id for entry in entries]
        self._following = True
        self.view.grid.show(self._columns(), _Rows(self._workspace, entries))
        row = ids.index(self._here) if self._here in ids else min(max(before, 0), len(ids) - 1)
        self.view.setCurrentIndex(self.view.grid.index(row, 0))
        self._following = False
        self._show_filter()
        self._go_to(ids[row] if ids else None)

    def go_to(self, statement_id: StatementId | None) -> None:
        """Let the row of a statement be the current one, where it is listed; nobody asked for it."""
        ids = [entry.statement_id for entry in self._entries]
        if statement_id in ids:
            self._following = True
            self.view.setCurrentIndex(self.view.grid.index(ids.index(statement_id), 0))
            self._following = False
            self._go_to(statement_id)

    def go_on_from(self, statement_id: StatementId) -> None:
        """Go to the next row, where the statement is still listed."""
        row = self.view.currentIndex().row()
        if self._here == statement_id and row + 1 < len(self._entries):
            self.view.setCurrentIndex(self.view.grid.index(row + 1, 0))

    @Slot()
    def _choose(self) -> None:
        row = self.view.currentIndex().row()
        if not self._following and 0 <= row < len(self._entries):
            self._go_to(self._entries[row].statement_id)
            self.wanted.emit(self._here)

    def _go_to(self, statement_id: StatementId | None) -> None:
        if statement_id != self._here:
            self._here = statement_id
            self.moved.emit(statement_id)

    def _columns(self) -> list[Column]:
        return [
            Column("", width=28),
            Column(self.tr("Statement")),
            Column(self.tr("Agreement"), self.tr("Mean over the variables, 0 to 1."), number=True, width=84),
        ]

    def _show_filter(self) -> None:
        queue, names = self._queue, self._names()
        variables = self._variables()
        words = names.get(queue.wanted, "")
        for variable in variables:
            if variable.id == queue.variable_id:
                words = self.tr("{what} · {variable}").format(what=words, variable=variable.name)
        samples = read_worklists(self._workspace.store) if queue.worklist_id is not None else ()
        for sample in samples:
            if sample.id == queue.worklist_id:
                words = self.tr("{what} · {sample}").format(what=words, sample=sample.name)
        count = grouped(len(self._entries)) if queue.is_ready else "…"
        self.filter.setText(self.tr("{what}  {count} ▾").format(what=words, count=count))
        menu, before = QMenu(self.filter), self.filter.menu()
        for wanted, name in names.items():
            how_many = grouped(queue.count(wanted)) if queue.is_ready else "…"
            words = self.tr("{what}  {count}").format(what=name, count=how_many)
            self._add(menu, words, partial(queue.show, wanted, queue.variable_id), on=wanted is queue.wanted)
        menu.addSection(self.tr("Differing in"))
        choices = [(None, self.tr("any variable")), *((found.id, found.name) for found in variables)]
        for key, name in choices:
            self._add(menu, name, partial(queue.show, queue.wanted, key), on=key == queue.variable_id)
        self._add_samples(menu)
        self.filter.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _add_samples(self, menu: QMenu) -> None:
        """The samples of the project, where there are some."""
        queue = self._queue
        samples = read_worklists(self._workspace.store) if self._workspace.is_open else ()
        if samples:
            menu.addSection(self.tr("Of the sample"))
            for key, name in ((None, self.tr("all statements")), *((one.id, one.name) for one in samples)):
                self._add(menu, name, partial(queue.show_sample, key), on=key == queue.worklist_id)

    def _add(self, menu: QMenu, words: str, act: Callable[[], None], *, on: bool) -> None:
        action = menu.addAction(words, act)
        action.setCheckable(True)
        action.setChecked(on)

    def _names(self) -> dict[Wanted, str]:
        coder = self._workspace.coder
        names = {
            Wanted.TO_SETTLE: self.tr("To settle"),
            Wanted.AGREED: self.tr("All agree"),
            Wanted.OPEN: self.tr("Left open"),
            Wanted.SETTLED: self.tr("Settled"),
            Wanted.ALL: self.tr("All"),
        }
        if coder is not None and coder.kind is CoderKind.PERSON:
            names[Wanted.OTHERWISE] = self.tr("Settled otherwise than {name}").format(name=coder.name)
        return names

    def _variables(self) -> list[Variable]:
        if not self._workspace.is_open:
            return []
        return [found for found in self._workspace.codebook.variables if found.active]


class _Rows(Sequence[Row]):
    """Texts are read a page at a time."""

    def __init__(self, workspace: Workspace, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._first_words = FirstWords(workspace, [entry.statement_id for entry in entries])

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        entry, words = self._entries[at], self._first_words[at]
        settled = entry.settlement
        sign = "○" if settled is None else "◐" if settled.provenance is Provenance.OPEN else "●"
        return (
            Cell(sign, tone=Tone.FAINT, target=entry.statement_id),
            Cell(words, words, Tone.SECOND if settled else Tone.TEXT, target=entry.statement_id),
            Cell(f"{entry.agreement:.2f}", number=True, tone=Tone.SECOND, target=entry.statement_id),
        )

"""The panel of actors: who used which code when, and who says opposite things of one target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.contradictions import Contradiction, find_contradictions
from annotator.gui.actor_rows import contradiction_columns, contradiction_row, usage_columns, usage_row
from annotator.gui.latest_read import LatestRead
from annotator.gui.theme import Theme
from annotator.gui.timeline.statements import TimelineStatements
from annotator.gui.widgets.chooser import Chooser
from annotator.gui.widgets.grid import Grid, LazyRows
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.model.codebook import Codebook, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.timeline import Question, SeriesBy
from annotator.store.changes import Changes
from annotator.store.counts import read_entries, shown_coder
from annotator.store.positions import read_positions
from annotator.store.store import Store
from annotator.timeline.usage import Usage, statements_of, usage_csv, usages

if TYPE_CHECKING:
    from annotator.model.entries import Entries

REST_MS = 300
_COUNTED = (
    "annotation",
    "value",
    "status",
    "statement",
    "part",
    "source",
    "actor",
    "code",
    "variable",
    "coder",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was read for one variable and one coder."""

    entries: Entries
    usages: list[Usage]
    contradictions: list[Contradiction]


class ActorsPanel(QWidget):
    """Two tables; choosing a row lists its statements, choosing one of these puts it in front."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actorsPanel")
        self._workspace = workspace
        self._reading = LatestRead(self, workspace)
        self._found: _Found | None = None
        self._stale = True
        self._variables: list[VariableId] = []
        self.variable = Chooser(self.tr("Variable"), self.tr("Whose codes are listed"), self)
        self.across = QCheckBox(self.tr("Whatever the target"), self)
        self.across.setStatusTip(self.tr("Take opposite codes on different targets for contradictions, too"))
        self.copying = QToolButton(self)
        self.copying.setText(self.tr("Copy table"))
        self.copying.setStatusTip(self.tr("Copy who used which code when, as CSV"))
        self.note = QLabel(self)
        self.note.setProperty("tone", "second")
        self.used = self._grid("actorUsage", self.tr("Who used which code when"), theme)
        self.opposed = self._grid("actorContradictions", self.tr("Who says opposite things"), theme)
        self.statements = TimelineStatements(workspace, self)
        self.statements.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._lay_out()
        self._connect()
        self._offer()

    @property
    def is_busy(self) -> bool:
        """Whether newer tables are on their way."""
        return self._reading.is_busy or self._rest.isActive()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.used.set_theme(theme)
        self.opposed.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: read when seen, if anything changed meanwhile."""
        super().showEvent(event)
        self._read()

    def _grid(self, name: str, words: str, theme: Theme) -> GridView:
        view = GridView(Grid(self), theme, rows=True, parent=self)
        view.setObjectName(name)
        view.setAccessibleName(words)
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.variable, self.across):
            top.addWidget(widget)
        top.addWidget(self.note, 1)
        top.addWidget(self.copying)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        tables: tuple[tuple[QWidget, int], ...] = ((self.used, 4), (self.opposed, 4), (self.statements, 3))
        for table, share in tables:
            columns.addWidget(table)
            columns.setStretchFactor(columns.count() - 1, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(columns, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        self.variable.currentIndexChanged.connect(self._ask)
        self.across.toggled.connect(self._ask)
        self.copying.clicked.connect(self._copy)
        self.used.chosen.connect(self._list_usage)
        self.opposed.chosen.connect(self._list_contradiction)
        self.statements.put_away.connect(self.statements.hide)
        self._rest.timeout.connect(self._read)
        workspace.changed.connect(self._hear)
        for signal in (workspace.opened, workspace.head_changed, workspace.coder_changed):
            signal.connect(self._offer)
        workspace.closed.connect(self._clear)

    @Slot()
    def _offer(self) -> None:
        """Offer the variables that are answered by codes; read anew."""
        if not self._workspace.is_open:
            self._clear()
            return
        coded = {VariableKind.CODE, VariableKind.CODES}
        offered = [one for one in self._workspace.codebook.variables if one.active and one.kind in coded]
        chosen = self._variable()
        self._variables = [one.id for one in offered]
        with QSignalBlocker(self.variable):
            self.variable.clear()
            self.variable.addItems([one.name for one in offered])
            self.variable.setCurrentIndex(
                self._variables.index(chosen) if chosen in self._variables else min(0, len(offered) - 1)
            )
        self._ask()

    def _variable(self) -> VariableId | None:
        place = self.variable.currentIndex()
        return self._variables[place] if 0 <= place < len(self._variables) else None

    @Slot()
    def _ask(self) -> None:
        self._stale = True
        self._rest.start()

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touch(*_COUNTED):
            self._ask()

    @Slot()
    def _read(self) -> None:
        workspace, variable_id = self._workspace, self._variable()
        if not self._stale or not self.isVisible() or not workspace.is_open:
            return
        if variable_id is None or workspace.coder_id is None:
            return
        self._stale = False
        coder_id = shown_coder(workspace.store, workspace.coder_id)
        work = partial(_found, codebook=workspace.codebook, variable_id=variable_id, coder_id=coder_id)
        self._reading.begin(partial(work, across_targets=self.across.isChecked()), self._show)

    def _show(self, found: _Found) -> None:
        self._found = found
        codebook = self._workspace.codebook
        names = {actor.id: actor.name for actor in self._workspace.head.actors}
        colours = {int(code.id): code.colour for code in codebook.codes()}
        self.used.grid.show(usage_columns(), LazyRows(found.usages, partial(usage_row, colours=colours)))
        self.opposed.grid.show(
            contradiction_columns(),
            LazyRows(found.contradictions, partial(contradiction_row, names=names, codebook=codebook)),
        )
        self.note.setText(
            self.tr("{coder}'s coding. Pairs of speaker and code: {pairs}; contradictions: {count}.").format(
                coder=found.entries.coder.name, pairs=len(found.usages), count=len(found.contradictions)
            )
        )

    @Slot(object)
    def _list_usage(self, usage: Usage) -> None:
        if self._found is not None:
            ids = statements_of(self._found.entries, usage)
            self._list(f"{usage.speaker} · {usage.value}", ids)

    @Slot(object)
    def _list_contradiction(self, found: Contradiction) -> None:
        ids = list(dict.fromkeys(said.statement_id for said in found.in_turn()))
        codes = [self._workspace.codebook.code(code).name for code in (found.first, found.second)]
        self._list(" · ".join(codes), ids)

    def _list(self, what: str, ids: Sequence[StatementId]) -> None:
        words = self.tr("{statements} · {what}").format(statements=statements_word(len(ids)), what=what)
        self.statements.show_statements(words, ids)
        self.statements.show()

    @Slot()
    def _copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(usage_csv(self._found.usages))
            self._workspace.say(self.tr("The table is on the clipboard."))

    @Slot()
    def _clear(self) -> None:
        self._reading.stop()
        self._rest.stop()
        self._found = None
        self.note.setText("")
        self.statements.hide()
        for view in (self.used, self.opposed):
            view.grid.show((), ())


def _found(
    store: Store, *, codebook: Codebook, variable_id: VariableId, coder_id: CoderId, across_targets: bool
) -> _Found:
    """On the other thread: read and count."""
    entries = read_entries(store, Question(variable_id, coder_id, by=SeriesBy.SPEAKER))
    targets = next((one.id for one in codebook.variables if one.kind is VariableKind.ACTORS), None)
    positions = read_positions(store, coder_id, targets)
    contradictions = find_contradictions(codebook, positions, across_targets=across_targets)
    return _Found(entries, usages(entries), contradictions)

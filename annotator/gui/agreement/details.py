"""What is behind the figures of one variable: codes, coders, what was taken for what, and the statements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.agreement import rows
from annotator.gui.agreement.aside import Aside
from annotator.gui.agreement.follower import AgreementFollower
from annotator.gui.agreement.part_rows import over_words, part_columns, part_rows
from annotator.gui.agreement.span_rows import LaneRows, lane_columns, span_columns, span_rows
from annotator.gui.agreement.words import tr
from annotator.gui.first_words import FirstWords
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Grid, Row
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder
from annotator.model.corpus import StatementId
from annotator.model.units import Over

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.variables import VariableDetails, VariableFigures

BAR = 36
"""How high the line of tabs is."""

CODES, CODERS, TABLE, STATEMENTS, PARTS, SPANS, LANES = range(7)


_WHOLE_ROWS = (True, False, False, True, True, True, True)


class AgreementDetails(QWidget):
    """Tables behind tabs. `explained`: what the cell under the pointer or the keys means."""

    explained = Signal(str)

    def __init__(
        self, workspace: Workspace, follower: AgreementFollower, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.aside = Aside(workspace, follower, self)
        self._figures: VariableFigures | None = None
        self._details: VariableDetails | None = None
        self._behind: rows.TableCell | None = None
        self.tabs = QTabBar()
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (
            *(self.tr("Codes"), self.tr("Coders"), self.tr("Confusion"), self.tr("Statements")),
            *(self.tr("Drift"), self.tr("Spans"), self.tr("Lanes")),
        ):
            self.tabs.addTab(name)
        self.over = QToolButton()
        self.over.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.over.setToolTip(self.tr("Over which parts agreement is looked at"))
        self.pair = QToolButton()
        self.pair.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.pair.setToolTip(self.tr("Whose answers are set against each other"))
        self._chosen_pair: tuple[str, str] | None = None
        self._pairs: dict[tuple[str, str], str] = {}
        self.narrowed = QLabel()
        self.narrowed.setProperty("tone", "second")
        self.show_all = QToolButton()
        self.show_all.setText(self.tr("Show all"))
        self.views = tuple(GridView(Grid(self), theme, rows=whole) for whole in _WHOLE_ROWS)
        self.views[STATEMENTS].setObjectName("disagreements")
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.show_all.clicked.connect(self._show_all_statements)
        self.views[CODERS].chosen.connect(self._show_pair)
        self.views[TABLE].chosen.connect(self._narrow)
        self.views[STATEMENTS].chosen.connect(self._jump)
        self.views[PARTS].chosen.connect(self._narrow)
        self.views[SPANS].chosen.connect(self.aside.compute_gamma)
        self.views[LANES].chosen.connect(self._jump)
        self.aside.changed.connect(self._show_aside)
        for view in self.views:
            view.explained.connect(self.explained)
        self._fill_over()
        self._turn(CODES)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        for view in self.views:
            view.set_theme(theme)

    def show_details(self, figures: VariableFigures | None, details: VariableDetails | None) -> None:
        """Show what is behind these figures; another variable begins with all statements again."""
        before = self._figures.units.variable.id if self._figures else None
        if figures is None or figures.units.variable.id != before:
            self._behind = None
        same = figures is self._figures and details is self._details
        self._figures, self._details = figures, details
        if figures is None or details is None:
            for view in self.views:
                view.grid.show((), ())
            return
        if same:
            return
        head, coders = self._workspace.head, figures.units.coders
        self.views[CODES].grid.show(rows.code_columns(coders), rows.code_rows(head, details))
        self.views[CODERS].grid.show(
            rows.coder_columns(coders), rows.coder_rows(details, coders, figures.sizes)
        )
        self._fill_pairs(coders)
        self._show_table()
        self._show_statements()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch()
        self.line = QWidget()
        self.line.setFixedHeight(BAR)
        beside = QHBoxLayout(self.line)
        beside.setContentsMargins(4, 0, 4, 0)
        beside.setSpacing(8)
        for widget in (self.pair, self.over, self.narrowed, self.show_all):
            beside.addWidget(widget)
        beside.addStretch()
        self._pages = QStackedWidget()
        for view in self.views:
            self._pages.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(BAR)
        bar.setLayout(head)
        column.addWidget(bar)
        column.addWidget(self.line)
        column.addWidget(self._pages, 1)

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        many = self._figures is not None and len(self._figures.units.coders) > 2
        narrowed = page == STATEMENTS and self._behind is not None
        self.pair.setVisible(page == TABLE and many)
        self.over.setVisible(page == PARTS)
        self.narrowed.setVisible(narrowed)
        self.show_all.setVisible(narrowed)
        self.line.setVisible((page == TABLE and many) or page == PARTS or narrowed)
        self.aside.want({PARTS: "parts", SPANS: "spans", LANES: "spans"}.get(page, ""))

    def _show_aside(self) -> None:
        """Parts and spans, as soon as they are there."""
        parts, found, head = self.aside.parts, self.aside.spans, self._workspace.head
        self._fill_over()
        if parts is None:
            self.views[PARTS].grid.show((), ())
        else:
            self.views[PARTS].grid.show(part_columns(parts.over), part_rows(parts))
        if found is None:
            for page in (SPANS, LANES):
                self.views[page].grid.show((), ())
            return
        coders = found.marked.coders
        self.views[SPANS].grid.show(span_columns(coders), span_rows(head, found, self.aside.gamma))
        self.views[LANES].grid.show(lane_columns(coders), LaneRows(self._workspace, found))

    def _fill_over(self) -> None:
        self.over.setText(f"{over_words(self.aside.over)} ▾")
        if self.over.menu() is not None:
            return
        menu = QMenu(self.over)
        for over in (Over.CODED, Over.MONTH, Over.SOURCE):
            menu.addAction(over_words(over), partial(self.aside.show_over, over))
        self.over.setMenu(menu)

    def _fill_pairs(self, coders: Sequence[Coder]) -> None:
        """All coders together, then every pair; with two coders there is nothing to choose."""
        assert self._details is not None
        names = {coder.uid: coder.name for coder in coders}
        self._pairs = {
            pair: tr("{one} and {other}", one=names[pair[0]], other=names[pair[1]])
            for pair in self._details.tables
        }
        if self._chosen_pair not in self._pairs:
            self._chosen_pair = None
        menu, before = QMenu(self.pair), self.pair.menu()
        menu.addAction(self.tr("All coders"), partial(self._choose_pair, None))
        for pair, words in self._pairs.items():
            menu.addAction(words, partial(self._choose_pair, pair))
        self.pair.setMenu(menu)
        if before is not None:
            before.deleteLater()
        self._turn(self.tabs.currentIndex())

    def _choose_pair(self, pair: tuple[str, str] | None) -> None:
        self._chosen_pair = pair
        self._show_table()

    def _show_table(self) -> None:
        details, figures, pair = self._details, self._figures, self._chosen_pair
        if details is None or figures is None:
            return
        self.pair.setText(f"{self.tr('All coders') if pair is None else self._pairs[pair]} ▾")
        table = details.table if pair is None else details.tables[pair]
        head, units = self._workspace.head, figures.units
        self.views[TABLE].grid.show(
            rows.table_columns(head, table), rows.table_rows(head, table, units.coders, units.statement_ids)
        )

    def _show_pair(self, pair: tuple[str, str]) -> None:
        """A cell of the matrix of coders leads to the table of those two."""
        known = pair if pair in self._pairs else (pair[1], pair[0])
        self._choose_pair(known if known in self._pairs else None)
        self.tabs.setCurrentIndex(TABLE)

    def _narrow(self, cell: rows.TableCell) -> None:
        """A cell of the table leads to its statements."""
        self._behind = cell
        self._show_statements()
        self.tabs.setCurrentIndex(STATEMENTS)
        self._turn(STATEMENTS)
        self.views[STATEMENTS].setFocus()

    def _show_all_statements(self) -> None:
        self._behind = None
        self._show_statements()
        self._turn(STATEMENTS)

    def _show_statements(self) -> None:
        details, figures = self._details, self._figures
        if details is None or figures is None:
            return
        only = None if self._behind is None else self._behind.statement_ids
        found = Disagreements(self._workspace, figures, details, only)
        self.tabs.setTabText(STATEMENTS, tr("Statements  {count}", count=len(details.disagreements)))
        if self._behind is not None:
            self.narrowed.setText(f"{self._behind.words} · {statements_word(len(found))}")
        self.views[STATEMENTS].grid.show(rows.statement_columns(figures.units.coders), found)

    def _jump(self, statement_id: StatementId) -> None:
        self._workspace.show_statement(statement_id)


class Disagreements(Sequence[Row]):
    """Rows of the list of statements, the worst first; texts are read a page at a time, as they come up."""

    def __init__(
        self,
        workspace: Workspace,
        figures: VariableFigures,
        details: VariableDetails,
        only: tuple[StatementId, ...] | None,
    ) -> None:
        self._workspace = workspace
        self._shares = {StatementId(int(str(found.unit))): found.share for found in details.disagreements}
        self._units = figures.units
        self._places = {statement: at for at, statement in enumerate(self._units.statement_ids)}
        wanted = self._shares if only is None else only
        self._ids = sorted(wanted, key=lambda key: (-self._shares.get(key, 0.0), self._places[key]))
        self._first_words = FirstWords(workspace, self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        key = self._ids[at]
        units, place = self._units, self._places[key] * len(self._units.coders)
        known = (*units.sets, None)
        given = [known[answer] for answer in units.places[place : place + len(units.coders)]]
        return rows.statement_row(
            self._workspace.head, key, self._first_words[at], given, self._shares.get(key, 0.0)
        )

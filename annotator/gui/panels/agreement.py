"""The panel of agreement: per variable how far coders agree, and the way from a figure to the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.figure import is_of_one_unit
from annotator.gui.agreement.choices import AgreementChoices
from annotator.gui.agreement.copying import copy_methods
from annotator.gui.agreement.details import BAR, AgreementDetails
from annotator.gui.agreement.follower import AgreementFollower
from annotator.gui.agreement.rows import PLOT_WIDTH, variable_columns, variable_rows
from annotator.gui.agreement.words import tr
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Grid
from annotator.gui.widgets.grid_view import HEAD, ROW, GridView
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.model.codebook import VariableId

_PLOT = 3
_LESS_WANTED = (_PLOT, 6, 7)
"""Columns that give way where there is little room: the plot, coders, missing."""

_NARROW = 1100
_ROOMY = 1280
"""Below, the columns wanted less go: what is behind the figures needs the room for its names."""
_HIGH = 340
_LEFT = 680
_TOP = BAR + HEAD + 3 * ROW + 4


class AgreementPanel(QWidget):
    """One row a variable at the left, what is behind it at the right, what a figure means below."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreementPanel")
        self.setAccessibleName(self.tr("Agreement"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self.follower = AgreementFollower(workspace, self)
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("agreementVariables")
        self.view.setAccessibleName(self.tr("Agreement by variable"))
        self.details = AgreementDetails(workspace, self.follower, theme)
        self.choices = AgreementChoices(workspace, self.follower)
        self.copying = QToolButton()
        self.copying.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copying.setToolTip(self.tr("Copy a paragraph and a table for the methods section"))
        self.copying.setText(self.tr("Copy for methods ▾"))
        self.explanation = QLabel()
        self._shape: tuple[Qt.Orientation, bool] | None = None
        self.empty = QLabel()
        self._lay_out()
        self._fill_copying()
        self.follower.changed.connect(self._show)
        self.follower.failed.connect(self._show_failure)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.explained.connect(self._explain)
        self.details.explained.connect(self._explain)
        self.setFocusProxy(self.view)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)
        self.details.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Figures are computed while somebody looks."""
        super().showEvent(event)
        self.follower.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.follower.sleep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: side by side where the width allows it, else one above the other; the plot gives way first."""
        super().resizeEvent(event)
        self._share_room()

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(BAR)
        top = QHBoxLayout(bar)
        top.setContentsMargins(4, 4, 4, 4)
        top.addWidget(self.choices, 1)
        top.addWidget(self.copying)
        variables = QWidget()
        left = QVBoxLayout(variables)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(self.view, 1)
        self.explanation.setProperty("tone", "second")
        self.explanation.setWordWrap(True)
        self.explanation.setTextFormat(Qt.TextFormat.PlainText)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.explanation.setContentsMargins(16, 6, 16, 6)
        self.empty.setProperty("tone", "second")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(24, 24, 24, 24)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        for half in (variables, self.details):
            self._halves.addWidget(half)
        self._halves.setChildrenCollapsible(False)
        self._halves.setStretchFactor(1, 1)
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._halves, 1)
        column.addWidget(self.explanation)
        self._pages = QStackedWidget()
        self._pages.addWidget(figures)
        self._pages.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)

    def _fill_copying(self) -> None:
        menu = QMenu(self.copying)
        for words, style in (
            (self.tr("As text"), "text"),
            (self.tr("As LaTeX"), "latex"),
            (self.tr("As HTML, with a table for word processors"), "html"),
        ):
            action = QAction(words, menu)
            action.setData(style)
            menu.addAction(action)
        menu.triggered.connect(self._copy)
        self.copying.setMenu(menu)

    @Slot(QAction)
    def _copy(self, action: QAction) -> None:
        copied = copy_methods(
            self.follower.found.figures,
            action.data(),
            self.choices.worklist,
            self.choices.frozen.chosen,
            self.details.aside.spans,
        )
        QGuiApplication.clipboard().setMimeData(copied)
        self._workspace.say(self.tr("Copied for the methods section."))

    @Slot()
    def _show(self) -> None:
        found = self.follower.found
        missing = self._what_is_missing()
        self.empty.setText(missing)
        self._pages.setCurrentIndex(1 if missing else 0)
        columns = variable_columns()
        self.view.grid.show(columns, variable_rows(found.figures))
        for row, figures in enumerate(found.figures):
            wide = 1 if figures.alpha.value is not None and not is_of_one_unit(figures.alpha) else 3
            if self.view.columnSpan(row, 1) != wide:
                self.view.setSpan(row, 1, 1, wide)
        ids = [figures.units.variable.id for figures in found.figures]
        chosen = self.follower.chosen
        row = ids.index(chosen) if chosen in ids else 0
        if ids and (chosen not in ids or self.view.currentIndex().row() != row):
            self.view.setCurrentIndex(self.view.grid.index(row, 1))
        self._show_details()

    def _show_details(self) -> None:
        found, chosen = self.follower.found, self.follower.chosen
        figures = next((one for one in found.figures if one.units.variable.id == chosen), None)
        self.details.show_details(figures, None if chosen is None else found.details.get(chosen))

    @Slot(str, dict)
    def _show_failure(self, words: str, values: dict[str, object]) -> None:
        self.empty.setText(sentence(words, values))
        self._pages.setCurrentIndex(1)

    def _choose(self) -> None:
        """The variable whose row is the current one."""
        target = self.view.grid.cell(self.view.currentIndex()).target
        if isinstance(target, int):
            self.follower.choose(VariableId(target))
            self._show_details()

    @Slot(str)
    def _explain(self, words: str) -> None:
        if words:
            self.explanation.setText(words)
            self.explanation.setToolTip(words)

    def _share_room(self) -> None:
        narrow = self.width() < _NARROW
        above = narrow and self.height() >= _HIGH
        way = Qt.Orientation.Vertical if above else Qt.Orientation.Horizontal
        tight = self.width() < _ROOMY
        lines = 3 if tight else 2
        self.explanation.setFixedHeight(lines * self.explanation.fontMetrics().lineSpacing() + 12)
        if self._shape == (way, tight):
            return
        self._shape = (way, tight)
        self._halves.setOrientation(way)
        for column in _LESS_WANTED:
            self.view.hide_column(column, hidden=tight and not above)
        first = _TOP if above else _LEFT - (PLOT_WIDTH + 126 if tight else 0)
        self._halves.setSizes([first, max(100, (self.height() if above else self.width()) - first)])

    def _what_is_missing(self) -> str:
        """Why there is nothing to compare; empty when there is."""
        if not self._workspace.is_open:
            return self.tr("Agreement between coders will be shown here.")
        coders = self.follower.coders
        if not coders:
            return self.tr(
                "Agreement needs two coders, and there is none yet. Project → Add a coder makes one; "
                "each codes the same statements."
            )
        if len(coders) == 1:
            return tr(
                "Agreement needs two coders, and there is only {name}. Project → Add a coder makes another; "
                "both code the same statements.",
                name=coders[0].name,
            )
        figures = self.follower.found.figures
        if self.follower.is_ready and not figures:
            return self.tr("Agreement compares answers to variables. The codebook has none yet.")
        if not figures or any(found.alpha.n_units for found in figures):
            return ""
        counts = ", ".join(
            tr("{coder} {count} done", coder=coder.name, count=size)
            for coder, size in zip(figures[0].units.coders, figures[0].sizes, strict=True)
        )
        return tr("Agreement needs two coders who finished the same statements: {counts}.", counts=counts)

"""How a table of figures looks: no lines but hairlines, digits below each other, a quiet tint."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.theme import Theme, legible, scaled, with_alpha
from annotator.gui.widgets.grid import CELL_ROLE, LEFT, RIGHT, Cell, Grid, Lanes, Range, Tone

ROW = 28
HEAD = 28
_PAD = 8
_LEAST = 88
_ASIDE = 24
_DEEPEST = 0.42
"""How opaque the strongest tint is: the main text stays at 4.5:1 and better on it."""

_Index = QModelIndex | QPersistentModelIndex


class GridView(QTableView):
    """A table of figures.

    `explained`: what the cell under the pointer, or the current one, means; said again when that changed.
    `chosen`: the target of a cell that was clicked, or chosen with Enter.
    """

    explained = Signal(str)
    chosen = Signal(object)

    def __init__(self, grid: Grid, theme: Theme, *, rows: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid
        self.setModel(grid)
        self._delegate = GridDelegate(theme, rows=rows, parent=self)
        self.setItemDelegate(self._delegate)
        self._look()
        whole = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(whole.SelectRows if rows else whole.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._explained = QPersistentModelIndex()
        self.entered.connect(self._explain)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._explain)
        grid.modelReset.connect(self._size_columns)
        grid.dataChanged.connect(self._explain_again)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def resizeEvent(self, event: object) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the stubs want the very class
        self._size_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by Tab stands on the first cell."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(0, 0))

    def hide_column(self, column: int, *, hidden: bool) -> None:
        """Leave a column out, or show it; the others share its room."""
        if self.isColumnHidden(column) != hidden:
            self.setColumnHidden(column, hidden)
            self._size_columns()

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(24)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def _size_columns(self) -> None:
        """Columns without a width share what the others leave."""
        columns = self.grid.columns
        shown = [column for at, column in enumerate(columns) if not self.isColumnHidden(at)]
        left = self.viewport().width() - sum(column.width for column in shown)
        shares = sum(column.share for column in shown if not column.width)
        for at, column in enumerate(columns):
            if not self.isColumnHidden(at):
                width = column.width or min(column.most, max(_LEAST, left * column.share // shares))
                self.setColumnWidth(at, width)

    def _explain(self, index: QModelIndex) -> None:
        self._explained = QPersistentModelIndex(index)
        self.explained.emit(self.grid.cell(index).tip)

    def _explain_again(self) -> None:
        """What was explained last may say something else now."""
        if self._explained.isValid():
            self.explained.emit(self.grid.cell(self._explained).tip)

    def _choose(self, index: QModelIndex) -> None:
        target = self.grid.cell(index).target
        if target is not None:
            self.chosen.emit(target)


class GridDelegate(QStyledItemDelegate):
    """Paints cells; what has the keys gets a frame, or its row a bar at the left."""

    def __init__(self, theme: Theme, *, rows: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Qt's: all rows are alike."""
        return QSize(60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Qt's: tint, hairline, words or range, and a frame around the cell that has the keys."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        box: QRect = option.rect
        painter.save()
        self._ground(painter, box, option, cell)
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        if cell.lanes is not None:
            self._draw_lanes(painter, QRectF(inner), cell.lanes)
        elif cell.range is not None:
            self._draw_range(painter, QRectF(inner), cell.range)
        else:
            self._write(painter, inner, option.font, cell)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, cell: Cell) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(self.theme.chosen))
        if cell.tint:
            inset = box.adjusted(1, 1, -1, -1)
            painter.fillRect(inset, with_alpha(self.theme.accent, 0.06 + (_DEEPEST - 0.06) * cell.tint))
        if state & QStyle.StateFlag.State_MouseOver and cell.target is not None:
            painter.fillRect(box, with_alpha(self.theme.accent, 0.10))
        painter.setPen(QPen(QColor(self.theme.line), self.theme.line_width))
        if not cell.joined:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if not state & QStyle.StateFlag.State_HasFocus:
            return
        if self.rows:
            painter.fillRect(QRect(0, box.top(), 3, box.height()), QColor(self.theme.accent))
        else:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _write(self, painter: QPainter, box: QRect, font: QFont, cell: Cell) -> None:
        tones = {Tone.TEXT: self.theme.text, Tone.SECOND: self.theme.second, Tone.FAINT: self.theme.faint}
        if cell.aside:
            small = tabular(scaled(font, 0.9))
            width = max(_ASIDE, QFontMetrics(small).horizontalAdvance(cell.aside))
            painter.setFont(small)
            painter.setPen(QColor(self.theme.faint))
            painter.drawText(box, int(RIGHT), cell.aside)
            box = box.adjusted(0, 0, -width - _PAD, 0)
        if cell.mark:
            bar = QRect(box.left(), box.top() + 4, 3, box.height() - (4 if cell.joined else 8))
            painter.fillRect(bar, legible(cell.mark, self.theme))
            box = box.adjusted(11, 0, 0, 0)
        painter.setFont(tabular(font) if cell.number else font)
        painter.setPen(QColor(tones[cell.tone]))
        words = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(RIGHT if cell.number else LEFT), words)

    def _draw_lanes(self, painter: QPainter, box: QRectF, found: Lanes) -> None:
        """A hairline a coder, the stretches as bars on it: who marked where, at a glance."""
        step = (box.height() - 4) / max(1, len(found.lanes))
        thick = max(2.0, min(7.0, step - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, lane in enumerate(found.lanes):
            if lane is None:
                continue
            middle = box.top() + 2 + step * (number + 0.5)
            painter.fillRect(QRectF(box.left(), middle - 0.5, box.width(), 1), QColor(self.theme.line))
            rows, most = _without_overlaps(lane)
            for (start, end, colour), row in zip(lane, rows, strict=True):
                left, width = box.left() + start * box.width(), max(2.0, (end - start) * box.width())
                bar = QRectF(left, middle - thick / 2 + thick * row / most, width, thick / most)
                painter.fillRect(bar, legible(colour, self.theme) if colour else QColor(self.theme.second))
                painter.fillRect(
                    QRectF(bar.right() - 1, bar.top(), 1, bar.height()), QColor(self.theme.surface)
                )

    def _draw_range(self, painter: QPainter, box: QRectF, found: Range) -> None:
        """A hairline axis with ends and a mark at 0; the interval as a bar, the value as a point."""
        middle = box.center().y()
        span = 1.0 - found.low_end

        def place(value: float) -> float:
            inside = min(1.0, max(found.low_end, value))
            return box.left() + 4 + (inside - found.low_end) / span * (box.width() - 8)

        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(QPointF(place(found.low_end), middle), QPointF(place(1.0), middle))
        painter.setPen(QPen(QColor(self.theme.faint), 1))
        for mark in (0.0, 1.0):
            painter.drawLine(QPointF(place(mark), middle - 3), QPointF(place(mark), middle + 3))
        accent = QColor(self.theme.accent)
        if found.low is not None and found.high is not None:
            painter.setPen(QPen(accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(place(found.low), middle), QPointF(place(found.high), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(QPointF(place(found.value), middle), 3.5, 3.5)


def _without_overlaps(lane: tuple[tuple[float, float, str], ...]) -> tuple[list[int], int]:
    """A row for each stretch, so that none lies over another, and how many rows there are."""
    ends: list[float] = []
    rows = []
    for start, end, _ in lane:
        row = next((at for at, last in enumerate(ends) if last <= start), len(ends))
        ends[row : row + 1] = [end]
        rows.append(row)
    return rows, max(1, len(ends))


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, where it has them."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even

"""A list of rows of one height, each drawn as a whole; it may be as long as a project."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui import theme

Index = QModelIndex | QPersistentModelIndex
_BAR = 3


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; what stands on it is `draw`'s.

    A row is as high as the next: Qt need not ask each of a hundred thousand.
    """

    def __init__(self, height: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt's: all alike."""
        return QSize(200, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's: draw one row."""
        colours = theme.theme_in_use()
        box, state = option.rect, option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(option.font)
        if is_selected:
            painter.fillRect(box, QColor(colours.chosen))
        if self.has_bar(index, is_selected=is_selected):
            painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        self.draw(painter, box, index, colours)
        painter.restore()

    def has_bar(self, index: Index, *, is_selected: bool) -> bool:
        """Whether a bar at the left says that this row is the one in front."""
        return is_selected

    def draw(self, painter: QPainter, box: QRect, index: Index, colours: theme.Theme) -> None:
        """Draw what the row says."""
        raise NotImplementedError


class RowList(QTableView):
    """Rows without a grid, one column wide; a table rather than a list, as only that is quick when long."""

    def __init__(
        self, model: QAbstractItemModel, delegate: RowDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(delegate.height)
        rows.setDefaultSectionSize(delegate.height)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

"""What was said about the statement, as a list: quote, labels, memo."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.text.shown import Shown
from annotator.gui.theme import Theme, head_font, legible
from annotator.gui.words.terms import quoted, whole_statement_word
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span

_ROW = 28
_MOST_ROWS = 4
_SHOWN = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class AnnotationList(QWidget):
    """The annotations by place; choosing one makes it the active one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AnnotationModel(self)
        self._most_rows = _MOST_ROWS
        self._delegate = _Delegate(theme, self)
        self._head = QLabel(self.tr("Annotations"))
        self._head.setFont(head_font(self.font()))
        self._head.setProperty("tone", "second")
        self._head.setContentsMargins(28, 8, 28, 2)
        self._hint = QLabel()
        self._hint.setProperty("tone", "second")
        self._hint.setContentsMargins(28, 0, 28, 10)
        self._hint.setText(self.tr("Nothing is labelled yet. Mark words and press a key of the codebook."))
        self._list = QTableView()
        self._list.setObjectName("annotationList")
        self._list.setAccessibleName(self.tr("Annotations of the statement"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.horizontalHeader().hide()
        self._list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._list.verticalHeader().hide()
        self._list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._list.verticalHeader().setDefaultSectionSize(_ROW)
        self._list.verticalHeader().setMinimumSectionSize(_ROW)
        self._list.setShowGrid(False)
        self._list.setTabKeyNavigation(False)
        self._list.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._list.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._head, self._hint, self._list):
            layout.addWidget(widget)
        self.show_annotations((), None)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self._list.viewport().update()

    def show_annotations(self, found: Sequence[Shown], active: AnnotationId | None) -> None:
        """Show these; as high as a few rows, never higher."""
        self._model.show(found)
        self._fit()
        self.set_active(active)

    def change_annotations(self, gone: Iterable[AnnotationId], found: Sequence[Shown]) -> None:
        """Take some rows out, and put others in or show them anew."""
        self._model.change(gone, found)
        self._fit()

    def _fit(self) -> None:
        count = self._model.rowCount()
        self._hint.setVisible(not count)
        self._list.setVisible(bool(count))
        self._list.setFixedHeight(_ROW * min(count, self._most_rows) + 8)

    def leave_room(self, height: int) -> None:
        """Take at most a quarter of this height, though two rows in any case: the text comes first."""
        rows = max(2, min(_MOST_ROWS, height // 4 // _ROW))
        if rows != self._most_rows:
            self._most_rows = rows
            self._fit()

    def ids(self) -> list[AnnotationId]:
        """The annotations in the order of the rows."""
        return self._model.ids()

    def set_active(self, active: AnnotationId | None) -> None:
        """Let one row stand out."""
        self._delegate.active = active
        row = self._model.row_of(active)
        if row is None:
            self._list.clearSelection()
        else:
            self._list.setCurrentIndex(self._model.index(row, 0))
        self._list.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_SHOWN).annotation.id)


class AnnotationModel(QAbstractListModel):
    """One row an annotation, by place; what is said of the whole statement comes first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Shown] = []

    def show(self, found: Iterable[Shown]) -> None:
        """Hold these from now on."""
        self.beginResetModel()
        self._found = sorted(found, key=_place)
        self.endResetModel()

    def change(self, gone: Iterable[AnnotationId], found: Iterable[Shown]) -> None:
        """Take rows out, and put others in or change them, one by one."""
        for annotation_id in gone:
            self._take_out(annotation_id)
        for shown in found:
            row = self.row_of(shown.annotation.id)
            if row is not None and _place(self._found[row]) == _place(shown):
                self._found[row] = shown
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
                continue
            self._take_out(shown.annotation.id)
            place = bisect_left(self._found, _place(shown), key=_place)
            self.beginInsertRows(QModelIndex(), place, place)
            self._found.insert(place, shown)
            self.endInsertRows()

    def ids(self) -> list[AnnotationId]:
        """The annotations in their order."""
        return [shown.annotation.id for shown in self._found]

    def row_of(self, annotation_id: AnnotationId | None) -> int | None:
        """Where an annotation stands."""
        return next(
            (row for row, shown in enumerate(self._found) if shown.annotation.id == annotation_id), None
        )

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def _take_out(self, annotation_id: AnnotationId) -> None:
        row = self.row_of(annotation_id)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._found[row]
            self.endRemoveRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The annotation itself, and its words for readers of the screen."""
        if not index.isValid() or index.row() >= len(self._found):
            return None
        shown = self._found[index.row()]
        if role == _SHOWN:
            return shown
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{shown.annotation.quote or whole_statement_word()}: {shown.words}"
        return None


def _place(shown: Shown) -> tuple[bool, Span, int]:
    return (not shown.drawn.whole, shown.drawn.span, shown.annotation.id)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.active: AnnotationId | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are alike."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Colour, quote at the left, labels behind it."""
        shown: Shown = index.data(_SHOWN)
        painter.save()
        rect: QRect = option.rect
        state = option.state
        if shown.annotation.id == self.active or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self.theme.chosen))
        painter.fillRect(
            QRect(rect.left() + 28, rect.top() + 7, 3, rect.height() - 14),
            legible(shown.drawn.colour, self.theme),
        )
        inner = rect.adjusted(40, 0, -28, 0)
        half = int(inner.width() * 0.45)
        metrics = painter.fontMetrics()
        align = Qt.AlignmentFlag.AlignVCenter
        words = " ".join(shown.annotation.quote.split())
        quote = quoted(words) if words else whole_statement_word()
        painter.setPen(QColor(self.theme.text))
        painter.drawText(
            inner.adjusted(0, 0, half - inner.width(), 0),
            align,
            metrics.elidedText(quote, Qt.TextElideMode.ElideRight, half),
        )
        words = f"{shown.words}   ✎ {shown.annotation.memo}" if shown.annotation.memo else shown.words
        if not shown.drawn.own:
            words = f"{shown.coder}: {words}"
        painter.setPen(QColor(self.theme.second))
        rest = inner.adjusted(half + 16, 0, 0, 0)
        painter.drawText(rest, align, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest.width()))
        painter.restore()

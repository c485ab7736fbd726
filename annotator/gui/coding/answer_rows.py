"""The rows of the codebook beside the text: heads and answers, in one column or two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.theme import Theme, head_font, legible, scaled, with_alpha
from annotator.model.annotation import Value
from annotator.model.codebook import Code, VariableId

ANSWER = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: a value with its looks. A head names a variable and has no value.

    `is_missing`: the variable is required, and nothing in the statement answers it yet.
    """

    name: str
    variable_id: VariableId
    key: str = ""
    colour: str = ""
    count: int = 0
    value: Value | None = None
    code: Code | None = None
    given: bool = False
    is_head: bool = False
    is_missing: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Density:
    """How close the rows stand, in pixels; what is taller stands in for what the text needs."""

    columns: int
    row: int
    head: int


DENSITIES = (Density(1, 26, 30), Density(2, 26, 30), Density(2, 22, 26), Density(2, 19, 22))
"""From the roomiest to the tightest; below, the rows scroll."""
_BESIDE_NAME = 52
"""Key, colour and gaps of a row in two columns."""
_NARROWEST = 230
"""Two columns need so many pixels."""


class AnswerView(QListView):
    """Answers in rows that stand as close as they must to be seen all at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = QStandardItemModel(self)
        self._wanted_height = 2 * DENSITIES[0].row
        self.setModel(self.answers)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.rows = AnswerDelegate(theme, self)
        self.setItemDelegate(self.rows)

    def show_answers(self, answers: Iterable[Answer]) -> None:
        """List other answers; the current row stays where it is."""
        row = self.currentIndex().row()
        self.answers.clear()
        for answer in answers:
            self.answers.appendRow(_item(answer))
        if 0 <= row < self.answers.rowCount():
            self.setCurrentIndex(self.answers.index(row, 0))

    def answer(self, index: QModelIndex) -> Answer | None:
        """What stands in a row."""
        found: Answer | None = index.data(ANSWER) if index.isValid() else None
        return found

    def needed_height(self, density: Density) -> int:
        """What all rows need when they stand so close."""
        heads = [place for place in range(self.answers.rowCount()) if self._is_head(place)]
        ends = [*heads[1:], self.answers.rowCount()][: len(heads)]
        lines = sum(-(-(end - head - 1) // density.columns) for head, end in zip(heads, ends, strict=True))
        row, head = self.rows.heights(density)
        return lines * row + len(heads) * head

    def fit(self, room: int) -> None:
        """Stand as close as this height asks for."""
        possible = [one for one in DENSITIES if one.columns == 1 or self.width() >= _NARROWEST]
        fitting = (one for one in possible if self.needed_height(one) <= room)
        wanted = next(fitting, possible[-1])
        needed = self.needed_height(wanted)
        self._wanted_height = max(needed + 4, 2 * wanted.row)
        self.setMaximumHeight(self._wanted_height)
        self.updateGeometry()
        # "As needed" would call the bar up and send it away again, and always leaves room for it.
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if needed <= room else bar.ScrollBarAlwaysOn)
        if wanted != self.rows.density:
            self.rows.density = wanted
            self.scheduleDelayedItemsLayout()
        self._leave_room()

    def sizeHint(self) -> QSize:
        """Qt's: as high as all rows are."""
        return QSize(super().sizeHint().width(), self._wanted_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: the columns take the width there is."""
        super().resizeEvent(event)
        self.rows.width = self.viewport().width() - 2  # Qt breaks a line that is filled to the last pixel
        self.scheduleDelayedItemsLayout()
        self._leave_room()

    def _leave_room(self) -> None:
        rows = range(self.answers.rowCount())
        answers = (self.answer(self.answers.index(row, 0)) for row in rows)
        self.rows.leave_room(answer for answer in answers if answer is not None)

    def _is_head(self, place: int) -> bool:
        answer = self.answer(self.answers.index(place, 0))
        return answer is not None and answer.is_head


class AnswerDelegate(QStyledItemDelegate):
    """Key, colour, name and count in one row; heads in spaced capitals."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.density = DENSITIES[0]
        self.width = 200
        self.shows_counts = True
        self._font = parent.font()

    def heights(self, density: Density) -> tuple[int, int]:
        """Of a row and of a head: never less than the letters need."""
        least = QFontMetrics(self._font).height()
        return max(density.row, least), max(density.head, least)

    def leave_room(self, answers: Iterable[Answer]) -> None:
        """Counts stand in all rows or in none: in two narrow columns only where every name leaves room."""
        letters, numbers = QFontMetrics(self._font), QFontMetrics(scaled(self._font, 0.9))
        needed = (
            letters.horizontalAdvance(answer.name)
            + numbers.horizontalAdvance(str(answer.count))
            + 10 * answer.depth
            for answer in answers
            if answer.count
        )
        room = self.width // self.density.columns - _BESIDE_NAME
        self.shows_counts = self.density.columns == 1 or max(needed, default=0) <= room

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A head fills its line."""
        row, head = self.heights(self.density)
        answer: Answer = index.data(ANSWER)
        if answer.is_head:
            return QSize(self.width, head)
        return QSize(self.width // self.density.columns, row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        answer: Answer = index.data(ANSWER)
        painter.save()
        rect: QRect = option.rect
        if answer.is_head:
            self._paint_head(painter, rect, answer)
        else:
            self._paint_answer(painter, rect, answer, option.state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, answer: Answer) -> None:
        painter.setFont(head_font(painter.font()))
        painter.setPen(QColor(self.theme.second))
        air = max(0, rect.height() - painter.fontMetrics().height() - 4)
        inner = rect.adjusted(16, air, -16, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, answer.name)
        if answer.is_missing:
            beside = inner.adjusted(painter.fontMetrics().horizontalAdvance(answer.name) + 8, 0, 0, 0)
            painter.setPen(QColor(self.theme.accent))
            painter.drawText(
                beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, missing_word()
            )
        painter.setPen(QColor(self.theme.faint))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, answer.key)

    def _paint_answer(self, painter: QPainter, rect: QRect, answer: Answer, state: QStyle.StateFlag) -> None:
        narrow = self.density.columns > 1
        if answer.given:
            painter.fillRect(rect, with_alpha(answer.colour or self.theme.accent, 0.18))
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(self.theme.chosen))
        side = min(20, rect.height() - 2)
        left = rect.left() + (8 if narrow and rect.left() < 8 else 4 if narrow else 14) + 10 * answer.depth
        badge = QRect(left, rect.center().y() - side // 2 + 1, side, side)
        if answer.key:
            self._paint_key(painter, badge, answer.key)
        gap = 5 if narrow else 9
        if answer.colour:
            bar = QRect(badge.right() + gap, rect.center().y() - 6, 3 if narrow else 4, 14)
            painter.fillRect(bar, legible(answer.colour, self.theme))
        start = badge.right() + gap + ((7 if answer.colour else 0) if narrow else 13)
        end = rect.right() - (6 if narrow and self.shows_counts else 1 if narrow else 16)
        end -= self._paint_count(
            painter, QRect(QPoint(start, rect.top()), QPoint(end, rect.bottom())), answer
        )
        name = QRect(QPoint(start, rect.top()), QPoint(end, rect.bottom()))
        painter.setPen(QColor(self.theme.second if answer.value is None else self.theme.text))
        words = painter.fontMetrics().elidedText(answer.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_count(self, painter: QPainter, rect: QRect, answer: Answer) -> int:
        """How often the code stands; the width that it took."""
        if not (answer.count and self.shows_counts):
            return 0
        kept = painter.font()
        numbers = scaled(kept, 0.9)
        width = QFontMetrics(numbers).horizontalAdvance(str(answer.count)) + 6
        painter.setFont(numbers)
        painter.setPen(QColor(self.theme.faint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(answer.count))
        painter.setFont(kept)
        return width

    def _paint_key(self, painter: QPainter, badge: QRect, key: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(QColor(self.theme.ground))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        kept = painter.font()
        painter.setFont(scaled(kept, 0.85))
        painter.setPen(QColor(self.theme.second))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key.upper())
        painter.setFont(kept)


def missing_word() -> str:
    """What stands beside a variable that still wants an answer."""
    return QCoreApplication.translate("answers", "missing")


def _item(answer: Answer) -> QStandardItem:
    item = QStandardItem(answer.name)
    item.setData(answer, ANSWER)
    spoken = [answer.name, missing_word() if answer.is_missing else "", answer.key]
    item.setData(", ".join(filter(None, spoken)), Qt.ItemDataRole.AccessibleTextRole)
    if answer.is_head:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    elif answer.code is not None and answer.code.definition:
        item.setToolTip(f"{answer.name}: {answer.code.definition}")
    return item

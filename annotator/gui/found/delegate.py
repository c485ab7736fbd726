"""How a hit looks in a list: its words in the middle, so that all hits stand below one another."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from annotator.gui import theme
from annotator.gui.found.model import LINE_ROLE, FoundModel
from annotator.gui.widgets.row_list import Index, RowDelegate
from annotator.store.search import Line

_HEIGHT = 28
_MARGIN = 12
_NARROW = 520
"""Below this width, whose words it are is left to the tip."""


class FoundDelegate(RowDelegate):
    """Whose words; what stands before; the hit; what follows. In scripts from the right, the other way round."""

    def __init__(self, model: FoundModel, parent: QObject | None = None) -> None:
        super().__init__(_HEIGHT, parent)
        self._model = model

    def draw(self, painter: QPainter, box: QRect, index: Index, colours: theme.Theme) -> None:
        """One line; whose words it is where there is room for that."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        inside = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if box.width() >= _NARROW:
            width = min(220, inside.width() // 4)
            painter.setPen(QColor(colours.faint))
            whose = QRect(inside.left(), inside.top(), width - _MARGIN, inside.height())
            _draw(painter, whose, self._model.whose(line), Qt.AlignmentFlag.AlignLeft)
            inside.setLeft(inside.left() + width)
        _draw_words(painter, inside, line, colours)


def _draw_words(painter: QPainter, box: QRect, line: Line, colours: theme.Theme) -> None:
    """The hit begins at two fifths of the width, whatever stands before it."""
    before, match, after = _one_line(line.left), _one_line(line.match), _one_line(line.right)
    blank_before, blank_after = before[-1:].isspace(), after[:1].isspace()
    if _from_the_right(before + match + after):
        before, after = after, before
        blank_before, blank_after = blank_after, blank_before
    blank = painter.fontMetrics().horizontalAdvance(" ")
    plain, bold = painter.font(), theme.scaled(painter.font(), 1, bold=True)
    middle = box.left() + box.width() * 2 // 5
    room = box.right() - middle
    width = min(QFontMetrics(bold).horizontalAdvance(match), room)
    painter.setPen(QColor(colours.second))
    left = QRect(box.left(), box.top(), middle - box.left() - blank * blank_before, box.height())
    _draw(painter, left, before.strip(), Qt.AlignmentFlag.AlignRight)
    right = QRect(middle + width, box.top(), room - width, box.height()).adjusted(
        blank * blank_after, 0, 0, 0
    )
    _draw(painter, right, after.strip(), Qt.AlignmentFlag.AlignLeft)
    painter.setFont(bold)
    painter.setPen(QColor(colours.accent))
    _draw(painter, QRect(middle, box.top(), width + 1, box.height()), match, Qt.AlignmentFlag.AlignLeft)
    painter.setFont(plain)


def _draw(painter: QPainter, box: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    """One line, cut where the box ends: at its right, or at its left where it is set to the right."""
    to_right = side is Qt.AlignmentFlag.AlignRight
    elide = Qt.TextElideMode.ElideLeft if to_right else Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text, elide, box.width())
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, int(flags), shown)


def _one_line(text: str) -> str:
    """Line ends as blanks."""
    return "".join(" " if letter in "\n\t\r" else letter for letter in text)


def _from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    directions = (bidirectional(letter) for letter in text)
    return next((found for found in directions if found in {"L", "R", "AL"}), "L") != "L"

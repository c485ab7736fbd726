"""What stands at the left of a plot: round values, or the rows of a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pyqtgraph import GraphicsWidget, ViewBox
from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from annotator.gui.theme import Theme

WIDTH_PX = 60
_HALF_PX = 9
_APART_PX = 13
_GAP_PX = 6


class HeightAxis(GraphicsWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """Names at heights of a view, as many as have room, the lowest first; the unit turned beside them.

    It paints itself, since pyqtgraph's axis takes a millisecond to make and there may be one a series.
    """

    def __init__(self, view: ViewBox, theme: Theme, font: QFont, *, width: int = WIDTH_PX) -> None:
        super().__init__()
        self._view = view
        self._font = font
        self._line, self._text = QColor(theme.line), QColor(theme.second)
        self._names: Sequence[tuple[float, str]] = ()
        self._unit = ""
        self.setMinimumWidth(width)
        self.setMaximumWidth(width)
        view.sigYRangeChanged.connect(self._follow)

    def show_names(self, names: Sequence[tuple[float, str]], unit: str = "") -> None:
        """Write these at their heights, and the unit where it has room."""
        self._names, self._unit = names, unit
        self.update()

    def boundingRect(self) -> QRectF:
        """Qt's: names at both ends reach out by half their height."""
        return QRectF(self.rect()).adjusted(0, -_HALF_PX, 0, _HALF_PX)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Qt's: the line, the names, the unit."""
        width, height = self.rect().width(), self.rect().height()
        low, high = self._view.viewRange()[1]
        per_px = height / ((high - low) or 1)
        painter.setPen(self._line)
        painter.drawLine(int(width), 0, int(width), int(height))
        painter.setPen(self._text)
        painter.setFont(self._font)
        for value, name in self._names[:: self._step(per_px)]:
            middle = height - (value - low) * per_px
            painter.drawText(QRectF(0, middle - _HALF_PX, width - _GAP_PX, 2 * _HALF_PX), _RIGHT, name)
        if self._unit and QFontMetricsF(self._font).horizontalAdvance(self._unit) < height:
            painter.rotate(-90)
            painter.drawText(
                QRectF(-height, 0, height, 2 * _HALF_PX), Qt.AlignmentFlag.AlignCenter, self._unit
            )

    def _step(self, per_px: float) -> int:
        """Every how many names have room."""
        if len(self._names) < 2:
            return 1
        apart = abs(self._names[1][0] - self._names[0][0]) * per_px
        return max(ceil(_APART_PX / max(apart, 0.1)), 1)

    @Slot(object, object)
    def _follow(self, _view: object, _range: object) -> None:
        self.update()


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

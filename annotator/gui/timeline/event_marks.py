"""Events in the window's plot: lines, pale stretches, and labels that do not lie on one another."""

from __future__ import annotations

from collections.abc import Sequence

from pyqtgraph import PlotCurveItem, TextItem, mkPen
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from annotator.figures.axes import Frame
from annotator.figures.events import lay_out
from annotator.figures.style import screen
from annotator.gui.theme import Theme, with_alpha
from annotator.gui.timeline.words import say
from annotator.model.events import Event

_ROW_PX = 17


def event_marks(
    events: Sequence[Event],
    span: tuple[int, int],
    size: tuple[float, float],
    top: float,
    theme: Theme,
    *,
    worded: bool,
) -> tuple[list[QGraphicsItem], float]:
    """The items for the events between two days, and how much higher than `top` the plot must be for labels.

    `size` is the plot's in pixels; the second value is a share of `top`.
    """
    width, height = size
    if not events or width < 1:
        return [], 0.0
    frame = Frame(0, 0, width, height, *span, 1)
    labels = lay_out(events, frame, screen(width, say=say))
    per_day = width / max(span[1] - span[0], 1)
    row = top * _ROW_PX / max(height - labels.rows * _ROW_PX, _ROW_PX)
    items: list[QGraphicsItem] = []
    for one in labels.placed:
        first, last = span[0] + one.first / per_day, span[0] + one.last / per_day
        middle = (first + last) / 2
        reach = top + row * (one.row + 0.75) if worded else top
        marks: list[QGraphicsItem] = []
        if last > first:
            marks.append(_stretch(first, last, top, theme))
        foot = top if last > first else 0.0
        pen = mkPen(theme.second, width=1, style=Qt.PenStyle.DashLine)
        marks.append(PlotCurveItem([middle, middle], [foot, reach], pen=pen))
        if worded:
            is_left = one.left < (one.first + one.last) / 2
            text = TextItem(one.said, color=theme.text, anchor=(1 if is_left else 0, 0.5))
            text.setPos(middle, top + row * (one.row + 0.5))
            marks.append(text)
        for mark in marks:
            mark.setZValue(35)
            mark.setToolTip(one.name)
        items += marks
    return items, (row * labels.rows / top if top and worded else 0.0)


def _stretch(first: float, last: float, top: float, theme: Theme) -> QGraphicsItem:
    stretch = QGraphicsRectItem(QRectF(first, 0, last - first, top))
    stretch.setPen(QPen(Qt.PenStyle.NoPen))
    stretch.setBrush(with_alpha(theme.accent, 0.14))
    return stretch

"""What stands around one plot of the timeline: a title above it, an axis at its left, axes below it."""

from __future__ import annotations

from collections.abc import Sequence

from pyqtgraph import AxisItem, GraphicsWidget, ViewBox
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from annotator.gui.timeline.height_axis import HeightAxis


class TimelineFrame(GraphicsWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """A view and its axes, each only where it is wanted: pyqtgraph's own plot makes ten times as many things."""

    def __init__(self, view: ViewBox, *, left: HeightAxis | None, below: Sequence[AxisItem]) -> None:
        super().__init__()
        self._view = view
        self._title: Title | None = None
        self._grid = QGraphicsGridLayout()
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self.setLayout(self._grid)
        self._grid.addItem(view, 1, 1)
        self._grid.setRowStretchFactor(1, 100)
        self._grid.setColumnStretchFactor(1, 100)
        if left is not None:
            self._grid.addItem(left, 1, 0)
        for row, axis in enumerate(below, start=2):
            axis.linkToView(view)
            axis.setZValue(-1000)
            self._grid.addItem(axis, row, 1)

    def set_title(self, text: str, colour: str, font: QFont) -> None:
        """Write this above the view."""
        self._title = Title(text, colour, font)
        self._grid.addItem(self._title, 0, 1)

    def add(self, item: QGraphicsItem) -> None:
        """Show an item in the view, wherever its bounds are."""
        self._view.addItem(item, ignoreBounds=True)

    def remove(self, item: QGraphicsItem) -> None:
        """Take an item away."""
        self._view.removeItem(item)


class Title(GraphicsWidget):  # type: ignore[misc] # as above
    """A line of text, cut where the width ends."""

    def __init__(self, text: str, colour: str, font: QFont) -> None:
        super().__init__()
        self._text, self._colour, self._font = text, QColor(colour), font
        height = QFontMetricsF(font).height() + 4
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Qt's."""
        painter.setPen(self._colour)
        painter.setFont(self._font)
        room = self.rect().width()
        said = QFontMetricsF(self._font).elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said)

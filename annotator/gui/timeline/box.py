"""How a timeline's plot takes the mouse: drag selects a range, shift-drag moves, the wheel zooms."""

from __future__ import annotations

from pyqtgraph import ViewBox
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem


class TimelineBox(ViewBox):  # type: ignore[misc] # pyqtgraph ships no types
    """`clicked`: at a point of the plot; `dragged`: from one value of the axis to another; `reset_wanted`: twice.

    A range that is being dragged is tinted in `range_colour`.
    """

    clicked = Signal(QPointF)
    dragged = Signal(float, float)
    reset_wanted = Signal()

    def __init__(self, range_colour: QColor, *, takes_ranges: bool = True) -> None:
        super().__init__(enableMenu=False)
        self._takes_ranges = takes_ranges
        self.setMouseEnabled(x=takes_ranges, y=False)
        self.disableAutoRange()
        self._range_colour = range_colour
        self._range_mark: QGraphicsRectItem | None = None

    def mouseClickEvent(self, ev: MouseClickEvent) -> None:
        """pyqtgraph's: a click lists, a double click shows all again."""
        if ev.button() is not Qt.MouseButton.LeftButton:
            return
        ev.accept()
        if ev.double():
            self.reset_wanted.emit()
        else:
            self.clicked.emit(QPointF(self.mapSceneToView(ev.scenePos())))

    def mouseDragEvent(self, ev: MouseDragEvent, axis: int | None = None) -> None:
        """pyqtgraph's: the left button selects, with shift or another button it moves."""
        plain = not ev.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not self._takes_ranges or ev.button() is not Qt.MouseButton.LeftButton or not plain:
            if ev.button() is not Qt.MouseButton.RightButton:
                super().mouseDragEvent(ev, axis)
            return
        ev.accept()
        start = self.mapToView(ev.buttonDownPos()).x()
        end = self.mapToView(ev.pos()).x()
        (_, _), (bottom, top) = self.viewRange()
        mark = self._range_mark or self._make_mark()
        mark.setRect(QRectF(min(start, end), bottom, abs(end - start), top - bottom))
        mark.setVisible(not ev.isFinish())
        if ev.isFinish():
            self.dragged.emit(min(start, end), max(start, end))

    def _make_mark(self) -> QGraphicsRectItem:
        self._range_mark = QGraphicsRectItem()
        self._range_mark.setPen(QPen(Qt.PenStyle.NoPen))
        self._range_mark.setBrush(self._range_colour)
        self._range_mark.setZValue(50)
        self.addItem(self._range_mark, ignoreBounds=True)
        return self._range_mark

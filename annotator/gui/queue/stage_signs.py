"""The signs of the stages and of the flag, drawn rather than typed, so that they look alike in every font."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.model.annotation import Stage

_STROKE = 1.5


def draw_stage(painter: QPainter, box: QRectF, stage: Stage, colour: QColor) -> None:
    """○ untouched, ◐ begun, ● done, ⤼ skipped, ⊘ excluded."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour))
    if stage is Stage.SKIPPED:
        _draw_leap(painter, box)
    else:
        painter.setBrush(QBrush(colour) if stage is Stage.DONE else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    if stage is Stage.BEGUN:
        painter.setBrush(QBrush(colour))
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif stage is Stage.EXCLUDED:
        inset = box.width() * 0.15
        painter.drawLine(
            box.bottomLeft() + QPointF(inset, -inset),
            box.topRight() + QPointF(-inset, inset),
        )
    painter.restore()


def draw_flag(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """⚑ a pole and a cloth."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour))
    painter.setBrush(QBrush(colour))
    pole = box.left() + 1
    painter.drawLine(QPointF(pole, box.top()), QPointF(pole, box.bottom()))
    middle = box.top() + box.height() * 0.3
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(pole, box.top()),
                QPointF(box.right(), middle),
                QPointF(pole, box.top() + box.height() * 0.6),
            ]
        )
    )
    painter.restore()


def _draw_leap(painter: QPainter, box: QRectF) -> None:
    """An arc over what was passed by, with the head of an arrow."""
    end = QPointF(box.right(), box.center().y() + box.height() * 0.3)
    arc = QPainterPath(QPointF(box.left(), end.y()))
    arc.quadTo(QPointF(box.center().x(), box.top() - box.height() * 0.35), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arc)
    length = box.width() * 0.4
    painter.drawLine(end, end + QPointF(-length, -length * 0.25))
    painter.drawLine(end, end + QPointF(length * 0.15, -length))


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen

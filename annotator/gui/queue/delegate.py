"""How a statement looks in a list: two quiet lines with a sign before them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from annotator.gui import theme
from annotator.gui.queue.model import ROW_ROLE, QueueModel
from annotator.gui.queue.stage_signs import draw_flag, draw_stage
from annotator.gui.widgets.row_list import Index, RowDelegate
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Stage
from annotator.store.queue_rows import QueueRow

_SIGN = 11
_GAP = 8
_LEFT = 12
_SETTLED = {Stage.DONE, Stage.SKIPPED, Stage.EXCLUDED}


class QueueDelegate(RowDelegate):
    """Sign, number and first words; below them who spoke when. What is settled is dimmed.

    The statement in front has a bar at its left, whatever is selected.
    """

    def __init__(self, workspace: Workspace, model: QueueModel, parent: QObject | None = None) -> None:
        super().__init__(theme.ROW_HEIGHT, parent)
        self._workspace = workspace
        self._model = model

    def has_bar(self, index: Index, *, is_selected: bool) -> bool:
        """The statement in front."""
        row = index.data(ROW_ROLE)
        return isinstance(row, QueueRow) and row.id == self._workspace.statement_id

    def draw(self, painter: QPainter, box: QRect, index: Index, colours: theme.Theme) -> None:
        """Two lines."""
        row = index.data(ROW_ROLE)
        if isinstance(row, QueueRow):
            self._draw_lines(painter, box, index.row(), row, colours)

    def _draw_lines(
        self, painter: QPainter, box: QRect, place: int, row: QueueRow, colours: theme.Theme
    ) -> None:
        """Two lines of 18 px in a row of 44, the sign on the first, the flag below it."""
        metrics = painter.fontMetrics()
        dimmed = row.stage in _SETTLED or row.set_aside
        first = QRect(box.left() + _LEFT, box.top() + 5, box.width() - _LEFT - _GAP, 18)
        second = first.translated(0, 17)
        sign = QRectF(first.left(), first.center().y() - _SIGN / 2 + 1, _SIGN, _SIGN)
        sign_tone = colours.accent if row.stage is Stage.BEGUN else colours.faint
        draw_stage(painter, sign, row.stage, QColor(sign_tone))
        if row.flagged:
            draw_flag(painter, sign.translated(0.5, 17), QColor(colours.warning))
        left = first.left() + _SIGN + _GAP
        width = metrics.horizontalAdvance("0" * len(str(self._model.rowCount())))
        painter.setPen(QColor(colours.faint))
        painter.drawText(QRect(left, first.top(), width, 18), _RIGHT, f"{place + 1}")
        left += width + _GAP
        painter.setPen(QColor(colours.faint if dimmed else colours.text))
        _draw_elided(
            painter, metrics, first.adjusted(left - first.left(), 0, 0, 0), " ".join(row.opening.split())
        )
        small = theme.scaled(painter.font(), 0.9)
        painter.setFont(small)
        painter.setPen(QColor(colours.faint if dimmed else colours.second))
        self._draw_meta(painter, second.adjusted(left - second.left(), 0, 0, 0), row)

    def _draw_meta(self, painter: QPainter, box: QRect, row: QueueRow) -> None:
        """How many annotations, at the right; the date whole, and as much of the speaker as there is room for."""
        metrics = painter.fontMetrics()
        if row.annotations:
            count = f"{row.annotations}"
            painter.drawText(box, _RIGHT, count)
            box = box.adjusted(0, 0, -metrics.horizontalAdvance(count) - _GAP, 0)
        where, rest = self._model.where(row), self._model.meta(row)
        if where and rest:
            rest = f" · {rest}"
            room = max(box.width() - metrics.horizontalAdvance(rest), 0)
            where = metrics.elidedText(where, Qt.TextElideMode.ElideRight, room)
        _draw_elided(painter, metrics, box, where + rest)


_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _draw_elided(painter: QPainter, metrics: QFontMetrics, box: QRect, text: str) -> None:
    """One line of text, cut where the box ends."""
    painter.drawText(box, int(_LINE), metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))

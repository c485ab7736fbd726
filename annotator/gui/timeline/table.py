"""The timeline as a table: the same facts for keyboard and screen reader."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.words import grouped
from annotator.model.timeline import Column, Counted, Timeline

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TimelineTable(QAbstractTableModel):
    """One row per bin and band, then n and one column per series."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._columns: list[Column] = []

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Show another one."""
        self.beginResetModel()
        self._timeline = timeline
        self._columns = list(timeline.columns()) if timeline else []
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's."""
        return 0 if parent.isValid() or self._timeline is None else 1 + len(self._timeline.series)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's: numbers at the right of their cells, a dash in a gap."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or self._timeline is None or not index.isValid():
            return None
        column = self._columns[index.row()]
        if index.column() == 0:
            return grouped(column.coded)
        return height_words(self._timeline, column, index.column() - 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt's: bins down, series across."""
        if role != Qt.ItemDataRole.DisplayRole or self._timeline is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._columns[section].name
        return "n" if section == 0 else self._timeline.series[section - 1].name


def height_words(timeline: Timeline, column: Column, place: int) -> str:
    """What is drawn, as one reads it: a count, or a share with the count behind it."""
    height = column.heights[place]
    if height is None:
        return "–"
    match timeline.question.counted:
        case Counted.SHARE | Counted.MIX:
            return f"{100 * height:.1f} % ({grouped(column.counts[place])})"
        case Counted.PER_1000_WORDS:
            return f"{height:.2f} ({grouped(column.counts[place])})"
    return grouped(int(height)) if height == int(height) else f"{height:.2f}"

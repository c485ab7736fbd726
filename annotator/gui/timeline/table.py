"""The timeline as a table: the same facts for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.timeline.words import say
from annotator.gui.words.terms import grouped
from annotator.model.timeline import Band, Bin, Column, Counted, Timeline

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TimelineTable(QAbstractTableModel):
    """One row per bin and band; n and one column per series, for one timeline or for several beside each other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timelines: tuple[Timeline, ...] = ()
        self._places: list[Bin | Band] = []
        self._columns: list[dict[Bin | Band, Column]] = []

    def show_timelines(self, timelines: Sequence[Timeline]) -> None:
        """Show others; several have the same bins and series."""
        self.beginResetModel()
        self._timelines = tuple(timelines)
        self._columns = [{column.place: column for column in one.columns()} for one in timelines]
        bins = [column.place for one in timelines[:1] for column in one.bins]
        bands = {column.place for one in timelines for column in one.bands}
        self._places = [*bins, *(band for band in Band if band in bands)]
        self.endResetModel()

    def cell(self, index: _Index) -> tuple[int, int, int] | None:
        """The timeline, its column and its series (-1 for all) at a cell; None where it has no such column."""
        layer, series = divmod(index.column(), self._width())
        column = self._columns[layer].get(self._places[index.row()])
        if column is None:
            return None
        return layer, list(self._timelines[layer].columns()).index(column), series - 1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's."""
        return 0 if parent.isValid() or not self._timelines else self._width() * len(self._timelines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's: numbers at the right of their cells, a dash in a gap."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        layer, series = divmod(index.column(), self._width())
        column = self._columns[layer].get(self._places[index.row()])
        if column is None:
            return "–"
        if series == 0:
            return grouped(column.coded)
        return height_words(self._timelines[layer], column, series - 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt's: bins down, series across, with their coder where there are several."""
        if role != Qt.ItemDataRole.DisplayRole or not self._timelines:
            return None
        if orientation is Qt.Orientation.Vertical:
            place = self._places[section]
            return place.name if isinstance(place, Bin) else say(place.value)
        layer, series = divmod(section, self._width())
        timeline = self._timelines[layer]
        name = timeline.series[series - 1].name if series else "n"
        return name if len(self._timelines) == 1 else f"{timeline.coder}: {name}"

    def _width(self) -> int:
        return 1 + len(self._timelines[0].series)


def height_words(timeline: Timeline, column: Column, place: int) -> str:
    """What is drawn, as one reads it: a count, or a share with the count behind it and its interval."""
    height = column.heights[place]
    if height is None:
        return "–"
    match timeline.question.counted:
        case Counted.SHARE | Counted.MIX:
            share = f"{100 * height:.1f} % ({grouped(column.counts[place])})"
            if not column.low or not column.high:
                return share
            return f"{share} [{100 * (column.low[place] or 0):.1f} – {100 * (column.high[place] or 0):.1f} %]"
        case Counted.PER_1000_WORDS:
            return f"{height:.2f} ({grouped(column.counts[place])})"
    return grouped(int(height)) if height == int(height) else f"{height:.2f}"

"""A quiet table of figures: cells that know their words, their explanation and what a click on them means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The Cell of an index, for delegates and clicks."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Tone(StrEnum):
    """How loud a cell speaks."""

    TEXT = "text"
    SECOND = "second"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Range:
    """A value with its interval on an axis from `low_end` to 1, drawn as a point with a whisker."""

    value: float
    low: float | None
    high: float | None
    low_end: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """Stretches of a text below each other, a lane a coder; places as shares of the text, 0 to 1.

    `lanes`: per coder start, end and colour of each stretch; None where there is no lane.
    """

    lanes: tuple[tuple[tuple[float, float, str], ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `tip` explains it in whole sentences. `number`: right-aligned, digits of one width. `tint`: how much
    of the accent lies under it, 0 to 1. `target`: what choosing it means. `aside`: small words behind.
    `mark`: a colour, as a bar before the words. `joined`: one thing with the row below, no line between them.
    """

    text: str = ""
    tip: str = ""
    tone: Tone = Tone.TEXT
    number: bool = False
    tint: float = 0.0
    range: Range | None = None
    lanes: Lanes | None = None
    target: object = None
    aside: str = ""
    mark: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `width` in pixels, 0 takes its `share` of what the others leave, up to `most`."""

    title: str
    tip: str = ""
    number: bool = False
    width: int = 0
    share: int = 1
    most: int = 10_000


Row = Sequence[Cell]


class LazyRows(Sequence[Row], Generic[T]):
    """Rows of as many things as there are, each made when it is looked at."""

    def __init__(self, things: Sequence[T], row: Callable[[T], Row]) -> None:
        self._things, self._row = things, row

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """One row, or some of them."""
        if isinstance(place, slice):
            return LazyRows(self._things[place], self._row)
        return self._row(self._things[place])


class Grid(QAbstractTableModel):
    """Rows of cells, replaced as a whole; when only their contents changed, the place in the view stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: Sequence[Row] = ()

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Hold these from now on."""
        if tuple(columns) == self.columns and len(rows) == len(self.rows):
            self.rows = rows
            if rows and columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), rows
        self.endResetModel()

    def cell(self, index: _Index) -> Cell:
        """The cell of an index; an empty one where there is none."""
        if not index.isValid() or index.row() >= len(self.rows):
            return Cell()
        row = self.rows[index.row()]
        return row[index.column()] if index.column() < len(row) else Cell()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: how many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt takes any value
        """Qt's: words, explanation, alignment, the cell itself, or a sentence to be read aloud."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.columns[index.column()].title
            return ": ".join(part for part in (title, f"{cell.text} {cell.aside}".strip()) if part)
        return {
            int(Qt.ItemDataRole.DisplayRole): cell.text,
            int(Qt.ItemDataRole.ToolTipRole): cell.tip or None,
            int(Qt.ItemDataRole.TextAlignmentRole): RIGHT if cell.number else LEFT,
            CELL_ROLE: cell,
        }.get(int(role))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Qt takes any value
        """Qt's: the heads of the columns, with what they mean."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.number else LEFT
        return None

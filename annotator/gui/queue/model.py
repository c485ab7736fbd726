"""The queue as an item model: all keys, and the rows of those pages that were looked at lately."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import annotations_word, stage_word
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.queue import place_of
from annotator.store.queue_rows import QueueRow, queue_rows

PAGE = 128
PAGES_KEPT = 64
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The QueueRow of an index, for the delegate; None for one that is gone."""
_ROLES = {
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole),
    ROW_ROLE,
}

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class QueueModel(QAbstractTableModel):
    """One row a statement of `ids`, read from the store a page at a time and never all at once."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[StatementId, QueueRow]] = OrderedDict()

    @property
    def ids(self) -> array[int]:
        """The statements in their order."""
        return self._ids

    def show_ids(self, ids: array[int]) -> None:
        """List other statements; where the same ones begin, the list stays where it stands."""
        known = len(self._ids)
        if ids == self._ids:
            self.read_again(None)
        elif 0 < known < len(ids) and ids[:known] == self._ids:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self._pages.pop(known // PAGE, None)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self.endResetModel()

    def read_again(self, statements: Iterable[StatementId] | None) -> None:
        """The rows of these statements, or all when None, are no longer what was read."""
        if statements is None:
            self._pages.clear()
            self._tell(0, len(self._ids) - 1)
            return
        wanted = frozenset(statements)
        for number, page in self._pages.items():
            if touched := wanted.intersection(page):
                page.update(self._read(touched))
                for row in range(number * PAGE, min((number + 1) * PAGE, len(self._ids))):
                    if self._ids[row] in touched:
                        self._tell(row, row)

    def statement_at(self, row: int) -> StatementId:
        """The statement of a row."""
        return StatementId(self._ids[row])

    def row_of(self, statement_id: StatementId | None) -> int | None:
        """Where a statement stands; None outside the queue."""
        return place_of(self._ids, statement_id)

    def queue_row(self, row: int) -> QueueRow | None:
        """What is shown of a row; None for a statement that is gone."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(StatementId(key) for key in self._ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(StatementId(self._ids[row]))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: how many statements there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: one."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt takes any value
        """Qt's: the first words, the row for the delegate, or the whole as a sentence to be read aloud."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role not in _ROLES:
            return None
        row = self.queue_row(index.row())
        if row is None or role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.opening
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._below(row)
        return self._read_aloud(index.row(), row)

    def where(self, row: QueueRow) -> str:
        """Who speaks, or else where it appeared."""
        return row.speaker or row.outlet

    def meta(self, row: QueueRow) -> str:
        """What follows that on the second line: date, memo, and whether it is set aside."""
        parts = [shown_date(row.date)]
        if row.noted:
            parts.append("✎")
        if row.set_aside:
            parts.append(self.tr("set aside"))
        return " · ".join(part for part in parts if part)

    def _below(self, row: QueueRow) -> str:
        counted = annotations_word(row.annotations) if row.annotations else ""
        return " · ".join(part for part in (self.where(row), self.meta(row), counted) if part)

    def _read_aloud(self, place: int, row: QueueRow) -> str:
        flagged = self.tr("flagged") if row.flagged else ""
        noted = self.tr("memo") if row.noted else ""
        parts = (f"{place + 1}", stage_word(row.stage), flagged, noted, row.opening, self._below(row))
        return ", ".join(part for part in parts if part)

    def _read(self, ids: Iterable[StatementId]) -> dict[StatementId, QueueRow]:
        if not self._workspace.is_open:
            return {}
        return queue_rows(self._workspace.store, self._workspace.coder_id, ids)

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

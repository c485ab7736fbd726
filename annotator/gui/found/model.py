"""What a search found as an item model: all places, and the lines that were looked at lately."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.words.dates import shown_date
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.store.search import Hits, Line, read_lines

PAGE = 128
PAGES_KEPT = 32
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The Line of an index, for the delegate; None for one whose statement is gone."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FoundModel(QAbstractTableModel):
    """One row a hit, read from the store a page at a time."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hits = Hits()
        self._pages: OrderedDict[int, dict[int, Line]] = OrderedDict()

    @property
    def hits(self) -> Hits:
        """All places."""
        return self._hits

    def show_hits(self, hits: Hits) -> None:
        """List other places."""
        self.beginResetModel()
        self._hits = hits
        self._pages.clear()
        self.endResetModel()

    def add_hits(self, hits: Hits) -> None:
        """List all places, of which the first are listed already; where the list stands is kept."""
        known = len(self._hits)
        if len(hits) <= known or hits.statements[:known] != self._hits.statements:
            self.show_hits(hits)
            return
        self.beginInsertRows(QModelIndex(), known, len(hits) - 1)
        self._hits = hits
        self._pages.pop(known // PAGE, None)
        self.endInsertRows()

    def place(self, row: int) -> tuple[StatementId, Span]:
        """Statement and span of a row."""
        return self._hits.at(row)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: how many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Qt's: one."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt takes any value
        """Qt's: the hit in its words, the line for the delegate, and whose it is as a tip."""
        roles = Qt.ItemDataRole
        wanted = {roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole, LINE_ROLE}
        if not index.isValid() or role not in wanted or not 0 <= index.row() < len(self._hits):
            return None
        line = self._line(index.row())
        if line is None or role == LINE_ROLE:
            return line
        words = f"{line.left}{line.match}{line.right}"
        if role == roles.DisplayRole:
            return words
        return self.whose(line) if role == roles.ToolTipRole else f"{words}, {self.whose(line)}"

    def whose(self, line: Line) -> str:
        """Speaker or outlet, and the date."""
        return " · ".join(part for part in (line.speaker or line.outlet, shown_date(line.date)) if part)

    def _line(self, row: int) -> Line | None:
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(row)

    def _read(self, number: int) -> dict[int, Line]:
        if not self._workspace.is_open:
            return {}
        rows = range(number * PAGE, min((number + 1) * PAGE, len(self._hits)))
        lines = read_lines(self._workspace.store, [self._hits.at(row) for row in rows])
        return {row: line for row, line in zip(rows, lines, strict=True) if line is not None}

"""The statements behind a column of the timeline, to go through one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import grouped, shortened
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.corpus import statement_rows

_MOST = 500
_KEY = int(Qt.ItemDataRole.UserRole)


class TimelineStatements(QWidget):
    """A head that says which they are, and the list; choosing one puts it in front. `put_away`: no longer wanted."""

    put_away = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.head = QLabel(self)
        self.head.setWordWrap(True)
        close = QToolButton(self)
        close.setText("×")
        close.setAccessibleName(self.tr("Put the list away"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.put_away)
        self.view = QListView(self)
        self.view.setObjectName("timelineStatements")
        self.view.setAccessibleName(self.tr("Statements of the bin"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStandardItemModel(self)
        self.view.setModel(self._model)
        self.view.clicked.connect(self._show)
        self.view.activated.connect(self._show)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.view, 1)

    def show_statements(self, words: str, statement_ids: Sequence[StatementId]) -> None:
        """List them in their order, the first ones where there are very many."""
        more = len(statement_ids) - _MOST
        self.head.setText(
            words
            + (self.tr("; the first {count} are listed").format(count=grouped(_MOST)) if more > 0 else "")
        )
        self._model.clear()
        rows = {row.id: row for row in statement_rows(self._workspace.store, statement_ids[:_MOST])}
        for row in (rows[key] for key in statement_ids if key in rows):
            said = " · ".join(filter(None, (shown_date(row.date), row.speaker or "", row.source_title)))
            text = shortened(" ".join(row.text.split()), 160)
            item = QStandardItem("  ".join(filter(None, (shown_date(row.date), text))))
            item.setData(int(row.id), _KEY)
            item.setToolTip(said)
            item.setData(f"{item.text()}. {said}", int(Qt.ItemDataRole.AccessibleTextRole))
            self._model.appendRow(item)

    @Slot(QModelIndex)
    def _show(self, index: QModelIndex) -> None:
        self._workspace.show_statement(StatementId(index.data(_KEY)))

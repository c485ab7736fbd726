"""The panel of statements: what is to be coded, how far it is, and which is in front."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.jobs import Job, read_job
from annotator.gui.queue.bulk_actions import BulkActions
from annotator.gui.queue.delegate import QueueDelegate
from annotator.gui.queue.filter_chips import FilterChips
from annotator.gui.queue.model import QueueModel
from annotator.gui.widgets.empty_page import EmptyPage
from annotator.gui.widgets.row_list import RowList
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.changes import Changes
from annotator.store.queue import QueueFilter, QueueProgress, queue_progress


class StatementList(QWidget):
    """Head with progress, filter chips, and the queue. `counted` tells done and all, excluded ones left out."""

    counted = Signal(int, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._following = False
        self._counting: Job | None = None
        self._stale = False
        self.model = QueueModel(workspace, self)
        self.view = self._make_view()
        self.bulk = BulkActions(workspace, self.selected, self)
        self.chips = FilterChips(workspace, self)
        self.count = QLabel(self)
        self.count.setProperty("tone", "second")
        self.show_all = QPushButton(self.tr("Show all"))
        self.show_all.clicked.connect(self._drop_filter)
        self.empty = EmptyPage("", self.show_all, at_top=True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._show_row)
        self.view.customContextMenuRequested.connect(self._open_menu)
        workspace.queue_changed.connect(self._show_queue)
        workspace.statement_shown.connect(self._follow)
        workspace.coder_changed.connect(self._read_all)
        workspace.changed.connect(self._hear)
        workspace.closed.connect(self._show_queue)
        self._show_queue()

    def selected(self) -> list[StatementId]:
        """The selected statements in their order."""
        ranges = self.view.selectionModel().selection()
        found = [ranges.at(place) for place in range(ranges.count())]
        rows = sorted((one.top(), one.bottom()) for one in found)
        ids = self.model.ids
        return [StatementId(key) for first, last in rows for key in ids[first : last + 1]]

    def _make_view(self) -> RowList:
        view = RowList(self.model, QueueDelegate(self._workspace, self.model), self)
        view.setObjectName("statementList")
        view.setAccessibleName(self.tr("Statements"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return view

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Statements"), self)
        title.setFont(theme.head_font(self.font()))
        title.setProperty("tone", "second")
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 4)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.count)
        wishes = QHBoxLayout()
        wishes.setContentsMargins(8, 0, 8, 8)
        wishes.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(wishes)
        column.addWidget(self._pages, 1)

    @Slot()
    def _show_queue(self) -> None:
        self._following = True
        self.model.show_ids(self._workspace.queue)
        self._following = False
        is_empty = not self._workspace.queue
        filtered = self._workspace.is_open and not self._workspace.filter.asks_for_nothing
        self.empty.words.setText(
            self.tr("No statement matches.")
            if filtered
            else self.tr("The statements that you import appear here.")
        )
        self.show_all.setVisible(filtered)
        self._pages.setCurrentWidget(self.empty if is_empty else self.view)
        self._count()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Let the statement in front be the current row, moving the list no more than it must."""
        row = self.model.row_of(self._workspace.statement_id)
        self._following = True
        if row is None:
            self.view.selectionModel().clear()
        elif row != self.view.currentIndex().row() or not self.view.selectionModel().hasSelection():
            index = self.model.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._following = False
        self.view.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _show_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self._workspace.show_statement(self.model.statement_at(current.row()))

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("status", "annotation"):
            self.model.read_again(changes.statements)
        elif changes.touch("actor", "source", "part", "statement"):
            self.model.read_again(None)
        if changes.touch("status"):
            self._count()

    @Slot()
    def _read_all(self) -> None:
        self.model.read_again(None)
        self._count()

    @Slot()
    def _drop_filter(self) -> None:
        wanted = self._workspace.filter
        self._workspace.set_filter(
            QueueFilter(wanted.coder_id, order=wanted.order, descending=wanted.descending)
        )

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bulk.fill(menu)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _count(self) -> None:
        """Count at once in a small project, aside in a large one; one count at a time."""
        workspace = self._workspace
        if not workspace.is_open:
            self.count.clear()
            return
        work = partial(queue_progress, coder_id=workspace.coder_id, ids=workspace.queue)
        if not workspace.is_large:
            self._show_count(work(workspace.store))
        elif self._counting is None:
            self._stale = False
            self._counting = read_job(self, workspace, work, self._show_count)
            self._counting.ended.connect(self._count_again)
        else:
            self._stale = True

    @Slot()
    def _count_again(self) -> None:
        self._counting = None
        if self._stale:
            self._count()

    def _show_count(self, progress: QueueProgress) -> None:
        words = self.tr("{done} of {total} done")
        self.count.setText(words.format(done=grouped(progress.done), total=grouped(progress.total)))
        self.counted.emit(progress.done, progress.total)

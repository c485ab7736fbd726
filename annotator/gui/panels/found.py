"""The panel of what was found: every hit with the words around it, and labels for all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError, SearchError
from annotator.gui.found.delegate import FoundDelegate
from annotator.gui.found.labelling import HitLabelling
from annotator.gui.found.model import FoundModel
from annotator.gui.jobs import Job, read_job
from annotator.gui.widgets.empty_page import EmptyPage
from annotator.gui.widgets.row_list import RowList
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.store.changes import Changes
from annotator.store.search import Hits, find
from annotator.store.search_query import Query, parse_query

FIRST = 50
"""Hits that are shown at once; the others follow when typing rests."""

REST_MS = 150


class FoundPanel(QWidget):
    """Hits of the last search. `hit_chosen`: go to a span of a statement; `search_wanted`: go to the field."""

    hit_chosen = Signal(object, object)
    search_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foundPanel")
        self._workspace = workspace
        self._query: Query | None = None
        self._typed = ""
        self._was_chosen = False
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._find_all)
        self.model = FoundModel(workspace, self)
        self.view = self._make_view()
        self.labelling = HitLabelling(workspace, self)
        self.message = QLabel(self)
        self.message.setProperty("tone", "second")
        self.label_all = QPushButton(self.tr("Label all hits …"), self)
        self.label_all.setStatusTip(self.tr("Give every hit the same label, in one step that can be undone"))
        self.label_all.clicked.connect(self._label_all)
        self.empty = self._make_empty()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.view)
        self._lay_out()
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        workspace.closed.connect(self.clear)
        workspace.changed.connect(self._hear)
        self.clear()

    def search(self, text: str) -> None:
        """Look for this; the first hits come at once, the others when nothing else is looked for."""
        typed = text.strip()
        if not self._workspace.is_open or not typed:
            self.clear()
            return
        self._stop()
        try:
            self._query = parse_query(typed)
        except SearchError as error:
            self._explain(error)
            return
        self._typed = typed
        self._job = read_job(
            self,
            self._workspace,
            partial(find, query=self._query, limit=FIRST),
            self._show_first,
            self._explain,
        )

    @Slot()
    def clear(self) -> None:
        """Show nothing found, and how to begin."""
        self._stop()
        self._query, self._typed = None, ""
        self.model.show_hits(Hits())
        self._say("")
        self.label_all.hide()
        self._pages.setCurrentWidget(self.empty)

    def step(self, by: int) -> None:
        """Go `by` hits on and show it; at either end stay."""
        row = self.view.currentIndex().row() if self._was_chosen else -1
        wanted = min(max(0, row + by), self.model.rowCount() - 1)
        if wanted >= 0:
            index = self.model.index(wanted, 0)
            self.view.setCurrentIndex(index)
            self._choose(index)

    @property
    def is_searching(self) -> bool:
        """Whether more hits may come."""
        return self._job is not None or self._rest.isActive()

    def _make_view(self) -> RowList:
        view = RowList(self.model, FoundDelegate(self.model), self)
        view.setObjectName("foundList")
        view.setAccessibleName(self.tr("Hits with the words around them"))
        return view

    def _make_empty(self) -> EmptyPage:
        begin = QPushButton(self.tr("Search"))
        begin.clicked.connect(self.search_wanted)
        words = self.tr("What you look for appears here, each hit with the words around it.")
        return EmptyPage(words, begin)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 12, 4)
        head.addWidget(self.message, 1)
        head.addWidget(self.label_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _show_first(self, hits: Hits) -> None:
        self._job = None
        self._was_chosen = False
        self.model.show_hits(hits)
        self.label_all.show()
        self._pages.setCurrentWidget(self.view)
        if len(hits) < FIRST:
            self._count()
        else:
            self._say(self.tr("{count} hits and more").format(count=len(hits)))
            self._rest.start()

    @Slot()
    def _find_all(self) -> None:
        if self._query is not None and self._workspace.is_open:
            self._job = read_job(
                self, self._workspace, partial(find, query=self._query), self._show_all, self._explain
            )

    def _show_all(self, hits: Hits) -> None:
        self._job = None
        self.model.add_hits(hits)
        self._count()

    def _count(self) -> None:
        hits, statements = len(self.model.hits), self.model.hits.count_statements()
        if not hits:
            nothing = self.tr("Nothing found for {query}. Fewer words find more; a * stands for all endings.")
            self._say(nothing.format(query=self._typed))
        elif hits == 1:
            self._say(self.tr("1 hit"))
        elif statements == 1:
            self._say(self.tr("{hits} hits in 1 statement").format(hits=grouped(hits)))
        else:
            counted = self.tr("{hits} hits in {statements} statements")
            self._say(counted.format(hits=grouped(hits), statements=grouped(statements)))
        self.label_all.setEnabled(hits > 0)

    def _explain(self, error: AnnotatorError) -> None:
        """Say what is wrong with the search; the hits of the last one stay, but are not to be labelled."""
        self._stop()
        self._say(self.tr(error.sentence).format(**error.values), warning=True)

    def _say(self, words: str, *, warning: bool = False) -> None:
        self.message.setText(words)
        self.message.setProperty("tone", "warning" if warning else "second")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def _stop(self) -> None:
        self._rest.stop()
        self.label_all.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self._was_chosen = True
        statement_id, span = self.model.place(index.row())
        self._go_to(statement_id, span)

    def _go_to(self, statement_id: StatementId, span: Span) -> None:
        self._workspace.show_statement(statement_id)
        self.hit_chosen.emit(statement_id, span)

    @Slot()
    def _label_all(self) -> None:
        self.labelling.ask(self.model.hits, self._typed)

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        """Other statements: look again."""
        if self._typed and changes.touch("statement", "source", "part", "actor"):
            self.search(self._typed)

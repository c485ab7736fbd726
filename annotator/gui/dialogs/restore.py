"""Going back to a snapshot: all there are, and what the chosen one would change against now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSplitter, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, run_job
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.snapshots import difference_lines, moment_word, table_word, why_taken
from annotator.gui.words.terms import grouped, sentence
from annotator.store.differences import Difference
from annotator.store.registers import read_head
from annotator.store.restoring import compare_with, snapshots_of
from annotator.store.ring import Snapshot
from annotator.store.store import Store

_MEGA = 1e6


class RestoreSnapshot(QDialog):
    """Snapshots of the project at a place, the latest first; `opened` is its store where it is open.

    `restore_wanted`: the project is to be again as in that snapshot.
    """

    restore_wanted = Signal(object)

    def __init__(
        self, path: Path, theme: Theme, *, opened: Store | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restoreSnapshot")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a snapshot"))
        self.resize(780, 560)
        self._path = path
        self._opened = opened
        self._uid = None if opened is None else read_head(opened).uid
        self._job: Job | None = None
        self.found: Sequence[Snapshot] = ()
        self.words = QLabel(self.tr("Looking for snapshots …"), self)
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "second")
        self.list = GridView(Grid(self), theme, rows=True)
        self.list.setObjectName("snapshotList")
        self.list.setAccessibleName(self.tr("Snapshots"))
        self.changes = GridView(Grid(self), theme, rows=True)
        self.changes.setObjectName("snapshotChanges")
        self.changes.setAccessibleName(self.tr("What restoring would change"))
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.restore = self.buttons.addButton(self.tr("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore.setEnabled(False)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.selectionModel().currentRowChanged.connect(self._compare)
        run_job(self, partial(snapshots_of, path, self._uid), self._list, self._explain)

    def chosen(self) -> Snapshot | None:
        """The snapshot of the current row."""
        row = self.list.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    @Slot()
    def accept(self) -> None:
        """Ask whoever opened this to restore the chosen one."""
        snapshot = self.chosen()
        if snapshot is not None and snapshot.is_whole:
            super().accept()
            self.restore_wanted.emit(snapshot)

    def _list(self, found: list[Snapshot]) -> None:
        self.found = found
        columns = [
            Column(self.tr("Taken"), width=150),
            Column(self.tr("Why"), share=3),
            Column(self.tr("Statements"), number=True, width=100),
            Column(self.tr("Annotations"), number=True, width=110),
            Column(self.tr("MB"), number=True, width=70),
        ]
        self.list.grid.show(columns, [self._row(one) for one in found])
        if not found or found[0].other:
            self.words.setText(self._why_none(found))
            return
        self.words.setText(
            self.tr(
                "The project will be as it was in the chosen snapshot. "
                "What it is now is kept as a snapshot first, so that you can go back here."
            )
        )
        self.list.setCurrentIndex(self.list.grid.index(0, 0))
        self.list.setFocus()

    def _why_none(self, found: list[Snapshot]) -> str:
        """Why none of them is offered first."""
        if found and self._uid is None:
            return self.tr(
                "The file does not say which project it is. "
                "Choose a snapshot of yours: each of those below names its project."
            )
        words = self.tr(
            "There is no snapshot of this project yet. "
            "One is taken every few minutes of work, and before imports and merges."
        )
        if found:
            words += " " + self.tr("Those below are of other projects that lay at the same place.")
        return words

    def _row(self, snapshot: Snapshot) -> Row:
        tip = f"{snapshot.path}"
        tone = Tone.TEXT if snapshot.is_whole else Tone.FAINT
        counts = (snapshot.statements, snapshot.annotations)
        return (
            Cell(moment_word(snapshot.at), tip, tone),
            Cell(why_taken(snapshot), tip, Tone.SECOND if snapshot.is_whole else tone),
            *(Cell("" if count is None else grouped(count), tip, tone, number=True) for count in counts),
            Cell(f"{snapshot.size / _MEGA:.1f}", tip, Tone.FAINT, number=True),
        )

    @Slot(QModelIndex, QModelIndex)
    def _compare(self, *_: QModelIndex) -> None:
        """Look in a job what would change."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        snapshot = self.chosen()
        self.restore.setEnabled(False)
        self.changes.grid.show((), ())
        if snapshot is None:
            return
        if not snapshot.is_whole:
            self.answer.setText(self.tr("This is the file as it was found damaged. It cannot be restored."))
            return
        self.answer.setText(self.tr("Looking what would change …"))
        work = partial(compare_with, self._path, snapshot.path, opened=self._opened)
        self._job = run_job(self, work, self._show_changes, self._explain)

    def _show_changes(self, found: list[Difference] | None) -> None:
        self._job = None
        self.restore.setEnabled(True)
        if found is None:
            self.answer.setText(
                self.tr("The project cannot be read as it is now, so nothing can be compared.")
            )
        elif not found:
            self.restore.setEnabled(False)
            self.answer.setText(self.tr("Nothing would change: the project holds the same now."))
        else:
            self.answer.setText(self.tr("Against what the project is now:"))
            self._fill_changes(found)

    def _fill_changes(self, found: Sequence[Difference]) -> None:
        rows = []
        for difference in found:
            head = table_word(difference.table)
            for what, names in difference_lines(difference):
                rows.append((Cell(head), Cell(what, tone=Tone.SECOND), Cell(names, names, Tone.SECOND)))
                head = ""
        columns = [
            Column(self.tr("What"), width=150),
            Column(self.tr("How many"), width=160),
            Column(self.tr("Such as"), share=1),
        ]
        self.changes.grid.show(columns, rows)

    def _explain(self, error: AnnotatorError) -> None:
        self._job = None
        self.answer.setText(sentence(error.sentence, error.values))

    def _lay_out(self) -> None:
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 8, 0, 0)
        lower.setSpacing(8)
        lower.addWidget(self.answer)
        lower.addWidget(self.changes, 1)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.list)
        halves.addWidget(below)
        halves.setChildrenCollapsible(False)
        halves.setSizes([240, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(halves, 1)
        column.addWidget(self.buttons)

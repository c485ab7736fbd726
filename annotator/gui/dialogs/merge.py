"""Merging other projects into the open one: what it would do, who is perhaps one person, then the merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.joining import Alike
from annotator.edits.merging import Merged, merge, preview_merge
from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, run_with_progress
from annotator.gui.words import sentence
from annotator.gui.workspace import Workspace

_JOIN = Qt.ItemDataRole.UserRole


class MergeProjects(QDialog):
    """Shows a merge before it is done; conflicts with both values, and names to tick where two are one.

    `merged` is told when all of it is in the project.
    """

    merged = Signal()

    def __init__(self, workspace: Workspace, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge projects"))
        self.resize(760, 480)
        self._workspace = workspace
        self._files = list(files)
        self.summary = QLabel(self.tr("Looking what is new …"), self)
        self.summary.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.model = QStandardItemModel(self)
        self.model.setHorizontalHeaderLabels([self.tr("Of what"), self.tr("Holds"), self.tr("Against it")])
        self.view = QTreeView(self)
        self.view.setModel(self.model)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Conflicts, and names that are perhaps one"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.merge = self.buttons.addButton(self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.merge.setEnabled(False)
        column = QVBoxLayout(self)
        for widget in (self.summary, self.progress, self.view, self.buttons):
            column.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        workspace.closed.connect(self.reject)
        path = workspace.store.path
        self._job = run_with_progress(
            self, lambda told: preview_merge(path, self._files, progress=told), self._show, self._explain
        )
        self._follow(self._job)

    def joins(self) -> list[tuple[str, str]]:
        """The pairs that are ticked, by uid: the first is the second."""
        rows = (self.model.item(row) for row in range(self.model.rowCount()))
        return [
            (str(item.data(_JOIN)[1]), str(item.data(_JOIN)[0]))
            for item in rows
            if item.checkState() is Qt.CheckState.Checked and item.data(_JOIN)
        ]

    @Slot()
    def accept(self) -> None:
        """Merge on another thread; edits wait meanwhile."""
        workspace, store, files, joins = self._workspace, self._workspace.store, self._files, self.joins()
        self.merge.setEnabled(False)
        self.progress.show()
        workspace.hold(self.tr("Projects are being merged. Wait until that is done."))
        self._job = run_with_progress(
            self, lambda told: merge(store, files, joins=joins, progress=told), self._end, self._explain
        )
        self._job.ended.connect(workspace.release)
        self._follow(self._job)

    @Slot()
    def reject(self) -> None:
        """Leave things as they are; what was begun is rolled back."""
        self._job.cancel()
        super().reject()

    def done(self, result: int) -> None:
        """Hear no more of the project."""
        self._workspace.closed.disconnect(self.reject)
        super().done(result)

    def _follow(self, job: Job) -> None:
        job.progressed.connect(partial(_show_progress, self.progress))
        job.ended.connect(self.progress.hide)

    def _show(self, found: Merged) -> None:
        self.summary.setText(self._in_words(found))
        self.merge.setEnabled(True)
        for alike in found.alike:
            self._offer(alike)
        for conflict in found.conflicts:
            other = conflict.other if conflict.field else self.tr("deleted in one file")
            about = f"{conflict.about} ({conflict.field})" if conflict.field else conflict.about
            self.model.appendRow([QStandardItem(text) for text in (about, conflict.kept, other)])
        for column in range(3):
            self.view.resizeColumnToContents(column)

    def _offer(self, alike: Alike) -> None:
        """A pair to tick; of more than two, each with the first."""
        for name, uid in list(zip(alike.names, alike.uids, strict=True))[1:]:
            question = self.tr("“{one}” and “{two}” are one").format(one=alike.names[0], two=name)
            item = QStandardItem(question)
            if alike.what in {"coder", "actor"}:
                item.setCheckable(True)
                item.setData([alike.uids[0], uid], _JOIN)
            self.model.appendRow([item, QStandardItem(alike.names[0]), QStandardItem(name)])

    def _in_words(self, found: Merged) -> str:
        if found.changes_nothing:
            return self.tr("All of it is here already.")
        counts = [sum(rows.values()) for rows in (found.added, found.changed, found.removed)]
        words = self.tr("Added: {added}. Changed: {changed}. Removed: {removed}. Conflicts: {conflicts}.")
        return words.format(
            added=counts[0], changed=counts[1], removed=counts[2], conflicts=len(found.conflicts)
        )

    def _end(self, _found: Merged) -> None:
        self.merged.emit()
        super().accept()

    def _explain(self, error: AnnotatorError) -> None:
        self.summary.setText(sentence(error.sentence, error.values))


def _show_progress(bar: QProgressBar, done: int, total: int) -> None:
    bar.setRange(0, total)
    bar.setValue(done)

"""Merging other projects into the open one: what it would do, who is perhaps one person, then the merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.joining import Alike
from annotator.edits.merging.merge import Merged, merge, preview_merge
from annotator.errors import AnnotatorError, DifferentUnitsError
from annotator.gui.jobs import Job, run_with_progress
from annotator.gui.widgets.boxes import ComboBox
from annotator.gui.widgets.grid_view import ROW
from annotator.gui.words.merges import (
    alike_question,
    field_word,
    kept_words,
    other_words,
    rows_word,
    rule_words,
)
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.gui.writing import Writing
from annotator.model.corpus import Unit
from annotator.store.conflicts import Conflict

_JOIN = Qt.ItemDataRole.UserRole


class MergeProjects(QDialog):
    """Shows a merge before it is done; conflicts with both values, and names to tick where two are one.

    `merged` is told, with what was done, when all of it is in the project.
    """

    merged = Signal(object)

    def __init__(self, workspace: Workspace, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mergeProjects")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge projects"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(560, 180)
        self._workspace = workspace
        self._files = list(files)
        self.title = QLabel(self)
        self.summary = QLabel(self)
        self.progress = QProgressBar(self)
        self.unit = self._make_unit()
        self.model = QStandardItemModel(self)
        self.view = self._make_view()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.merge = self.buttons.addButton(self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        workspace.closed.connect(self.reject)
        self._writing: Writing | None = None
        self._job = self._look()

    def joins(self) -> list[tuple[str, str]]:
        """The pairs that are ticked, by uid: the first is the second."""
        sections = (self.model.item(row) for row in range(self.model.rowCount()))
        items = (section.child(row) for section in sections for row in range(section.rowCount()))
        return [
            (str(item.data(_JOIN)[1]), str(item.data(_JOIN)[0]))
            for item in items
            if item.checkState() is Qt.CheckState.Checked and item.data(_JOIN)
        ]

    @Slot()
    def accept(self) -> None:
        """Merge aside; edits wait meanwhile."""
        files, joins, unit = self._files, self.joins(), self._chosen_unit()
        self.merge.setEnabled(False)
        self.view.setEnabled(False)
        self.summary.setText(self.tr("Merging … Cancel leaves everything as it was."))
        self._writing = self._workspace.write(
            self.tr("Merge projects"),
            lambda store, told: merge(store, files, joins=joins, unit=unit, progress=told),
            self._end,
            self._explain,
        )
        if self._writing is not None:
            self._follow(self._writing)

    @Slot()
    def reject(self) -> None:
        """Leave things as they are; what was begun is rolled back."""
        self._job.cancel()
        if self._writing is not None:
            self._writing.stop()
        super().reject()

    def done(self, result: int) -> None:
        """Hear no more of the project."""
        self._workspace.closed.disconnect(self.reject)
        super().done(result)

    def _look(self) -> Job:
        """Try the merge on a copy."""
        store, files, unit = self._workspace.store, self._files, self._chosen_unit()
        self.merge.setEnabled(False)
        self.summary.setText(self.tr("Looking what is new …"))
        job = run_with_progress(
            self,
            lambda told: preview_merge(store, files, unit=unit, progress=told),
            self._show,
            self._explain,
        )
        self._follow(job)
        return job

    @Slot()
    def _look_again(self) -> None:
        self._job.cancel()
        self._job = self._look()

    def _follow(self, job: Job | Writing) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        job.progressed.connect(partial(_show_progress, self.progress))
        job.ended.connect(self.progress.hide)

    def _show(self, found: Merged) -> None:
        self.summary.setText(self._in_words(found))
        self.merge.setEnabled(bool(found.alike) or not found.changes_nothing)
        self.merge.setDefault(self.merge.isEnabled())
        self.model.clear()
        self.model.setHorizontalHeaderLabels([self.tr("Of what"), self.tr("Holds"), self.tr("Against it")])
        if found.alike:
            section = self._section(self.tr("Names that are perhaps one: tick what is the same"))
            for alike in found.alike:
                self._offer(section, alike)
        if found.conflicts:
            section = self._section(
                self.tr("Conflicts: decided by rule, kept on record, changed later by hand")
            )
            for conflict in found.conflicts:
                self._tell(section, conflict)
        self.view.expandAll()
        self.view.setVisible(bool(found.alike or found.conflicts))
        if found.alike or found.conflicts:
            self.resize(860, 520)
        for row in range(self.model.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)

    def _section(self, words: str) -> QStandardItem:
        item = QStandardItem(words)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        item.setSelectable(False)
        item.setSizeHint(QSize(0, ROW))
        self.model.appendRow(item)
        return item

    def _tell(self, section: QStandardItem, conflict: Conflict) -> None:
        about = self.tr("{what}: {field}").format(what=conflict.about, field=field_word(conflict))
        cells = [QStandardItem(text) for text in (about, kept_words(conflict), other_words(conflict))]
        for cell in cells:
            cell.setSizeHint(QSize(0, ROW))
            cell.setToolTip(f"{cell.text()}\n{rule_words(conflict)}")
        section.appendRow(cells)

    def _offer(self, section: QStandardItem, alike: Alike) -> None:
        """A pair to tick; of more than two, each with the first."""
        for name, uid in list(zip(alike.names, alike.uids, strict=True))[1:]:
            item = QStandardItem(alike_question(alike))
            item.setSizeHint(QSize(0, ROW))
            if alike.what in {"coder", "actor"}:
                item.setCheckable(True)
                item.setData([alike.uids[0], uid], _JOIN)
                item.setToolTip(
                    self.tr("Ticked, “{two}” becomes “{one}”").format(one=alike.names[0], two=name)
                )
            section.appendRow([item, QStandardItem(_marked(alike.names[0])), QStandardItem(_marked(name))])

    def _in_words(self, found: Merged) -> str:
        if found.changes_nothing:
            return self.tr("All of it is here already.")
        told = (
            (self.tr("Comes in: {what}."), found.added),
            (self.tr("Changes: {what}."), found.changed),
            (self.tr("Goes: {what}."), found.removed),
        )
        return "\n".join(words.format(what=rows_word(counts)) for words, counts in told if counts)

    def _end(self, found: Merged) -> None:
        self.merged.emit(found)
        super().accept()

    def _explain(self, error: AnnotatorError) -> None:
        self._writing = None
        self.summary.setText(sentence(error.sentence, error.values))
        self.view.setEnabled(True)
        self.view.hide()
        if isinstance(error, DifferentUnitsError):
            self._unit_row.show()

    def _chosen_unit(self) -> Unit | None:
        chosen = self.unit.currentData()
        return Unit(chosen) if chosen else None

    def _make_unit(self) -> ComboBox:
        """Which of two cuts of one source to keep; shown where there are two."""
        box = ComboBox(self)
        box.setObjectName("mergeUnit")
        box.setAccessibleName(self.tr("Keep texts that are cut in two ways as"))
        box.addItem(self.tr("Choose"), "")
        for unit, words in (
            (Unit.SENTENCE, self.tr("sentences")),
            (Unit.PARAGRAPH, self.tr("paragraphs")),
            (Unit.POST, self.tr("whole posts")),
        ):
            box.addItem(words, unit.value)
        box.currentIndexChanged.connect(self._look_again)
        return box

    def _make_view(self) -> QTreeView:
        view = QTreeView(self)
        view.setObjectName("mergeFindings")
        view.setModel(self.model)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Conflicts, and names that are perhaps one"))
        view.setRootIsDecorated(False)
        view.setIndentation(12)
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return view

    def _lay_out(self) -> None:
        names = ", ".join(path.name for path in self._files)
        self.title.setText(
            self.tr("From {files} into {project}").format(
                files=names, project=self._workspace.store.path.name
            )
        )
        for label in (self.title, self.summary):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("tone", "second")
        self._unit_row = QWidget(self)
        row = QHBoxLayout(self._unit_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(self.unit.accessibleName(), self._unit_row))
        row.addWidget(self.unit)
        row.addStretch()
        self._unit_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self.title, self.summary, self._unit_row, self.progress):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addStretch()
        column.addWidget(self.buttons)
        self.view.hide()


def _marked(name: str) -> str:
    """A name with its blanks to be seen."""
    return f"“{name}”"


def _show_progress(bar: QProgressBar, done: int, total: int) -> None:
    bar.setRange(0, total)
    bar.setValue(done)

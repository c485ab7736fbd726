"""Splitting a code: a new one takes over those of its annotations that are ticked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.codes import split_code
from annotator.gui.jobs import read_job
from annotator.gui.widgets.screen import fitting_size
from annotator.gui.words.terms import annotations_word, sentence
from annotator.gui.workspace import Workspace
from annotator.model.annotation import AnnotationId
from annotator.model.codebook import CODE_COLOURS, Code
from annotator.store.retrieval import Retrieved, Wanted, retrieve

_KEY = int(Qt.ItemDataRole.UserRole) + 1


class SplitCode(QDialog):
    """The annotations of the code by their words, each with a box to tick; a field narrows them down."""

    def __init__(self, workspace: Workspace, code: Code, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("splitCode")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Split {name}").format(name=code.name))
        self._workspace = workspace
        self._code = code
        self._model = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name = self._field("splitName", self.tr("Name of the new code"))
        self.search = self._field("splitSearch", self.tr("Find among the words"))
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.list = QListView(self)
        self.list.setObjectName("splitList")
        self.list.setAccessibleName(self.tr("Annotations that take the new code"))
        self.list.setModel(self._found)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.count = QLabel(self)
        self.count.setProperty("tone", "second")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.act = self.buttons.addButton(self.tr("Split"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.name, self.search, self.list, self.count, self.buttons):
            column.addWidget(widget)
        self.name.textChanged.connect(self._weigh)
        self._model.itemChanged.connect(self._weigh)
        workspace.closed.connect(self.reject)
        self._weigh()
        self.resize(fitting_size(self, 560, 480))
        read_job(self, workspace, partial(retrieve, wanted=Wanted(code_id=code.id)), self._list_them)

    @Slot()
    def accept(self) -> None:
        """Split as one step; when a rule is broken, say which and stay."""
        chosen, taken = self._ticked(), len(self._workspace.codebook.variable(self._code.variable_id).codes)
        self._workspace.write(
            self.tr("Split code"),
            lambda store, _: split_code(
                store,
                self._code.id,
                self.name.text(),
                chosen,
                colour=CODE_COLOURS[taken % len(CODE_COLOURS)],
            ),
            lambda _: super(SplitCode, self).accept(),
            lambda error: self.count.setText(sentence(error.sentence, error.values)),
            rows=len(chosen),
        )

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        return field

    def _list_them(self, found: list[Retrieved]) -> None:
        for one in found:
            item = QStandardItem(" ".join(one.words.split()))
            item.setCheckable(True)
            item.setData(one.annotation_id, _KEY)
            self._model.appendRow(item)
        self._weigh()

    def _ticked(self) -> list[AnnotationId]:
        items = (self._model.item(row) for row in range(self._model.rowCount()))
        return [AnnotationId(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    @Slot()
    def _weigh(self) -> None:
        ticked = self._ticked()
        words = self.tr("{annotations} of {total} take the new code.")
        total = self._model.rowCount()
        self.count.setText(words.format(annotations=annotations_word(len(ticked)), total=total))
        self.act.setEnabled(bool(ticked) and bool(self.name.text().strip()))

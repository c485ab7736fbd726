"""Drawing a random sample of the queue, as a worklist for some coders."""

from __future__ import annotations

import secrets
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.worklists import draw_sample
from annotator.errors import AnnotatorError
from annotator.gui.dialogs.needed_size import NeededSize
from annotator.gui.widgets.boxes import ComboBox, SpinBox
from annotator.gui.widgets.paragraphs import Explanation, Problem
from annotator.gui.words.terms import sentence, statements_word
from annotator.gui.workspace import Workspace
from annotator.gui.writing import Writing
from annotator.model.annotation import CoderId, CoderKind
from annotator.model.worklist import Stratum, WorklistId
from annotator.store.queue import QueueFilter
from annotator.store.worklists import read_worklists

_USUAL = 50
"""Statements that a first test of reliability usually takes at least."""


class DrawSample(QDialog):
    """Name, size, seed and coders; what is drawn from is the queue as it is filtered now."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Draw a random sample"))
        self._workspace = workspace
        self._writing: Writing | None = None
        count = len(workspace.queue)
        self.name = QLineEdit(self._free_name(), self)
        self.size_ = SpinBox(self)
        self.size_.setRange(1, max(1, count))
        self.size_.setValue(min(_USUAL, count))
        self.size_.lineEdit().setTextMargins(8, 0, 0, 0)
        self.needed = NeededSize(self)
        self.needed.chosen.connect(self.size_.setValue)
        self.evenly = ComboBox(self)
        for words, stratum in (
            (self.tr("all statements together"), None),
            (self.tr("sources, in proportion"), Stratum.SOURCE),
            (self.tr("speakers, in proportion"), Stratum.SPEAKER),
            (self.tr("months, in proportion"), Stratum.MONTH),
        ):
            self.evenly.addItem(words, stratum)
        self.seed = QLineEdit(str(secrets.randbelow(900_000) + 100_000), self)
        self.coders = [
            (coder.id, QCheckBox(coder.name, self))
            for coder in workspace.head.coders
            if coder.kind is CoderKind.PERSON
        ]
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.draw = self.buttons.addButton(self.tr("Draw"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.draw.setEnabled(count > 0)
        self.problem = Problem(self)
        self._lay_out(count)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        workspace.closed.connect(self.reject)

    @Slot()
    def accept(self) -> None:
        """Draw, and show the sample; when a rule is broken, say which and stay."""
        among = self._workspace.queue
        draw = partial(
            draw_sample,
            name=self.name.text(),
            among=among,
            size=self.size_.value(),
            seed=self.seed.text().strip(),
            coder_ids=[CoderId(coder_id) for coder_id, box in self.coders if box.isChecked()],
            evenly=self.evenly.currentData(),
        )
        self._writing = self._workspace.write(
            self.tr("Draw a random sample"),
            lambda store, _: draw(store),
            self._show_sample,
            self._explain,
            rows=len(among),
        )
        self.draw.setEnabled(self._writing is None)

    @Slot()
    def reject(self) -> None:
        """Draw nothing."""
        if self._writing is not None:
            self._writing.stop()
        super().reject()

    def _show_sample(self, drawn: WorklistId) -> None:
        self._writing = None
        super().accept()
        self._workspace.set_filter(QueueFilter(self._workspace.coder_id, worklist_id=drawn))

    def _explain(self, error: AnnotatorError) -> None:
        self._writing = None
        self.draw.setEnabled(True)
        self.problem.say(sentence(error.sentence, error.values))

    def _free_name(self) -> str:
        taken = {worklist.name for worklist in read_worklists(self._workspace.store)}
        names = (self.tr("Sample {number}").format(number=number) for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def _lay_out(self, count: int) -> None:
        words = Explanation(
            self.tr(
                "From the queue as it is filtered now: {statements}. "
                "The same seed draws the same sample again, on any computer."
            ).format(statements=statements_word(count)),
            self,
        )
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Statements"), self.size_)
        form.addRow(self.tr("Needed for"), self.needed)
        form.addRow(self.tr("Drawn from"), self.evenly)
        form.addRow(self.tr("Seed"), self.seed)
        for place, (_, box) in enumerate(self.coders):
            form.addRow(self.tr("For") if place == 0 else "", box)
            box.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (words, self.problem):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.resize(460, 0)

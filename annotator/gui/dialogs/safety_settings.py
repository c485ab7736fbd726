"""Where snapshots lie, and how much they and the history of a project may take."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui import file_prompts
from annotator.gui.jobs import run_job
from annotator.gui.preferences import Preferences
from annotator.gui.widgets.boxes import SpinBox
from annotator.gui.widgets.paragraphs import Explanation, Problem
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.store.compacting import journal_limit
from annotator.store.ring import most_bytes, move_snapshots, snapshots_folder

_MOST_MB = 1_000_000


class SafetySettings(QDialog):
    """Three choices; what is open follows them at once."""

    def __init__(self, preferences: Preferences, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("safetySettingsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Snapshots and history"))
        self._preferences = preferences
        self._workspace = workspace
        self._before = snapshots_folder()
        self.folder = QLineEdit(str(self._before), self)
        self.folder.setMinimumWidth(360)
        self.folder.setAccessibleName(self.tr("Folder of the snapshots"))
        self.choose = QPushButton(self.tr("Choose …"), self)
        self.choose.setAutoDefault(False)
        self.snapshots = self._megabytes(most_bytes())
        self.snapshots.setAccessibleName(self.tr("Snapshots of one project, at most"))
        self.journal = self._megabytes(journal_limit())
        self.journal.setAccessibleName(self.tr("History of one project, at most"))
        self.problem = Problem(self)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        self._lay_out()
        self.choose.clicked.connect(self._ask_folder)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def accept(self) -> None:
        """Keep the choices; to another folder the snapshots go along, aside."""
        folder = Path(self.folder.text().strip() or self._before)
        if folder == self._before:
            self._keep(folder)
            return
        self.buttons.setEnabled(False)
        run_job(
            self,
            partial(move_snapshots, self._before, folder),
            lambda _: self._keep(folder),
            self._explain,
        )

    def _keep(self, folder: Path) -> None:
        self._preferences.keep_safety(folder, self.snapshots.value(), self.journal.value())
        if self._workspace.is_open and self._workspace.writing is None:
            self._workspace.store.limit_journal(self.journal.value() << 20)
        super().accept()

    def _explain(self, error: AnnotatorError) -> None:
        self.buttons.setEnabled(True)
        self.problem.say(sentence(error.sentence, error.values))

    @Slot()
    def _ask_folder(self) -> None:
        found = file_prompts.ask_folder(self, self.tr("Folder of the snapshots"), self.folder.text())
        if found is not None:
            self.folder.setText(str(found))

    def _megabytes(self, value: int) -> SpinBox:
        box = SpinBox(self)
        box.setRange(1, _MOST_MB)
        box.setSingleStep(100)
        box.setGroupSeparatorShown(True)
        box.setSuffix(self.tr(" MB"))
        box.setValue(max(1, value >> 20))
        box.setMinimumWidth(140)
        box.lineEdit().setTextMargins(8, 0, 0, 0)
        return box

    def _lay_out(self) -> None:
        words = Explanation(
            self.tr(
                "Snapshots are best kept on another disk than the projects. "
                "When they take more, the oldest go; the last three always stay. "
                "When the history takes more, its oldest steps keep their titles and can no longer be undone; "
                "the last fifty always can."
            ),
            self,
        )
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("Snapshots lie in"), place)
        form.addRow(self.tr("Snapshots of one project, at most"), self.snapshots)
        form.addRow(self.tr("History of one project, at most"), self.journal)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

"""What the dialogs of sharing have in common: words, a place for what went wrong, progress, two buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, read_job, run_job
from annotator.gui.theme import scaled
from annotator.gui.widgets.fitting_dialog import FittingDialog
from annotator.gui.widgets.paragraphs import Problem
from annotator.gui.words.terms import annotations_word, grouped, sentence
from annotator.gui.workspace import Workspace
from annotator.store.holdings import Holdings, Work, read_holdings


class ShareDialog(FittingDialog):
    """Counts what the project holds, then lets the dialog show it; closes with the project."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._workspace = workspace
        self._job: Job | None = None
        self.holdings: Holdings | None = None
        self.problem = Problem(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.act = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        workspace.closed.connect(self.reject)
        self._job = read_job(self, workspace, read_holdings, self._take_holdings, self.explain)

    def show_holdings(self, holdings: Holdings) -> None:
        """For each dialog: say what goes where."""

    def lay_out(self, widgets: Iterable[QWidget]) -> None:
        """The widgets in a column, then what all have."""
        for widget in (*widgets, self.problem, self.progress, self.buttons):
            self.column.addWidget(widget)

    def words(self, text: str = "", *, head: bool = False) -> QLabel:
        """A paragraph, or the head of what follows."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if head:
            label.setFont(scaled(self.font(), 1.0, bold=True))
        else:
            label.setProperty("tone", "second")
        return label

    def run(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        """Do the work aside; the button waits meanwhile."""
        self.problem.hide()
        self.progress.show()
        self.act.setEnabled(False)
        self._job = run_job(self, work, lambda _: self._end(done), self.explain)

    def explain(self, error: AnnotatorError) -> None:
        """Say what went wrong, and let the user try otherwise."""
        self._job = None
        self.progress.hide()
        self.act.setEnabled(True)
        self.problem.say(sentence(error.sentence, error.values))
        self.fit()

    @Slot()
    def reject(self) -> None:
        """Leave things as they are."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def done(self, result: int) -> None:
        """Hear no more of the project."""
        self._workspace.closed.disconnect(self.reject)
        super().done(result)

    def _end(self, done: Callable[[], None]) -> None:
        self._job = None
        done()
        super().accept()

    def _take_holdings(self, found: Holdings) -> None:
        self._job = None
        self.holdings = found
        self.show_holdings(found)
        self.fit()

    def work_words(self, work: Work) -> str:
        """What a coder did: *Ana: 120 annotations, 96 stages, 2 memos*."""
        parts = [annotations_word(work.annotations)]
        if work.stages:
            parts.append(self.tr("{count} stages").format(count=grouped(work.stages)))
        if work.memos:
            parts.append(self.tr("{count} memos").format(count=grouped(work.memos)))
        return self.tr("{coder}: {work}").format(coder=work.coder.name, work=", ".join(parts))

"""Correcting who said it, when, and where it appeared, for one statement or many."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.correcting import Correction, correct
from annotator.errors import AnnotatorError
from annotator.gui.jobs import read_job
from annotator.gui.theme import head_font
from annotator.gui.widgets.paragraphs import Explanation, Problem
from annotator.gui.words.terms import sentence, sources_word, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.facts import Facts, common_facts


class CorrectDialog(QDialog):
    """A field for each fact; only what is changed is written, as one step."""

    def __init__(
        self, workspace: Workspace, statement_ids: list[StatementId], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correctDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Correct"))
        self._workspace = workspace
        self._ids = statement_ids
        self._before: dict[str, str] = {}
        self.fields = {
            name: QLineEdit(self)
            for name in ("speaker", "said", "title", "outlet", "author", "url", "published")
        }
        names = [actor.name for actor in workspace.head.actors]
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.fields["speaker"].setCompleter(completer)
        self.statement_head, self.source_head = QLabel(self), QLabel(self)
        self.problem = Problem(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.act = self.buttons.addButton(self.tr("Correct"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.act.setEnabled(False)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        workspace.closed.connect(self.reject)
        for field in self.fields.values():
            field.setEnabled(False)
            field.textChanged.connect(self._weigh)
        read_job(self, workspace, partial(common_facts, statement_ids=statement_ids), self._show_facts)

    @Slot()
    def accept(self) -> None:
        """Write what was changed; when a rule is broken, say which and stay."""
        self.problem.hide()
        ids, correction = self._ids, Correction(**self._changed())
        self._workspace.write(
            self.windowTitle(),
            lambda store, _: correct(store, ids, correction),
            lambda _: QDialog.accept(self),
            self._explain,
            rows=len(ids),
        )

    def _changed(self) -> dict[str, str]:
        return {
            name: field.text()
            for name, field in self.fields.items()
            if name in self._before and field.text().strip() != self._before[name]
        }

    @Slot()
    def _weigh(self) -> None:
        self.act.setEnabled(bool(self._changed()))

    def _show_facts(self, facts: Facts) -> None:
        self.statement_head.setText(statements_word(facts.statements))
        self.source_head.setText(self.tr("In {sources}").format(sources=sources_word(facts.sources)))
        for name, field in self.fields.items():
            common: str | None = getattr(facts, name)
            field.setEnabled(True)
            field.setText(common or "")
            field.setPlaceholderText(self.tr("different ones") if common is None else "")
            self._before[name] = common or ""
        self._weigh()
        self.fields["speaker"].setFocus()
        self.fields["speaker"].selectAll()

    @Slot(str, dict)
    def _explain(self, error: AnnotatorError) -> None:
        self.problem.say(sentence(error.sentence, error.values))

    def _lay_out(self) -> None:
        words = Explanation(
            self.tr(
                "Dates are 2031-03-09, 2031-03 or 2031, as far as they are known. "
                "An empty speaker or day is that of the source."
            ),
            self,
        )
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        for head, rows in (
            (self.statement_head, (("speaker", self.tr("Speaker")), ("said", self.tr("Said on")))),
            (
                self.source_head,
                (
                    ("title", self.tr("Title")),
                    ("outlet", self.tr("Outlet")),
                    ("author", self.tr("Author")),
                    ("url", self.tr("Address")),
                    ("published", self.tr("Published")),
                ),
            ),
        ):
            head.setFont(head_font(self.font()))
            head.setProperty("tone", "second")
            form.addRow(head)
            for name, label in rows:
                form.addRow(label, self.fields[name])
                self.fields[name].setAccessibleName(label)
                self.fields[name].setObjectName(f"{name}Field")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (words, self.problem):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.resize(480, 0)

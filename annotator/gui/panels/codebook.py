"""The codebook beside the text: every answer with its key, and the help for the one in focus."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.coding.answer_rows import Answer, AnswerView
from annotator.gui.coding.coding import Coding
from annotator.gui.jobs import Job, read_job
from annotator.gui.theme import Theme, head_font, icon
from annotator.gui.widgets.empty_page import EmptyPage
from annotator.gui.words.terms import absence_word, annotations_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Value
from annotator.model.codebook import Code, CodeId, Variable, VariableKind
from annotator.store.annotations import code_counts
from annotator.store.changes import Changes

_LEAST_HELP = 130
"""The rows stand closer before the help gets less room than this."""


class CodebookPanel(QWidget):
    """Variables and their codes in rows; a click or the key gives the code.

    `pick_wanted`: type-ahead asked for. `edit_wanted`: there is no codebook yet, and one shall be made.
    """

    pick_wanted = Signal(object)
    edit_wanted = Signal()

    def __init__(
        self, workspace: Workspace, coding: Coding, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codebookPanel")
        self.setAccessibleName(self.tr("Codebook"))
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._coding = coding
        self._counts: dict[CodeId, int] = {}
        self._counting: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(300)
        self._soon.timeout.connect(self._recount)
        self._build(theme)
        self.set_theme(theme)
        for signal in (workspace.opened, workspace.coder_changed):
            signal.connect(self._recount)
        for signal in (
            workspace.closed,
            workspace.annotation_chosen,
            workspace.statement_shown,
            coding.keys_changed,
        ):
            signal.connect(self.refresh)
        workspace.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._tree.rows.theme = theme
        self._theme = theme
        self._find.setIcon(icon("search", theme))
        self._tree.viewport().update()
        self._show_help()

    def refresh(self) -> None:
        """Show the codebook as it is, with what the active annotation says marked."""
        answers: list[Answer] = []
        if self._workspace.is_open:
            keyed = {value: self._coding.engraved(key) for key, value in self._coding.keyed_values().items()}
            active = self._coding.active()
            given = set(active.values) if active else set()
            missing = self._coding.missing()
            for variable in self._coding.active_variables():
                found = self._answers(variable, keyed, given)
                answers += self._with_head(variable, found, is_missing=variable in missing)
        self._tree.show_answers(answers)
        nothing = self._workspace.is_open and not answers
        self._empty.setVisible(nothing)
        for part in (self._tree, self._help):
            part.setVisible(not nothing)
        self._fit()
        self._show_help()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: the rows stand as close as they must."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        head = self._head.sizeHint().height()
        self._tree.fit(self.height() - head - _LEAST_HELP - 2 * 4)

    def _build(self, theme: Theme) -> None:
        title = QLabel(self.tr("Codebook"))
        title.setFont(head_font(self.font()))
        title.setProperty("tone", "second")
        self._find = QToolButton()
        self._find.setObjectName("findCodeButton")
        self._find.setAccessibleName(self.tr("Find a code"))
        self._find.setToolTip(self.tr("Find a code by typing  ( / )"))
        self._find.clicked.connect(self._ask_for_pick)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 0)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self._find)
        self._head = QWidget()
        self._head.setLayout(head)
        self._tree = AnswerView(theme)
        self._tree.setObjectName("codeTree")
        self._tree.setAccessibleName(self.tr("Codes"))
        self._tree.clicked.connect(self._give)
        self._tree.activated.connect(self._give)
        self._tree.entered.connect(self._show_help)
        self._tree.selectionModel().currentChanged.connect(self._show_help)
        self._help = QTextBrowser()
        self._help.setObjectName("codeHelp")
        self._help.setAccessibleName(self.tr("Help for the code"))
        self._help.setOpenLinks(False)
        self._help.setMinimumHeight(64)
        self._help.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._help.document().setDocumentMargin(16)
        self._empty = self._make_empty()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._head)
        layout.addWidget(self._tree)
        layout.addWidget(self._help, 1)
        layout.addWidget(self._empty, 1)

    def _make_empty(self) -> EmptyPage:
        """What is here while no variable asks anything, and the next step."""
        button = QPushButton(self.tr("Edit codebook …"))
        button.setObjectName("emptyCodebook")
        button.clicked.connect(self.edit_wanted)
        words = self.tr(
            "Variables and their codes will be here. Make your own, or take a ready-made codebook."
        )
        return EmptyPage(words, button)

    def _with_head(self, variable: Variable, answers: list[Answer], *, is_missing: bool) -> list[Answer]:
        keys = [answer.key.upper() for answer in answers if answer.key and answer.value is not None]
        row = f"{keys[0]} … {keys[-1]}" if len(keys) > 1 else "".join(keys)
        return [Answer(variable.name, variable.id, key=row, is_head=True, is_missing=is_missing), *answers]

    def _answers(self, variable: Variable, keyed: dict[Value, str], given: set[Value]) -> list[Answer]:
        found: list[Answer] = []
        for code in variable.codes:
            value = Value(variable.id, code_id=code.id)
            if not code.retired or value in given:
                found.append(
                    Answer(
                        code.name,
                        variable.id,
                        keyed.get(value, ""),
                        code.colour,
                        self._counts.get(code.id, 0),
                        value,
                        code,
                        given=value in given,
                        depth=_depth(variable, code),
                    )
                )
        if variable.kind is VariableKind.ACTORS:
            names = {actor.id: actor.name for actor in self._workspace.head.actors}
            values = [value for value in keyed if value.variable_id == variable.id]
            values += [value for value in given if value.variable_id == variable.id and value not in values]
            found += [
                Answer(
                    names[value.actor_id],
                    variable.id,
                    keyed.get(value, ""),
                    value=value,
                    given=value in given,
                )
                for value in values
                if value.actor_id in names
            ]
            found.append(Answer(self.tr("Another actor …"), variable.id, key="/"))
        found += [
            Answer(
                absence_word(value.absence),
                variable.id,
                value=value,
                given=True,
            )
            for value in given
            if value.variable_id == variable.id and value.absence is not None
        ]
        return found

    def _code_given_last(self) -> Code | None:
        if not self._workspace.is_open:
            return None
        active = self._coding.active()
        said = [value for value in active.values if value.code_id is not None] if active else []
        value = self._coding.last_given or (said[0] if said else None)
        if value is None or value.code_id is None:
            return None
        return next((code for code in self._workspace.codebook.codes() if code.id == value.code_id), None)

    def _recount(self) -> None:
        """Count how often each code stands, in a job: in a large project that takes longer than a frame."""
        self.refresh()
        coder = self._workspace.coder_id
        if coder is None or not self._workspace.is_open:
            return
        if self._counting is not None:
            self._counting.cancel()
        work = partial(code_counts, coder_id=coder)
        self._counting = read_job(self, self._workspace, work, self._show_counts)

    def _show_counts(self, counts: dict[CodeId, int]) -> None:
        self._counting = None
        if counts != self._counts:
            self._counts = counts
            self.refresh()

    def _follow(self, changes: Changes) -> None:
        concerned = changes.annotations is None or self._workspace.annotation_id in changes.annotations
        if concerned or changes.touch("code", "variable", "actor"):
            self.refresh()
        if changes.touch("value"):
            self._soon.start()

    def _give(self, index: QModelIndex) -> None:
        answer = self._tree.answer(index)
        if answer is not None and answer.value is not None:
            self._coding.give(answer.value)
        elif answer is not None and not answer.is_head:
            self.pick_wanted.emit(answer.variable_id)

    def _ask_for_pick(self) -> None:
        self.pick_wanted.emit(None)

    def _show_help(self, index: QModelIndex | None = None) -> None:
        found = index if isinstance(index, QModelIndex) and index.isValid() else self._tree.currentIndex()
        answer = self._tree.answer(found)
        code = (answer.code if answer else None) or self._code_given_last()
        if code is None:
            hint = self.tr("Point at a code to read its definition here.")
            self._help.setHtml(f"<p style='color:{self._theme.faint}'>{hint}</p>")
            return
        count = self._counts.get(code.id, 0)
        words = self.tr("in {annotations} of yours") if count else self.tr("in none of yours yet")
        used = words.format(annotations=annotations_word(count))
        used = f"<span style='color:{self._theme.second}'> · {used}</span>"
        lines = [f"<p style='margin:0 0 6px 0'><b>{_html(code.name)}</b>{used}</p>"]
        for head, words in (
            ("", code.definition),
            (self.tr("Use when"), code.use_when),
            (self.tr("Avoid when"), code.avoid_when),
            (self.tr("Example"), " ".join(f"“{example}”" for example in code.examples)),
        ):
            if words:
                mark = f"<span style='color:{self._theme.second}'><b>{head}</b></span> " if head else ""
                lines.append(f"<p style='margin:0 0 5px 0'>{mark}{_html(words)}</p>")
        self._help.setHtml("".join(lines))


def _depth(variable: Variable, code: Code) -> int:
    """How many codes stand above this one."""
    above = {one.id: one.parent_id for one in variable.codes}
    depth, parent = 0, code.parent_id
    while parent is not None and depth < len(above):
        depth, parent = depth + 1, above.get(parent)
    return depth


def _html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")

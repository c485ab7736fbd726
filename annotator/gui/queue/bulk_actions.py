"""What can be done with all selected statements at once; each act says how many and is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.edits.bulk import flag_statements
from annotator.edits.statements import join_statements
from annotator.edits.statuses import set_aside, set_stage
from annotator.gui import prompts
from annotator.gui.words.terms import exclusion_kept, exclusion_word, grouped, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import EXCLUSIONS, Stage
from annotator.model.corpus import StatementId

MANY = 50
"""Above so many statements an act asks first."""


class BulkActions(QObject):
    """The acts, for whichever statements `selected` gives when one is chosen."""

    def __init__(
        self, workspace: Workspace, selected: Callable[[], Sequence[StatementId]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._selected = selected
        self._window = parent
        self.done = self._action(self.tr("Mark as done"), self._mark_done)
        self.untouched = self._action(self.tr("Mark as untouched"), self._mark_untouched)
        self.skip = self._action(self.tr("Skip"), self._skip)
        self.exclude = self._action(self.tr("Exclude …"), self._exclude)
        self.flag = self._action(self.tr("Flag"), self._flag)
        self.unflag = self._action(self.tr("Remove flag"), self._unflag)
        self.correct = self._action(self.tr("Correct speaker, date, outlet …"), self._correct)
        self.aside = self._action(self.tr("Set aside"), self._set_aside)
        self.take_in = self._action(self.tr("Take into the queue"), self._take_in)
        self.join = self._action(self.tr("Join into one statement"), self._join)

    def fill(self, menu: QMenu) -> None:
        """Put the acts into a menu, below a line that says what they are for."""
        count = len(self._selected())
        menu.addSection(statements_word(count))
        groups = (
            (self.done, self.skip, self.exclude, self.untouched),
            (self.flag, self.unflag),
            (self.aside, self.take_in),
            (self.join,),
            (self.correct,),
        )
        for place, group in enumerate(groups):
            if place:
                menu.addSeparator()
            for action in group:
                action.setEnabled(count > 0 and self._workspace.coder_id is not None)
                menu.addAction(action)
        self.join.setEnabled(count > 1)

    def _action(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setStatusTip(
            self.tr("{text}: all selected statements, as one step").format(text=text.rstrip(" …"))
        )
        action.triggered.connect(act)
        return action

    @Slot()
    def _mark_done(self) -> None:
        self._move(Stage.DONE, self.tr("Mark {count} statements as done?"), self.tr("Mark as done"))

    @Slot()
    def _mark_untouched(self) -> None:
        self._move(
            Stage.UNTOUCHED, self.tr("Mark {count} statements as untouched?"), self.tr("Mark as untouched")
        )

    @Slot()
    def _skip(self) -> None:
        self._move(Stage.SKIPPED, self.tr("Skip {count} statements?"), self.tr("Skip"))

    @Slot()
    def _exclude(self) -> None:
        ids = self._selected()
        question = (
            self.tr("Why does this statement not belong to the study?")
            if len(ids) == 1
            else self.tr("Why do these {count} statements not belong to the study?").format(
                count=grouped(len(ids))
            )
        )
        reason = prompts.ask_text(
            self._window, self.tr("Exclude"), question, text=exclusion_word(EXCLUSIONS[0])
        )
        if reason is not None:
            self._set_stage(self.tr("Exclude"), ids, Stage.EXCLUDED, exclusion_kept(reason))

    @Slot()
    def _flag(self) -> None:
        self._set_flags(flagged=True)

    @Slot()
    def _unflag(self) -> None:
        self._set_flags(flagged=False)

    @Slot()
    def _set_aside(self) -> None:
        ids = self._selected()
        if self._agreed(ids, self.tr("Set {count} statements aside?"), self.tr("Set aside")):
            self._put_aside(self.tr("Set aside"), ids, aside=True)

    @Slot()
    def _take_in(self) -> None:
        ids = self._selected()
        if self._agreed(ids, self.tr("Take {count} statements into the queue?"), self.tr("Take in")):
            self._put_aside(self.tr("Take in"), ids, aside=False)

    @Slot()
    def _join(self) -> None:
        self._workspace.edit(join_statements, self._selected())

    @Slot()
    def _correct(self) -> None:
        from annotator.gui.dialogs.correct import CorrectDialog

        CorrectDialog(self._workspace, list(self._selected()), self._window.window()).open()

    def _move(self, stage: Stage, question: str, act: str) -> None:
        ids = self._selected()
        if self._agreed(ids, question, act):
            self._set_stage(act, ids, stage)

    def _set_flags(self, *, flagged: bool) -> None:
        ids = self._selected()
        question = (
            self.tr("Flag {count} statements?")
            if flagged
            else self.tr("Remove the flags of {count} statements?")
        )
        act = self.tr("Flag") if flagged else self.tr("Remove")
        coder_id = self._workspace.coder_id
        if coder_id is not None and self._agreed(ids, question, act):
            self._workspace.write(
                act, lambda store, _: flag_statements(store, ids, coder_id, flagged=flagged), rows=len(ids)
            )

    def _set_stage(self, title: str, ids: Sequence[StatementId], stage: Stage, reason: str = "") -> None:
        coder_id = self._workspace.coder_id
        if coder_id is not None:
            self._workspace.write(
                title, lambda store, _: set_stage(store, ids, coder_id, stage, reason=reason), rows=len(ids)
            )

    def _put_aside(self, title: str, ids: Sequence[StatementId], *, aside: bool) -> None:
        self._workspace.write(title, lambda store, _: set_aside(store, ids, aside=aside), rows=len(ids))

    def _agreed(self, ids: Sequence[StatementId], question: str, act: str) -> bool:
        if len(ids) <= MANY:
            return bool(ids)
        return prompts.confirm(self._window, act, question.format(count=grouped(len(ids))), act=act)

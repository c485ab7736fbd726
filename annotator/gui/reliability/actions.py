"""Actions of a test of reliability that begin with a question."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.edits.again import begin_again
from annotator.gui import file_prompts, prompts
from annotator.gui.agreement.freezing import ask_and_freeze
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderKind
from annotator.model.corpus import StatementId
from annotator.store.queue import QueueFilter
from annotator.store.settlements import done_count

_USUAL = 30
"""Statements that a second pass usually takes at least."""

_TABLES = "CSV (*.csv *.tsv *.txt)"


class Reliability(QObject):
    """`log_wanted`: the log is to be shown."""

    log_wanted = Signal()

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def draw_sample(self) -> None:
        """Draw a random sample of the queue, as a worklist for some coders."""
        from annotator.gui.dialogs.draw_sample import DrawSample

        DrawSample(self._workspace, self._window).open()

    def code_again(self) -> None:
        """Draw a sample of what the coder at work has done, to be coded again without seeing the first pass."""
        workspace = self._workspace
        coder = workspace.coder
        if coder is None or coder.kind is not CoderKind.PERSON:
            workspace.say(self.tr("Choose the person who is to code again, then try again."))
            return
        done = done_count(workspace.store, coder.id)
        if not done:
            workspace.say(
                self.tr("{name} has done no statement yet that could be coded again."), name=coder.name
            )
            return
        question = self.tr(
            "{name} has done {count} statements. How many are to be drawn and coded again, blind to the first pass?"
        ).format(name=coder.name, count=done)
        title = self.tr("Code again")
        given = prompts.ask_text(self._window, title, question, text=str(min(_USUAL, done)))
        if given is None:
            return
        if not given.isdecimal() or int(given) < 1:
            workspace.say(
                self.tr("“{given}” is not a number of statements. Write one, such as 30."), given=given
            )
            return
        seed = str(secrets.randbelow(900_000) + 100_000)
        drawn = workspace.edit(begin_again, coder.id, size=int(given), seed=seed)
        if drawn is not None:
            again, worklist = drawn
            workspace.set_coder(again)
            workspace.set_filter(QueueFilter(again, worklist_id=worklist))
            workspace.show_statement(StatementId(workspace.queue[0]) if len(workspace.queue) else None)

    def freeze(self) -> None:
        """Keep the coding as it is now under a name."""
        ask_and_freeze(self._workspace, self._window)

    def show_log(self) -> None:
        """Show the log of the study."""
        self.log_wanted.emit()

    def compare_table(self) -> None:
        """Agreement of a table of ratings or spans from elsewhere."""
        path = file_prompts.ask_file(self._window, self.tr("Agreement of a table"), _TABLES)
        if path is not None:
            from annotator.gui.dialogs.table_agreement import TableAgreement

            TableAgreement(path, self._window).show()

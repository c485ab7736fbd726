"""Settling in one step what nobody disputes: looked for aside, previewed, then done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.edits.adjudication import settle_unanimous
from annotator.edits.layers import Unanimous, find_unanimous
from annotator.gui import prompts
from annotator.gui.jobs import read_job
from annotator.gui.words.terms import statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder, CoderKind
from annotator.model.corpus import StatementId


class UnanimousSettling(QWidget):
    """It asks on behalf of the widget it belongs to."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._workspace = workspace

    def begin(self) -> None:
        """Look for them, then ask which are to be settled."""
        read_job(self, self._workspace, find_unanimous, self._ask)

    def _ask(self, found: Unanimous) -> None:
        ways = self._ways(found)
        if not ways:
            self._workspace.say(self.tr("There is nothing left on which all coders agree."))
            return
        chosen = prompts.ask_choice(
            self.parentWidget(),
            self.tr("Settle unanimous statements"),
            self.tr("All who did these statements gave the same answers. Which are to be settled?"),
            [words for words, _, _ in ways],
        )
        if chosen is not None:
            _, statement_ids, leading = ways[chosen]
            by = self._workspace.coder_id
            self._workspace.write(
                self.tr("Settle unanimous statements"),
                lambda store, _: settle_unanimous(store, statement_ids, leading.id, by=by),
                rows=4 * len(statement_ids),
            )

    def _ways(self, found: Unanimous) -> list[tuple[str, tuple[StatementId, ...], Coder]]:
        """What can be settled, in words: only where the marked words are the same too, or with whose words."""
        people = [coder for coder in self._workspace.head.coders if coder.kind is CoderKind.PERSON]
        ways: list[tuple[str, tuple[StatementId, ...], Coder]] = []
        if found.alike:
            words = self.tr("{statements}: the same codes on the same words")
            ways.append((words.format(statements=statements_word(len(found.alike))), found.alike, people[0]))
        if found.other_spans:
            everything = (*found.alike, *found.other_spans)
            words = self.tr("{statements}: also where only the words differ, with those that {name} marked")
            ways += [
                (
                    words.format(statements=statements_word(len(everything)), name=coder.name),
                    everything,
                    coder,
                )
                for coder in people
            ]
        return ways

"""Labelling all hits of a search: which label, how many, and then in one step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.edits.hits import HitPlan, Place, annotate_hits, plan_hits
from annotator.gui import prompts
from annotator.gui.jobs import Job, read_job
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Value
from annotator.model.codebook import VariableKind
from annotator.store.search import Hits


class HitLabelling(QObject):
    """Asks for the label, counts what it would do, asks again, and does it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent
        self.job: Job | None = None

    def ask(self, hits: Hits, query: str) -> None:
        """Begin with the question for the label; the answer to the second comes later."""
        coder_id = self._workspace.coder_id
        if coder_id is None or not len(hits):
            return
        choices = self._choices()
        names = [name for name, _ in choices]
        title = self.tr("Label all hits")
        question = self.tr("Which label should the hits of {query} get?").format(query=query)
        chosen = prompts.ask_choice(self._window, title, question, names)
        if chosen is None:
            return
        name, value = choices[chosen]
        places = [hits.at(place) for place in range(len(hits))]
        self.job = read_job(
            self,
            self._workspace,
            partial(plan_hits, hits=places, coder_id=coder_id),
            partial(self._confirm, places, coder_id, value, name, query),
        )

    def _choices(self) -> list[tuple[str, Value]]:
        """Every code in use and every actor of a variable that takes actors, by name."""
        choices: list[tuple[str, Value]] = []
        for variable in self._workspace.codebook.variables:
            if not variable.active:
                continue
            named = [
                (code.name, Value(variable.id, code_id=code.id))
                for code in variable.codes
                if not code.retired
            ]
            if variable.kind is VariableKind.ACTORS:
                named = [
                    (one.name, Value(variable.id, actor_id=one.id)) for one in self._workspace.head.actors
                ]
            choices += [
                (self.tr("{name} ({variable})").format(name=name, variable=variable.name), value)
                for name, value in named
            ]
        return choices

    def _confirm(
        self, places: list[Place], coder_id: CoderId, value: Value, name: str, query: str, plan: HitPlan
    ) -> None:
        self.job = None
        left = self._left_words(plan)
        if not plan.hits:
            words = self.tr("There is nothing to label.")
            prompts.warn(self._window, self.tr("Label all hits"), f"{words} {left}".strip())
            return
        words = (
            self.tr("1 hit gets {name}.").format(name=name)
            if plan.hits == 1
            else self.tr("{hits} hits in {statements} statements get {name}.").format(
                hits=grouped(plan.hits), statements=grouped(plan.statements), name=name
            )
        )
        if prompts.confirm(
            self._window, self.tr("Label all hits"), f"{words} {left}".strip(), act=self.tr("Label")
        ):
            self._workspace.write(
                self.tr("Label all hits"),
                lambda store, told: annotate_hits(
                    store, places, coder_id, [value], query=query, progress=told
                ),
                rows=3 * len(places),
            )

    def _left_words(self, plan: HitPlan) -> str:
        """Whole sentences on what stays as it is; empty when nothing does."""
        sentences = []
        if plan.marked:
            sentences.append(self.tr("Marked by you already and left as they are: {count}."))
        if plan.left_out:
            sentences.append(self.tr("Left out, because set aside or excluded: {left}."))
        return " ".join(sentences).format(count=grouped(plan.marked), left=grouped(plan.left_out))

"""What is decided about the statement in front: whose answer, why, and what to note."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.edits.adjudication import adopt, adopt_beside, reopen, settle
from annotator.edits.annotations import delete_annotations
from annotator.gui.adjudication.layer_card import Layer
from annotator.gui.text.shown import Shown, shown_annotations
from annotator.gui.words.terms import exclusion_word, stage_word
from annotator.gui.workspace import Workspace
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import Annotation, AnnotationId, Coder, CoderKind, Stage, Value
from annotator.model.corpus import StatementId
from annotator.store.annotations import annotations_of, read_status
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.settlements import adjudicated_coder, settlement_of


class Settling(QObject):
    """One statement with its layers. `changed`: other layers, or another statement.

    While `blind`, coders have letters, and their order is drawn anew for every statement from `seed`.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.row: StatementRow | None = None
        self.blind = False
        self.seed = 1
        self.coders: tuple[Coder, ...] = ()
        self.layers: tuple[Layer, ...] = ()
        self.settled: Layer | None = None
        self.settlement: Settlement | None = None
        self._annotations: list[Annotation] = []

    def show(self, statement_id: StatementId | None) -> None:
        """Read a statement with all that was said of it."""
        store = self._workspace.store if self._workspace.is_open else None
        rows = statement_rows(store, [statement_id]) if store and statement_id is not None else []
        self.row = rows[0] if rows else None
        if store is None or self.row is None:
            self.coders, self.layers, self.settled, self.settlement = (), (), None, None
            self.changed.emit()
            return
        self._annotations = annotations_of(store, [self.row.id])
        self.settlement = settlement_of(store, self.row.id)
        self.coders = tuple(self._in_order(self.row))
        places = {self.row.id: self.row.span}
        drawn = shown_annotations(self._workspace, self._annotations, places)
        shown = {one.annotation.id: one for one in drawn}
        disputed = self._disputed()
        self.layers = tuple(
            self._layer(coder, place, shown, disputed) for place, coder in enumerate(self.coders)
        )
        self.settled = self._settled_layer(shown)
        self.changed.emit()

    def set_blind(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Hide names and shuffle, or show names in their order."""
        self.blind = on
        self.show(self.row.id if self.row else None)

    def take(self, place: int) -> None:
        """Let the answer be that of the coder who stands there."""
        if self.row is not None and place < len(self.coders):
            self._workspace.edit(
                adopt, self.row.id, self._ids([self.coders[place]]), by=self._workspace.coder_id
            )

    def take_all(self) -> None:
        """Let the answer be what all coders said, joined."""
        if self.row is not None:
            self._workspace.edit(adopt, self.row.id, self._ids(self.coders), by=self._workspace.coder_id)

    def take_one(self, annotation_id: AnnotationId) -> None:
        """Take one annotation over beside the others; one that is in the answer already leaves it."""
        if self.row is None:
            return
        if self.settled and any(one.annotation.id == annotation_id for one in self.settled.shown):
            self._workspace.edit(delete_annotations, [annotation_id])
        else:
            self._workspace.edit(adopt_beside, self.row.id, annotation_id, by=self._workspace.coder_id)

    def settle(
        self,
        reason: str,
        note: str,
        *,
        codebook_should_change: bool,
        provenance: Provenance = Provenance.ADJUDICATED,
        nothing: bool = False,
    ) -> bool:
        """Settle what stands in the answer; False where there is no answer yet."""
        if self.row is None:
            return False
        has_answer = self.settled is not None and bool(self.settled.shown)
        if not has_answer and not nothing and provenance is not Provenance.OPEN and self.settlement is None:
            self._workspace.say(
                self.tr("There is no answer yet. Take one over, write one, or say that nothing is here.")
            )
            return False
        self._workspace.edit(
            settle,
            self.row.id,
            by=self._workspace.coder_id,
            take=[] if nothing else None,
            provenance=provenance,
            reason=reason,
            note=note,
            codebook_should_change=codebook_should_change,
        )
        return True

    def reopen(self) -> None:
        """Take the decision back."""
        if self.row is not None:
            self._workspace.edit(reopen, self.row.id, by=self._workspace.coder_id)

    def _in_order(self, row: StatementRow) -> list[Coder]:
        """The persons who did something with the statement; shuffled while blind."""
        there = {annotation.coder_id for annotation in self._annotations}
        store = self._workspace.store
        people = [
            coder
            for coder in self._workspace.head.coders
            if coder.kind is CoderKind.PERSON
            and (coder.id in there or read_status(store, row.id, coder.id).stage is not Stage.UNTOUCHED)
        ]
        if self.blind:
            random.Random(f"{self.seed} {row.uid}").shuffle(people)  # noqa: S311 (a fair order, no secret)
        return people

    def _layer(
        self, coder: Coder, place: int, shown: dict[AnnotationId, Shown], disputed: frozenset[Value]
    ) -> Layer:
        assert self.row is not None
        status = read_status(self._workspace.store, self.row.id, coder.id)
        name = self.tr("Coder {letter}").format(letter=chr(ord("A") + place)) if self.blind else coder.name
        state = "" if status.stage is Stage.DONE else stage_word(status.stage)
        if status.reason:
            state = self.tr("{stage}: {reason}").format(stage=state, reason=exclusion_word(status.reason))
        own = tuple(shown[one.id] for one in self._annotations if one.coder_id == coder.id)
        return Layer(name, state, self.row.text, self.row.span.start, own, disputed)

    def _settled_layer(self, shown: dict[AnnotationId, Shown]) -> Layer:
        assert self.row is not None
        coder = adjudicated_coder(self._workspace.store)
        own = tuple(shown[one.id] for one in self._annotations if one.coder_id == coder)
        said = frozenset(value for one in own for value in one.annotation.values)
        return Layer(self.tr("Settled"), self._settled_words(), self.row.text, self.row.span.start, own, said)

    def _settled_words(self) -> str:
        found = self.settlement
        if found is None:
            return self.tr("not yet")
        words = {
            Provenance.UNANIMOUS: self.tr("unanimous"),
            Provenance.ADJUDICATED: self.tr("adjudicated"),
            Provenance.OPEN: self.tr("left open"),
        }[found.provenance]
        reason = self.tr(found.reason) if found.reason else ""
        return self.tr("{how}: {reason}").format(how=words, reason=reason) if reason else words

    def _disputed(self) -> frozenset[Value]:
        """Answers that not every coder gave in the statement."""
        people = {coder.id for coder in self.coders}
        given: Counter[Value] = Counter()
        for coder_id in people:
            own = (one for one in self._annotations if one.coder_id == coder_id)
            given.update({value for annotation in own for value in annotation.values})
        return frozenset(value for value, times in given.items() if times < len(people))

    def _ids(self, coders: Iterable[Coder]) -> Sequence[AnnotationId]:
        wanted = {coder.id for coder in coders}
        return [one.id for one in self._annotations if one.coder_id in wanted]

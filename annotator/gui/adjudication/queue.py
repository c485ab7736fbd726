"""Which statements are to be settled, the lowest agreement first, kept up to date while people code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, read_job
from annotator.gui.workspace import Workspace
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import Coder, CoderKind
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.worklist import WorklistId
from annotator.store.changes import Changes
from annotator.store.settlements import done_by, excluded_by_somebody, read_settlements
from annotator.store.store import Store
from annotator.store.units import read_units
from annotator.store.worklists import read_worklists, statements_of

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.by_statement import StatementAgreement

_PAUSE = 60
"""Milliseconds in which changes are gathered before they are read."""


class Wanted(StrEnum):
    """Which statements are listed."""

    TO_SETTLE = "to settle"
    AGREED = "all agree"
    OPEN = "left open"
    SETTLED = "settled"
    ALL = "all"
    OTHERWISE = "settled otherwise"


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of the queue."""

    statement_id: StatementId
    agreement: float
    apart: tuple[VariableId, ...]
    settlement: Settlement | None


class AdjudicationQueue(QObject):
    """`changed`: other entries, or in another state. It works only while it is awake."""

    changed = Signal()
    failed = Signal(str, dict)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.wanted = Wanted.TO_SETTLE
        self.variable_id: VariableId | None = None
        self.worklist_id: WorklistId | None = None
        self._sample: frozenset[StatementId] | None = None
        self.is_ready = False
        self._found: tuple[StatementAgreement, ...] = ()
        self._otherwise: frozenset[StatementId] = frozenset()
        self._settlements: dict[StatementId, Settlement] = {}
        self._awake = False
        self._stale = True
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read)
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.head_changed.connect(self._read_all)
        workspace.coder_changed.connect(self._change_coder)
        workspace.changed.connect(self._hear)

    def wake(self) -> None:
        """Somebody looks."""
        self._awake = True
        if self._stale:
            self._pause.start()
        self._read_settlements()

    def sleep(self) -> None:
        """Nobody looks."""
        self._awake = False

    def entries(self) -> list[Entry]:
        """What is listed, the lowest agreement first."""
        return [
            Entry(found.statement_id, found.agreement, found.apart, self._settlements.get(found.statement_id))
            for found in self._found
            if self._is_wanted(found)
        ]

    def count(self, wanted: Wanted) -> int:
        """How many there are of a state, whatever the variable."""
        return sum(self._is_sampled(found) and self._is_in(found, wanted) for found in self._found)

    def show(self, wanted: Wanted, variable_id: VariableId | None) -> None:
        """List others."""
        self.wanted, self.variable_id = wanted, variable_id
        self.changed.emit()

    def show_sample(self, worklist_id: WorklistId | None) -> None:
        """List only what a sample holds; None lists everything."""
        self.worklist_id = worklist_id
        self._sample = None if worklist_id is None else statements_of(self._workspace.store, worklist_id)
        self.changed.emit()

    def _is_wanted(self, found: StatementAgreement) -> bool:
        is_apart = self.variable_id is None or self.variable_id in found.apart
        return is_apart and self._is_sampled(found) and self._is_in(found, self.wanted)

    def _is_sampled(self, found: StatementAgreement) -> bool:
        return self._sample is None or found.statement_id in self._sample

    def _is_in(self, found: StatementAgreement, wanted: Wanted) -> bool:
        settlement = self._settlements.get(found.statement_id)
        match wanted:
            case Wanted.ALL:
                return True
            case Wanted.OTHERWISE:
                return found.statement_id in self._otherwise
            case Wanted.AGREED:
                return settlement is None and found.agreement >= 1
            case Wanted.OPEN:
                return settlement is not None and settlement.provenance is Provenance.OPEN
            case Wanted.SETTLED:
                return settlement is not None and settlement.provenance is not Provenance.OPEN
            case _:
                return settlement is None and found.agreement < 1

    def _forget(self) -> None:
        self._found, self._settlements, self._otherwise = (), {}, frozenset()
        self.wanted, self.variable_id, self.is_ready = Wanted.TO_SETTLE, None, False
        self.worklist_id = self._sample = None
        self.changed.emit()
        self._read_all()

    def _change_coder(self) -> None:
        """*Settled otherwise* means somebody else now, or nobody."""
        if self.wanted is Wanted.OTHERWISE:
            self.wanted = Wanted.TO_SETTLE
        self.changed.emit()
        self._read_all()

    def _read_all(self) -> None:
        self._stale = True
        if self._awake and self._workspace.is_open:
            self._pause.start()

    def _hear(self, changes: Changes) -> None:
        if changes.touch("worklist", "worklist_statement") and self.worklist_id is not None:
            known = {one.id for one in read_worklists(self._workspace.store)}
            self.show_sample(self.worklist_id if self.worklist_id in known else None)
        if changes.touch("settlement"):
            self._read_settlements()
        if changes.touch("annotation", "value", "status", "statement"):
            self._read_all()

    def _read_settlements(self) -> None:
        if self._awake and self._workspace.is_open:
            self._settlements = {
                found.statement_id: found for found in read_settlements(self._workspace.store)
            }
            self.changed.emit()

    def _read(self) -> None:
        if not self._awake or self._job is not None or not self._workspace.is_open:
            return
        self._stale = False
        head = self._workspace.head
        variables = tuple(
            found for found in head.codebook.variables if found.active and found.kind is not VariableKind.TEXT
        )
        coder = self._workspace.coder

        def work(store: Store) -> tuple[tuple[StatementAgreement, ...], frozenset[StatementId]]:
            return _disputed(store, variables), _settled_otherwise(store, variables, coder, head.coders)

        self._job = read_job(self, self._workspace, work, self._take, self._fail)
        self._job.ended.connect(self._end)

    def _take(self, result: tuple[tuple[StatementAgreement, ...], frozenset[StatementId]]) -> None:
        self.is_ready = True
        if result != (self._found, self._otherwise):
            self._found, self._otherwise = result
        self.changed.emit()

    def _fail(self, error: AnnotatorError) -> None:
        self.failed.emit(error.sentence, error.values)

    def _end(self) -> None:
        if self.sender() is self._job:
            self._job = None
            if self._stale:
                self._pause.start()


def _disputed(store: Store, variables: tuple[Variable, ...]) -> tuple[StatementAgreement, ...]:
    """All that two persons did, the lowest agreement first; before them what one did and another excludes."""
    from annotator.agreement.by_statement import StatementAgreement, agreement_by_statement

    found = agreement_by_statement(read_units(store, variables, undecided_is_missing=False))
    known = {one.statement_id for one in found}
    excluded = sorted((excluded_by_somebody(store) & set(done_by(store))) - known)
    return (*(StatementAgreement(key, 0.0, ()) for key in excluded), *found)


def _settled_otherwise(
    store: Store, variables: tuple[Variable, ...], coder: Coder | None, coders: tuple[Coder, ...]
) -> frozenset[StatementId]:
    """Statements whose settled answer is another one than this coder's."""
    from annotator.agreement.by_statement import agreement_by_statement

    settled = [one for one in coders if one.kind is CoderKind.ADJUDICATED]
    if coder is None or coder.kind is CoderKind.ADJUDICATED or not settled:
        return frozenset()
    units = read_units(store, variables, (coder, settled[0]), undecided_is_missing=False)
    return frozenset(found.statement_id for found in agreement_by_statement(units) if found.agreement < 1)

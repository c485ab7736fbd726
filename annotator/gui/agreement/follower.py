"""Keeps the figures of agreement up to date while people code, without ever stopping the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, read_job, run_job, run_with_progress
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder, CoderId, CoderKind
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.reliability import FrozenCodingId
from annotator.model.units import Units
from annotator.model.worklist import WorklistId
from annotator.progress import Progress
from annotator.store.changes import Changes
from annotator.store.frozen import frozen_units
from annotator.store.store import Store
from annotator.store.units import read_again, read_units
from annotator.store.worklists import statements_of

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.variables import VariableDetails, VariableFigures

_PAUSE = 40
"""Milliseconds in which changes are gathered before they are read."""

_REST = 300
"""Milliseconds without a change after which intervals are drawn."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be computed. `again`: the statements to read anew; None reads everything."""

    variables: tuple[Variable, ...]
    coders: tuple[Coder, ...]
    chosen: VariableId | None
    worklist_id: WorklistId | None
    frozen_id: FrozenCodingId | None
    undecided_is_missing: bool
    again: frozenset[StatementId] | None


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of all variables, and what is behind those of the chosen one."""

    figures: tuple[VariableFigures, ...] = ()
    details: Mapping[VariableId, VariableDetails] = field(default_factory=dict)
    is_computed: bool = False


class AgreementFollower(QObject):
    """`found` holds what was computed last; `changed` tells that it is new. `failed` carries a sentence.

    `read_anew`: the answers themselves were read again. `chose`: another variable is looked at.

    It works only while it is awake. After an edit only the statements concerned are read again, and
    only variables whose answers changed are computed again.
    """

    changed = Signal()
    failed = Signal(str, dict)
    read_anew = Signal()
    chose = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.found = Found()
        self.coder_ids: frozenset[CoderId] | None = None
        self.worklist_id: WorklistId | None = None
        self.frozen_id: FrozenCodingId | None = None
        self.undecided_is_missing = True
        self.minimum = 0.8
        self.chosen: VariableId | None = None
        self._awake = False
        self._pending: frozenset[StatementId] | None = frozenset()
        self._units: list[Units] | None = None
        self._job: Job | None = None
        self._intervals: Job | None = None
        self._pause = self._timer(_PAUSE, self._read)
        self._rest = self._timer(_REST, self._draw_intervals)
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.head_changed.connect(self.read_all)
        workspace.changed.connect(self._hear)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Who is compared: all persons, or those who were chosen."""
        coders = self._workspace.head.coders if self._workspace.is_open else ()
        if self.coder_ids is None:
            return tuple(coder for coder in coders if coder.kind is CoderKind.PERSON)
        return tuple(coder for coder in coders if coder.id in self.coder_ids)

    @property
    def is_ready(self) -> bool:
        """Whether the figures of this project were computed."""
        return self._units is not None and self.found.is_computed

    def wake(self) -> None:
        """Somebody looks: compute what is out of date."""
        self._awake = True
        if self._pending is None or self._pending or self._units is None:
            self._pause.start()

    def sleep(self) -> None:
        """Nobody looks."""
        self._awake = False
        self._rest.stop()

    def choose_coders(self, coder_ids: Iterable[CoderId] | None) -> None:
        """Compare these; None compares all persons."""
        self.coder_ids = None if coder_ids is None else frozenset(coder_ids)
        self.read_all()

    def choose_worklist(self, worklist_id: WorklistId | None) -> None:
        """Compare only what a worklist holds; None compares everything."""
        self.worklist_id = worklist_id
        self.read_all()

    def choose_frozen(self, frozen_id: FrozenCodingId | None) -> None:
        """Compare the coding as it was frozen; None compares it as it is now."""
        self.frozen_id = frozen_id
        self.read_all()

    def choose_minimum(self, minimum: float) -> None:
        """Say how likely alpha is to lie below this; intervals are drawn anew for it."""
        self.minimum = minimum
        figures = tuple(replace(found, is_drawn=False) for found in self.found.figures)
        self.found = replace(self.found, figures=figures)
        self._draw_intervals()

    def count_undecided(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Let *undecided* be an answer rather than a gap."""
        self.undecided_is_missing = not on
        self.read_all()

    def choose(self, variable_id: VariableId | None) -> None:
        """Look behind the figures of a variable."""
        if variable_id != self.chosen:
            self.chosen = variable_id
            self.chose.emit()
        if variable_id is not None and variable_id not in self.found.details:
            self._pause.start()

    def read_all(self) -> None:
        """Read everything anew."""
        self._pending = None
        if self._awake:
            self._pause.start()

    def _timer(self, milliseconds: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _forget(self) -> None:
        for job in (self._job, self._intervals):
            if job is not None:
                job.cancel()
        self._job = self._intervals = None
        self._units, self._pending = None, None
        self.found, self.chosen, self.coder_ids = Found(), None, None
        self.worklist_id = self.frozen_id = None
        self.changed.emit()
        if self._awake and self._workspace.is_open:
            self._pause.start()

    def _hear(self, changes: Changes) -> None:
        if changes.touch("worklist_statement") and self.worklist_id is not None:
            self.read_all()
        if not changes.touch("annotation", "value", "status", "statement") or self.frozen_id is not None:
            return
        if changes.statements is None or self._pending is None:
            self._pending = None
        else:
            self._pending |= changes.statements
        if self._awake:
            self._pause.start()

    def _read(self) -> None:
        """Begin to read, unless work is under way: its end begins the next."""
        if not self._workspace.is_open or not self._awake or self._job is not None:
            return
        again, self._pending = self._pending, frozenset()
        wish = Wish(
            variables=tuple(
                variable
                for variable in self._workspace.codebook.variables
                if variable.active and variable.kind is not VariableKind.TEXT
            ),
            coders=self.coders,
            chosen=self.chosen,
            worklist_id=self.worklist_id,
            frozen_id=self.frozen_id,
            undecided_is_missing=self.undecided_is_missing,
            again=again if self._units is not None else None,
        )
        self._rest.stop()
        work = partial(_read_units, wish=wish, units=self._units or [])
        self._begin(read_job(self, self._workspace, work, partial(self._compute, wish), self._fail))

    def _compute(self, wish: Wish, units: list[Units]) -> None:
        """What was read becomes figures, again aside."""
        self._units = units
        work = partial(_figures, wish.chosen, units, self.found)
        self._begin(run_job(self, work, self._take))

    def _begin(self, job: Job) -> None:
        self._job = job
        job.ended.connect(self._end)

    def _take(self, found: Found) -> None:
        self.found = found
        self.changed.emit()
        self.read_anew.emit()
        self._rest.start()

    def _fail(self, error: AnnotatorError) -> None:
        self._units = None
        self.failed.emit(error.sentence, error.values)

    def _end(self) -> None:
        """Go on where something changed meanwhile, or another variable was chosen."""
        if self.sender() is not self._job:
            return
        self._job = None
        missing = self.chosen is not None and self.chosen not in self.found.details
        if self._pending is None or self._pending or (missing and self._units):
            self._pause.start()

    def _draw_intervals(self) -> None:
        """Draw the intervals that are missing, one variable a job, so that each shows when it is there."""
        lacking = [found for found in self.found.figures if _lacks_interval(found)]
        if not lacking or not self._awake or self._intervals is not None:
            return
        figures = lacking[0]
        self._intervals = run_with_progress(
            self, partial(_interval, figures, self.minimum), self._take_interval
        )
        self._intervals.ended.connect(self._end_interval)

    def _take_interval(self, drawn: VariableFigures) -> None:
        """Put the interval to its figures, if they are still the same."""
        kept = tuple(
            drawn if found.units is drawn.units and _lacks_interval(found) else found
            for found in self.found.figures
        )
        self.found = replace(self.found, figures=kept)
        self.changed.emit()

    def _end_interval(self) -> None:
        if self.sender() is self._intervals:
            self._intervals = None
            if not self._rest.isActive():
                self._draw_intervals()


def _lacks_interval(found: VariableFigures) -> bool:
    return found.alpha.value is not None and not found.is_drawn


def _interval(figures: VariableFigures, minimum: float, progress: Progress) -> VariableFigures:
    from annotator.agreement.variables import with_interval

    return with_interval(figures, minimum=minimum, progress=progress)


def _read_units(store: Store, wish: Wish, units: list[Units]) -> list[Units]:
    """Read what is new."""
    missing = wish.undecided_is_missing
    among = None if wish.worklist_id is None else statements_of(store, wish.worklist_id)
    if wish.frozen_id is not None:
        return frozen_units(
            store,
            wish.frozen_id,
            wish.variables,
            wish.coders,
            statement_ids=among,
            undecided_is_missing=missing,
        )
    if wish.again is None:
        return read_units(
            store, wish.variables, wish.coders, statement_ids=among, undecided_is_missing=missing
        )
    again = wish.again if among is None else wish.again & among
    return read_again(store, units, again, undecided_is_missing=missing) if again else units


def _figures(chosen: VariableId | None, fresh: Sequence[Units], before: Found) -> Found:
    """Compute what follows from answers that changed, and keep the rest."""
    from annotator.agreement.variables import details_of, figures_of

    kept = _kept(fresh, before.figures)
    figures = tuple(kept.get(units.variable.id) or figures_of(units) for units in fresh)
    details = {known: before.details[known] for known in kept if known in before.details}
    for units in fresh:
        if units.variable.id == chosen and chosen not in details:
            details[chosen] = details_of(units)
    return Found(figures, details, is_computed=True)


def _kept(fresh: Sequence[Units], before: Sequence[VariableFigures]) -> dict[VariableId, VariableFigures]:
    """The figures of variables whose answers are the same as before."""
    known = {found.units.variable.id: found for found in before}
    return {
        units.variable.id: known[units.variable.id]
        for units in fresh
        if units.variable.id in known and _same(units, known[units.variable.id].units)
    }


def _same(one: Units, other: Units) -> bool:
    return one is other or (
        (one.variable, one.coders, one.statement_ids) == (other.variable, other.coders, other.statement_ids)
        and one.places == other.places
        and one.sets[: len(other.sets)] == other.sets[: len(one.sets)]
    )

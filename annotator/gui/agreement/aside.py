"""What is looked at behind a variable now and then: agreement part by part, and marked spans.

Read and computed only while its tab is in front, in a job, and again when the figures have changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.errors import AnnotatorError
from annotator.gui.agreement.follower import AgreementFollower
from annotator.gui.agreement.span_rows import Gamma
from annotator.gui.jobs import Job, read_job, run_with_progress
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.marked import Marked
from annotator.model.units import Over, Units
from annotator.progress import Progress
from annotator.store.coding import marked_of, read_coding
from annotator.store.frozen import frozen_coding
from annotator.store.parts import parts_of
from annotator.store.store import Store
from annotator.store.worklists import statements_of

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.figure import Figure
    from annotator.agreement.slices import Slice
    from annotator.agreement.span_figures import SpanFigures

_PAUSE = 120
"""Milliseconds in which changes are gathered."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A variable's figures, part by part."""

    variable_id: VariableId
    over: Over
    slices: tuple[Slice, ...]


class Aside(QObject):
    """`parts` and `spans` are of the chosen variable, None while they are not there; `changed` tells."""

    changed = Signal()

    def __init__(self, workspace: Workspace, follower: AgreementFollower, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._follower = follower
        self.over = Over.CODED
        self.parts: Parts | None = None
        self.spans: SpanFigures | None = None
        self.gamma = Gamma()
        self._drawing: Job | None = None
        self._wanted = ""
        self._job: Job | None = None
        self._stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._begin)
        follower.read_anew.connect(self._forget)
        follower.chose.connect(self._forget)

    def want(self, what: str) -> None:
        """*parts*, *spans*, or nothing: which of them is looked at."""
        self._wanted = what
        if what and self._found(what) is None:
            self._pause.start()

    def show_over(self, over: Over) -> None:
        """Other parts."""
        self.over, self.parts = over, None
        self.changed.emit()
        self.want("parts")

    @Slot()
    def compute_gamma(self) -> None:
        """Draw random texts and compare; another variable, or other spans, stop it."""
        if self.spans is None or self._drawing is not None or self.gamma.figure is not None:
            return
        self.gamma = Gamma(share=0.0)
        marked = self.spans.marked
        self._drawing = run_with_progress(self, partial(_gamma, marked), self._take_gamma, self._fail_gamma)
        self._drawing.progressed.connect(self._tell_gamma)
        self.changed.emit()

    def _tell_gamma(self, done: int, total: int) -> None:
        if self.sender() is self._drawing:
            self.gamma = Gamma(share=done / total)
            self.changed.emit()

    def _take_gamma(self, figure: Figure) -> None:
        self._drawing, self.gamma = None, Gamma(figure=figure)
        self.changed.emit()

    def _fail_gamma(self, error: AnnotatorError) -> None:
        self._drawing = None
        self.gamma = Gamma(failure=sentence(error.sentence, error.values))
        self.changed.emit()

    def _stop_gamma(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing, self.gamma = None, Gamma()

    def _found(self, what: str) -> object:
        return self.parts if what == "parts" else self.spans

    def _forget(self) -> None:
        """What is shown stays until the new figures are there, unless they are of another variable."""
        chosen = self._follower.chosen
        if self.parts is not None and self.parts.variable_id != chosen:
            self.parts = None
        if self.spans is not None and self.spans.marked.variable.id != chosen:
            self.spans = None
        self._stop_gamma()
        self._stale = True
        if self._wanted:
            self._pause.start()
        self.changed.emit()

    def _begin(self) -> None:
        follower = self._follower
        figures = next(
            (one for one in follower.found.figures if one.units.variable.id == follower.chosen), None
        )
        if not self._wanted or self._job is not None or figures is None or not self._workspace.is_open:
            return
        self._stale = False
        if self._wanted == "parts":
            ids = [coder.id for coder in figures.units.coders]
            work = partial(_parts, units=figures.units, over=self.over, coder_ids=ids)
            self._job = read_job(self, self._workspace, work, self._take_parts, self._fail)
        else:
            marked = partial(_spans, units=figures.units, follower=_Choice.of(follower))
            self._job = read_job(self, self._workspace, marked, self._take_spans, self._fail)
        self._job.ended.connect(self._end)

    def _take_parts(self, found: Parts) -> None:
        if found.variable_id == self._follower.chosen and found.over is self.over:
            self.parts = found
            self.changed.emit()

    def _take_spans(self, found: SpanFigures) -> None:
        if found.marked.variable.id == self._follower.chosen:
            self.spans = found
            self.changed.emit()

    def _fail(self, error: AnnotatorError) -> None:
        self._follower.failed.emit(error.sentence, error.values)

    def _end(self) -> None:
        if self.sender() is self._job:
            self._job = None
            if self._stale or (self._wanted and self._found(self._wanted) is None):
                self._pause.start()


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which coding is compared, as plain values."""

    worklist_id: int | None
    frozen_id: int | None
    undecided_is_missing: bool

    @classmethod
    def of(cls, follower: AgreementFollower) -> _Choice:
        return cls(follower.worklist_id, follower.frozen_id, follower.undecided_is_missing)


def _parts(store: Store, units: Units, over: Over, coder_ids: list[CoderId]) -> Parts:
    from annotator.agreement.slices import slices

    found = slices(units, parts_of(store, over, units.statement_ids, coder_ids))
    return Parts(units.variable.id, over, tuple(found))


def _gamma(marked: Marked, progress: Progress) -> Figure:
    from annotator.agreement.span_figures import gamma_of

    return gamma_of(marked, progress)


def _spans(store: Store, units: Units, follower: _Choice) -> SpanFigures:
    from annotator.agreement.span_figures import span_figures
    from annotator.model.reliability import FrozenCodingId
    from annotator.model.worklist import WorklistId

    variables, coders = [units.variable], units.coders
    among = None if follower.worklist_id is None else statements_of(store, WorklistId(follower.worklist_id))
    coding = (
        read_coding(store, variables, coders, among)
        if follower.frozen_id is None
        else frozen_coding(store, FrozenCodingId(follower.frozen_id), variables, coders, among)
    )
    (marked,) = marked_of(
        store, coding, variables, coders, undecided_is_missing=follower.undecided_is_missing
    )
    return span_figures(marked)

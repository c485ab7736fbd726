"""What is open and in front of the user: the project, the coder, the statement, the active annotation.

Panels show it and call verbs through it; nobody tells a view to redraw. After every edit `changed` is
emitted, and each panel reads again what it shows.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.errors import AnnotatorError, SearchError
from annotator.gui.jobs import Failed, Job, read_job
from annotator.gui.opening import Make, Opening
from annotator.gui.words.terms import sentence
from annotator.gui.writing import Work, Writing
from annotator.model.annotation import AnnotationId, Coder, CoderId, Stage
from annotator.model.codebook import Codebook
from annotator.model.corpus import StatementId
from annotator.model.project import Project
from annotator.progress import silent
from annotator.store.changes import Changes, together
from annotator.store.corpus import statement_rows
from annotator.store.journal import Step
from annotator.store.queue import QUICK, QueueFilter, place_of, queue_ids, statement_count
from annotator.store.queue_walk import next_id
from annotator.store.registers import read_head
from annotator.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


FIRST = 256
"""Statements that are listed as soon as a project opens; the others follow."""

FEW = 100
"""So many rows are written within a few milliseconds; more of them aside."""


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Who coded last in a project, and which statement was in front."""

    coder_id: CoderId | None = None
    statement_id: StatementId | None = None


def _begin_anew(_project_uid: str) -> LeftOff:
    """Where one left off in a project that nothing is known of."""
    return LeftOff()


def _want_nothing(_: object) -> None:
    """What is done when nothing is to be done with a result."""


class Workspace(QObject):
    """One open project, or none.

    `opened` and `closed` frame a project; at `leaving` it is still in front. `head_changed`: codebook,
    coders or actors are other ones.
    `queue_changed`: other statements, or another order. `writing_begins`: what is typed and not kept yet
    has to be kept now; until that piece of writing has ended, nothing else is written. `said` is a quiet
    line for the status bar, `failed` one that the user should notice. `opening_begins`: a project is on its
    way to the front; `not_opened` tells the path and the error of one that cannot be opened.
    """

    opened = Signal()
    leaving = Signal()
    closed = Signal()
    changed = Signal(Changes)
    head_changed = Signal()
    coder_changed = Signal()
    queue_changed = Signal()
    statement_shown = Signal()
    annotation_chosen = Signal()
    writing_begins = Signal(Writing)
    opening_begins = Signal(Opening)
    said = Signal(str)
    failed = Signal(str, dict)
    not_opened = Signal(object, object)
    _heard = Signal(Changes)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._head: Project | None = None
        self.coder_id: CoderId | None = None
        self.statement_id: StatementId | None = None
        self.annotation_id: AnnotationId | None = None
        self.filter = QueueFilter()
        self.queue: array[int] = array("q")
        self.patience = QUICK
        self._reading: Job | None = None
        self._writing: Writing | None = None
        self._opening: Opening | None = None
        self._beside: Store | None = None
        self._noticed: list[Changes] = []
        # A job may have made the change; its notice is then taken in the window's own thread.
        self._heard.connect(self._take_in)

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The open project's store, to read from; only to be asked for when there is one."""
        assert self._store is not None
        return self._beside or self._store

    @property
    def writing(self) -> Writing | None:
        """What is written aside now, while everything else that would write has to wait."""
        return self._writing

    @property
    def head(self) -> Project:
        """Codebook, coders and actors as they are now."""
        if self._head is None:
            self._head = read_head(self.store)
        return self._head

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self.head.codebook

    @property
    def coder(self) -> Coder | None:
        """Who codes."""
        if self._store is None:
            return None
        return next((coder for coder in self.head.coders if coder.id == self.coder_id), None)

    def open(
        self,
        path: Path,
        left_off: Callable[[str], LeftOff] = _begin_anew,
        shown: Callable[[], None] = lambda: None,
        make: Make | None = None,
    ) -> Opening | None:
        """Put another project in front as soon as it is open, the last one that was asked for.

        The present one stays until then, and when the other cannot be opened, which is told in a line.
        `left_off` says by the project's uid where to begin, `shown` is called when it is in front, also
        where it was already. `make` makes the file first. None while something is written.
        """
        if self._must_wait():
            return None
        if self._opening is not None:
            if self._opening.path == path and self._opening.is_wanted:
                return self._opening
            self._opening.stop()
        opening = self._opening = Opening(path, self, make)
        opening.ended.connect(partial(self._end_opening, opening))
        self.opening_begins.emit(opening)
        opening.begin(
            self._store.path if self._store is not None else None,
            lambda store: self._show_opened(store, left_off, shown),
            partial(self._tell_not_opened, path),
        )
        return opening

    def leave(self) -> bool:
        """Close what is open and let go of what is being opened; not while a job writes: False then."""
        if self._opening is not None:
            self._opening.leave()
        return self.close()

    def show_store(self, store: Store, left_off: Callable[[str], LeftOff] = _begin_anew) -> None:
        """Put a store that is open already in front."""
        self.close()
        self._store = store
        store.listen(self._heard.emit)
        left = left_off(self.head.uid)
        coders = [coder.id for coder in self.head.coders]
        known = left.coder_id in coders
        self.coder_id = left.coder_id if known else next(iter(coders), None)
        self.opened.emit()
        self.filter = QueueFilter(coder_id=self.coder_id)
        if self.is_large:
            self._take_queue(queue_ids(store, self.filter, limit=FIRST))
            QTimer.singleShot(0, self, self._read_all)  # what is in front comes first
        else:
            self.read_queue()
        if left.statement_id is not None and statement_rows(store, [left.statement_id]):
            self.show_statement(left.statement_id)
        else:
            self.show_statement(StatementId(self.queue[0]) if self.queue else None)

    def close(self) -> bool:
        """Leave the project in order; not while a job writes in it: False then."""
        if self._store is None:
            return True
        if self._must_wait():
            return False
        self.leaving.emit()
        store, self._store, self._head = self._store, None, None
        self.coder_id = self.statement_id = self.annotation_id = None
        self.queue = array("q")
        self.closed.emit()
        store.close()
        return True

    def edit(
        self, verb: Callable[Concatenate[Store, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Call a verb on the store. What breaks a rule is told in a line; the result is then None."""
        if self._must_wait():
            return None
        self.store.person = self.coder_id
        try:
            return verb(self.store, *args, **kwargs)
        except AnnotatorError as error:
            self._tell_failure(error)
            return None

    def write(
        self,
        title: str,
        work: Work[T],
        done: Callable[[T], None] = _want_nothing,
        failed: Failed | None = None,
        *,
        rows: int | None = None,
    ) -> Writing | None:
        """Let `work` write with the store: at once where it is about few rows, else aside.

        Aside, the window goes on reading what was there before, other edits are refused with a line, and
        `changed` comes once, when all is written. `title` names it to the user, as on the menu. `failed`
        hears what can be explained; without it a line says so. None where it is done already, or refused.
        """
        if self._must_wait():
            return None
        failed = failed or self._tell_failure
        self.store.person = self.coder_id
        if rows is not None and rows <= FEW:
            try:
                result = work(self.store, silent)
            except AnnotatorError as error:
                failed(error)
                return None
            done(result)
            return None
        if self._tell_under_way(self._opening):
            return None
        writing = Writing(self.store, title, self)
        writing.lent.connect(self._read_beside)
        writing.ended.connect(self._take_back)
        self.writing_begins.emit(writing)
        self._writing = writing
        writing.begin(work, done, failed)
        return writing

    def undo(self) -> None:
        """Take the last step back, whoever's it was, and show where it happened."""
        step = self.store.next_undo()
        self._step(self.tr("Undo"), step, Store.undo, self.tr("Undone: {step}"))

    def redo(self) -> None:
        """Repeat the step undone last."""
        step = self.store.next_redo()
        self._step(self.tr("Redo"), step, Store.redo, self.tr("Redone: {step}"))

    def set_coder(self, coder_id: CoderId) -> None:
        """Let somebody else code."""
        if coder_id != self.coder_id:
            self.coder_id = coder_id
            self.annotation_id = None
            self.coder_changed.emit()
            self.set_filter(self.filter.for_coder(coder_id))

    def set_filter(self, wanted: QueueFilter) -> None:
        """Let the queue hold only what is wanted; the statement in front stays.

        In a large project the queue follows a moment later, so that nobody waits for it.
        """
        self.filter = wanted
        self.read_queue()

    @property
    def is_large(self) -> bool:
        """Whether the project has so many statements that counting them all is left to jobs."""
        return statement_count(self.store) > self.patience

    def read_queue(self) -> None:
        """Look again which statements meet the filter."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self.is_large or self.filter.disputed:
            work = partial(queue_ids, wanted=self.filter)
            self._reading = read_job(self, self, work, self._take_queue, self._fail)
            return
        try:
            self._take_queue(queue_ids(self.store, self.filter))
        except SearchError as error:
            self._fail(error)

    @Slot()
    def _read_all(self) -> None:
        if self.is_open:
            self.read_queue()

    def show_statement(self, statement_id: StatementId | None) -> None:
        """Put a statement in front, inside the queue or not."""
        self.statement_id = statement_id
        self.annotation_id = None
        self.statement_shown.emit()

    def choose_annotation(self, annotation_id: AnnotationId | None) -> None:
        """Make an annotation the active one: keys and handles then change it."""
        if annotation_id != self.annotation_id:
            self.annotation_id = annotation_id
            self.annotation_chosen.emit()

    def place_in_queue(self) -> int | None:
        """Where the statement in front stands in the queue, from 0."""
        return place_of(self.queue, self.statement_id)

    def step(self, by: int) -> bool:
        """Go `by` statements on in the queue, from where the present one stands or would stand."""
        if not self.queue:
            return False
        place = self.place_in_queue()
        if place is None:
            ordered = bisect_left(self.queue, self.statement_id or 0)
            wanted = ordered if by > 0 else ordered - 1
        else:
            wanted = place + by
        if not 0 <= wanted < len(self.queue):
            return False
        self.show_statement(StatementId(self.queue[wanted]))
        return True

    def go_to_next_untouched(self) -> None:
        """Put the next statement of the queue in front that the coder has not touched."""
        self._go_to_next(self.tr("No other statement of the queue is untouched."), stage=Stage.UNTOUCHED)

    def go_to_next_flagged(self) -> None:
        """Put the next statement of the queue in front that the coder has flagged."""
        self._go_to_next(self.tr("No other statement of the queue has a flag."), flagged=True)

    def _go_to_next(self, none_left: str, *, stage: Stage | None = None, flagged: bool = False) -> None:
        work = partial(
            next_id,
            coder_id=self.coder_id,
            ids=self.queue,
            after=self.statement_id,
            stage=stage,
            flagged=flagged,
        )
        show = partial(self._show_found, none_left)
        if self.is_large:
            read_job(self, self, work, show)
        else:
            show(work(self.store))

    def _show_found(self, none_left: str, found: StatementId | None) -> None:
        if found is None or found == self.statement_id:
            self.say(none_left)
        else:
            self.show_statement(found)

    def say(self, words: str, **values: object) -> None:
        """Put a quiet line into the status bar; `words` are in the user's language, with places for values."""
        self.said.emit(words.format(**values) if values else words)

    def _must_wait(self) -> bool:
        """Whether somebody else writes; whoever is turned away is told what to wait for."""
        return self._tell_under_way(self._writing)

    def _tell_under_way(self, other: Writing | Opening | None) -> bool:
        if other is not None:
            words = self.tr("“{title}” is under way. Wait until it is done, or stop it.")
            self.failed.emit(words, {"title": other.title})
        return other is not None

    @Slot(Store)
    def _read_beside(self, beside: Store) -> None:
        self._beside = beside

    @Slot()
    def _take_back(self) -> None:
        """All is written, or nothing: the window reads and writes again."""
        self._writing = self._beside = None
        noticed, self._noticed = self._noticed, []
        if noticed:
            self._take_in(together(noticed))

    def _show_opened(
        self, store: Store | None, left_off: Callable[[str], LeftOff], shown: Callable[[], None]
    ) -> None:
        if store is not None:
            self.show_store(store, left_off)
        shown()

    def _tell_not_opened(self, path: Path, error: AnnotatorError) -> None:
        self._tell_failure(error)
        self.not_opened.emit(path, error)

    def _end_opening(self, opening: Opening) -> None:
        if self._opening is opening:
            self._opening = None

    def _step(self, title: str, step: Step | None, act: Callable[[Store], Changes], told: str) -> None:
        self.write(
            title,
            lambda store, _: act(store),
            partial(self._show_step, told),
            lambda error: self.say(sentence(error.sentence, error.values)),
            rows=step.changes if step else 0,
        )

    def _show_step(self, told: str, changes: Changes) -> None:
        self.say(told, step=sentence(changes.action, changes.details or {}))
        if changes.statements and self.statement_id not in changes.statements:
            self._show_one_of(changes.statements)

    def _tell_failure(self, error: AnnotatorError) -> None:
        self.failed.emit(error.sentence, error.values)

    def _take_queue(self, ids: array[int]) -> None:
        self._reading = None
        self.queue = ids
        self.queue_changed.emit()

    def _fail(self, error: AnnotatorError) -> None:
        self._reading = None
        self._tell_failure(error)

    def _leave_what_is_gone(self, changes: Changes) -> None:
        """Where the statement in front was cut otherwise, what took its place comes; else a neighbour."""
        if self.statement_id is None or statement_rows(self.store, [self.statement_id]):
            return
        if not self._show_one_of(changes.statements or ()):
            near = min(bisect_left(self.queue, self.statement_id), len(self.queue) - 1)
            self.show_statement(StatementId(self.queue[near]) if self.queue else None)

    def _show_one_of(self, statement_ids: Iterable[StatementId]) -> bool:
        """Put the first of these in front that there is."""
        there = [row.id for row in statement_rows(self.store, statement_ids)]
        if there:
            self.show_statement(min(there))
        return bool(there)

    def _choose_a_coder(self) -> None:
        """The coder in front is gone, perhaps undone: the first there is takes the place."""
        coders = self.head.coders
        self.coder_id = coders[0].id if coders else None
        self.annotation_id = None
        self.coder_changed.emit()
        self.set_filter(replace(self.filter, coder_id=self.coder_id))

    @Slot(Changes)
    def _take_in(self, changes: Changes) -> None:
        if self._store is None:
            return
        if self._writing is not None:
            self._noticed.append(changes)
            return
        if changes.touch("project", "coder", "actor", "actor_alias", "variable", "code"):
            self._head = None
            self.head_changed.emit()
            if self.coder is None:
                self._choose_a_coder()
        if changes.touch("statement", "source", "part", "worklist_statement"):
            self.read_queue()
            self._leave_what_is_gone(changes)
        self.changed.emit(changes)

"""The timeline that the panel shows, kept true to the project after every edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.errors import AnnotatorError
from annotator.gui.jobs import Job, read_job
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.model.entries import Entries
from annotator.model.events import Event
from annotator.model.timeline import Band, Bin, BinSize, Question, Timeline
from annotator.store.changes import Changes
from annotator.store.counts import read_entries, same_entries
from annotator.store.store import Store
from annotator.timeline.before_after import Comparison, compare
from annotator.timeline.counting import count, statements_in
from annotator.timeline.updating import ByStatement, by_statement, can_update, patched, taken, updated

REST_MS = 20
"""After an edit the text is painted first; edits that come meanwhile are taken together."""

_LABELS = frozenset({"annotation", "value", "status"})
_OTHERS = frozenset({"statement", "part", "source", "dropped", "variable", "code", "coder"})
_NAMES = frozenset({"actor", "actor_alias"})
_MANY = 400
"""So many statements that changed since all was read are no longer put in one by one."""

Integers = NDArray[np.int64]


class TimelineReader(QObject):
    """Answers one question at a time. `answered` brings each new timeline, `failed` what went wrong."""

    answered = Signal(object)
    failed = Signal(str, dict)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.question: Question | None = None
        self._only: Integers | None = None
        self._filtered = ""
        self._entries: Entries | None = None
        self._index: ByStatement | None = None
        self._read_for: Question | None = None
        self._fresh: dict[StatementId, Entries] = {}
        self._changed: set[StatementId] = set()
        self._stale = False
        self._job: Job | None = None
        self.timeline: Timeline | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.catch_up)
        workspace.changed.connect(self._hear)
        workspace.closed.connect(self.forget)

    @property
    def is_busy(self) -> bool:
        """Whether a newer timeline is on its way."""
        return self._job is not None or self._rest.isActive()

    def ask(self, question: Question, *, only: Collection[int] | None = None, filtered: str = "") -> None:
        """Let `answered` bring the answer: at once where what was read holds it, else soon.

        `filtered` says in words which statements `only` are.
        """
        self.question = question
        self._filtered = filtered
        self._only = None if only is None else np.array(only, dtype=np.int64)
        if self._entries is None or self._stale or not self._holds(question):
            self._read()
        elif self._job is None:
            self._settle()
            self._answer(count(self._entries, question, only=self._only))

    def ask_for_size(self, size: BinSize) -> None:
        """Ask the same again, in bins of this size."""
        assert self.question is not None
        only = None if self._only is None else self._only.tolist()
        self.ask(replace(self.question, bin_size=size), only=only, filtered=self._filtered)

    def statements(self, places: Collection[Bin | Band], series: int | None = None) -> list[StatementId]:
        """The statements behind some columns of what is shown, or behind one of their series."""
        if self._entries is None or self.timeline is None:
            return []
        self._settle()
        return statements_in(self._entries, self.timeline.question, places, series=series, only=self._only)

    def compare(self, event: Event, days: int | None) -> Comparison | None:
        """The shares before an event and after it; None before anything was read."""
        if self._entries is None or self.question is None:
            return None
        self._settle()
        entries = self._among(self._entries)
        return compare(entries, self.question, event.span(), days=days)

    @Slot()
    def forget(self) -> None:
        """Hold nothing of a project that is closed."""
        self._stop()
        self._rest.stop()
        self._entries = self._index = self.timeline = self.question = self._read_for = None
        self._fresh.clear()
        self._changed.clear()
        self._stale = False

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.question is None:
            return
        labels_only = changes.statements is not None and not changes.touch(*_OTHERS)
        if not labels_only or (changes.touch(*_NAMES) and self._names_actors()):
            self._stale = True
        elif changes.touch(*_LABELS) and changes.statements is not None:
            self._changed |= changes.statements
        else:
            return
        if not self._rest.isActive():
            self._rest.start()

    @Slot()
    def catch_up(self) -> None:
        """Put in what changed; read all anew where that would not do."""
        self._rest.stop()
        if self.question is None or self._job is not None:
            self._stale = self._stale or self._job is not None
            return
        found = None if self._stale else self._put_in()
        if found is None:
            self._read()
        else:
            self._answer(found)

    def _put_in(self) -> Timeline | None:
        """The timeline with the statements that changed read again; None where it must be counted anew."""
        question, entries, timeline = self.question, self._entries, self.timeline
        if question is None or entries is None or timeline is None or not can_update(question):
            return None
        changed, self._changed = self._changed, set()
        fresh = read_entries(self._workspace.store, question, only=changed)
        before = [taken(entries, changed - self._fresh.keys(), self._index)]
        before += [taken(self._fresh[key], [key]) for key in changed & self._fresh.keys()]
        self._fresh |= dict.fromkeys(changed, fresh)
        if len(self._fresh) > _MANY:
            return None
        found = updated(timeline, [self._among(some) for some in before], [self._among(fresh)])
        if found is None:
            self._settle()
            assert self._entries is not None
            found = count(self._entries, question, only=self._only)
        return found

    def _among(self, entries: Entries) -> Entries:
        return entries if self._only is None else taken(entries, self._only.tolist())

    def _settle(self) -> None:
        """Put all that was read since into the large tables."""
        if self._fresh and self._entries is not None and self.question is not None:
            fresh = read_entries(self._workspace.store, self.question, only=self._fresh.keys())
            self._entries = patched(self._entries, self._fresh.keys(), fresh)
            self._index = None
            self._fresh.clear()

    def _names_actors(self) -> bool:
        return self._entries is None or bool(self._entries.actors)

    def _holds(self, question: Question) -> bool:
        assert self._entries is not None
        return self._read_for is not None and same_entries(self._read_for, question, self._entries.variable)

    def _read(self) -> None:
        self._stop()
        question = self.question
        assert question is not None
        self._stale = False
        self._changed.clear()
        self._job = read_job(
            self,
            self._workspace,
            partial(_read_and_count, question=question, only=self._only),
            partial(self._take, question),
            self._fail,
        )

    def _take(self, question: Question, found: tuple[Entries, Timeline, ByStatement]) -> None:
        self._job = None
        self._entries, timeline, self._index = found
        self._read_for = question
        self._fresh.clear()
        if self._stale or self._changed:  # edits that came while it was read
            self._read()
        elif question == self.question:
            self._answer(timeline)
        elif self.question is not None:
            self.ask_for_size(self.question.bin_size)

    def _answer(self, timeline: Timeline) -> None:
        self.timeline = replace(timeline, filtered=self._filtered)
        self.answered.emit(self.timeline)

    def _fail(self, error: AnnotatorError) -> None:
        self._job = None
        self.failed.emit(error.sentence, error.values)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _read_and_count(
    store: Store, question: Question, only: Integers | None
) -> tuple[Entries, Timeline, ByStatement]:
    entries = read_entries(store, question)
    return entries, count(entries, question, only=only), by_statement(entries)

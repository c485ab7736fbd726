"""Several coders' timelines, read for one question and shown beside each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from annotator.gui.timeline.reader import TimelineReader
from annotator.gui.timeline.words import say
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.timeline import Band, Bin, Question, Timeline
from annotator.model.timeline_words import series_name, worded
from annotator.timeline.aligning import aligned, coarsest


class TimelinesBeside(QObject):
    """`first` answers for one coder; each further coder has a reader of their own.

    `answered` brings all timelines, over the same bins and with the same series, as soon as none is
    missing; `failed` what went wrong with any.
    """

    answered = Signal(object)
    failed = Signal(str, dict)

    def __init__(self, workspace: Workspace, first: TimelineReader, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._readers = [first]
        self._wanted = 1
        self._is_asking = False
        self.timelines: tuple[Timeline, ...] = ()
        first.answered.connect(self._put_together)
        first.failed.connect(self.failed)
        workspace.closed.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """Whether newer timelines are on their way."""
        return any(reader.is_busy for reader in self._readers[: self._wanted])

    def ask(
        self,
        question: Question,
        beside: Sequence[CoderId],
        *,
        only: Collection[int] | None = None,
        filtered: str = "",
    ) -> None:
        """Let `answered` bring the answer of the question's coder, and of those beside."""
        questions = [question, *(replace(question, coder_id=coder) for coder in beside)]
        self._wanted, self._is_asking = len(questions), True
        while len(self._readers) < len(questions):
            self._readers.append(self._another())
        for reader in self._readers[len(questions) :]:
            reader.forget()
        for reader, asked in zip(self._readers, questions, strict=False):
            reader.ask(asked, only=only, filtered=filtered)
        self._is_asking = False
        self._put_together()

    def statements(
        self, layer: int, places: Collection[Bin | Band], series: int | None = None
    ) -> list[StatementId]:
        """The statements behind some columns of one coder's timeline; `series` counts as in `timelines`."""
        own: int | None = None
        reader = self._readers[layer]
        if series is not None and reader.timeline is not None:
            names = [series_name(one, say) for one in reader.timeline.series]
            name = self.timelines[layer].series[series].name
            if name not in names:
                return []
            own = names.index(name)
        return reader.statements(places, own)

    def _another(self) -> TimelineReader:
        reader = TimelineReader(self._workspace, self)
        reader.answered.connect(self._put_together)
        reader.failed.connect(self.failed)
        return reader

    @Slot()
    def _put_together(self) -> None:
        """Bring all of them once each has answered the same question."""
        readers = self._readers[: self._wanted]
        found = [reader.timeline for reader in readers if reader.timeline is not None and not reader.is_busy]
        if self._is_asking or len(found) < self._wanted:
            return
        size = coarsest(found)
        odd = [
            one
            for one, timeline in zip(readers, found, strict=True)
            if timeline.question.bin_size is not size
        ]
        for reader in odd:  # each chose its own size: all take the coarsest
            reader.ask_for_size(size)
        if not odd:
            together = aligned(found) if len(found) > 1 else found
            self.timelines = tuple(worded(one, say) for one in together)
            self.answered.emit(self.timelines)

    @Slot()
    def _forget(self) -> None:
        self.timelines = ()

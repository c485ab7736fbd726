"""What the queue is narrowed down to, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.words.terms import shortened, stage_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Stage
from annotator.store.queue import NOT_DONE, Order, QueueFilter, source_name
from annotator.store.worklists import read_worklists


class FilterWords(QObject):
    """Says the workspace's filter; only to be asked while a project is open."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def wishes(self) -> list[tuple[str, str]]:
        """What is wished for, by key and in words, in the order of the menu."""
        wanted = self._workspace.filter
        words = {
            "stages": self._stages_words(wanted.stages),
            "flagged": self.tr("flagged") if wanted.flagged else "",
            "noted": self.tr("with memo") if wanted.noted else "",
            "questioned": self.tr("labels in question") if wanted.questioned else "",
            "disputed": self._dispute_words(wanted),
            "source": self._source_words(wanted),
            "speaker": self._speaker_words(wanted),
            "days": self._days_words(wanted),
            "undated": self.tr("undated") if wanted.undated else "",
            "code": self._code_words(wanted),
            "coder": self._coder_words(wanted),
            "worklist": self._worklist_words(wanted),
            "words": self.tr("“{words}”").format(words=shortened(wanted.words)) if wanted.words else "",
            "set_aside": self.tr("with those set aside") if wanted.set_aside else "",
            "order": self._order_words(wanted),
        }
        return [(wish, text) for wish, text in words.items() if text]

    def _stages_words(self, stages: frozenset[Stage]) -> str:
        if stages == NOT_DONE:
            return self.tr("not done")
        return ", ".join(stage_word(stage) for stage in Stage if stage in stages)

    def _worklist_words(self, wanted: QueueFilter) -> str:
        if wanted.worklist_id is None:
            return ""
        worklists = read_worklists(self._workspace.store)
        names = [worklist.name for worklist in worklists if worklist.id == wanted.worklist_id]
        return shortened(names[0]) if names else self.tr("a worklist that is gone")

    def _order_words(self, wanted: QueueFilter) -> str:
        words = {
            (Order.PROJECT, True): self.tr("last first"),
            (Order.DATE, False): self.tr("oldest first"),
            (Order.DATE, True): self.tr("newest first"),
            (Order.SPEAKER, False): self.tr("by speaker"),
            (Order.SPEAKER, True): self.tr("by speaker, Z to A"),
            (Order.LENGTH, False): self.tr("shortest first"),
            (Order.LENGTH, True): self.tr("longest first"),
        }
        return words.get((wanted.order, wanted.descending), "")

    def _source_words(self, wanted: QueueFilter) -> str:
        if wanted.source_id is None:
            return ""
        return shortened(source_name(self._workspace.store, wanted.source_id)) or self.tr(
            "a source that is gone"
        )

    def _speaker_words(self, wanted: QueueFilter) -> str:
        if wanted.speaker_id is None:
            return ""
        names = [actor.name for actor in self._workspace.head.actors if actor.id == wanted.speaker_id]
        return (
            self.tr("said by {name}").format(name=shortened(names[0])) if names else self.tr("said by nobody")
        )

    def _days_words(self, wanted: QueueFilter) -> str:
        if wanted.first_day and wanted.last_day:
            return self.tr("{first} – {last}").format(first=wanted.first_day, last=wanted.last_day)
        if wanted.first_day:
            return self.tr("from {day}").format(day=wanted.first_day)
        return self.tr("until {day}").format(day=wanted.last_day) if wanted.last_day else ""

    def _code_words(self, wanted: QueueFilter) -> str:
        if wanted.code_id is None:
            return ""
        names = [code.name for code in self._workspace.codebook.codes() if code.id == wanted.code_id]
        return (
            self.tr("coded {name}").format(name=shortened(names[0]))
            if names
            else self.tr("coded with nothing")
        )

    def _coder_words(self, wanted: QueueFilter) -> str:
        if wanted.coded_by_id is None:
            return ""
        names = [coder.name for coder in self._workspace.head.coders if coder.id == wanted.coded_by_id]
        return (
            self.tr("coded by {name}").format(name=shortened(names[0]))
            if names
            else self.tr("coded by nobody")
        )

    def _dispute_words(self, wanted: QueueFilter) -> str:
        if not wanted.disputed:
            return ""
        if wanted.disputed_variable_id is None:
            return self.tr("disagreement")
        variables = self._workspace.codebook.variables
        names = [one.name for one in variables if one.id == wanted.disputed_variable_id]
        return self.tr("disagreement on {variable}").format(variable=shortened(names[0] if names else "…"))

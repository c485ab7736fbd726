"""Asking what a filter should hold: which source, which speaker, which days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.gui import prompts
from annotator.gui.jobs import read_job
from annotator.gui.workspace import Workspace
from annotator.model.corpus import SourceId
from annotator.model.periods import read_period
from annotator.store.queue import QueueFilter, source_names
from annotator.store.search_query import parse_query


class FilterQuestions(QObject):
    """One question for each wish that needs an answer."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent
        self._questions: dict[str, Callable[[QueueFilter], QueueFilter | None]] = {
            "speaker": self._ask_speaker,
            "days": self._ask_days,
            "code": self._ask_code,
            "coder": self._ask_coder,
            "words": self._ask_words,
        }

    def can_ask(self, wish: str) -> bool:
        """Whether this wish is asked for; the others are only switched on and off."""
        return wish == "source" or wish in self._questions

    def ask(self, wish: str) -> None:
        """Ask, and let the queue follow the answer."""
        if wish == "source":
            read_job(self, self._workspace, source_names, self._ask_source)
            return
        wanted = self._questions[wish](self._workspace.filter)
        if wanted is not None:
            self._workspace.set_filter(wanted)

    def _ask_source(self, sources: list[tuple[SourceId, str]]) -> None:
        place = prompts.ask_choice(
            self._window,
            self.tr("Filter by source"),
            self.tr("Statements of which source?"),
            [name for _, name in sources],
        )
        if place is not None:
            self._workspace.set_filter(replace(self._workspace.filter, source_id=sources[place][0]))

    def _ask_speaker(self, wanted: QueueFilter) -> QueueFilter | None:
        actors = self._workspace.head.actors
        place = prompts.ask_choice(
            self._window,
            self.tr("Filter by speaker"),
            self.tr("Statements of which speaker?"),
            [actor.name for actor in actors],
        )
        return None if place is None else replace(wanted, speaker_id=actors[place].id)

    def _ask_code(self, wanted: QueueFilter) -> QueueFilter | None:
        codes = [
            (code, variable) for variable in self._workspace.codebook.variables for code in variable.codes
        ]
        place = prompts.ask_choice(
            self._window,
            self.tr("Filter by code"),
            self.tr("Statements that you gave which code?"),
            [
                self.tr("{code} ({variable})").format(code=code.name, variable=variable.name)
                for code, variable in codes
            ],
        )
        return None if place is None else replace(wanted, code_id=codes[place][0].id)

    def _ask_coder(self, wanted: QueueFilter) -> QueueFilter | None:
        coders = self._workspace.head.coders
        place = prompts.ask_choice(
            self._window,
            self.tr("Filter by coder"),
            self.tr("Statements that who has begun or done?"),
            [coder.name for coder in coders],
        )
        return None if place is None else replace(wanted, coded_by_id=coders[place].id)

    def _ask_words(self, wanted: QueueFilter) -> QueueFilter | None:
        words = prompts.ask_text(
            self._window,
            self.tr("Filter by words"),
            self.tr("Statements that hold these words:"),
            text=wanted.words,
            may_be_empty=True,
            check=parse_query,
        )
        return None if words is None else replace(wanted, words=words)

    def _ask_days(self, wanted: QueueFilter) -> QueueFilter | None:
        typed = prompts.ask_text(
            self._window,
            self.tr("Filter by date"),
            self.tr(
                "From when to when? Years, months or days, as in 2031-03 – 2031-05-15. One end may be left out."
            ),
            text=f"{wanted.first_day} – {wanted.last_day}".strip().removesuffix("–"),
            check=read_period,
        )
        if typed is None:
            return None
        period = read_period(typed)
        return replace(wanted, first_day=period.first_day, last_day=period.last_day)

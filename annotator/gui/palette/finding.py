"""What is found by typing: actions, codes, actors, voices; and what the queue is narrowed to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase

from annotator.gui.actions import Actions
from annotator.gui.coding.coding import Coding
from annotator.gui.palette.palette import Entry, Palette
from annotator.gui.palette.picking import code_entries, new_entries, voice_entries
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.words.terms import shortened
from annotator.gui.workspace import Workspace
from annotator.model.codebook import VariableId
from annotator.store.queue import QueueFilter

_LONGEST_NAME = 60


class Finding(QObject):
    """Fills the palette with what can be meant. `search_wanted`: look for words in the statements."""

    search_wanted = Signal(str)

    def __init__(
        self, workspace: Workspace, coding: Coding, reading: ReadingPanel, palette: Palette, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._coding = coding
        self._reading = reading
        self._palette = palette

    def find_anything(self, actions: Actions) -> None:
        """Offer every action, code and recent place by typing."""
        entries = [
            Entry(
                action.text().replace("&", ""),
                action.trigger,
                action.statusTip(),
                action.shortcut().toString(),
            )
            for action in actions.all()
            if action.isEnabled()
        ]
        if self._workspace.is_open:
            entries = [*code_entries(self._workspace, self._coding), *entries]
        self._palette.ask(entries, self.tr("Find or do anything"), fallback=self._search_entry)

    def pick_code(self, variable_id: object = None) -> None:
        """Offer codes and actors by typing; a new actor can be made from what was typed."""
        if not self._workspace.is_open:
            return
        wanted = VariableId(variable_id) if isinstance(variable_id, int) else None
        entries = code_entries(self._workspace, self._coding, wanted)
        fallback = partial(new_entries, self._coding, wanted, entries)
        ask = partial(self._palette.ask, hint=self.tr("Label with …"), fallback=fallback)
        marked = shortened(" ".join(self._reading.marked_words().split()), _LONGEST_NAME)
        if marked:
            words = self.tr("New code from the marked words …")
            ask([*entries, Entry(words, partial(ask, entries, typed=marked), aside=f"“{shortened(marked)}”")])
        else:
            ask(entries)

    def pick_voice(self) -> None:
        """Offer voices and actors for the active annotation by typing."""
        if self._workspace.is_open and self._coding.active() is not None:
            self._palette.ask(voice_entries(self._workspace, self._coding), self.tr("Whose words are these?"))
        else:
            self._workspace.say(self.tr("Choose an annotation first, then say whose words it holds."))

    def pick_colouring(self) -> None:
        """Offer the variables whose codes can colour the spans."""
        entries = [
            Entry(variable.name, partial(self._reading.set_colour_by, variable.id))
            for variable in self._coding.active_variables()
            if variable.codes
        ]
        self._palette.ask(entries, self.tr("Colour spans by …"))

    def pick_font(self, choose: Callable[[str], None]) -> None:
        """Offer the fonts there are for the text."""
        entries = [Entry(family, partial(choose, family)) for family in QFontDatabase.families()]
        self._palette.ask(entries, self.tr("Set the text in …"))

    def show_only_source(self) -> None:
        """Let the queue hold the source in front."""
        row = self._reading.row
        if row is not None:
            self._workspace.set_filter(replace(self._workspace.filter, source_id=row.source_id))

    def show_only_speaker(self) -> None:
        """Let the queue hold what the speaker in front says."""
        row = self._reading.row
        if row is not None and row.speaker_id is not None:
            self._workspace.set_filter(replace(self._workspace.filter, speaker_id=row.speaker_id))
        else:
            self._workspace.say(self.tr("No speaker is known for this statement. F11 puts one in."))

    def show_everything(self) -> None:
        """Let the queue hold everything again."""
        self._workspace.set_filter(QueueFilter(coder_id=self._workspace.coder_id))

    def _search_entry(self, typed: str) -> list[Entry]:
        if not self._workspace.is_open:
            return []
        words = self.tr("Search the statements for “{words}”").format(words=typed)
        return [Entry(words, partial(self.search_wanted.emit, typed))]

"""The events of the timeline: added, imported, changed, taken away, and compared around, from one menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from annotator.edits.events import add_event, change_event, delete_event, import_events
from annotator.gui import prompts
from annotator.gui.file_prompts import ask_file
from annotator.gui.words.terms import shortened
from annotator.gui.workspace import Workspace
from annotator.model.events import Event
from annotator.store.changes import Changes
from annotator.store.events import read_events


class TimelineEvents(QObject):
    """Holds the events as they are now. `changed`: they are other ones; `compare_wanted`: around this one."""

    changed = Signal()
    compare_wanted = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.events: tuple[Event, ...] = ()
        workspace.opened.connect(self._read)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._hear)
        if workspace.is_open:
            self._read()

    def fill(self, menu: QMenu) -> None:
        """Let the menu offer what can be done now, whenever it opens."""
        menu.aboutToShow.connect(partial(self._offer, menu))

    def add(self) -> None:
        """Ask for a date and words, and mark them."""
        asked = self._ask(self.tr("Add event"), "")
        if asked is not None:
            self._workspace.edit(add_event, *asked)

    def change(self, event: Event) -> None:
        """Ask for another date or other words."""
        asked = self._ask(self.tr("Change event"), f"{event.date.value} {event.text}")
        if asked is not None:
            self._workspace.edit(change_event, event.id, *asked)

    def load(self) -> None:
        """Mark all events of a CSV file; what could not be read is said."""
        path: Path | None = ask_file(
            self._window, self.tr("Import events"), self.tr("Tables (*.csv *.tsv *.txt)")
        )
        if path is not None:
            self._workspace.write(
                self.tr("Import events"), lambda store, _: import_events(store, path), self._tell_problems
            )

    def _tell_problems(self, problems: Sequence[str]) -> None:
        if problems:
            prompts.warn(self._window, self.tr("Import events"), "\n".join(problems[:12]))

    def _offer(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(self.tr("Add event …"), self.add)
        menu.addAction(self.tr("Import events (CSV) …"), self.load)
        if self.events:
            menu.addSeparator()
        for event in self.events:
            own = menu.addMenu(f"{event.date.value}  {shortened(event.text, 40)}".replace("&", "&&"))
            own.addAction(self.tr("Compare before and after"), partial(self.compare_wanted.emit, event))
            own.addAction(self.tr("Change …"), partial(self.change, event))
            own.addAction(self.tr("Delete"), partial(self._workspace.edit, delete_event, event.id))

    def _ask(self, title: str, text: str) -> tuple[str, str] | None:
        """Date and words; the date is the first word."""
        question = self.tr(
            "When was it, and what? Write a day, month or year first, like 2031-09-12 Assembly opens."
        )
        asked = prompts.ask_text(self._window, title, question, text=text)
        if not asked:
            return None
        date, _, words = asked.strip().partition(" ")
        return date, words

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("event"):
            self._read()

    @Slot()
    def _read(self) -> None:
        self.events = read_events(self._workspace.store)
        self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self.events = ()
        self.changed.emit()

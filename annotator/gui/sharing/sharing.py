"""What is done with files of several people: merging them in, copies for others, erasing for good."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.edits.merging import Merged
from annotator.gui import file_prompts
from annotator.gui.sharing.merge_words import rows_word
from annotator.gui.workspace import Workspace


class Sharing(QObject):
    """Slots of actions. `conflicts_wanted`: a merge found some, and they should be seen."""

    conflicts_wanted = Signal()

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def merge_projects(self) -> None:
        """Ask for other projects, and show what merging them in would do."""
        from annotator.gui.dialogs.merge import MergeProjects

        files = file_prompts.ask_files(
            self._window, self.tr("Merge projects"), self.tr("Annotator projects (*.annotator)")
        )
        if files:
            dialog = MergeProjects(self._workspace, files, self._window)
            dialog.merged.connect(self._tell_merge)
            dialog.show()

    def _tell_merge(self, found: Merged) -> None:
        if found.changes_nothing:
            self._workspace.say(self.tr("All of it was here already."))
        elif found.conflicts:
            words = self.tr("Merged. {count} conflicts are listed below; undo takes all of it back.")
            self._workspace.say(words, count=len(found.conflicts))
        else:
            what = rows_word(found.added) or rows_word(found.changed) or rows_word(found.removed)
            self._workspace.say(self.tr("Merged: {what}. Undo takes all of it back."), what=what)
        if found.conflicts:
            self.conflicts_wanted.emit()

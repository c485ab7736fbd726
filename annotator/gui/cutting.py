"""Cutting statements otherwise after import: in two at the caret, or two into one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.edits.statements import join_statements, split_statement
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.workspace import Workspace
from annotator.store.corpus import statement_after


class Cutting(QObject):
    """Slots of actions; all that was said goes along, or the act is refused with a reason."""

    def __init__(self, workspace: Workspace, reading: ReadingPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading = reading

    def split_at_caret(self) -> None:
        """Make two statements of the one in front, where the caret stands or what is marked ends."""
        row = self._reading.row
        if row is not None:
            self._workspace.edit(split_statement, row.id, self._reading.view.caret() + row.span.start)
            self._reading.view.setFocus()

    def join_with_next(self) -> None:
        """Make one statement of the one in front and the one that follows it in its source."""
        row = self._reading.row
        if row is None:
            return
        following = statement_after(self._workspace.store, row)
        if following is None:
            self._workspace.say(
                self.tr("This is the last statement of its source; nothing follows to join it with.")
            )
            return
        self._workspace.edit(join_statements, [row.id, following])
        self._reading.view.setFocus()

"""The box that says who codes, so made that nobody becomes somebody else by accident."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from annotator.gui.widgets.boxes import ComboBox


class CoderChooser(ComboBox):
    """Chooses from its open list or by arrows only. `folded`: the list was closed, with a choice or without.

    A plain combo box also follows letters, which here are the keys of codes.
    """

    folded = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take arrows and the like; leave letters and digits to others."""
        if event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hidePopup(self) -> None:
        """Close the list and say so."""
        was_open = self.view().isVisible()
        super().hidePopup()
        if was_open:
            self.folded.emit()

"""Columns and the drawer: hidden, and shown again with room to be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_ROOM_PX = 260


def fold(panel: QWidget) -> None:
    """Hide a panel of a splitter, or show it; one that was dragged or left without any width gets some."""
    splitter = panel.parentWidget()
    assert isinstance(splitter, QSplitter)
    place = splitter.indexOf(panel)
    if panel.isVisible() and splitter.sizes()[place]:
        panel.hide()
        splitter.refresh()
        return
    panel.show()
    splitter.refresh()
    sizes = splitter.sizes()
    if not sizes[place]:
        roomy = sizes.index(max(sizes))
        length = (
            splitter.width() if splitter.orientation() is Qt.Orientation.Horizontal else splitter.height()
        )
        room = min(_ROOM_PX, length // 3)
        sizes[place], sizes[roomy] = room, sizes[roomy] - room
        splitter.setSizes(sizes)

"""What fits on the user's screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_SHARE = 0.9


def fitting_size(widget: QWidget, width: int, height: int) -> QSize:
    """The wished size, or less where the screen is smaller: a laptop at 200 % has 640 by 360 points."""
    room = widget.screen().availableSize()
    return QSize(min(width, int(room.width() * _SHARE)), min(height, int(room.height() * _SHARE)))

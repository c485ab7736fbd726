"""Opening a project as a user does, and waiting until it is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from annotator.gui.main_window import MainWindow
from annotator.gui.workspace import Workspace
from annotator.store.places import real_path

PATIENCE_MS = 60_000


def put_in_front(front: MainWindow | Workspace, path: Path) -> bool:
    """Whether the project is in front, as soon as that is known."""
    workspace = front if isinstance(front, Workspace) else front.workspace
    opening = front.open(path)
    if opening is None:
        return False
    loop = QEventLoop()
    opening.ended.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    return workspace.is_open and workspace.store.path == real_path(path)

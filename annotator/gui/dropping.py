"""Files that are dropped on the window: a project is opened, texts are looked at and imported."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.file_actions import FileActions
from annotator.gui.workspace import Workspace


class Dropping(QObject):
    """Listens to a window; what it cannot take is refused while it still hangs at the pointer."""

    def __init__(self, workspace: Workspace, files: FileActions, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._files = files
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: files come over the window, or are let go."""
        if event.type() not in {QEvent.Type.DragEnter, QEvent.Type.Drop} or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        project, texts = _sorted(event.mimeData().urls())
        if project is None and not (texts and self._workspace.is_open):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            if project is not None:
                self._files.open_wanted.emit(project)
            else:
                self._files.look_at_texts(texts)
        return True


def _sorted(urls: Iterable[QUrl]) -> tuple[Path | None, list[Path]]:
    """The first project, and all other files."""
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    projects = [file for file in files if file.suffix.casefold() == ".annotator"]
    return (projects[0] if projects else None), [
        file for file in files if file.is_file() and file not in projects
    ]

"""What is there before a project is open: what this is, three ways to begin, and the projects opened lately."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.file_actions import FileActions
from annotator.gui.theme import head_font, scaled

_MOST = 5
_WIDTH = 420


class Welcome(QWidget):
    """One sentence, three buttons, and a line for each project opened lately."""

    def __init__(self, files: FileActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._files = files
        title = QLabel(self.tr("Annotator"))
        title.setFont(scaled(self.font(), 2.0, bold=True))
        words = QLabel(self.tr("Read statements, label what is said, and see the themes over time."))
        words.setProperty("tone", "second")
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, text, slot, default in (
            ("welcomeNew", self.tr("New project …"), files.new_project, True),
            ("welcomeOpen", self.tr("Open …"), files.open_project, False),
            ("welcomeSample", self.tr("Open the sample project"), files.open_sample, False),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setDefault(default)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout()
        column.setSpacing(12)
        for part in (title, words):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self._make_recent())
        outer = QHBoxLayout(self)
        outer.addStretch()
        outer.addLayout(column)
        outer.addStretch()
        outer.setAlignment(column, Qt.AlignmentFlag.AlignVCenter)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: list what was opened lately, as it is now."""
        super().showEvent(event)
        self._list_recent()

    def _make_recent(self) -> QWidget:
        self._recent = QWidget()
        self._lines = QVBoxLayout(self._recent)
        self._lines.setContentsMargins(0, 20, 0, 0)
        self._lines.setSpacing(2)
        head = QLabel(self.tr("Opened lately"))
        head.setFont(head_font(self.font()))
        head.setProperty("tone", "second")
        self._lines.addWidget(head)
        self._lines.addSpacing(4)
        self._buttons: list[RecentProject] = []
        return self._recent

    def _list_recent(self) -> None:
        for button in self._buttons:
            self._lines.removeWidget(button)
            button.deleteLater()
        found = self._files.recent_projects()[:_MOST]
        self._buttons = [RecentProject(path, self._recent) for path in found]
        for button in self._buttons:
            button.clicked.connect(partial(self._files.open_wanted.emit, button.path))
            self._lines.addWidget(button)
        self._recent.setVisible(bool(found))


class RecentProject(QPushButton):
    """A project by its name, with its folder in the second tone."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = path
        self.setObjectName("recentProject")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(str(path))
        self.setAccessibleName(self.tr("{name} in {folder}").format(name=path.stem, folder=path.parent))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(12)
        name, folder = QLabel(path.stem, self), QLabel(self)
        folder.setProperty("tone", "second")
        metrics = folder.fontMetrics()
        room = max(80, _WIDTH - 32 - metrics.horizontalAdvance(path.stem))
        folder.setText(metrics.elidedText(_at_home(path.parent), Qt.TextElideMode.ElideMiddle, room))
        for label in (name, folder):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(name)
        line.addStretch()
        line.addWidget(folder)
        self.setFixedHeight(32)
        self.setMinimumWidth(_WIDTH)


def _at_home(folder: Path) -> str:
    """The folder as people write it."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)

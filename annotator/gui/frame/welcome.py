"""What is there before a project is open: what this is, and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.file_actions import FileActions
from annotator.gui.theme import scaled


class Welcome(QWidget):
    """One sentence and three buttons."""

    def __init__(self, files: FileActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
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
        outer = QHBoxLayout(self)
        outer.addStretch()
        outer.addLayout(column)
        outer.addStretch()
        outer.setAlignment(column, Qt.AlignmentFlag.AlignVCenter)

"""The manual in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from annotator import paths


class ManualWindow(QDialog):
    """Shows the Markdown pages of resources/manual; links between them work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manualWindow")
        self.setWindowTitle(self.tr("Manual"))
        self.resize(760, 720)
        self._pages = QTextBrowser()
        self._pages.setObjectName("manualPages")
        self._pages.setAccessibleName(self.tr("Manual"))
        self._pages.setOpenLinks(False)
        self._pages.anchorClicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._show("index.md")

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(link)
        elif link.path().endswith(".md"):
            self._show(link.path().rpartition("/")[2])

    def _show(self, page: str) -> None:
        file = paths.resources() / "manual" / page
        if file.is_file():
            self._pages.document().setDocumentMargin(28)
            self._pages.setMarkdown(file.read_text(encoding="utf-8"))

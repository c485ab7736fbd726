"""The drawer under the columns: tabs whose panels are made when first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from annotator.gui.theme import Theme


class Drawer(QTabWidget):
    """Panels come after the window's first paint, since plots are heavy to load.

    A panel that has a `set_theme` is told of other colours.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setDocumentMode(True)
        self._theme = theme
        self._makers: list[Callable[[Theme], QWidget]] = []
        self._panels: dict[int, QWidget] = {}
        self.currentChanged.connect(self.panel)

    def add(self, name: str, maker: Callable[[Theme], QWidget]) -> int:
        """A tab, whose panel `maker` makes when it is first shown; its place."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._makers.append(maker)
        self.blockSignals(True)
        place = self.addTab(page, name)
        self.blockSignals(False)
        return place

    def panel(self, place: int) -> QWidget:
        """The panel of a tab, made now if it is not there yet."""
        if place not in self._panels:
            self._panels[place] = self._makers[place](self._theme)
            page = self.widget(place)
            assert page is not None
            layout = page.layout()
            assert layout is not None
            layout.addWidget(self._panels[place])
        return self._panels[place]

    def show_panel(self, place: int) -> QWidget:
        """Bring a tab to the front, the drawer opened if it was folded."""
        self.setVisible(True)
        self.setCurrentIndex(place)
        return self.panel(place)

    def showEvent(self, event: QShowEvent) -> None:
        """The first panel follows the first paint."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fill_current)

    def minimumSizeHint(self) -> QSize:
        """Small: a panel that wants more room does not push the text away, it scrolls."""
        return QSize(240, 120)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for panel in self._panels.values():
            recolour = getattr(panel, "set_theme", None)
            if recolour is not None:
                recolour(theme)

    def _fill_current(self) -> None:
        if self.isVisible() and self.count():
            self.panel(self.currentIndex())

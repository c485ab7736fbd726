"""The drawer under the columns: tabs that can be moved, closed and taken out, made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from annotator.gui.theme import Theme


class DrawerState(TypedDict):
    """How the tabs stand, by their numbers: from left to right, and those that are closed."""

    order: list[int]
    closed: list[int]


class _Page(QWidget):
    """What a tab shows, and the room for its panel."""

    def __init__(self, name: str, maker: Callable[[Theme], QWidget]) -> None:
        super().__init__()
        self.name = name
        self.maker = maker
        self.panel: QWidget | None = None
        self.window_: _OwnWindow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)


class _OwnWindow(QWidget):
    """A page outside the drawer; closed, it goes back there."""

    left = Signal()

    def __init__(self, page: _Page, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("ownWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "true")
        self.setWindowTitle(page.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        page.show()
        self.resize(900, 420)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The page goes back to the drawer."""
        self.left.emit()
        super().closeEvent(event)


class Drawer(QTabWidget):
    """Panels come after the window's first paint, since plots are heavy to load.

    Panels are known by numbers, in the order in which they were added, wherever their tabs stand. One that
    has a `set_theme` is told of other colours. `changed`: a tab was closed, shown, or taken out.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAccessibleName(self.tr("Panels"))
        self.tabBar().setAccessibleName(self.tr("Panels"))
        self.setDocumentMode(True)
        self.setMovable(True)
        self._theme = theme
        self._pages: list[_Page] = []
        self._shared: list[QAction] = []
        self.currentChanged.connect(self._fill_current)
        self.tabBar().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabBar().customContextMenuRequested.connect(self._open_menu)

    def add(self, name: str, maker: Callable[[Theme], QWidget]) -> int:
        """A tab, whose panel `maker` makes when it is first shown; its number."""
        page = _Page(name, maker)
        self._pages.append(page)
        self.blockSignals(True)
        self.addTab(page, name)
        self.blockSignals(False)
        return len(self._pages) - 1

    def names(self) -> list[str]:
        """What the panels are called, by their numbers."""
        return [page.name for page in self._pages]

    def share_keys(self, actions: list[QAction]) -> None:
        """Actions whose keys work in windows of their own, too."""
        self._shared = actions

    def panel(self, number: int) -> QWidget:
        """A panel, made now if it is not there yet."""
        page = self._pages[number]
        if page.panel is None:
            page.panel = page.maker(self._theme)
            layout = page.layout()
            assert layout is not None
            layout.addWidget(page.panel)
        return page.panel

    def show_panel(self, number: int) -> QWidget:
        """Bring a panel to the front, the drawer opened if it was folded, its tab if it was closed."""
        page = self._pages[number]
        if page.window_ is not None:
            page.window_.raise_()
            page.window_.activateWindow()
        else:
            self.setVisible(True)
            self.setTabVisible(self.indexOf(page), True)
            self.setCurrentWidget(page)
            self.changed.emit()
        return self.panel(number)

    def front(self) -> int:
        """The number of the panel in front; -1 when all are closed or taken out."""
        page = self.currentWidget()
        return self._pages.index(page) if isinstance(page, _Page) else -1

    def is_closed(self, number: int) -> bool:
        """Whether a panel has no tab, nor a window of its own."""
        place = self.indexOf(self._pages[number])
        return place >= 0 and not self.isTabVisible(place)

    def close_panel(self, number: int) -> None:
        """Take a panel's tab away; `show_panel` brings it back."""
        page = self._pages[number]
        if page.window_ is not None:
            page.window_.close()
        self.setTabVisible(self.indexOf(page), False)
        self.changed.emit()

    def take_out(self, number: int) -> None:
        """Give a panel a window of its own."""
        page = self._pages[number]
        if page.window_ is not None:
            return
        self.panel(number)
        self.removeTab(self.indexOf(page))
        page.window_ = _OwnWindow(page, self.window())
        page.window_.addActions(self._shared)
        page.window_.left.connect(self._take_back)
        page.window_.show()
        self.changed.emit()

    def state(self) -> DrawerState:
        """How the tabs stand, to be remembered."""
        numbers = {page: number for number, page in enumerate(self._pages)}
        in_order = [page for place in range(self.count()) if isinstance(page := self.widget(place), _Page)]
        return DrawerState(
            order=[numbers[page] for page in in_order],
            closed=[numbers[page] for page in in_order if not self.isTabVisible(self.indexOf(page))],
        )

    def put_back(self, state: DrawerState) -> None:
        """Let the tabs stand as they were remembered; numbers that are gone are passed over."""
        known = range(len(self._pages))
        for place, number in enumerate(number for number in state["order"] if number in known):
            self.tabBar().moveTab(self.indexOf(self._pages[number]), min(place, self.count() - 1))
        for number in known:
            self.setTabVisible(self.indexOf(self._pages[number]), number not in state["closed"])
        self.setCurrentIndex(next((at for at in range(self.count()) if self.isTabVisible(at)), 0))
        self.changed.emit()

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
        for page in self._pages:
            recolour = getattr(page.panel, "set_theme", None)
            if recolour is not None:
                recolour(theme)

    def leave_windows(self) -> None:
        """Close the windows of taken-out panels with the main one."""
        for page in self._pages:
            if page.window_ is not None:
                page.window_.close()

    @Slot()
    def _take_back(self) -> None:
        """A window of its own was closed: its page becomes a tab again."""
        for page in self._pages:
            if page.window_ is self.sender():
                page.window_.deleteLater()
                page.window_ = None
                self.addTab(page, page.name)
                self.changed.emit()

    @Slot()
    def _fill_current(self) -> None:
        if self.isVisible() and self.front() >= 0:
            self.panel(self.front())

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        page = self.widget(self.tabBar().tabAt(place))
        if not isinstance(page, _Page):
            return
        number = self._pages.index(page)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Close tab")).triggered.connect(lambda: self.close_panel(number))
        menu.addAction(self.tr("Window of its own")).triggered.connect(lambda: self.take_out(number))
        menu.popup(self.tabBar().mapToGlobal(place))

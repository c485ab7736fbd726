"""The drawer under the columns: tabs that can be moved, closed and taken out, made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QToolButton, QVBoxLayout, QWidget

from annotator.gui.frame.drawer_state import DrawerState
from annotator.gui.theme import Theme, icon
from annotator.gui.widgets.heights import WANTED_HEIGHT

_MORE_PX = 36
"""The button for the tabs that there is no room for."""


class _Page(QWidget):
    """What a tab shows, and the room for its panel."""

    def __init__(self, name: str, maker: Callable[[Theme], QWidget]) -> None:
        super().__init__()
        self.name = name
        self.maker = maker
        self.panel: QWidget | None = None
        self.window_: _OwnWindow | None = None
        self.is_closed = False
        self.place = 0
        self.geometry_kept = ""
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
    `turned`: another panel is in front, and wants to be so high at least; 0 for any height. Tabs for
    which there is no room stand in the menu of a button behind the others; none is cut.
    """

    changed = Signal()
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAccessibleName(self.tr("Panels"))
        self.tabBar().setAccessibleName(self.tr("Panels"))
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._theme = theme
        self._pages: list[_Page] = []
        self._shared: list[QAction] = []
        self._is_fitting = False
        self.more = self._make_more()
        self.currentChanged.connect(self._fill_current)
        self.tabBar().tabMoved.connect(self._fit)
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
            self._put_behind_tabs(page.panel)
        return page.panel

    def show_panel(self, number: int) -> QWidget:
        """Bring a panel to the front, the drawer opened if it was folded, its tab if it was closed."""
        page = self._pages[number]
        if page.window_ is not None:
            page.window_.raise_()
            page.window_.activateWindow()
        else:
            self.setVisible(True)
            page.is_closed = False
            self.setTabVisible(self.indexOf(page), True)
            self.setCurrentWidget(page)
            self._fit()
            self.changed.emit()
        return self.panel(number)

    def front(self) -> int:
        """The number of the panel in front; -1 when all are closed or taken out."""
        page = self.currentWidget()
        return self._pages.index(page) if isinstance(page, _Page) else -1

    def is_closed(self, number: int) -> bool:
        """Whether a panel has no tab, nor a window of its own."""
        return self._pages[number].is_closed

    def close_panel(self, number: int) -> None:
        """Take a panel's tab away; `show_panel` brings it back."""
        page = self._pages[number]
        if page.window_ is not None:
            page.window_.close()
        page.is_closed = True
        self.setTabVisible(self.indexOf(page), False)
        self._fit()
        self.changed.emit()

    def take_out(self, number: int, *, quietly: bool = False) -> None:
        """Give a panel a window of its own; `quietly` leaves the keys where they are."""
        page = self._pages[number]
        if page.window_ is not None:
            return
        self.panel(number)
        page.is_closed = False
        page.place = self.indexOf(page)
        self.removeTab(page.place)
        page.window_ = _OwnWindow(page, self.window())
        page.window_.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        page.window_.addActions(self._shared)
        page.window_.left.connect(self._take_back)
        if page.geometry_kept:
            page.window_.restoreGeometry(QByteArray.fromBase64(page.geometry_kept.encode()))
        page.window_.show()
        self._fit()
        self.changed.emit()

    def state(self) -> DrawerState:
        """How the panels stand, to be remembered."""
        numbers = {page: number for number, page in enumerate(self._pages)}
        in_order = self._in_order()
        for page in sorted((page for page in self._pages if page.window_), key=lambda page: page.place):
            in_order.insert(page.place, page)
        return DrawerState(
            order=tuple(numbers[page] for page in in_order),
            closed=frozenset(numbers[page] for page in in_order if page.is_closed),
            front=self.front(),
            windows={number: kept for number, page in enumerate(self._pages) if (kept := _geometry(page))},
        )

    def put_back(self, state: DrawerState) -> None:
        """Let the tabs stand as they were remembered; numbers that are gone are passed over.

        Windows of their own come with `open_windows`, when there is something to show.
        """
        known = range(len(self._pages))
        for place, number in enumerate(number for number in state.order if number in known):
            self.tabBar().moveTab(self.indexOf(self._pages[number]), min(place, self.count() - 1))
        for number, page in enumerate(self._pages):
            page.is_closed = number in state.closed
            page.geometry_kept = state.windows.get(number, "")
            self.setTabVisible(self.indexOf(page), not page.is_closed)
        open_ = [page for page in self._in_order() if not page.is_closed]
        wanted = [page for page in open_ if state.front in known and page is self._pages[state.front]]
        for page in (wanted or open_)[:1]:
            self.setCurrentWidget(page)
        self._fit()
        self.changed.emit()

    @Slot()
    def open_windows(self) -> None:
        """Give those panels windows of their own again that had them, after what is in front was painted."""
        QTimer.singleShot(0, self, self._open_windows)

    @Slot()
    def _open_windows(self) -> None:
        for number, page in enumerate(self._pages):
            if page.geometry_kept and page.window_ is None and not page.is_closed:
                self.take_out(number, quietly=True)

    def showEvent(self, event: QShowEvent) -> None:
        """The first panel follows the first paint."""
        super().showEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._fill_current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more tabs, or fewer."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters have room for fewer tabs."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Small: a panel that wants more room does not push the text away, it scrolls."""
        return QSize(240, 120)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.more.setIcon(icon("down", theme))
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
            if page.window_ is not None and page.window_ is self.sender():
                page.window_.deleteLater()
                page.window_ = None
                page.geometry_kept = ""
                self.insertTab(page.place, page, page.name)
                self._fit()
                self.changed.emit()

    def _make_more(self) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName("otherPanels")
        made.setAccessibleName(self.tr("Other panels"))
        made.setToolTip(self.tr("Other panels"))
        made.setIcon(icon("down", self._theme))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.aboutToShow.connect(self._offer_others)
        made.setMenu(menu)
        self.setCornerWidget(made, Qt.Corner.TopRightCorner)
        made.hide()
        return made

    @Slot()
    def _offer_others(self) -> None:
        """All panels that have no tab in sight."""
        menu = self.more.menu()
        menu.clear()
        for page in self._in_order():
            if not self.isTabVisible(self.indexOf(page)):
                number = self._pages.index(page)
                menu.addAction(page.name).triggered.connect(partial(self.show_panel, number))

    def _put_behind_tabs(self, panel: QWidget) -> None:
        """Tab leads from the tabs into the panel; what is made late would stand at the very end."""
        before: QWidget = self.tabBar()
        for inside in panel.findChildren(QWidget):
            own = inside.window() is before.window()  # menus are windows of their own
            if own and inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, inside)
                before = inside

    def _in_order(self) -> list[_Page]:
        """The pages that have tabs, from left to right."""
        return [page for place in range(self.count()) if isinstance(page := self.widget(place), _Page)]

    @Slot()
    def _fit(self) -> None:
        """Show as many tabs as there is room for, the one in front among them."""
        if self._is_fitting or not self.isVisible():
            return
        self._is_fitting = True
        front = self.currentWidget()
        open_ = [page for page in self._in_order() if not page.is_closed]
        widths = {page: self.tabBar().tabSizeHint(self.indexOf(page)).width() for page in open_}
        has_room = sum(widths.values()) <= self.width()
        room = self.width() - (0 if has_room else _MORE_PX)
        room -= sum(width for page, width in widths.items() if page is front)
        for page in open_:
            if page is not front:
                room -= widths[page]
                self.setTabVisible(self.indexOf(page), room >= 0)
        self._scroll_back()
        self.more.setVisible(not has_room)
        self._is_fitting = False

    def _scroll_back(self) -> None:
        """The bar keeps how far it had scrolled for tabs that are hidden now; its first tab brings it back."""
        bar = self.tabBar()
        front = bar.currentIndex()
        with QSignalBlocker(bar):
            bar.setCurrentIndex(next((at for at in range(bar.count()) if bar.isTabVisible(at)), front))
            bar.setCurrentIndex(front)

    @Slot()
    def _fill_current(self) -> None:
        if self.isVisible() and self.front() >= 0:
            panel = self.panel(self.front())
            self.turned.emit(int(panel.property(WANTED_HEIGHT) or 0))

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


def _geometry(page: _Page) -> str:
    """How a page's own window stands, or shall stand when it comes."""
    if page.window_ is None:
        return page.geometry_kept
    return bytes(page.window_.saveGeometry().toBase64().data()).decode()

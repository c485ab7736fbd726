"""The bar over the columns: where one stands in the queue, search, who codes, undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from annotator.gui.frame.coder_chooser import CoderChooser
from annotator.gui.theme import Theme, icon
from annotator.gui.widgets.search_field import SearchField
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, CoderKind


class TopBar(QWidget):
    """`searched`: words were entered. `coder_wanted`: a new coder is to be added."""

    searched = Signal(str)
    coder_wanted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drawn: list[tuple[QAction, str]] = []
        self.place = QLabel()
        self.place.setMinimumWidth(88)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.setAccessibleName(self.tr("Statements done"))
        self.search = SearchField()
        self.search.setObjectName("searchField")
        self.search.setAccessibleName(self.tr("Search the statements"))
        self.search.setPlaceholderText(self.tr("Search statements   Ctrl F"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.search.returnPressed.connect(self._search)
        self.coders = CoderChooser()
        self.coders.setObjectName("coderChooser")
        self.coders.setAccessibleName(self.tr("Coder"))
        self.coders.setMinimumWidth(120)
        self.coders.activated.connect(self._choose_coder)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 12, 6)
        self._layout.setSpacing(8)
        workspace.opened.connect(self.show_coders)
        workspace.head_changed.connect(self.show_coders)
        workspace.closed.connect(self.show_coders)
        workspace.coder_changed.connect(self.show_coders)
        for signal in (workspace.statement_shown, workspace.queue_changed):
            signal.connect(self.show_place)
        self.setEnabled(False)
        self._theme = theme

    def fill(self, previous: QAction, following: QAction, undo: QAction, redo: QAction) -> None:
        """Lay out the parts around the window's own actions."""
        for action, name in ((previous, "previous"), (following, "next")):
            self._layout.addWidget(self._button(action, name))
        for widget in (self.place, self.progress):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self._layout.addWidget(self.search, 2)
        self._layout.addStretch(1)
        self._layout.addWidget(self.coders)
        for action, name in ((undo, "undo"), (redo, "redo")):
            self._layout.addWidget(self._button(action, name))
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        for action, name in self._drawn:
            action.setIcon(icon(name, theme))

    def show_coders(self) -> None:
        """List who codes in this project; the last row adds somebody."""
        self.coders.clear()
        self.setEnabled(self._workspace.is_open)
        if not self._workspace.is_open:
            return
        for coder in self._workspace.head.coders:
            words = self.tr("Settled result") if coder.kind is CoderKind.ADJUDICATED else coder.name
            self.coders.addItem(words, coder.id)
            if coder.id == self._workspace.coder_id:
                self.coders.setCurrentIndex(self.coders.count() - 1)
        self.coders.addItem(self.tr("Add a coder …"), None)

    def show_place(self) -> None:
        """Where the statement in front stands."""
        workspace = self._workspace
        total = len(workspace.queue)
        place = workspace.place_in_queue() if workspace.is_open else None
        if place is None:
            self.place.setText(self.tr("{total} statements").format(total=total) if total else "")
        else:
            self.place.setText(self.tr("{place} of {total}").format(place=place + 1, total=total))

    def show_progress(self, done: int, total: int) -> None:
        """How many of the queue's statements are done."""
        # QProgressBar paints at once, and with it all that is due in the window; there it is painted in its turn.
        self.progress.setUpdatesEnabled(False)
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)
        self.progress.setUpdatesEnabled(True)
        self.progress.setToolTip(self.tr("{done} of {total} done").format(done=done, total=total))

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName(f"{name}Button")
        button.setAccessibleName(action.text().replace("&", ""))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        key = action.shortcut().toString()
        button.setToolTip(f"{action.statusTip()}  ({key})" if key else action.statusTip())
        action.setIconVisibleInMenu(False)
        self._drawn.append((action, name))
        return button

    def _choose_coder(self, index: int) -> None:
        chosen = self.coders.itemData(index)
        if chosen is None:
            self.show_coders()
            self.coder_wanted.emit()
        else:
            self._workspace.set_coder(CoderId(chosen))

    def _search(self) -> None:
        self.searched.emit(self.search.text())

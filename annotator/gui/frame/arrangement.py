"""Where the panels stand: the codebook beside everything, the drawer below list and text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

_MOST_OF_HEIGHT = 0.6
_ROOM_PX = 260
"""What a panel gets that was dragged or left without any room."""


class Arrangement(QWidget):
    """Three splitters: `sides` (left and codebook), `floors` (above and drawer), `columns` (list and text).

    The codebook has the whole height, so that the keys of all variables are in sight while one codes.
    `changed`: a panel was shown, folded, or has changed sides. `focus_folded`: what had the keys was folded away.
    """

    changed = Signal()
    focus_folded = Signal()

    def __init__(
        self,
        statements: QWidget,
        reading: QWidget,
        codebook: QWidget,
        drawer: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.codebook = codebook
        self.panels = (statements, codebook, drawer)
        self.columns = _splitter(Qt.Orientation.Horizontal, (statements, 0), (reading, 1))
        self.floors = _splitter(Qt.Orientation.Vertical, (self.columns, 3), (drawer, 2))
        self.sides = _splitter(Qt.Orientation.Horizontal, (self.floors, 1), (codebook, 0))
        for splitter, kept in ((self.columns, 1), (self.floors, 0), (self.sides, 0)):
            splitter.setCollapsible(kept, False)
            splitter.splitterMoved.connect(self._fold_what_is_flat)
        for panel in self.panels:
            panel.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sides)
        self.columns.setSizes([260, 740])
        self.floors.setSizes([356, 270])
        self.sides.setSizes([982, 298])
        self._lent: tuple[int, int] | None = None

    def splitters(self) -> dict[str, QSplitter]:
        """Those whose sizes are remembered, by name."""
        return {"sides": self.sides, "floors": self.floors, "columns": self.columns}

    @property
    def is_codebook_left(self) -> bool:
        """Whether the codebook stands on the left side."""
        return self.sides.indexOf(self.codebook) == 0

    def put_codebook_left(self, left: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Let the codebook stand on the left, the list of statements on the right; or as usual."""
        if left == self.is_codebook_left:
            return
        for splitter, moved in ((self.sides, self.codebook), (self.columns, self.panels[0])):
            sizes = splitter.sizes()
            splitter.insertWidget(1 - splitter.indexOf(moved), moved)
            splitter.setSizes(sizes[::-1])
        self.changed.emit()

    def is_shown(self, panel: QWidget) -> bool:
        """Whether a panel is there, or would be if a project were open."""
        return not panel.isHidden()

    def show_panel(self, panel: QWidget, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Show a panel, with room to be seen, or fold it away."""
        if on == self.is_shown(panel):
            return
        splitter = panel.parentWidget()
        assert isinstance(splitter, QSplitter)
        inside = QApplication.focusWidget()
        had_keys = inside is not None and panel.isAncestorOf(inside)
        panel.setVisible(on)
        if had_keys and not on:
            self.focus_folded.emit()
        splitter.refresh()
        sizes, place = splitter.sizes(), splitter.indexOf(panel)
        if on and not sizes[place]:
            roomy = sizes.index(max(sizes))
            room = min(_ROOM_PX, sum(sizes) // 3)
            sizes[place], sizes[roomy] = room, sizes[roomy] - room
            splitter.setSizes(sizes)

    @Slot(int)
    def give_drawer(self, height: int) -> None:
        """Let the drawer be so high at least while a panel that wants it is in front; then as it was.

        Where the hand moved the border meanwhile, it stays.
        """
        sizes = self.floors.sizes()
        if self._lent is not None and sizes[1] == self._lent[1]:
            sizes = [sum(sizes) - self._lent[0], self._lent[0]]
            self.floors.setSizes(sizes)
        self._lent = None
        wanted = min(height, int(sum(sizes) * _MOST_OF_HEIGHT))
        if 0 < sizes[1] < wanted:
            self.floors.setSizes([sum(sizes) - wanted, wanted])
            self._lent = sizes[1], self.floors.sizes()[1]

    @Slot()
    def _fold_what_is_flat(self) -> None:
        """What was dragged together to nothing is folded, so that a key can bring it back."""
        for panel in self.panels:
            splitter = panel.parentWidget()
            assert isinstance(splitter, QSplitter)
            if self.is_shown(panel) and not splitter.sizes()[splitter.indexOf(panel)]:
                panel.hide()

    def settle(self) -> None:
        """After sizes were put in force: what has none is folded."""
        self._fold_what_is_flat()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: a panel was shown or hidden, by whomever."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self.changed.emit()
        return super().eventFilter(watched, event)


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    for place, (widget, share) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    return splitter

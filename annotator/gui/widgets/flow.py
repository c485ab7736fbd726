"""A widget that sets its children side by side and begins a new line where the width ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowBox(QWidget):
    """Children in reading order, in as many lines as the width asks for.

    It places them itself: a `QLayout` of our own would share its items between Python and Qt.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int) -> None:
        super().__init__(parent)
        self._gap = gap
        self._row: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_row(self, widgets: Sequence[QWidget]) -> None:
        """Show these children, in this order."""
        self._row = list(widgets)
        for widget in widgets:
            widget.show()
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Qt's: the narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's: the height of all lines at this width."""
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        """Qt's: as high as it must be now."""
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Qt's: a line of the smallest useful width; what is wider is cut."""
        return QSize(80, max((widget.sizeHint().height() for widget in self._row), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: break the lines anew."""
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Qt's: a child that changed its size moves the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _arrange(self, width: int, *, move: bool) -> int:
        x = y = line = 0
        for widget in self._row:
            size = widget.sizeHint().boundedTo(QSize(width, widget.sizeHint().height()))
            if x and x + size.width() > width:
                x, y, line = 0, y + line + self._gap, 0
            if move:
                widget.setGeometry(x, y, size.width(), size.height())
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line

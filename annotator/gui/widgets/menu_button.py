"""A button whose click opens a menu."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class MenuButton(QToolButton):
    """Says in its tip and in the status bar what the menu is for."""

    def __init__(self, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(tip)
        self.setStatusTip(tip)

    def put_menu(self, menu: QMenu) -> None:
        """Another menu in the place of the one before."""
        before = self.menu()
        self.setMenu(menu)
        if before is not None:
            before.deleteLater()

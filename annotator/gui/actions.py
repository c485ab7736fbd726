"""Every action of the window in one table: menus, keys and the palette are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One action; `needs_project` ones are grey while nothing is open.

    `where` names the menu, `within` a menu in it; `key` works in the whole window, `text_key` only while reading.
    """

    name: str
    where: str
    text: str
    tip: str
    slot: Callable[..., object]
    key: str = ""
    text_key: str = ""
    checkable: bool = False
    needs_project: bool = True
    separated: bool = False
    within: str = ""


class Actions:
    """The QActions of a window, by name."""

    def __init__(self, window: QWidget, commands: Iterable[Command]) -> None:
        self.commands = tuple(commands)
        self._actions = {command.name: _action(window, command) for command in self.commands}
        window.addActions([self._actions[command.name] for command in self.commands if not command.text_key])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """In the order of the menus."""
        return list(self._actions.values())

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus, in the order in which they are first named."""
        menus: dict[str, QMenu] = {}
        for command in self.commands:
            menu = menus.get(command.where)
            if menu is None:
                menu = menus[command.where] = bar.addMenu(command.where)
                menu.setObjectName(f"{command.where.replace('&', '').lower()}Menu")
                menu.setToolTipsVisible(True)
            if command.separated:
                menu.addSeparator()
            if command.within:
                inner = menus.get(command.within)
                if inner is None:
                    inner = menus[command.within] = menu.addMenu(command.within)
                    inner.setToolTipsVisible(True)
                menu = inner
            menu.addAction(self._actions[command.name])
        return menus

    def give_text_keys(self, *widgets: QWidget) -> None:
        """Let the keys of coding work while one of these widgets has the focus, and nowhere else."""
        for command in self.commands:
            if command.text_key:
                for widget in widgets:
                    widget.addAction(self._actions[command.name])

    def enable(self, *, has_project: bool) -> None:
        """Grey what needs a project while there is none."""
        for command in self.commands:
            if command.needs_project:
                self._actions[command.name].setEnabled(has_project)


def _action(window: QWidget, command: Command) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(command.name)
    action.setStatusTip(command.tip)
    action.setToolTip(command.tip)
    action.setCheckable(command.checkable)
    keys = [
        QKeySequence(key.strip()) for key in (command.text_key or command.key).split(" or ") if key.strip()
    ]
    action.setShortcuts(keys)
    if command.text_key:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if command.checkable:
        action.toggled.connect(command.slot)
    else:
        action.triggered.connect(lambda *_: command.slot())
    return action

"""The Help menu."""

from __future__ import annotations

from annotator.gui.actions import Command
from annotator.gui.commands.desk import Desk


def help_commands(desk: Desk) -> list[Command]:
    """The manual, the keys, what this is."""
    tr, files = desk.tr, desk.files
    menu = tr("&Help")
    return [
        Command(
            "manual",
            menu,
            tr("&Manual"),
            tr("Read how it is done"),
            files.show_manual,
            "F1",
            needs_project=False,
        ),
        Command(
            "keys",
            menu,
            tr("&Keys …"),
            tr("See, find and change the keys of all actions"),
            desk.show_keys,
            "Ctrl+F1",
            needs_project=False,
        ),
        Command(
            "about", menu, tr("&About Annotator"), tr("Version and licence"), files.about, needs_project=False
        ),
    ]

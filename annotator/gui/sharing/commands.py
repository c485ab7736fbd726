"""The actions on files of several people, as they stand in the File menu."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.actions import Command
from annotator.gui.sharing.sharing import Sharing


def sharing_commands(tr: Callable[[str], str], sharing: Sharing) -> list[Command]:
    """Merging, then the copies for others."""
    menu = tr("&File")
    return [
        Command(
            "mergeProjects",
            menu,
            tr("&Merge projects …"),
            tr("Bring what others coded on their computers into this project"),
            sharing.merge_projects,
            "Ctrl+Shift+M",
            separated=True,
        ),
    ]

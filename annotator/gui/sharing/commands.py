"""The actions on files of several people, as they stand in the File menu."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.actions import Command
from annotator.gui.sharing.sharing import Sharing


def sharing_commands(tr: Callable[[str], str], sharing: Sharing) -> list[Command]:
    """Merging, then the copies for others."""
    menu, share = tr("&File"), tr("S&hare")
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
        Command(
            "copyForCoders",
            menu,
            tr("Copies for &coders …"),
            tr("Files in which each coder finds only their own work; they merge back"),
            sharing.copy_for_coders,
            within=share,
        ),
        Command(
            "copyWithoutNames",
            menu,
            tr("Copy without &names …"),
            tr("A file in which coders go by other names; who is who stands in a file of its own"),
            sharing.copy_without_names,
            within=share,
        ),
        Command(
            "eraseCoder",
            menu,
            tr("&Erase a coder for good …"),
            tr("Take a coder out, with all that coder did; this cannot be undone"),
            sharing.erase_coder,
            within=share,
        ),
        Command(
            "eraseSource",
            menu,
            tr("Erase a &source for good …"),
            tr("Take a source out, with all that was said of it; this cannot be undone"),
            sharing.erase_source,
            within=share,
        ),
    ]

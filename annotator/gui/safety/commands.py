"""The actions of snapshots and history, as they stand in the Project menu."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.actions import Command
from annotator.gui.safety.safety import Safety


def safety_commands(
    tr: Callable[[str], str], safety: Safety, show_history: Callable[[], None]
) -> list[Command]:
    """What happened, going back, and how much of both is kept."""
    menu = tr("&Project")
    return [
        Command(
            "history",
            menu,
            tr("&History"),
            tr("See who did what when, and undo back to a step"),
            show_history,
            "Ctrl+H",
            separated=True,
        ),
        Command(
            "restoreSnapshot",
            menu,
            tr("&Restore a snapshot …"),
            tr("Let the project be as it was some time ago"),
            safety.show_snapshots,
        ),
        Command(
            "safetySettings",
            menu,
            tr("Snapshots and history: &settings …"),
            tr("Where snapshots lie, and how much they and the history may take"),
            safety.change_settings,
            needs_project=False,
        ),
    ]

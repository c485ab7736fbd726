"""The Edit menu."""

from __future__ import annotations

from functools import partial

from annotator.gui.actions import Command
from annotator.gui.commands.desk import Desk


def edit_commands(desk: Desk) -> list[Command]:
    """Undo, and what is found."""
    tr, coding = desk.tr, desk.coding
    menu = tr("&Edit")
    return [
        Command("undo", menu, tr("&Undo"), tr("Take the last step back"), desk.undo, "Ctrl+Z"),
        Command(
            "redo",
            menu,
            tr("&Redo"),
            tr("Repeat the step undone last"),
            desk.workspace.redo,
            "Ctrl+Shift+Z or Ctrl+Y",
        ),
        Command(
            "deleteAnnotation",
            menu,
            tr("&Delete annotation"),
            tr("Take the active annotation back"),
            coding.delete_active,
            text_key="Delete or Backspace",
            separated=True,
        ),
        Command(
            "find",
            menu,
            tr("&Find in statements …"),
            tr("Search the text of all statements"),
            desk.search,
            "Ctrl+F",
        ),
        Command(
            "nextHit",
            menu,
            tr("Next hit"),
            tr("Go to the next place that the search has found"),
            partial(desk.step_hits, 1),
            "Ctrl+G",
        ),
        Command(
            "previousHit",
            menu,
            tr("Previous hit"),
            tr("Go to the place before that the search has found"),
            partial(desk.step_hits, -1),
            "Ctrl+Shift+G",
        ),
        Command(
            "findAnything",
            menu,
            tr("Find or do &anything …"),
            tr("Every action and code by typing"),
            desk.find_anything,
            "Ctrl+K",
            needs_project=False,
        ),
    ]

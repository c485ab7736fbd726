"""All actions in one table, in the order of the menus."""

from __future__ import annotations

from annotator.gui.actions import Command
from annotator.gui.commands.code import code_commands
from annotator.gui.commands.desk import Desk
from annotator.gui.commands.edit import edit_commands
from annotator.gui.commands.files import file_commands
from annotator.gui.commands.help import help_commands
from annotator.gui.commands.project import project_commands
from annotator.gui.commands.view import view_commands


def commands(desk: Desk) -> list[Command]:
    """All of them, menu by menu."""
    return [
        *file_commands(desk),
        *edit_commands(desk),
        *code_commands(desk),
        *view_commands(desk),
        *project_commands(desk),
        *help_commands(desk),
    ]

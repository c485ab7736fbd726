"""The Project menu."""

from __future__ import annotations

from annotator.gui.actions import Command
from annotator.gui.commands.desk import Desk
from annotator.gui.reliability.commands import reliability_commands
from annotator.gui.safety.commands import safety_commands


def project_commands(desk: Desk) -> list[Command]:
    """Codebook, registers, and what is known of statements."""
    tr, files = desk.tr, desk.files
    menu = tr("&Project")
    return [
        Command(
            "editCodebook",
            menu,
            tr("Code&book …"),
            tr("Change variables and codes"),
            files.edit_codebook,
            "Ctrl+B",
        ),
        Command(
            "addCoder",
            menu,
            tr("Add a &coder …"),
            tr("Let somebody else code in this project"),
            files.add_coder,
        ),
        Command(
            "editActors",
            menu,
            tr("Actors …"),
            tr("Change the register of speakers and targets: names, other names, attributes"),
            files.edit_actors,
            "Ctrl+Shift+B",
        ),
        Command(
            "addActor",
            menu,
            tr("Add an &actor …"),
            tr("Put a person, institution or country into the register"),
            files.add_actor,
        ),
        Command(
            "takeIn",
            menu,
            tr("Take the statement &in, or set it aside"),
            tr("Into the queue of all coders, or out of it"),
            files.toggle_aside,
            "F3",
        ),
        Command(
            "splitStatement",
            menu,
            tr("S&plit the statement at the caret"),
            tr("Make two statements of it; what was said goes along"),
            desk.cutting.split_at_caret,
            "Ctrl+Shift+D",
            separated=True,
        ),
        Command(
            "joinStatements",
            menu,
            tr("&Join the statement with the next"),
            tr("Make one statement of the two; what was said goes along"),
            desk.cutting.join_with_next,
            "Ctrl+Shift+J",
        ),
        *safety_commands(tr, desk.safety, desk.show_history),
        Command(
            "correct",
            menu,
            tr("Correct speaker, date, outlet …"),
            tr("Correct who said the statement in front, when, and where it appeared"),
            files.correct,
            "F11",
        ),
        *reliability_commands(tr, desk.reliability),
        Command(
            "checkProject",
            menu,
            tr("Chec&k the project"),
            tr("Look for anything broken in the file"),
            desk.safety.check,
            separated=True,
        ),
    ]

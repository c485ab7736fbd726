"""The File menu."""

from __future__ import annotations

from annotator.gui.actions import Command
from annotator.gui.commands.desk import Desk
from annotator.gui.sharing.commands import sharing_commands


def file_commands(desk: Desk) -> list[Command]:
    """Projects, texts in, data out, and leaving."""
    tr, files = desk.tr, desk.files
    menu = tr("&File")
    return [
        Command(
            "newProject",
            menu,
            tr("&New project …"),
            tr("Begin a study in a new file"),
            files.new_project,
            "Ctrl+N",
            needs_project=False,
        ),
        Command(
            "openProject",
            menu,
            tr("&Open …"),
            tr("Open a project"),
            files.open_project,
            "Ctrl+O",
            needs_project=False,
        ),
        Command(
            "openSample",
            menu,
            tr("Open the &sample project"),
            tr("Look around in an invented study with three coders"),
            files.open_sample,
            needs_project=False,
        ),
        Command(
            "importTexts",
            menu,
            tr("&Import texts …"),
            tr("Bring articles, channels and threads into the project"),
            files.import_texts,
            "Ctrl+I",
            separated=True,
        ),
        Command(
            "pasteText",
            menu,
            tr("&Paste a text …"),
            tr("Bring in a text that was copied from a page, a channel or a thread"),
            files.paste_text,
            "Ctrl+Shift+I",
        ),
        Command(
            "exportProject",
            menu,
            tr("&Export …"),
            tr("Write the data set for other programs"),
            files.export_project,
            "Ctrl+E",
        ),
        *sharing_commands(tr, desk.sharing),
        Command(
            "closeProject",
            menu,
            tr("&Close"),
            tr("Close the project"),
            desk.workspace.close,
            "Ctrl+W",
            separated=True,
        ),
        Command("quit", menu, tr("&Quit"), tr("Leave Annotator"), desk.leave, "Ctrl+Q", needs_project=False),
    ]

"""The commands of a test of reliability, for the menu of the project."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.actions import Command
from annotator.gui.reliability.actions import Reliability


def reliability_commands(tr: Callable[[str], str], reliability: Reliability) -> list[Command]:
    """What belongs to a test of reliability."""
    menu = tr("&Project")
    return [
        Command(
            "drawSample",
            menu,
            tr("&Draw a random sample …"),
            tr("Draw statements of the queue for some coders, to test how far they agree"),
            reliability.draw_sample,
            separated=True,
        ),
        Command(
            "codeAgain",
            menu,
            tr("Code a sample a&gain …"),
            tr("Draw a sample of what you have done and code it again, blind to the first pass"),
            reliability.code_again,
        ),
        Command(
            "freezeCoding",
            menu,
            tr("&Freeze the coding …"),
            tr("Keep the coding as it is now, to be compared with later"),
            reliability.freeze,
        ),
        Command(
            "showLog",
            menu,
            tr("&Log and questions"),
            tr("Notes on the work, questions to the lead and their answers"),
            reliability.show_log,
            "Ctrl+L",
        ),
        Command(
            "compareTable",
            menu,
            tr("Agreement of a &table …"),
            tr("Agreement from a CSV table of ratings or spans, without a project"),
            reliability.compare_table,
            needs_project=False,
        ),
    ]

"""Freezing the coding under a name: the document is read aside, and kept in one short step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.edits.frozen import freeze_coding
from annotator.gui import prompts
from annotator.gui.jobs import read_job
from annotator.gui.workspace import Workspace
from annotator.store.frozen import coding_document

_CONTEXT = "freezing"


def ask_and_freeze(workspace: Workspace, owner: QWidget) -> None:
    """Ask for a name, then keep what everybody has done until now."""
    tr = QCoreApplication.translate
    name = prompts.ask_text(
        owner,
        tr(_CONTEXT, "Freeze the coding"),
        tr(
            _CONTEXT,
            "A name, such as “Before discussion”. What is coded afterwards does not change it.",
        ),
    )
    if name:
        read_job(owner, workspace, coding_document, partial(_keep, workspace, name))


def _keep(workspace: Workspace, name: str, document: str) -> None:
    if workspace.edit(freeze_coding, name, document=document) is not None:
        words = "The coding was frozen. Choose it in the panel of agreement."
        workspace.say(QCoreApplication.translate(_CONTEXT, words))

"""Which codebook to take: one that comes with the program, one from a file, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.gui import file_prompts, prompts
from annotator.model.codebook import Codebook


def ask_first_codebook(parent: QWidget | None) -> str | Path | None:
    """What a new project begins with, as `create_project` takes it; None when the question was put away."""
    from annotator.edits.projects import NONE, ready_codebooks

    title = QCoreApplication.translate("codebooks", "New project")
    question = QCoreApplication.translate("codebooks", "With which codebook? It can be changed at any time.")
    ready = ready_codebooks()
    none = QCoreApplication.translate("codebooks", "None: I make my own")
    chosen = prompts.ask_choice(parent, title, question, [*map(_line, ready.values()), none, _from_file()])
    if chosen is None:
        return None
    names = [*ready, NONE]
    return names[chosen] if chosen < len(names) else _ask_file(parent, title)


def ask_codebook(parent: QWidget | None) -> Path | None:
    """The file of a codebook to add to a project; None when the question was put away."""
    from annotator.edits.projects import codebook_file, ready_codebooks

    title = QCoreApplication.translate("codebooks", "Import codebook")
    question = QCoreApplication.translate("codebooks", "Whose variables are to be added?")
    ready = ready_codebooks()
    chosen = prompts.ask_choice(parent, title, question, [_from_file(), *map(_line, ready.values())])
    if chosen is None:
        return None
    return codebook_file([*ready][chosen - 1]) if chosen else _ask_file(parent, title)


def _line(codebook: Codebook) -> str:
    line = QCoreApplication.translate("codebooks", "{name}: {variables}")
    return line.format(name=codebook.name, variables=", ".join(v.name for v in codebook.variables))


def _from_file() -> str:
    return QCoreApplication.translate("codebooks", "From a file …")


def _ask_file(parent: QWidget | None, title: str) -> Path | None:
    kinds = QCoreApplication.translate("codebooks", "Codebooks (*.json *.csv *.tsv *.qdc)")
    return file_prompts.ask_file(parent, title, kinds)

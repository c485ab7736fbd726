"""Questions about files; tests put their own answers here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.gui import prompts


def ask_files(parent: QWidget | None, title: str, kinds: str, *, folder: Path | None = None) -> list[Path]:
    """Files to read, looked for in `folder` first; none when the question was put away."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder or ""), kinds)
    return [Path(name) for name in names]


def ask_file(parent: QWidget | None, title: str, kinds: str, *, folder: Path | None = None) -> Path | None:
    """One file to read, looked for in `folder` first."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), kinds)
    return Path(name) if name else None


def ask_new_file(parent: QWidget | None, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write; the system has asked already whether to replace what is there."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
    return Path(name) if name else None


def ask_free_file(parent: QWidget | None, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write something that never takes the place of a file that is there."""
    wanted = suggested
    while True:
        name, _ = QFileDialog.getSaveFileName(
            parent, title, wanted, kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not name or not Path(name).exists():
            return Path(name) if name else None
        sentence = QCoreApplication.translate(
            "files", "{name} is there already and is left as it is. Choose another name."
        )
        prompts.warn(parent, title, sentence.format(name=Path(name).name))
        wanted = name


def ask_folder(parent: QWidget | None, title: str, present: str = "") -> Path | None:
    """A folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, title, present)
    return Path(name) if name else None

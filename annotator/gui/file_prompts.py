"""Questions about files; tests put their own answers here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Files to read; none when the question was put away."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in names]


def ask_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """One file to read."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def ask_new_file(parent: QWidget | None, title: str, suggested: str, kinds: str) -> Path | None:
    """Where to write; the system has asked already whether to replace what is there."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
    return Path(name) if name else None

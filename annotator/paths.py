"""Where things lie: shipped files beside the program, the user's own in the folders of the system."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Folder of shipped icons, themes, codebooks and manual."""
    return _shipped("resources")


def seeds() -> Path:
    """Folder of the sample corpus."""
    return _shipped("seeds")


def user_files() -> Path:
    """The user's own folder for the sample project and settings.

    The environment variable ANNOTATOR_HOME moves it, for tests and for portable installations.
    """
    moved = os.environ.get("ANNOTATOR_HOME")
    if moved:
        return Path(moved)
    import appdirs

    return Path(appdirs.user_data_dir("Annotator", appauthor=False))


def _shipped(folder: str) -> Path:
    """Inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder

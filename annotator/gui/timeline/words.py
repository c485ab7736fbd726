"""The words of timelines and their pictures in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def say(sentence: str) -> str:
    """A sentence or name of `model.timeline_words` or `figures`; its places in braces stay."""
    return QCoreApplication.translate("timeline", sentence)

"""In words: what deleting a code would touch."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.gui.words.terms import annotations_word, grouped
from annotator.store.code_use import CodeUse


def touched_words(name: str, use: CodeUse) -> str:
    """Who gave the code how often, what was noted on it, and which codes are tied to it."""
    tr = QCoreApplication.translate
    lines = [tr("touched", "What shall become of “{name}”?").format(name=name)]
    if use.annotations:
        count = annotations_word(sum(use.annotations.values()))
        coders = ", ".join(f"{coder} {grouped(number)}" for coder, number in use.annotations.items())
        lines.append(tr("touched", "It stands in {count}: {coders}.").format(count=count, coders=coders))
    if use.memos:
        lines.append(tr("touched", "Memos on it: {count}.").format(count=use.memos))
    if use.below:
        lines.append(tr("touched", "Codes below it move up: {names}.").format(names=", ".join(use.below)))
    if use.opposites:
        lines.append(tr("touched", "It is the opposite of {names}.").format(names=", ".join(use.opposites)))
    return "\n".join(lines)

"""How long the texts of a table of spans are: a line a text, to be typed or pasted from a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

_LINE = re.compile(r"\s*(?P<name>.*\S)\s*[\t=;,:]\s*(?P<length>\d{1,12})\s*")


class TextLengths(QDialog):
    """`chosen`: the lengths in characters, by text."""

    chosen = Signal(dict)

    def __init__(
        self, lengths: Mapping[str, int], least: Mapping[str, int], parent: QWidget | None = None
    ) -> None:
        """`lengths` are those that hold now, `least` how far the spans of each text reach."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Lengths of the texts"))
        self._least = dict(least)
        words = QLabel(
            self.tr(
                "One text a line, its name and its length in characters, as typed or pasted from a spreadsheet. "
                "What is not marked counts too, so the length changes the figures."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setProperty("tone", "second")
        self.lines = QPlainTextEdit(self)
        self.lines.setAccessibleName(self.tr("Names and lengths"))
        self.lines.setTabChangesFocus(True)
        self.lines.setPlainText("\n".join(f"{name} = {length}" for name, length in lengths.items()))
        self.problem = QLabel(self)
        self.problem.setProperty("tone", "warning")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton(self.tr("Compare"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (words, self.lines, self.problem, self.buttons):
            column.addWidget(part)
        self.resize(460, 360)

    @Slot()
    def accept(self) -> None:
        """Take the lengths over; where a line cannot be understood, say which and stay."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines.toPlainText().splitlines(), 1):
            if not line.strip():
                continue
            read = _LINE.fullmatch(line)
            doubt = self._doubt(read)
            if doubt or read is None:
                self.problem.setText(self.tr("Line {number}: {doubt}").format(number=number, doubt=doubt))
                self.problem.show()
                return
            found[read["name"]] = int(read["length"])
        super().accept()
        self.chosen.emit(found)

    def _doubt(self, read: re.Match[str] | None) -> str:
        if read is None:
            return self.tr("there is no name with a number behind it. Write name = 1200.")
        name, length = read["name"], int(read["length"])
        if name not in self._least:
            return self.tr("the table has no text {name}.").format(name=name)
        if length < self._least[name]:
            return self.tr("spans of {name} reach to {end}. Its text is at least as long.").format(
                name=name, end=self._least[name]
            )
        return ""

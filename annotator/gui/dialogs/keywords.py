"""The keywords of a project: a line of words for each colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import BrokenPatternError
from annotator.gui import prompts
from annotator.gui.text.keyword_painter import FRAMES
from annotator.gui.theme import Theme, legible
from annotator.gui.words.terms import sentence
from annotator.model.codebook import CODE_COLOURS
from annotator.model.keywords import KeywordPattern, Keywords

GROUPS = 6


class KeywordsDialog(QDialog):
    """`chosen`: these groups from now on; told while one types, so that the text behind shows it."""

    chosen = Signal(list)

    def __init__(self, kept: Sequence[Keywords], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keywordsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keywords"))
        self._theme = theme
        self._before = list(kept)
        groups = [*kept, *(Keywords(colour, "") for colour in CODE_COLOURS[len(kept) :])][:GROUPS]
        self._colours = [group.colour for group in groups]
        self.swatches = [QToolButton(self) for _ in groups]
        self.fields = [QLineEdit(group.typed, self) for group in groups]
        self.problem = QLabel(self)
        self.problem.setProperty("tone", "warning")
        self.problem.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for place, (swatch, field) in enumerate(zip(self.swatches, self.fields, strict=True)):
            swatch.setIconSize(QSize(28, 18))
            swatch.setAccessibleName(self.tr("Colour {number}").format(number=place + 1))
            swatch.setToolTip(self.tr("Choose another colour"))
            swatch.clicked.connect(self._ask_colour)
            field.setAccessibleName(self.tr("Words in colour {number}").format(number=place + 1))
            field.textChanged.connect(self._tell)
            self._show_colour(place)
        self.fields[0].setFocus()

    def groups(self) -> list[Keywords]:
        """What is typed, with its colours."""
        return [
            Keywords(colour, field.text().strip())
            for colour, field in zip(self._colours, self.fields, strict=True)
        ]

    @Slot()
    def reject(self) -> None:
        """As it was before."""
        self.chosen.emit(self._before)
        super().reject()

    @Slot()
    def _tell(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        try:
            for group in self.groups():
                KeywordPattern(group.typed)
        except BrokenPatternError as error:
            self.problem.setText(sentence(error.sentence, error.values))
            ok.setEnabled(False)
            return
        self.problem.clear()
        ok.setEnabled(True)
        self.chosen.emit(self.groups())

    @Slot()
    def _ask_colour(self) -> None:
        place = self.swatches.index(self.sender())  # type: ignore[arg-type]  # one of them was clicked
        colour = prompts.ask_colour(self, self.tr("Colour"), self._colours[place])
        if colour is not None:
            self._colours[place] = colour
            self._show_colour(place)
            self._tell()

    def _show_colour(self, place: int) -> None:
        pixmap = QPixmap(56, 36)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(legible(self._colours[place], self._theme), 1.5, FRAMES[place % len(FRAMES)]))
            painter.setBrush(QColor(self._theme.surface))
            painter.drawRoundedRect(2, 2, 24, 14, 3, 3)
        self.swatches[place].setIcon(QIcon(pixmap))

    def _lay_out(self) -> None:
        words = QLabel(
            self.tr(
                "Words and phrases apart by commas; a * for all endings (sanction*), slashes around a regular "
                "expression (/self.determin\\w+/). They are framed in the text and are no labels; they are "
                "kept on this computer, for this project."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setProperty("tone", "second")
        rows = QGridLayout()
        rows.setSpacing(8)
        for place, (swatch, field) in enumerate(zip(self.swatches, self.fields, strict=True)):
            rows.addWidget(swatch, place, 0)
            rows.addWidget(field, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(rows)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.resize(560, 0)

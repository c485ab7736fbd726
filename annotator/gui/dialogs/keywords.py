"""The keywords of a project: a line of words for each colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
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
from annotator.gui.text.keyword_painter import frame_pen
from annotator.gui.theme import Theme
from annotator.gui.widgets.paragraphs import Explanation
from annotator.gui.words.terms import sentence
from annotator.model.codebook import CODE_COLOURS
from annotator.model.keywords import KeywordPattern, Keywords

GROUPS = 6
"""So many rows there are, and always an empty one."""


class KeywordsDialog(QDialog):
    """`tried` tells the groups while one types, so that the text behind shows them; `chosen` those to keep."""

    tried = Signal(list)
    chosen = Signal(list)

    def __init__(self, kept: Sequence[Keywords], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keywordsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keywords"))
        self._theme = theme
        groups = [*kept, *_fresh(kept)]
        self._uids = [group.uid for group in groups]
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
            Keywords(colour, field.text().strip(), uid)
            for uid, colour, field in zip(self._uids, self._colours, self.fields, strict=True)
        ]

    @Slot()
    def accept(self) -> None:
        """Keep what is typed."""
        self.chosen.emit(self.groups())
        super().accept()

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
        self.tried.emit(self.groups())

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
            painter.setPen(frame_pen(self._colours[place], place, self._theme))
            painter.setBrush(QColor(self._theme.surface))
            painter.drawRoundedRect(2, 2, 24, 14, 3, 3)
        self.swatches[place].setIcon(QIcon(pixmap))

    def _lay_out(self) -> None:
        words = Explanation(
            self.tr(
                "Words and phrases apart by commas; a * for all endings (sanction*), slashes around a regular "
                "expression (/self.determin\\w+/). They are framed in the text, for everybody who opens "
                "this project, and are no labels."
            ),
            self,
        )
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


def _fresh(kept: Sequence[Keywords]) -> Iterator[Keywords]:
    """Rows to type in, in colours that are not taken yet as long as there are some."""
    taken = {group.colour for group in kept}
    free = [colour for colour in CODE_COLOURS if colour not in taken] or CODE_COLOURS
    return (Keywords(colour, "") for colour in islice(cycle(free), max(1, GROUPS - len(kept))))

"""What one coder says about a statement: name, text with spans, and the annotations below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.gui.adjudication.layer_view import LayerView
from annotator.gui.text.shown import Shown
from annotator.gui.theme import Theme, scaled
from annotator.gui.widgets.grid import Cell, Column, Grid, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import quoted
from annotator.model.annotation import Value

_HEAD = 32
_ROW = 22
_SHARE = 0.45
"""So much of a low card is for the answers; the rest is for the text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What a card shows; its text begins at `start` of its source.

    `disputed`: answers that others did not give.
    """

    name: str
    state: str
    text: str
    start: int
    shown: tuple[Shown, ...]
    disputed: frozenset[Value]


class LayerCard(QWidget):
    """`chosen`: an annotation was clicked, or chosen with Enter."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(168)
        self.name = QLabel()
        self.name.setFont(scaled(self.font(), 1.0, bold=True))
        self.state = QLabel()
        self.state.setProperty("tone", "second")
        self.text = LayerView(theme)
        self.list = GridView(Grid(self), theme, rows=True)
        self.list.horizontalHeader().hide()
        self.list.verticalHeader().setMinimumSectionSize(_ROW)
        self.list.verticalHeader().setDefaultSectionSize(_ROW)
        self.list.chosen.connect(self.chosen)
        bar = QWidget()
        bar.setFixedHeight(_HEAD)
        head = QHBoxLayout(bar)
        head.setContentsMargins(8, 2, 4, 2)
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.state, 1)
        self.button = QToolButton()
        self.button.setDefaultAction(action)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.text, 1000)
        column.addWidget(self.list)
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.text.set_theme(theme)
        self.list.set_theme(theme)

    def show_layer(self, layer: Layer) -> None:
        """Show what somebody says; what nobody disputes steps back."""
        self.name.setText(layer.name)
        self.state.setText(layer.state)
        self.text.show_layer(layer.text, [shown.drawn for shown in layer.shown], start=layer.start)
        self.list.setAccessibleName(layer.name)
        self.list.grid.show((Column("", share=1),), self._rows(layer))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: another height is shared out anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All answers where there is room; in a low card they scroll, and the text keeps its part."""
        needed = max(1, self.list.grid.rowCount()) * _ROW + 2
        room = int((self.height() - _HEAD) * _SHARE)
        self.list.setFixedHeight(max(min(needed, room), min(needed, 2 * _ROW + 2)))

    def _rows(self, layer: Layer) -> Sequence[Sequence[Cell]]:
        """One row an answer: none is cut short, and what nobody disputes steps back."""
        if not layer.shown:
            return [(Cell(self.tr("nothing"), tone=Tone.FAINT),)]
        return [(cell,) for shown in layer.shown for cell in self._cells(shown, layer.disputed)]

    def _cells(self, shown: Shown, disputed: frozenset[Value]) -> Iterator[Cell]:
        quote = " ".join(shown.annotation.quote.split())
        where = quoted(quote) if quote else self.tr("whole statement")
        tones = [Tone.TEXT if value in disputed else Tone.SECOND for value in shown.annotation.values]
        answers = shown.answers or (shown.words,)
        for at, (words, tone) in enumerate(zip(answers, tones or (Tone.SECOND,), strict=True), 1):
            yield Cell(
                words,
                f"{where}: {shown.words}",
                tone,
                mark=shown.drawn.colour,
                target=shown.annotation.id,
                joined=at < len(answers),
            )

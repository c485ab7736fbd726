"""What one coder says about a statement: name, text with spans, and the annotations below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.gui.adjudication.layer_view import LayerView
from annotator.gui.text.shown import Shown
from annotator.gui.theme import Theme, scaled
from annotator.gui.widgets.grid import Cell, Column, Grid, Tone
from annotator.gui.widgets.grid_view import ROW, GridView
from annotator.gui.words.terms import quoted
from annotator.model.annotation import AnnotationId

_HEAD = 32
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """What a card shows; its text begins at `start` of its source.

    `disputed`: annotations that say something which others did not say.
    """

    name: str
    state: str
    text: str
    start: int
    shown: tuple[Shown, ...]
    disputed: frozenset[AnnotationId]


class LayerCard(QWidget):
    """`chosen`: an annotation was clicked, or chosen with Enter."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(180)
        self.name = QLabel()
        self.name.setFont(scaled(self.font(), 1.0, bold=True))
        self.state = QLabel()
        self.state.setProperty("tone", "second")
        self.text = LayerView(theme)
        self.list = GridView(Grid(self), theme, rows=True)
        self.list.horizontalHeader().hide()
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
        rows = min(_MOST_ROWS, max(1, len(layer.shown)))
        self.list.setFixedHeight(rows * ROW + 2)

    def _rows(self, layer: Layer) -> Sequence[Sequence[Cell]]:
        if not layer.shown:
            return [(Cell(self.tr("nothing"), tone=Tone.FAINT),)]
        return [(self._cell(shown, shown.annotation.id in layer.disputed),) for shown in layer.shown]

    def _cell(self, shown: Shown, disputed: bool) -> Cell:  # noqa: FBT001 (private)
        quote = " ".join(shown.annotation.quote.split())
        where = quoted(quote) if quote else self.tr("whole statement")
        tone = Tone.TEXT if disputed else Tone.SECOND
        return Cell(
            shown.words,
            f"{where}: {shown.words}",
            tone,
            mark=shown.drawn.colour,
            target=shown.annotation.id,
        )

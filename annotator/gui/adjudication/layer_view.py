"""One coder's layer on the text, to be read beside others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.gui.text.span_painter import LINE_GAP, ShownSpan, SpanPainter
from annotator.gui.text.text_positions import TextPositions, as_shown
from annotator.gui.theme import Letters, Theme, reading_font
from annotator.model.span import Span

_SCALE = 0.84
"""Of the reading size: three layers stand side by side in a drawer."""


class LayerView(QTextEdit):
    """The statement with some spans over it; nothing can be changed here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(8, 2, 8, 2)
        self.painter = SpanPainter(self.document())
        self._text = ""
        self._theme = theme
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        self.setPalette(palette)
        self.viewport().update()

    def show_layer(self, text: str, spans: Iterable[ShownSpan], *, start: int = 0) -> None:
        """Show this text with these spans, which count in it from `start` on."""
        if text != self._text:
            self._text = text
            self._fill(text)
            self._fit()
        positions = TextPositions(text)
        self.painter.set_spans(_placed(shown, positions, start) for shown in spans)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: never higher than the text, so that what was said stands right below it."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's: tints, letters, lanes."""
        moved = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        visible = QRectF(event.rect().translated(-moved))
        self.painter.forget_places()
        with QPainter(self.viewport()) as painter:
            painter.translate(moved)
            self.painter.paint_tints(painter, visible)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.translate(moved)
            self.painter.paint_lanes(painter, visible, self._theme)

    def _fit(self) -> None:
        """As high as the whole text at full width; a scroll bar only where there is less room.

        Measured on a copy: a bar makes the text narrower and so higher, and Qt would keep it for that.
        """
        copy = self.document().clone()
        copy.setDocumentMargin(0)
        margins = self.viewportMargins()
        copy.setTextWidth(max(40, self.width() - margins.left() - margins.right()))
        needed = round(copy.size().height() + LINE_GAP)
        self.setMaximumHeight(needed)
        policy = Qt.ScrollBarPolicy
        fits = self.height() >= needed - LINE_GAP / 2
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)

    def _fill(self, text: str) -> None:
        self.document().setDefaultFont(reading_font(Letters(_SCALE)))
        self.setPlainText(as_shown(text))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        space = QTextBlockFormat()
        space.setLineHeight(LINE_GAP * 0.7, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor.mergeBlockFormat(space)


def _placed(shown: ShownSpan, positions: TextPositions, start: int) -> ShownSpan:
    inside = shown.span.moved(-start)
    return replace(shown, span=Span(positions.to_qt(inside.start), positions.to_qt(inside.end)))

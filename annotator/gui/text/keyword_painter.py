"""Keywords in the text: boxes around the words, which nobody takes for a label.

A label is a tint with a line below it; a keyword has a frame, drawn in another way for each group, so that
groups are told apart without colour too. Only paragraphs in sight are looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from annotator.gui.text.span_painter import block_rects, is_mixed
from annotator.gui.text.text_positions import TextPositions
from annotator.gui.theme import Theme, legible, with_alpha
from annotator.model.keywords import KeywordPattern
from annotator.model.span import Span

_FRAMES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
"""How the frames of the groups are drawn, in turn; then the same again, thicker."""
_Places = list[tuple[int, QRectF]]


@dataclass(frozen=True, slots=True)
class KeywordGroup:
    """What a group finds, and how its frames look."""

    pattern: KeywordPattern
    colour: str
    place: int


def frame_pen(colour: str, place: int, theme: Theme) -> QPen:
    """How a group's frames are drawn: no two of ten alike, whatever their colours."""
    turn, style = divmod(place, len(_FRAMES))
    return QPen(legible(colour, theme), 1 + turn, _FRAMES[style])


class KeywordPainter:
    """Finds and paints the keywords of the paragraphs that it is given; what it found it keeps."""

    def __init__(self) -> None:
        self._groups: tuple[KeywordGroup, ...] = ()
        self._found: dict[int, list[tuple[int, Span]]] = {}
        self._places: dict[int, _Places] = {}

    def set_groups(self, groups: Iterable[KeywordGroup]) -> None:
        """Look for other words from now on."""
        self._groups = tuple(groups)
        self.forget_text()

    def forget_text(self) -> None:
        """Another text is shown."""
        self._found = {}
        self.forget_places()

    def forget_places(self) -> None:
        """The text was laid out anew."""
        self._places = {}

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], theme: Theme) -> None:
        """Below the letters."""
        if not self._groups:
            return
        framed: dict[int, list[QRectF]] = {}
        for block in blocks:
            for place, rect in self.places(block):
                framed.setdefault(place, []).append(rect.adjusted(-1.5, 0.5, 1.5, -0.5))
        for place, rects in framed.items():
            group = self._groups[place]
            painter.setPen(frame_pen(group.colour, group.place, theme))
            painter.setBrush(with_alpha(group.colour, 0.06))
            painter.drawRects(rects)

    def places(self, block: QTextBlock) -> _Places:
        """Where keywords stand in a paragraph: the group's number, and a frame a line."""
        number = block.blockNumber()
        if number not in self._places:
            if number not in self._found:
                self._found[number] = list(self._look_through(block))
            mixed = bool(self._found[number]) and is_mixed(block)
            self._places[number] = [
                (place, rect)
                for place, span in self._found[number]
                for rect in block_rects(block, span, mixed=mixed)
            ]
        return self._places[number]

    def _look_through(self, block: QTextBlock) -> Iterator[tuple[int, Span]]:
        text, start = block.text(), block.position()
        positions = TextPositions(text)
        for place, group in enumerate(self._groups):
            for low, high in group.pattern.spans(text):
                yield place, Span(start + positions.to_qt(low), start + positions.to_qt(high))

"""How spans look: a tint below the letters, lanes of lines below the words, names in the margin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from annotator.gui.text.lanes import lanes
from annotator.gui.theme import Theme, legible, with_alpha
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span

LINE_GAP = 14.0
"""Pixels that every line of the text leaves below it for lanes; fixed, so that no label moves the text."""
MOST_LANES = 5
HANDLE_REACH = 6.0
_FRONT_BAR = 20
"""Pixels left of the text: outside the bars of what is said of whole statements."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """One annotation as the view draws it; `span` counts Qt's positions in the shown document.

    `whole`: it is about the whole statement and drawn beside it. `pattern` tells variables' codes
    apart without colour.
    """

    id: AnnotationId
    span: Span
    colour: str
    name: str
    pattern: Qt.PenStyle = Qt.PenStyle.SolidLine
    whole: bool = False
    own: bool = True


class SpanPainter:
    """Places and paints the spans of one document.

    Lanes and places are found paragraph by paragraph when one is first shown, and forgotten for the
    paragraphs that an edit touches: a new label costs the same in a long text as in a short one.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._spans: dict[AnnotationId, ShownSpan] = {}
        self._in_block: dict[int, dict[AnnotationId, ShownSpan]] = {}
        self._lanes: dict[int, dict[AnnotationId, int]] = {}
        self._rects: dict[int, list[tuple[ShownSpan, QRectF]]] = {}
        self._places: dict[int, dict[AnnotationId, list[QRectF]]] = {}
        self.active: AnnotationId | None = None

    def set_spans(self, spans: Iterable[ShownSpan]) -> None:
        """Draw these from now on, and no others."""
        self._spans, self._in_block, self._lanes = {}, defaultdict(dict), {}
        self.forget_places()
        for shown in spans:
            self.put(shown)

    def put(self, shown: ShownSpan) -> None:
        """Draw one more, or the same one in another place or colour."""
        self.drop(shown.id)
        self._spans[shown.id] = shown
        for block in self._blocks(shown.span):
            self._in_block[block.blockNumber()][shown.id] = shown
            self._forget(block.blockNumber(), shown.id)

    def drop(self, annotation_id: AnnotationId) -> None:
        """Draw one no more."""
        shown = self._spans.pop(annotation_id, None)
        if shown is not None:
            for block in self._blocks(shown.span):
                self._in_block[block.blockNumber()].pop(annotation_id, None)
                self._forget(block.blockNumber(), annotation_id)

    def forget_places(self) -> None:
        """The text was laid out anew."""
        self._rects, self._places = {}, {}

    def shown(self, annotation_id: AnnotationId | None) -> ShownSpan | None:
        """How an annotation is drawn; None when it is not."""
        return self._spans.get(annotation_id) if annotation_id is not None else None

    def pieces(self, annotation_id: AnnotationId) -> list[QRectF]:
        """Where an annotation is tinted, in the document's measures: one piece a line, or more."""
        shown = self.shown(annotation_id)
        blocks = self._blocks(shown.span) if shown is not None else ()
        return [rect for block in blocks for kept, rect in self._of_block(block) if kept.id == annotation_id]

    def at(self, qt_position: int) -> list[ShownSpan]:
        """The spans that cover a position, inner ones first; what is about the whole statement last."""
        block = self._document.findBlock(qt_position).blockNumber()
        there = self._in_block.get(block, {}).values()
        found = [shown for shown in there if shown.span.start <= qt_position < shown.span.end]
        return sorted(found, key=lambda shown: (shown.whole, len(shown.span)))

    def paint_tints(self, painter: QPainter, visible: QRectF) -> None:
        """Below the letters."""
        for shown, rect in self._visible(visible):
            if not shown.whole:
                share = 0.28 if shown.id == self.active else 0.14
                painter.fillRect(rect, with_alpha(shown.colour, share))

    def paint_front(self, painter: QPainter, front: Span, visible: QRectF, theme: Theme) -> None:
        """A bar in the margin beside the statement in front, where its tone alone would have to tell it."""
        for rect in self.front_bars(front, visible):
            painter.fillRect(rect, QColor(theme.accent))

    def front_bars(self, front: Span, visible: QRectF) -> list[QRectF]:
        """Where these bars stand: one a paragraph that is in sight."""
        left = self._document.rootFrame().frameFormat().leftMargin() - _FRONT_BAR
        bars = []
        for block in self.visible_blocks(visible):
            low = max(0, front.start - block.position())
            high = min(block.length(), front.end - block.position())
            if low < high:
                layout = block.layout()
                first, last = layout.lineForTextPosition(low), layout.lineForTextPosition(high - 1)
                top, bottom = layout.position().y() + first.y(), layout.position().y() + last.y()
                bars.append(QRectF(left, top, 3, bottom + last.height() - top))
        return bars

    def paint_lanes(self, painter: QPainter, visible: QRectF, theme: Theme) -> None:
        """Below the words: one line a span, thicker for the active one, “+n” where there are too many."""
        for block in self.visible_blocks(visible):
            placed = self._lanes_of(block)
            deepest = max(placed.values(), default=0) + 1
            pitch = min(4.0, (LINE_GAP - 2) / min(deepest, MOST_LANES))
            hidden: list[QRectF] = []
            for shown, rect in self._of_block(block):
                if shown.whole:
                    self._paint_beside(painter, rect, legible(shown.colour, theme), shown.id == self.active)
                elif placed[shown.id] >= MOST_LANES:
                    hidden.append(rect)
                else:
                    self._paint_line(
                        painter, shown, rect, rect.bottom() + 2 + placed[shown.id] * pitch, theme
                    )
            if hidden:
                painter.setPen(QColor(theme.second))
                more = f"+{deepest - MOST_LANES}"
                painter.drawText(QPointF(hidden[0].right() + 2, hidden[0].bottom() + LINE_GAP), more)

    def paint_names(
        self, painter: QPainter, visible: QRectF, left: float, width: float, font: QFont, theme: Theme
    ) -> None:
        """In the margin, beside the line where each span begins; pushed down where they would collide."""
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        free_from = 0.0
        for shown, rect in self._first_rects(visible):
            top = max(rect.top(), free_from)
            if top > visible.bottom():
                break
            free_from = top + metrics.height() + 2
            painter.fillRect(QRectF(left, top + 2, 3, metrics.height() - 4), legible(shown.colour, theme))
            strong = shown.id == self.active
            painter.setPen(QColor(theme.text if strong else theme.second))
            words = metrics.elidedText(shown.name, Qt.TextElideMode.ElideRight, width - 10)
            painter.drawText(QPointF(left + 9, top + metrics.ascent()), words)

    def paint_handles(self, painter: QPainter, theme: Theme, held: str) -> None:
        """At both ends of the active span; the end that is held is filled."""
        ends = self.handle_places()
        if ends is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 2))
        for name, end in zip(("start", "end"), ends, strict=True):
            painter.setBrush(QColor(theme.accent if name == held else theme.surface))
            painter.drawLine(end.topLeft(), end.bottomLeft())
            painter.drawEllipse(end.bottomLeft(), 3.5, 3.5)

    def handle_places(self) -> tuple[QRectF, QRectF] | None:
        """Where the two ends of the active span stand, as upright lines; None when none is active."""
        shown = self.shown(self.active)
        if shown is None or shown.whole:
            return None
        blocks = list(self._blocks(shown.span))
        ends = (blocks[0], blocks[-1]) if blocks else ()
        rects = [block_rects(block, shown.span, mixed=is_mixed(block)) for block in ends]
        if not all(rects) or not rects:
            return None
        first, last = rects[0][0], rects[1][-1]
        height = first.height() + 2
        return QRectF(first.left(), first.top(), 0, height), QRectF(last.right(), last.top(), 0, height)

    def _visible(self, visible: QRectF) -> Iterator[tuple[ShownSpan, QRectF]]:
        """Every visible piece of every span: one a line, or more where the direction of writing turns."""
        for block in self.visible_blocks(visible):
            yield from self._of_block(block)

    def visible_blocks(self, visible: QRectF) -> Iterator[QTextBlock]:
        """The paragraphs that are in sight."""
        block = self._first_block(visible.top())
        layout = self._document.documentLayout()
        while block.isValid() and layout.blockBoundingRect(block).top() <= visible.bottom():
            yield block
            block = block.next()

    def _first_rects(self, visible: QRectF) -> list[tuple[ShownSpan, QRectF]]:
        """Where each span begins, for those that begin in a visible paragraph."""
        first: dict[AnnotationId, tuple[ShownSpan, QRectF]] = {}
        for block in self.visible_blocks(visible):
            for shown, rect in self._of_block(block):
                if shown.id not in first and shown.span.start >= block.position():
                    first[shown.id] = (shown, rect)
        return sorted(first.values(), key=lambda found: (found[1].top(), found[0].span))

    def _of_block(self, block: QTextBlock) -> list[tuple[ShownSpan, QRectF]]:
        number = block.blockNumber()
        if number not in self._rects:
            there = sorted(
                self._in_block.get(number, {}).values(), key=lambda shown: (shown.span.start, -shown.span.end)
            )
            self._rects[number] = [
                (shown, rect) for shown, rects in self._placed(block, there) for rect in rects
            ]
        return self._rects[number]

    def _placed(
        self, block: QTextBlock, there: Sequence[ShownSpan]
    ) -> Iterator[tuple[ShownSpan, list[QRectF]]]:
        """The spans of a paragraph and their places; those of spans that nobody touched are kept."""
        known = self._places.setdefault(block.blockNumber(), {})
        mixed = None
        for shown in there:
            if shown.id not in known:
                mixed = is_mixed(block) if mixed is None else mixed
                known[shown.id] = block_rects(block, shown.span, mixed=mixed)
            yield shown, known[shown.id]

    def _lanes_of(self, block: QTextBlock) -> dict[AnnotationId, int]:
        number = block.blockNumber()
        if number not in self._lanes:
            there = self._in_block.get(number, {})
            self._lanes[number] = lanes({key: shown.span for key, shown in there.items() if not shown.whole})
        return self._lanes[number]

    def _forget(self, block_number: int, annotation_id: AnnotationId) -> None:
        self._lanes.pop(block_number, None)
        self._rects.pop(block_number, None)
        self._places.get(block_number, {}).pop(annotation_id, None)

    def _paint_line(
        self, painter: QPainter, shown: ShownSpan, rect: QRectF, height: float, theme: Theme
    ) -> None:
        colour = legible(shown.colour, theme)
        pen = QPen(colour if shown.own else with_alpha(colour, 0.8), 3.0 if shown.id == self.active else 2.0)
        pen.setStyle(shown.pattern)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), height), QPointF(rect.right(), height))

    def _blocks(self, span: Span) -> Iterator[QTextBlock]:
        block = self._document.findBlock(span.start)
        while block.isValid() and block.position() < span.end:
            yield block
            block = block.next()

    def _first_block(self, top: float) -> QTextBlock:
        """The block that holds the height `top`, by halving."""
        layout = self._document.documentLayout()
        low, high = 0, self._document.blockCount() - 1
        while low < high:
            middle = (low + high) // 2
            if layout.blockBoundingRect(self._document.findBlockByNumber(middle)).bottom() < top:
                low = middle + 1
            else:
                high = middle
        return self._document.findBlockByNumber(low)

    def _paint_beside(self, painter: QPainter, rect: QRectF, colour: QColor, is_active: bool) -> None:  # noqa: FBT001
        """A bar in the left margin for what is said of the whole statement."""
        left = self._document.rootFrame().frameFormat().leftMargin() - 12
        painter.fillRect(QRectF(left, rect.top(), 4 if is_active else 2, rect.height() + LINE_GAP), colour)


def is_mixed(block: QTextBlock) -> bool:
    """Whether the direction of writing may turn in a paragraph."""
    return bool(_RIGHT_TO_LEFT.search(block.text()))


def block_rects(block: QTextBlock, span: Span, *, mixed: bool) -> list[QRectF]:
    """Where a span stands in a paragraph, a piece a line; `mixed`: the direction of writing may turn."""
    layout = block.layout()
    origin = layout.position()
    low, high = max(0, span.start - block.position()), span.end - block.position()
    found: list[QRectF] = []
    first = layout.lineForTextPosition(low)
    for number in range(first.lineNumber() if first.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
        if line.textStart() >= high:
            break
        if start < end:
            pieces = _turning(line, start, end) if mixed else [_straight(line, start, end)]
            top = origin.y() + line.y()
            found += [QRectF(origin.x() + left, top, right - left, line.height()) for left, right in pieces]
    return found


def _straight(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    return _x(line, start), _x(line, end)


def _turning(line: QTextLine, start: int, end: int) -> Sequence[tuple[float, float]]:
    """Where the direction of writing turns, a stretch has several pieces; they follow the glyphs.

    Runs can overlap by a blank or a mark; pieces that meet are one, so that no tint lies twice.
    """
    boxes = sorted(
        (box.left(), box.right())
        for box in (run.boundingRect() for run in line.glyphRuns(start, end - start))
    )
    pieces: list[tuple[float, float]] = []
    for left, right in boxes:
        if pieces and left <= pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], max(right, pieces[-1][1]))
        else:
            pieces.append((left, right))
    return pieces or [_straight(line, start, end)]


def _x(line: QTextLine, position: int) -> float:
    # Qt answers with a pair of place and position; the stubs say something else.
    found: Any = line.cursorToX(position)
    return float(found[0])

"""The text: the statement in its place, with the spans over it, marked by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget

from annotator.gui.keys import place_of
from annotator.gui.span_painter import HANDLE_REACH, LINE_GAP, ShownSpan, SpanPainter
from annotator.gui.text_positions import TextPositions
from annotator.gui.theme import Theme, reading_font, scaled
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span
from annotator.model.text import graphemes, snapped_to_graphemes, snapped_to_words, trimmed, word_at, words
from annotator.segmentation.sentences import sentences

MEASURE = 66
"""Characters a line, about; 62 to 75 are easy to read."""
NAMES_WIDTH = 170
_EDGE = 28


class StatementView(QTextEdit):
    """One statement between its neighbours. All spans in and out count in the statement's own text.

    `marked`: other words are marked, or none; `settled`: the hand has let go of them.
    `span_clicked`: an annotation was clicked; 0 for none.
    `span_moved`: a handle was dragged. `key_pressed`: a key of the four rows.
    """

    marked = Signal(object)
    settled = Signal()
    span_clicked = Signal(int)
    span_moved = Signal(int, object)
    key_pressed = Signal(str)
    zoomed = Signal(int)
    held_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statementView")
        self.setAccessibleName(self.tr("Statement"))
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.painter = SpanPainter(self.document())
        self._theme = theme
        self._scale = 1.0
        self._serif = True
        self._neighbours = ("", "")
        self._text = ""
        self._positions = TextPositions("")
        self._base = 0
        self._tips: dict[AnnotationId, str] = {}
        self._dragged: tuple[AnnotationId, Span, bool] | None = None
        self._pressed_at = QPoint()
        self._clicks = 0
        self.held = ""
        self._settling = False
        self.selectionChanged.connect(self._follow_selection)

    def show_text(self, text: str, *, before: str = "", after: str = "") -> None:
        """Put a statement in front, its neighbours dimmed around it."""
        self._text, self._neighbours = text, (before, after)
        self._positions = TextPositions(text)
        self._fill()
        self.show_spans((), {}, None)

    def show_spans(
        self, spans: Iterable[ShownSpan], tips: dict[AnnotationId, str], active: AnnotationId | None
    ) -> None:
        """Draw these annotations and no others; their spans count in the statement's text."""
        self.painter.set_spans(map(self._placed, spans))
        self._tips = dict(tips)
        self.set_active(active)

    def change_spans(
        self, gone: Iterable[AnnotationId], spans: Iterable[ShownSpan], tips: Mapping[AnnotationId, str]
    ) -> None:
        """Draw some annotations no more, and others anew or for the first time."""
        for annotation_id in gone:
            self.painter.drop(annotation_id)
        for shown in spans:
            self.painter.put(self._placed(shown))
        self._tips.update(tips)
        self.viewport().update()

    def set_active(self, active: AnnotationId | None) -> None:
        """Let one annotation stand out."""
        if active != self.painter.active:
            self.held = ""
        self.painter.active = active
        self.viewport().update()

    def set_look(self, theme: Theme, scale: float, *, serif: bool) -> None:
        """Other colours or another size; the marked words stay marked."""
        kept = self.marked_span()
        self._theme, self._scale, self._serif = theme, scale, serif
        self._fill()
        if kept is not None:
            self.mark(kept)

    def marked_span(self) -> Span | None:
        """The marked stretch of the statement, as it is; None where only neighbours or nothing is marked."""
        cursor = self.textCursor()
        start, end = self._from_document(cursor.selectionStart()), self._from_document(cursor.selectionEnd())
        return Span(start, end) if start < end else None

    def mark(self, span: Span | None) -> None:
        """Mark words, or nothing."""
        cursor = self.textCursor()
        if span is None:
            cursor.setPosition(cursor.selectionEnd())
        else:
            cursor.setPosition(self.document_position(span.start))
            cursor.setPosition(self.document_position(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def mark_next_sentence(self) -> None:
        """Mark the sentence after what is marked, or the one at the caret; round to the first again."""
        there = self._sentences()
        if not there:
            return
        marked = self.marked_span()
        after = marked.end if marked else self._caret()
        following = [found for found in there if (found.start if marked else found.end - 1) >= after]
        self._mark_at_once((following or there)[0])

    def grow(self) -> None:
        """Grow what is marked: word, clause, sentence, whole statement."""
        marked = self.marked_span()
        place = marked or Span(self._caret(), self._caret() + 1)
        for candidate in self._stretches(place.start):
            if candidate.contains(place) and (marked is None or len(candidate) > len(marked)):
                self._mark_at_once(candidate)
                return

    def mark_all(self) -> None:
        """Mark the whole statement."""
        self._mark_at_once(trimmed(self._text, Span(0, len(self._text))) if self._text else None)

    def hold_end(self) -> None:
        """Take hold of the active span's end, then of its start, then of none: arrows move what is held."""
        following = {"": "end", "end": "start", "start": ""}
        self.held = following[self.held] if self.painter.handle_places() is not None else ""
        self.held_changed.emit(self.held)
        self.viewport().update()

    def caret(self) -> int:
        """Where the caret stands, or the end of what is marked."""
        return self._caret()

    def text(self) -> str:
        """The statement's text, as it was given."""
        return self._text

    def document_position(self, position: int) -> int:
        """Where a code point of the statement stands in Qt's document."""
        return self._base + self._positions.to_qt(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the four rows label; the others move the caret and mark."""
        place = place_of(event)
        if place:
            self.key_pressed.emit(place)
            event.accept()
            return
        if not self._move_held_end(event) and not self._go_by_word(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Marking by Shift ends when Shift is let go: then the words snap."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat():
            self._settle(whole_words=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle, or begin to mark; the third click of three marks the sentence."""
        place = event.position().toPoint()
        near = (place - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        self._clicks = self._clicks + 1 if self._clicks == 2 and near else 1
        self._pressed_at = place
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = self._handle_at(event)
            if self._dragged is not None:
                return
            if self._clicks == 3:
                sentence = self._containing(self._sentences(), self._position_at(event))
                if sentence is not None:
                    self.mark(sentence)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark the word, by our own rules."""
        self._clicks = 2
        self._pressed_at = event.position().toPoint()
        word = word_at(self._text, min(self._position_at(event), max(0, len(self._text) - 1)))
        if word is not None:
            self.mark(word)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a handle, or go on marking."""
        if self._dragged is not None:
            self._drag_to(event)
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            over = self._handle_at(event) is not None
            shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The hand lets go: words snap, a click without marking chooses the annotation under it."""
        if self._dragged is not None:
            annotation_id, span, _ = self._dragged
            self._dragged = None
            self.mark(None)
            self.span_moved.emit(annotation_id, span)
            return
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.marked_span() is not None:
            exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) or self._clicks > 1
            self._settle(whole_words=not exact)
        else:
            self._choose_at(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering tells what the spans below the pointer say."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.painter.at(self.cursorForPosition(event.pos()).position())
            tips = [self._tips[shown.id] for shown in found if shown.id in self._tips]
            QToolTip.showText(event.globalPos(), "<hr>".join(tips), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure, and the names beside it while there is room."""
        super().resizeEvent(event)
        self._set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints, letters, lanes, names, handles: in this order."""
        moved = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        visible = QRectF(event.rect().translated(-moved))
        with QPainter(self.viewport()) as painter:
            painter.translate(moved)
            self.painter.paint_tints(painter, visible)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.translate(moved)
            self.painter.paint_lanes(painter, visible, self._theme)
            left = self.viewport().width() - self.document().rootFrame().frameFormat().rightMargin() + 16
            width = self.viewport().width() - left - 8
            if width > 60:
                whole = QRectF(0, visible.top() - 400, 1, visible.height() + 400)
                names = scaled(QApplication.font(), 0.85)
                self.painter.paint_names(painter, whole, left, width, names, self._theme)
            self.painter.paint_handles(painter, self._theme, self.held)

    def _fill(self) -> None:
        """Write the document anew: neighbours in the faint tone, the statement in the text's."""
        self._settling = True
        document = self.document()
        document.clear()
        font = reading_font(self._scale, serif=self._serif)
        document.setDefaultFont(font)
        before, after = self._neighbours
        cursor = QTextCursor(document)
        dimmed = _letters(scaled(font, 0.88), self._theme.faint)
        if before:
            cursor.insertText(before, dimmed)
            cursor.insertBlock()
        self._base = cursor.position()
        cursor.insertText(self._text, _letters(font, self._theme.text))
        if after:
            cursor.insertBlock()
            cursor.insertText(after, dimmed)
        assert self._base + self._positions.qt_length <= document.characterCount() - 1
        self._space(font)
        cursor.setPosition(self._base)
        self.setTextCursor(cursor)
        self._set_margins()
        self._settling = False
        self.ensureCursorVisible()

    def _space(self, font: QFont) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        space = QTextBlockFormat()
        space.setLineHeight(LINE_GAP, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        space.setBottomMargin(font.pointSizeF() * 0.9)
        cursor.mergeBlockFormat(space)

    def _set_margins(self) -> None:
        """Centre the measure; the names' margin gives way before the text does."""
        metrics = QFontMetricsF(self.document().defaultFont())
        measure = metrics.averageCharWidth() * MEASURE
        room = self.viewport().width()
        names = min(NAMES_WIDTH, max(0.0, room - measure - 2 * _EDGE))
        left = max(float(_EDGE), (room - measure - names) / 2)
        right = max(float(_EDGE), room - left - measure)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        if (shape.leftMargin(), shape.rightMargin()) != (left, right):
            shape.setLeftMargin(left)
            shape.setRightMargin(right)
            shape.setTopMargin(12)
            shape.setBottomMargin(24)
            frame.setFrameFormat(shape)
        self.painter.forget_places()

    def _settle(self, *, whole_words: bool) -> None:
        """Snap what the hand marked to words, or to what a reader sees as characters."""
        marked = self.marked_span()
        if marked is None:
            return
        inside = trimmed(self._text, marked)
        snapped = (
            snapped_to_words(self._text, marked)
            if whole_words
            else inside and snapped_to_graphemes(self._text, inside)
        )
        if snapped != marked:
            self.mark(snapped)
        self.settled.emit()

    def _move_held_end(self, event: QKeyEvent) -> bool:
        """While an end is held, arrows move it by words, with Shift by characters; Escape lets go."""
        active = self.painter.shown(self.painter.active)
        if not self.held or active is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.held = ""
            self.held_changed.emit("")
            self.viewport().update()
            return True
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        span = Span(self._from_document(active.span.start), self._from_document(active.span.end))
        exact = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moved = moved_end(self._text, span, at_start=self.held == "start", step=step, exact=exact)
        if moved is not None:
            self.span_moved.emit(active.id, moved)
        return True

    def _go_by_word(self, event: QKeyEvent) -> bool:
        """Ctrl and an arrow go by our words, with Shift marking them; Qt's own steps stop in read-only text."""
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier not in {
            control,
            control | shift,
        }:
            return False
        caret, there = self._caret(), words(self._text)
        if step > 0:
            target = next((word.end for word in there if word.end > caret), len(self._text))
        else:
            target = next((word.start for word in reversed(there) if word.start < caret), 0)
        cursor = self.textCursor()
        marking = bool(event.modifiers() & shift)
        mode = QTextCursor.MoveMode.KeepAnchor if marking else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(self.document_position(target), mode)
        self.setTextCursor(cursor)
        return True

    def _mark_at_once(self, span: Span | None) -> None:
        self.mark(span)
        self.settled.emit()

    def _placed(self, shown: ShownSpan) -> ShownSpan:
        start, end = self.document_position(shown.span.start), self.document_position(shown.span.end)
        return replace(shown, span=Span(start, end))

    def _follow_selection(self) -> None:
        if not self._settling and self._dragged is None:
            marked = self.marked_span()
            self.marked.emit(marked and trimmed(self._text, marked))

    def _choose_at(self, event: QMouseEvent) -> None:
        """Choose the annotation under the pointer; another click the next one that covers the place."""
        found = self.painter.at(self.cursorForPosition(event.position().toPoint()).position())
        ids = [shown.id for shown in found]
        if not ids:
            self.span_clicked.emit(0)
        elif self.painter.active in ids:
            self.span_clicked.emit(ids[(ids.index(self.painter.active) + 1) % len(ids)])
        else:
            self.span_clicked.emit(ids[0])

    def _handle_at(self, event: QMouseEvent) -> tuple[AnnotationId, Span, bool] | None:
        """The end of the active span under the pointer: whose, its span, and whether it is the start."""
        ends = self.painter.handle_places()
        active = self.painter.active
        if ends is None or active is None:
            return None
        place = event.position()
        at = QRectF(0, self.verticalScrollBar().value(), 0, 0).topLeft() + place
        for end, is_start in zip(ends, (True, False), strict=True):
            reach = end.adjusted(-HANDLE_REACH, -2, HANDLE_REACH, 8)
            if reach.contains(at):
                shown = self.painter.shown(active)
                assert shown is not None
                span = Span(self._from_document(shown.span.start), self._from_document(shown.span.end))
                return active, span, is_start
        return None

    def _drag_to(self, event: QMouseEvent) -> None:
        assert self._dragged is not None
        annotation_id, span, is_start = self._dragged
        at = self._position_at(event)
        start, end = (at, span.end) if is_start else (span.start, at)
        if start >= end:
            return
        exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        wanted = Span(start, end)
        snapped = snapped_to_graphemes(self._text, wanted) if exact else snapped_to_words(self._text, wanted)
        if snapped is not None:
            kept = Span(snapped.start if is_start else span.start, span.end if is_start else snapped.end)
            self._dragged = (annotation_id, kept, is_start)
            self.mark(kept)

    def _stretches(self, position: int) -> list[Span]:
        """What can be marked around a position, smallest first: word, clause, sentence, everything."""
        sentence = self._containing(self._sentences(), position)
        found = [word_at(self._text, min(position, len(self._text) - 1)) if self._text else None]
        if sentence is not None:
            found += [self._containing(clauses(self._text, sentence), position), sentence]
        found.append(trimmed(self._text, Span(0, len(self._text))) if self._text else None)
        return [stretch for stretch in found if stretch is not None]

    def _sentences(self) -> Sequence[Span]:
        return sentences(self._text, Span(0, len(self._text))) if self._text.strip() else []

    @staticmethod
    def _containing(stretches: Iterable[Span], position: int) -> Span | None:
        return next((found for found in stretches if found.start <= position < found.end), None)

    def _position_at(self, event: QMouseEvent) -> int:
        return self._from_document(self.cursorForPosition(event.position().toPoint()).position())

    def _caret(self) -> int:
        return self._from_document(self.textCursor().position())

    def _from_document(self, qt_position: int) -> int:
        inside = min(max(0, qt_position - self._base), self._positions.qt_length)
        return self._positions.from_qt(inside)


def moved_end(text: str, span: Span, *, at_start: bool, step: int, exact: bool) -> Span | None:
    """The span with one end a word further on or back, or a visible character; None where it cannot go."""
    end = span.start if at_start else span.end
    if exact:
        places = [found.start for found in graphemes(text)] + [len(text)]
    else:
        places = [found.start if at_start else found.end for found in words(text)]
    beyond = [place for place in places if (place > end if step > 0 else place < end)]
    if not beyond:
        return None
    place = min(beyond) if step > 0 else max(beyond)
    start, stop = (place, span.end) if at_start else (span.start, place)
    return Span(start, stop) if start < stop else None


def clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence, cut after commas, semicolons, colons and dashes."""
    found: list[Span] = []
    start = sentence.start
    for position in range(sentence.start, sentence.end):
        last = position + 1 == sentence.end
        cut = text[position] in ",;:–—،؛，；：" and not last and text[position + 1].isspace()
        if cut or last:
            piece = trimmed(text, Span(start, position + 1))
            if piece is not None:
                found.append(piece)
            start = position + 1
    return found


def _letters(font: QFont, colour: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(QColor(colour))
    letters.setProperty(QTextFormat.Property.FontHintingPreference.value, font.hintingPreference())
    return letters

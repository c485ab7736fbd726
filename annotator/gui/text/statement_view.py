"""The text: the statement in its place, with the spans over it, marked by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.coding.keys import place_of
from annotator.gui.text.ends import Ends
from annotator.gui.text.marking import everything, grown, next_sentence, next_word_place, sentence_at, snapped
from annotator.gui.text.page_view import PageView
from annotator.gui.theme import Theme
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span
from annotator.model.text import trimmed, word_at


class StatementView(PageView):
    """One statement between its neighbours or in its whole source, under the user's hands.

    `marked`: other words are marked, or none; `settled`: the hand has let go of them.
    `left`: the caret stands outside the statement, at a place of the source.
    `span_clicked`: an annotation was clicked; 0 for none.
    `span_moved`: a handle was dragged. `key_pressed`: a key of the four rows; `key_typed`: and what is engraved on it.
    """

    marked = Signal(object)
    settled = Signal()
    left = Signal(int)
    span_clicked = Signal(int)
    span_moved = Signal(int, object)
    key_pressed = Signal(str)
    key_typed = Signal(str, str)
    zoomed = Signal(int)
    held_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("statementView")
        self.setAccessibleName(self.tr("Statement"))
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.ends = Ends(self.painter, self._from_document)
        self._pressed_at = QPoint()
        self._clicks = 0
        self.selectionChanged.connect(self._follow_selection)

    def set_active(self, active: AnnotationId | None) -> None:
        """Let one annotation stand out; an end of another is held no more."""
        if active != self.painter.active:
            self.ends.held = ""
        super().set_active(active)

    def mark_next_sentence(self) -> None:
        """Mark the sentence after what is marked, or the one at the caret; round to the first again."""
        found = next_sentence(self._text, self.marked_span(), self.caret())
        if found is not None:
            self._mark_at_once(found)

    def grow(self) -> None:
        """Grow what is marked: word, clause, sentence, whole statement."""
        found = grown(self._text, self.marked_span(), self.caret())
        if found is not None:
            self._mark_at_once(found)

    def mark_all(self) -> None:
        """Mark the whole statement."""
        self._mark_at_once(everything(self._text))

    def hold_end(self) -> None:
        """Take hold of the active span's end, then of its start, then of none: arrows move what is held."""
        self.ends.hold_next()
        self._tell_held()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the four rows label; the others move the caret and mark."""
        place = place_of(event)
        if place:
            self.key_typed.emit(place, event.text())
            self.key_pressed.emit(place)
            event.accept()
            return
        if not self._move_held_end(event) and not self._go_by_word(event):
            super().keyPressEvent(event)
            self._look_where_the_caret_is()

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
            if self.ends.take(self._in_document(event)):
                return
            if self._clicks == 3:
                sentence = sentence_at(self._text, self._position_at(event))
                if sentence is not None:
                    self.mark(sentence)
                return
        super().mousePressEvent(event)
        self._look_where_the_caret_is()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark the word, by our own rules."""
        self._clicks = 2
        self._pressed_at = event.position().toPoint()
        word = word_at(self._text, min(self._position_at(event), max(0, len(self._text) - 1)))
        if word is not None:
            self.mark(word)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a handle, or go on marking."""
        if self.ends.pulled is not None:
            exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            pulled = self.ends.pull(self._text, self._position_at(event), exact=exact)
            if pulled is not None:
                self.mark(pulled)
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            over = self.ends.is_near(self._in_document(event))
            shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The hand lets go: words snap, a click without marking chooses the annotation under it."""
        if self.ends.pulled is not None:
            moved = self.ends.let_go()
            self.mark(None)
            if moved is not None:
                self.span_moved.emit(*moved)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and above it the handles of the active annotation."""
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            self.painter.paint_handles(painter, self._theme, self.ends.held)

    def _settle(self, *, whole_words: bool) -> None:
        """Snap what the hand marked to words, or to what a reader sees as characters."""
        marked = self.marked_span()
        if marked is None:
            return
        meant = snapped(self._text, marked, whole_words=whole_words)
        cursor = self.textCursor()
        shown = Span(cursor.selectionStart(), cursor.selectionEnd())
        if meant is None or self._in_qt(meant) != shown:
            self.mark(meant)
        self.settled.emit()

    def _in_qt(self, span: Span) -> Span:
        return Span(self.document_position(span.start), self.document_position(span.end))

    def _look_where_the_caret_is(self) -> None:
        """Outside the statement in front, another one is meant; what is marked stays in the one it began in."""
        page, cursor = self._sheet.page, self.textCursor()
        if page is None or not page.whole or cursor.hasSelection():
            return
        caret = self._sheet.from_document(cursor.position())
        if not page.front.start <= caret < page.front.end:
            self.left.emit(caret)

    def _move_held_end(self, event: QKeyEvent) -> bool:
        """While an end is held, arrows move it by words, with Shift by characters; Escape lets go."""
        if not self.ends.held:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.ends.held = ""
            self._tell_held()
            return True
        if event.key() not in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            return False
        moved = self.ends.moved_by_key(self._text, event)
        if moved is not None:
            self.span_moved.emit(*moved)
        return True

    def _tell_held(self) -> None:
        self.held_changed.emit(self.ends.held)
        self.viewport().update()

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
        target = next_word_place(self._text, self.caret(), step)
        cursor = self.textCursor()
        marking = bool(event.modifiers() & shift)
        mode = QTextCursor.MoveMode.KeepAnchor if marking else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(self.document_position(target), mode)
        self.setTextCursor(cursor)
        return True

    def _mark_at_once(self, span: Span | None) -> None:
        self.mark(span)
        self.settled.emit()

    def _follow_selection(self) -> None:
        if not self._is_turning and self.ends.pulled is None:
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

    def _in_document(self, event: QMouseEvent) -> QPointF:
        return event.position() + QPointF(0, self.verticalScrollBar().value())

    def _position_at(self, event: QMouseEvent) -> int:
        return self._from_document(self.cursorForPosition(event.position().toPoint()).position())

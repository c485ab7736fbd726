"""The text: the statement in its place, with the spans over it, marked by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget

from annotator.gui.coding.keys import place_of
from annotator.gui.text.ends import Ends
from annotator.gui.text.keyword_painter import KeywordGroup, KeywordPainter
from annotator.gui.text.marking import everything, grown, next_sentence, next_word_place, sentence_at, snapped
from annotator.gui.text.sheet import Page, Sheet
from annotator.gui.text.span_painter import ShownSpan, SpanPainter
from annotator.gui.theme import Letters, Theme, reading_font, scaled
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span
from annotator.model.text import trimmed, word_at

NAMES_WIDTH = 170
_LEAST_NAMES = 128
_SHORTEST = 60
"""Characters a line that are kept before the names in the margin get their room."""
_EDGE = 28


class StatementView(QTextEdit):
    """One statement between its neighbours or in its whole source.

    What is marked counts in the statement's own text, what is drawn in the source's.
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
        super().__init__(parent)
        self.setObjectName("statementView")
        self.setAccessibleName(self.tr("Statement"))
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setTabStopDistance(24)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.painter = SpanPainter(self.document())
        self.keywords = KeywordPainter()
        self.ends = Ends(self.painter, self._from_document)
        self._theme = theme
        self._letters = Letters()
        self._sheet = Sheet()
        self._text = ""
        self._tips: dict[AnnotationId, Callable[[], str]] = {}
        self._pressed_at = QPoint()
        self._clicks = 0
        self._settling = False
        self.selectionChanged.connect(self._follow_selection)

    def show_page(self, page: Page | None) -> None:
        """Put a statement in front, its neighbours or its source around it."""
        self._sheet = Sheet(page)
        self._text = page.statement if page else ""
        self._fill()
        self.show_spans((), {}, None)
        self._go_to_statement()

    def bring_to_front(self, front: Span) -> None:
        """Put another statement of the shown source in front; the text stays where it is, if it can be seen."""
        self._settling = True
        self._sheet.bring_to_front(front, self.document(), self._theme)
        self.painter.forget_places()
        page = self._sheet.page
        self._text = page.statement if page else ""
        caret = self._sheet.from_document(self.textCursor().position())
        self._settling = False
        if not front.start <= caret <= front.end:
            self._go_to_statement()
        self.viewport().update()

    def show_spans(
        self,
        spans: Iterable[ShownSpan],
        tips: Mapping[AnnotationId, Callable[[], str]],
        active: AnnotationId | None,
    ) -> None:
        """Draw these annotations and no others; their spans count in the source's text."""
        self.painter.set_spans(map(self._placed, spans))
        self._tips = dict(tips)
        self.set_active(active)

    def change_spans(
        self,
        gone: Iterable[AnnotationId],
        spans: Iterable[ShownSpan],
        tips: Mapping[AnnotationId, Callable[[], str]],
    ) -> None:
        """Draw some annotations no more, and others anew or for the first time."""
        for annotation_id in gone:
            self.painter.drop(annotation_id)
        for shown in spans:
            self.painter.put(self._placed(shown))
        self._tips.update(tips)
        self.viewport().update()

    def show_keywords(self, groups: Iterable[KeywordGroup]) -> None:
        """Frame these words wherever they stand, and no others."""
        self.keywords.set_groups(groups)
        self.viewport().update()

    def set_active(self, active: AnnotationId | None) -> None:
        """Let one annotation stand out."""
        if active != self.painter.active:
            self.ends.held = ""
        self.painter.active = active
        self.viewport().update()

    def set_look(self, theme: Theme, letters: Letters) -> None:
        """Other colours or another size; the marked words stay marked."""
        kept, top = self.marked_span(), self.cursorForPosition(QPoint(0, 0)).position()
        self._theme, self._letters = theme, letters
        self._fill()
        if kept is not None:
            self.mark(kept)
        self._scroll_to(top, share=0.0)

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
        found = next_sentence(self._text, self.marked_span(), self._caret())
        if found is not None:
            self._mark_at_once(found)

    def grow(self) -> None:
        """Grow what is marked: word, clause, sentence, whole statement."""
        found = grown(self._text, self.marked_span(), self._caret())
        if found is not None:
            self._mark_at_once(found)

    def mark_all(self) -> None:
        """Mark the whole statement."""
        self._mark_at_once(everything(self._text))

    def hold_end(self) -> None:
        """Take hold of the active span's end, then of its start, then of none: arrows move what is held."""
        self.ends.hold_next()
        self._tell_held()

    def caret(self) -> int:
        """Where the caret stands, or the end of what is marked."""
        return self._caret()

    def text(self) -> str:
        """The statement's text, as it was given."""
        return self._text

    def document_position(self, position: int) -> int:
        """Where a code point of the statement stands in Qt's document."""
        page = self._sheet.page
        return self._sheet.to_document(position + (page.front.start if page else 0))

    def front_in_document(self) -> Span | None:
        """Where the statement in front stands in Qt's document; None where nothing else is shown in its size."""
        page = self._sheet.page
        if page is None or not page.whole:
            return None
        start, end = self._sheet.to_document(page.front.start), self._sheet.to_document(page.front.end)
        return Span(start, end) if start < end else None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied words are those of the source: a widget's own text is altered here and there."""
        cursor, page = self.textCursor(), self._sheet.page
        copied = QMimeData()
        if page is not None:
            start, end = map(self._sheet.from_document, (cursor.selectionStart(), cursor.selectionEnd()))
            copied.setText(page.text[start - page.start : end - page.start])
        return copied

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

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering tells what the spans below the pointer say."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.painter.at(self.cursorForPosition(event.pos()).position())
            tips = [self._tips[shown.id]() for shown in found if shown.id in self._tips]
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
            self.keywords.paint(painter, self.painter.visible_blocks(visible), self._theme)
            front = self.front_in_document()
            if front is not None:
                self.painter.paint_front(painter, front, visible, self._theme)
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
            self.painter.paint_handles(painter, self._theme, self.ends.held)

    def _fill(self) -> None:
        """Write the document anew."""
        self._settling = True
        font = reading_font(self._letters)
        self.document().clear()
        self.document().setDefaultFont(font)
        self._set_margins()
        self._sheet.write(self.document(), font, self._theme)
        self.painter.forget_places()
        self.keywords.forget_text()
        self._caret_to(0)
        self._settling = False

    def _go_to_statement(self) -> None:
        """The caret to the statement's beginning; that into sight, and of the statement what there is room for."""
        self._settling = True
        self._caret_to(0)
        self._settling = False
        page = self._sheet.page
        if page is None:
            return
        if page.whole:
            self._scroll_to(self.textCursor().position(), share=0.3)
        else:
            first, last = self._rect_at(0), self._rect_at(len(page.statement))
            below = last.bottom() - self.viewport().height()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + max(0, min(below, first.top())))

    def _rect_at(self, position: int) -> QRect:
        """Where a place of the statement is in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.document_position(position))
        return self.cursorRect(cursor)

    def _caret_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.document_position(position))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _scroll_to(self, qt_position: int, *, share: float) -> None:
        """Let a place of the document stand at this share of the height, unless it is well in sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(qt_position, self.document().characterCount() - 1))
        rect, height = self.cursorRect(cursor), self.viewport().height()
        if share and rect.top() > 0 and rect.bottom() < height * 0.8:
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() - int(height * share))

    def _set_margins(self) -> None:
        """Centre the measure; where room is short, lines give way to the names, but not below a good length."""
        metrics = QFontMetricsF(self.document().defaultFont())
        measure = metrics.averageCharWidth() * self._letters.measure
        room = self.viewport().width()
        shortest = min(measure, metrics.averageCharWidth() * _SHORTEST)
        measure = max(shortest, min(measure, room - 2 * _EDGE - _LEAST_NAMES))
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
        self.keywords.forget_places()

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
        target = next_word_place(self._text, self._caret(), step)
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
        start, end = self._sheet.to_document(shown.span.start), self._sheet.to_document(shown.span.end)
        return replace(shown, span=Span(start, end))

    def _follow_selection(self) -> None:
        if not self._settling and self.ends.pulled is None:
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

    def _caret(self) -> int:
        return self._from_document(self.textCursor().position())

    def _from_document(self, qt_position: int) -> int:
        """The nearest code point of the statement."""
        page = self._sheet.page
        start = page.front.start if page else 0
        return min(max(0, self._sheet.from_document(qt_position) - start), len(self._text))

"""The text as a page: a statement between its neighbours or in its source, with the spans over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget

from annotator.gui.text.keyword_painter import KeywordGroup, KeywordPainter
from annotator.gui.text.sheet import Page, Sheet
from annotator.gui.text.span_painter import ShownSpan, SpanPainter
from annotator.gui.theme import Letters, Theme, reading_font, scaled
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span

NAMES_WIDTH = 170
_LEAST_NAMES = 128
_SHORTEST = 60
"""Characters a line that are kept before the names in the margin get their room."""
_EDGE = 28


class PageView(QTextEdit):
    """Shows a page and what is marked in it.

    What is marked counts in the statement's own text, what is drawn in the source's.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setTabStopDistance(24)
        self.painter = SpanPainter(self.document())
        self.keywords = KeywordPainter()
        self._theme = theme
        self._letters = Letters()
        self._sheet = Sheet()
        self._text = ""
        self._tips: dict[AnnotationId, Callable[[], str]] = {}
        self._is_turning = False

    def show_page(self, page: Page | None) -> None:
        """Put a statement in front, its neighbours or its source around it."""
        self._sheet = Sheet(page)
        self._text = page.statement if page else ""
        self._fill()
        self.show_spans((), {}, None)
        self._go_to_statement()

    def bring_to_front(self, front: Span) -> None:
        """Put another statement of the shown source in front; the text stays where it is, if it can be seen."""
        self._is_turning = True
        self._sheet.bring_to_front(front, self.document(), self._theme)
        self.painter.forget_places()
        page = self._sheet.page
        self._text = page.statement if page else ""
        caret = self._sheet.from_document(self.textCursor().position())
        self._is_turning = False
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

    def caret(self) -> int:
        """Where the caret stands, or the end of what is marked."""
        return self._from_document(self.textCursor().position())

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

    def _front_in_one_tone(self) -> Span | None:
        """The statement in front, where colours leave its neighbours no tone of their own."""
        page, theme = self._sheet.page, self._theme
        if page is None or page.whole or theme.faint != theme.text or not (page.before or page.after):
            return None
        start, end = self.document_position(0), self.document_position(len(page.statement))
        return Span(start, end) if start < end else None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied words are those of the source: a widget's own text is altered here and there."""
        cursor, page = self.textCursor(), self._sheet.page
        copied = QMimeData()
        if page is not None:
            start, end = map(self._sheet.from_document, (cursor.selectionStart(), cursor.selectionEnd()))
            copied.setText(page.text[start - page.start : end - page.start])
        return copied

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering tells what the spans below the pointer say."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.painter.at(self.cursorForPosition(event.pos()).position())
            tips = [self._tips[shown.id]() for shown in found if shown.id in self._tips]
            QToolTip.showText(event.globalPos(), "<hr>".join(tips), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure, the names beside it while there is room, and in sight what was being read."""
        super().resizeEvent(event)
        self._set_margins()
        page, before = self._sheet.page, event.oldSize().height()
        if page is None or page.whole or event.size().height() >= before:
            return
        if 0 <= self._rect_at(0).top() < before:
            self._show_all_of_it(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints, letters, lanes, names: in this order."""
        moved = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        visible = QRectF(event.rect().translated(-moved))
        with QPainter(self.viewport()) as painter:
            painter.translate(moved)
            self.painter.paint_tints(painter, visible)
            self.keywords.paint(painter, self.painter.visible_blocks(visible), self._theme)
            front = self.front_in_document() or self._front_in_one_tone()
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

    def _fill(self) -> None:
        """Write the document anew."""
        self._is_turning = True
        font = reading_font(self._letters)
        self.document().clear()
        self.document().setDefaultFont(font)
        self._set_margins()
        self._sheet.write(self.document(), font, self._theme)
        self.painter.forget_places()
        self.keywords.forget_text()
        self._caret_to(0)
        self._is_turning = False

    def _go_to_statement(self) -> None:
        """The caret to the statement's beginning; that into sight, and of the statement what there is room for."""
        self._is_turning = True
        self._caret_to(0)
        self._is_turning = False
        page = self._sheet.page
        if page is None:
            return
        if page.whole:
            self._scroll_to(self.textCursor().position(), share=0.3)
        else:
            self._show_all_of_it(page)

    def _show_all_of_it(self, page: Page) -> None:
        """Scroll down until the statement's end is in sight, or its beginning stands at the top."""
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

    def _placed(self, shown: ShownSpan) -> ShownSpan:
        start, end = self._sheet.to_document(shown.span.start), self._sheet.to_document(shown.span.end)
        return replace(shown, span=Span(start, end))

    def _from_document(self, qt_position: int) -> int:
        """The nearest code point of the statement."""
        page = self._sheet.page
        start = page.front.start if page else 0
        return min(max(0, self._sheet.from_document(qt_position) - start), len(self._text))

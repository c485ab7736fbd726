"""The text as it is written into Qt's document: a statement between its neighbours, or a whole source.

Nothing of the text is altered, left out or put in: blank lines and deep indentation are only set small,
and a paragraph too long for Qt (it slows down beyond some thousand characters) is cut for the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from annotator.gui.text.span_painter import LINE_GAP
from annotator.gui.text.text_positions import TextPositions, as_shown
from annotator.gui.theme import Theme, scaled
from annotator.model.span import Span
from annotator.model.text import snapped_to_graphemes

LONGEST_PARAGRAPH = 4000
_CUT_NEAR = 400
_LONG_LINE = re.compile(rf"[^\n]{{{LONGEST_PARAGRAPH + 1},}}")
_BLANK_LINES = re.compile(r"(?:^|(?<=\n))[^\S\n]*\n(?:[^\S\n]*\n)*")
_DEEP = re.compile(r"[^\S\n]{9,}")


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be shown: a stretch of a source's stored text that begins at `start`, one statement in front.

    `front` and `dropped` count in the source. `before` and `after` are the neighbours' words, in one
    paragraph each; there are none where the whole source is shown.
    """

    text: str
    front: Span
    start: int = 0
    before: str = ""
    after: str = ""
    dropped: tuple[Span, ...] = ()
    whole: bool = False

    @property
    def statement(self) -> str:
        """The text of the statement in front."""
        return self.front.moved(-self.start).of(self.text)


class Sheet:
    """A page in a document: writes it, and knows where every position of the source stands in it."""

    def __init__(self, page: Page | None = None) -> None:
        self.page = page
        self._text = page.text if page else ""
        self._cuts = screen_cuts(self._text)
        self._positions = TextPositions(self._text, self._cuts)
        self._base = 0

    def to_document(self, position: int) -> int:
        """Where a code point of the source stands in Qt's document."""
        start = self.page.start if self.page else 0
        return self._base + self._positions.to_qt(position - start)

    def from_document(self, qt_position: int) -> int:
        """The code point of the source at a place of the document, or the nearest that is shown."""
        inside = min(max(0, qt_position - self._base), self._positions.qt_length)
        return self._positions.from_qt(inside) + (self.page.start if self.page else 0)

    def bring_to_front(self, front: Span, document: QTextDocument, theme: Theme) -> None:
        """Let another statement of the page have the text's tone."""
        assert self.page is not None
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        self._tone(cursor, self.page.front, theme.second)
        self._tone(cursor, front, theme.text)
        cursor.endEditBlock()
        self.page = replace(self.page, front=front)

    def write(self, document: QTextDocument, font: QFont, theme: Theme) -> None:
        """Write the page into an empty document."""
        if self.page is None:
            return
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(_paragraph(font.pointSizeF() * 0.9))
        dimmed = _letters(scaled(font, 0.88), theme.faint)
        if self.page.before:
            cursor.insertText(self.page.before, dimmed)
            cursor.insertBlock()
        self._base = cursor.position()
        own = _letters(font, theme.second if self.page.whole else theme.text)
        if self.page.whole and "\n\n" in self._text:
            cursor.setBlockFormat(_paragraph(0))
        cursor.insertText(self._shown_text(), own)
        self._set_small(cursor, font)
        self._write_tones(cursor, theme)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self.page.after:
            cursor.insertBlock(_paragraph(font.pointSizeF() * 0.9))
            cursor.insertText(self.page.after, dimmed)
        cursor.endEditBlock()
        assert self._base + self._positions.qt_length <= document.characterCount() - 1

    def _write_tones(self, cursor: QTextCursor, theme: Theme) -> None:
        assert self.page is not None
        for dropped in self.page.dropped:
            self._tone(cursor, dropped, theme.faint)
        if self.page.whole:
            self._tone(cursor, self.page.front, theme.text)

    def _shown_text(self) -> str:
        places = [0, *self._cuts, len(self._text)]
        return as_shown("\n".join(self._text[start:end] for start, end in pairwise(places)))

    def _set_small(self, cursor: QTextCursor, font: QFont) -> None:
        """Runs of blank lines as high as one gap, deep indentation as wide as a small one."""
        assert self.page is not None
        tiny = QTextCharFormat()
        tiny.setFontPointSize(1)
        narrow = QTextCharFormat()
        narrow.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        narrow.setFontLetterSpacing(-0.85 * QFontMetricsF(font).horizontalAdvance(" "))
        for found in _DEEP.finditer(self._text):
            self._select(cursor, Span(found.start() + 4, found.end()).moved(self.page.start))
            cursor.mergeCharFormat(narrow)
        if not self.page.whole:
            return
        gap, none = _gap(font.pointSizeF()), _gap(0.1)
        for found in _BLANK_LINES.finditer(self._text):
            first = True
            for place in _line_starts(found.group(), found.start()):
                cursor.setPosition(self.to_document(place + self.page.start))
                cursor.setBlockFormat(gap if first else none)
                cursor.setBlockCharFormat(tiny)
                first = False

    def _tone(self, cursor: QTextCursor, span: Span, colour: str) -> None:
        tone = QTextCharFormat()
        tone.setForeground(QColor(colour))
        self._select(cursor, span)
        cursor.mergeCharFormat(tone)

    def _select(self, cursor: QTextCursor, span: Span) -> None:
        cursor.setPosition(self.to_document(span.start))
        cursor.setPosition(self.to_document(span.end), QTextCursor.MoveMode.KeepAnchor)


def screen_cuts(text: str) -> list[int]:
    """Where paragraphs that are too long are cut for the screen: behind a blank, else between two signs."""
    return [place for line in _LONG_LINE.finditer(text) for place in _cuts(text, *line.span())]


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    while end - start > LONGEST_PARAGRAPH:
        limit = start + LONGEST_PARAGRAPH
        blank = text.rfind(" ", limit - _CUT_NEAR, limit)
        between = snapped_to_graphemes(text, Span(limit, limit + 1)).start
        start = blank + 1 if blank >= 0 else between if between > start else limit
        yield start


def _line_starts(lines: str, start: int) -> Iterator[int]:
    for line in lines.splitlines(keepends=True):
        yield start
        start += len(line)


def _paragraph(margin: float) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(LINE_GAP, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    shape.setBottomMargin(margin)
    return shape


def _gap(height: float) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return shape


def _letters(font: QFont, colour: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(QColor(colour))
    letters.setProperty(QTextFormat.Property.FontHintingPreference.value, font.hintingPreference())
    return letters

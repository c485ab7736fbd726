"""The two ends of the active annotation: pulled by the mouse, or held and moved by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.text.marking import dragged_end, moved_end
from annotator.gui.text.span_painter import HANDLE_REACH, SpanPainter
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span


class Ends:
    """`held` is the end that keys move: "start", "end" or "" for none; `pulled` the span under the mouse.

    Spans count in the statement's text; `position` turns Qt's positions into those.
    """

    def __init__(self, painter: SpanPainter, position: Callable[[int], int]) -> None:
        self._painter = painter
        self._position = position
        self.held = ""
        self.pulled: Span | None = None
        self._pulled_start = False

    def hold_next(self) -> None:
        """Hold the end, then the start, then none."""
        following = {"": "end", "end": "start", "start": ""}
        self.held = following[self.held] if self._painter.handle_places() is not None else ""

    def is_near(self, place: QPointF) -> bool:
        """Whether one of the handles is under the pointer; `place` counts in the document."""
        return self._near(place) is not None

    def take(self, place: QPointF) -> bool:
        """Take hold of the handle under the pointer, if there is one."""
        near = self._near(place)
        self.pulled = self._active_span() if near is not None else None
        self._pulled_start = bool(near)
        return self.pulled is not None

    def pull(self, text: str, position: int, *, exact: bool) -> Span | None:
        """Pull the end to a position of the statement; the span as it would be, None where it cannot."""
        assert self.pulled is not None
        found = dragged_end(text, self.pulled, position, at_start=self._pulled_start, exact=exact)
        self.pulled = found or self.pulled
        return found

    def let_go(self) -> tuple[AnnotationId, Span] | None:
        """What was pulled, and to where; the hand is free again."""
        pulled, self.pulled = self.pulled, None
        active = self._painter.active
        return None if pulled is None or active is None else (active, pulled)

    def moved_by_key(self, text: str, event: QKeyEvent) -> tuple[AnnotationId, Span] | None:
        """Where an arrow moves the held end: by a word, with Shift by a character; None where it cannot."""
        span, active = self._active_span(), self._painter.active
        if span is None or active is None:
            return None
        exact = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = 1 if event.key() == Qt.Key.Key_Right else -1
        moved = moved_end(text, span, at_start=self.held == "start", step=step, exact=exact)
        return None if moved is None else (active, moved)

    def _near(self, place: QPointF) -> bool | None:
        """Whether it is the start that is near; None when neither is."""
        places = self._painter.handle_places()
        for end, is_start in zip(places or (), (True, False), strict=False):
            if end.adjusted(-HANDLE_REACH, -2, HANDLE_REACH, 8).contains(place):
                return is_start
        return None

    def _active_span(self) -> Span | None:
        shown = self._painter.shown(self._painter.active)
        if shown is None or shown.whole:
            return None
        start, end = self._position(shown.span.start), self._position(shown.span.end)
        return Span(start, end) if start < end else None

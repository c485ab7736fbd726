"""What stands below a plot: the calendar, the names of the bands beside it, and how many statements are coded."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.figures.axes import Frame, calendar_rows, draw_calendar
from annotator.figures.frames import draw_bands
from annotator.figures.marks import Slot
from annotator.figures.page import Piece, coded_numbers
from annotator.figures.style import Style
from annotator.model.timeline import Timeline
from annotator.model.timeline_words import band_name


def draw_below(
    timeline: Timeline, slots: Sequence[Slot], frame: Frame, style: Style, *, least_strip: int
) -> tuple[Piece, str]:
    """All of it, down to its last line; the second value says what small bars show, where there are any."""
    calendar = calendar_rows(frame, style, finest=timeline.question.bin_size.value) if timeline.bins else [[]]
    parts = draw_calendar(frame, calendar, style) if timeline.bins else []
    bands = draw_bands(slots, frame, style)
    deep = max(len(calendar), *(len(band_name(column, style.say).split()) for column in timeline.bands), 1)
    top = frame.bottom + style.small * (1.25 * deep + 0.55)
    numbers, strip = coded_numbers(slots, frame.left, top, style, least=least_strip)
    return Piece([*parts, *bands, *numbers.parts], numbers.bottom), strip

"""Events on a timeline: lines with labels above the plot that never lie on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.figures import svg
from annotator.figures.axes import Frame
from annotator.figures.style import Style
from annotator.figures.text_widths import shortened, text_width
from annotator.model.events import Event

_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """One event: its line, or stretch, from `first` to `last`, and its label's box and row, 0 nearest to the plot.

    `name` is its text and date in full, `said` what of it stands there.
    """

    first: float
    last: float
    left: float
    right: float
    row: int
    said: str
    name: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels, how many rows they take, and what numbers stand for where there is no room for words."""

    placed: tuple[Placed, ...]
    rows: int
    key: str


def lay_out(events: Sequence[Event], frame: Frame, style: Style) -> Labels:
    """Labels for the events inside the frame's days: in words where four rows hold them, else as numbers."""
    inside = [event for event in events if _touches(event, frame)]
    words = _in_rows(
        [(event, shortened(event.text, style.small * 16, style.small)) for event in inside], frame, style
    )
    if words is not None:
        return Labels(words, max((one.row + 1 for one in words), default=0), "")
    numbers = [(event, str(number)) for number, event in enumerate(inside, start=1)]
    placed = _in_rows(numbers, frame, style) or _in_rows(numbers, frame, style, most=99, may_cross=True) or ()
    key = "; ".join(f"{number} {_full(event)}" for event, number in numbers)
    return Labels(
        placed, max((one.row + 1 for one in placed), default=0), style.say("Events: {key}.").format(key=key)
    )


def lines_only(events: Sequence[Event], frame: Frame, style: Style) -> Labels:
    """The events as lines, where a plot is too small for words: the key names them in their order."""
    inside = [event for event in events if _touches(event, frame)]
    placed = tuple(Placed(*_ends(event, frame), 0, 0, 0, "", _full(event)) for event in inside)
    key = "; ".join(map(_full, inside))
    return Labels(placed, 0, style.say("Lines: {key}.").format(key=key) if key else "")


def draw_events(
    labels: Labels,
    frame: Frame,
    style: Style,
    *,
    worded: bool = True,
    tinted: bool = True,
    through: bool = True,
) -> list[str]:
    """Lines through the plot, and the labels above it; a month or a year is a pale stretch.

    Where shades mean numbers (not `tinted`), the stretch is a line above the plot; where numbers are
    written in the plot (not `through`), all lines end there.
    """
    parts: list[str] = []
    for one in labels.placed:
        baseline = frame.top - _row_height(style) * one.row - style.small * 0.7
        middle = (one.first + one.last) / 2
        bottom = frame.bottom if through else frame.top
        if one.last > one.first:
            bottom = frame.top
            height = frame.bottom - frame.top if tinted else style.thin * 2
            above = frame.top if tinted else frame.top - style.thin * 3
            opacity = 0.14 if tinted else 1
            parts.append(
                svg.rect(one.first, above, one.last - one.first, height, style.accent, fill_opacity=opacity)
            )
        top = baseline if worded else frame.top
        parts.append(
            svg.line((middle, top), (middle, bottom), style.second, style.thin, stroke_dasharray="3 2")
        )
        if worded:
            parts.append(_label(one, middle, baseline, style))
    return parts


def _label(one: Placed, middle: float, baseline: float, style: Style) -> str:
    """The words at the right of the line, or at its left."""
    gap = style.small * 0.3
    if one.left < middle:
        return svg.text((one.right - gap, baseline), one.said, style.small, style.text, anchor="end")
    return svg.text((one.left + gap, baseline), one.said, style.small, style.text)


def labels_height(labels: Labels, style: Style) -> float:
    """The room that the labels take above the plot."""
    return labels.rows * _row_height(style) + (style.small * 0.55 if labels.rows else 0)


def _in_rows(
    events: Sequence[tuple[Event, str]],
    frame: Frame,
    style: Style,
    *,
    most: int = _MOST_ROWS,
    may_cross: bool = False,
) -> tuple[Placed, ...] | None:
    """Each label at the right of its line, or at its left near the end; None where the rows do not hold them.

    The last event is placed first, in the lowest row, so that the lines of those before it go up beside
    its label. A line crosses a label only if it `may_cross`.
    """
    placed: list[Placed] = []
    for event, said in sorted(events, key=lambda pair: pair[0].span(), reverse=True):
        ends = _ends(event, frame)
        middle = sum(ends) / 2
        width = text_width(said, style.small) + style.small * 0.6
        left = middle if middle + width <= frame.right else max(middle - width, 0.0)
        box = Placed(*ends, left, left + width, 0, said, _full(event))
        free = (row for row in range(most) if all(_is_clear(box, row, other, may_cross) for other in placed))
        row = next(free, None)
        if row is None:
            return None
        placed.append(replace(box, row=row))
    return tuple(placed)


def _is_clear(box: Placed, row: int, other: Placed, may_cross: bool) -> bool:  # noqa: FBT001 (one call)
    """Whether a label in a row leaves another one and its line alone."""
    if other.row == row:
        return box.right <= other.left or other.right <= box.left
    lower, higher = (box, other) if row < other.row else (other, box)
    line = (higher.first + higher.last) / 2
    return may_cross or not lower.left < line < lower.right


def _ends(event: Event, frame: Frame) -> tuple[float, float]:
    """Where the event begins and ends; at one place where its day is known."""
    first, last = event.span()
    begin = frame.x(max(first.toordinal(), frame.first))
    return begin, begin if first == last else frame.x(min(last.toordinal() + 1, frame.end))


def _full(event: Event) -> str:
    return f"{event.text} ({event.date.value})"


def _touches(event: Event, frame: Frame) -> bool:
    first, last = event.span()
    return first.toordinal() < frame.end and last.toordinal() >= frame.first


def _row_height(style: Style) -> float:
    return style.small * 1.3

"""What stands around a plot: title above, numbers of statements and caption below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.figures import svg
from annotator.figures.marks import Slot
from annotator.figures.style import FAMILY, Style
from annotator.figures.text_widths import text_width, wrapped
from annotator.model.timeline import Counted, Series, Timeline
from annotator.model.timeline_words import Say, caption


@dataclass(frozen=True, slots=True)
class Piece:
    """Some parts of a picture and where the next may begin."""

    parts: list[str]
    bottom: float


def margin(style: Style) -> float:
    """The empty edge around a picture; hardly any in print, where the page has its own."""
    return style.size if style.unit == "px" else style.size * 0.3


def head(said: str, style: Style) -> Piece:
    """The title, in as many lines as it needs."""
    size = style.size * 1.15
    rows = wrapped(said, style.width - 2 * margin(style), size, bold=True)
    top = margin(style) + size * 0.9
    parts = [
        svg.text((margin(style), top + size * 1.25 * number), row, size, style.text, bold=True)
        for number, row in enumerate(rows)
    ]
    return Piece(parts, margin(style) + size * 1.25 * len(rows) + style.size * 0.3)


def foot(said: str, top: float, style: Style) -> Piece:
    """The caption, in as many lines as it needs."""
    rows = wrapped(said, style.width - 2 * margin(style), style.small)
    leading = style.small * 1.35
    parts = [
        svg.text((margin(style), top + leading * (number + 1)), row, style.small, style.second)
        for number, row in enumerate(rows)
    ]
    return Piece(parts, top + leading * len(rows) + style.small * 0.4 + margin(style))


def whole(parts: Sequence[str], height: float, style: Style, *, title: str, about: str) -> str:
    """The picture on its ground."""
    ground = svg.rect(0, 0, style.width, height, style.ground)
    return svg.document(
        [ground, *parts],
        width=style.width,
        height=height,
        unit=style.unit,
        scale=style.scale,
        family=FAMILY,
        title=title,
        about=about,
    )


def coded_numbers(
    slots: Sequence[Slot], left: float, top: float, style: Style, *, least: int = 0
) -> tuple[Piece, str]:
    """The coded statements of every column in a row; as a strip of small bars where the numbers have no room.

    The bars' full height stands for `least` at least. The second value says what they show, where there are any.
    """
    size = style.small
    name = svg.text((left - style.gap, top + size), "n", size, style.second, anchor="end")
    if all(_fits(slot, style) for slot in slots if not slot.column.is_gap):
        numbers = [
            svg.text((slot.middle, top + size), f"{slot.column.coded:,}", size, style.second, anchor="middle")
            for slot in slots
            if not slot.column.is_gap
        ]
        return Piece([name, *numbers], top + size * 1.4), ""
    most = max(least, *(slot.column.coded for slot in slots if not slot.is_band), 1)
    height = size * 1.5
    shapes = [
        svg.corners(
            slot.left,
            top + height * (1 - slot.column.coded / most),
            slot.right - slot.left,
            height * slot.column.coded / most,
        )
        for slot in slots
        if slot.column.coded and not slot.is_band
    ]
    strip = svg.polygons(shapes, style.second, fill_opacity=0.6)
    base = top + height * 0.85
    bands = [
        svg.text((slot.middle, base), f"{slot.column.coded:,}", size, style.second, anchor="middle")
        for slot in slots
        if slot.is_band
    ]
    name = svg.text((left - style.gap, base), "n", size, style.second, anchor="end")
    said = style.say("Strip below the axis: coded statements, at most {count}.").format(count=f"{most:,}")
    return Piece([name, strip, *bands], top + height + size * 0.3), said


def notes(
    timeline: Timeline, shown: Sequence[tuple[int, Series]], say: Say, *, intervals: str, gaps: str
) -> list[str]:
    """What the reader of any plot must know beside the caption; `intervals` and `gaps` say how these look."""
    said: list[str] = []
    if any(column.low for column in timeline.columns()):
        said.append(say(intervals))
    elif timeline.question.interval and timeline.question.counted is Counted.SHARE:
        said.append(say("Intervals are left out here; small multiples show them."))
    if any(column.is_gap for column in timeline.bins) and not timeline.question.cumulative:
        said.append(say(gaps))
    silent = [series.name for series in timeline.series if series not in {series for _, series in shown}]
    if len(silent) > 6:
        said.append(say("{count} further series were not found.").format(count=len(silent)))
    elif silent:
        said.append(say("Not found: {series}.").format(series=", ".join(silent)))
    return said


def full_caption(timeline: Timeline, given: str | None, said: Sequence[str], say: Say) -> str:
    """The caption that was given, or our own, with the notes."""
    return " ".join([caption(timeline, say) if given is None else given, *said]).strip()


def _fits(slot: Slot, style: Style) -> bool:
    return text_width(f"{slot.column.coded:,}", style.small) + style.small * 0.2 <= slot.right - slot.left

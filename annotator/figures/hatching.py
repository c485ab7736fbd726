"""Patterns as plain lines, cut to the shape they fill, so that every reader draws them sharp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sin

from annotator.figures import svg
from annotator.figures.style import Style, luminance
from annotator.figures.svg import Point


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lines at some angles (degrees), so far apart (in units of the type's size)."""

    angles: tuple[float, ...] = ()
    apart: float = 0.42


PATTERNS = (
    Pattern(),
    Pattern((45,)),
    Pattern((-45,)),
    Pattern((-45, 45), 0.6),
    Pattern((90,)),
    Pattern((45,), 0.9),
    Pattern((0, 90), 0.6),
    Pattern((-45,), 0.9),
    Pattern((0,)),
)
DASHES = (None, "6 2", "2 2", "8 2 2 2", "4 4", "1 3", "10 3", "6 2 2 2 2 2", "3 1")
"""Patterns of areas and of lines by a series' place; they begin again after the last."""


def pattern(place: int) -> Pattern:
    """The pattern of the series at that place."""
    return PATTERNS[place % len(PATTERNS)]


def hatched(shapes: Sequence[Sequence[Point]], place: int, colour: str, style: Style) -> str:
    """The pattern of one series over its shapes, in what stands out from its colour."""
    if not style.patterns or not pattern(place).angles:
        return ""
    ink = "#FFFFFF" if luminance(colour) < 0.4 else "#333333"
    apart = pattern(place).apart * style.size
    pairs = [
        pair for shape in shapes for angle in pattern(place).angles for pair in hatch(shape, angle, apart)
    ]
    return svg.segments(pairs, ink, style.size * 0.08)


def hatch(shape: Sequence[Point], angle: float, apart: float) -> Iterator[tuple[Point, Point]]:
    """Parallel lines inside a polygon, even-odd; lines of neighbouring shapes lie on one raster."""
    turn = radians(angle)
    c, s = cos(turn), sin(turn)
    turned = [(x * c + y * s, -x * s + y * c) for x, y in shape]
    heights = [y for _, y in turned]
    for step in range(ceil(min(heights) / apart), floor(max(heights) / apart) + 1):
        height = step * apart
        crossings = sorted(_crossings(turned, height))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > apart / 20:
                yield (
                    (left * c - height * s, left * s + height * c),
                    (right * c - height * s, right * s + height * c),
                )


def _crossings(shape: Sequence[Point], height: float) -> Iterator[float]:
    """Where a polygon's edges cross a level; an edge holds its lower end, not its upper one."""
    for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if min(y1, y2) <= height < max(y1, y2):
            yield x1 + (x2 - x1) * (height - y1) / (y2 - y1)

"""Legends: what stands for what, beside or above the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.figures import svg
from annotator.figures.hatching import DASHES, hatched
from annotator.figures.style import Style, visible
from annotator.figures.text_widths import shortened, text_width, wrapped


@dataclass(frozen=True, slots=True)
class Entry:
    """One series in the legend; `place` chooses its pattern, `height` where it would like to stand."""

    name: str
    colour: str
    place: int
    height: float = 0.0


def beside_width(entries: Sequence[Entry], style: Style, *, lines: bool) -> float | None:
    """The room that a legend at the right needs; None where the picture is too narrow for one."""
    if style.width < style.size * 45 or not entries:
        return None
    longest = max(text_width(entry.name, style.size) for entry in entries)
    return min(longest + _indent(style, lines=lines), style.width * 0.26)


def draw_beside(
    entries: Sequence[Entry],
    left: float,
    width: float,
    top: float,
    bottom: float,
    style: Style,
    *,
    lines: bool,
) -> list[str]:
    """Entries one below the other, each as near to its height as its neighbours let it."""
    indent = _indent(style, lines=lines)
    room = width - indent
    texts = [wrapped(entry.name, room, style.size, most=2) for entry in entries]
    sizes = [len(said) * style.size * 1.2 + style.size * 0.3 for said in texts]
    parts: list[str] = []
    for entry, said, y in zip(
        entries, texts, spread([e.height for e in entries], sizes, top, bottom), strict=True
    ):
        parts.append(_sample(entry, left, y + style.size * 0.65, style, lines=lines))
        for place, piece in enumerate(said):
            where = (left + indent, y + style.size * (1 + 1.2 * place))
            parts.append(svg.text(where, piece, style.size, style.text))
    return parts


def above_rows(
    entries: Sequence[Entry], left: float, style: Style, *, lines: bool
) -> list[list[tuple[float, Entry, str]]]:
    """Entries in columns as wide as the longest of them: row by row where each begins, and its name as it fits."""
    room = style.width - 2 * left
    more = _indent(style, lines=lines) + style.size * 0.8
    names = [shortened(entry.name, room - more, style.size) for entry in entries]
    widest = max((text_width(name, style.size) for name in names), default=0.0) + more
    across = max(int((room + style.size) / widest), 1)
    placed = [
        (left + number % across * widest, entry, name)
        for number, (entry, name) in enumerate(zip(entries, names, strict=True))
    ]
    return [placed[first : first + across] for first in range(0, len(placed), across)]


def draw_above(
    rows: Sequence[Sequence[tuple[float, Entry, str]]], top: float, style: Style, *, lines: bool
) -> list[str]:
    """The rows of `above_rows`, the first one's upper edge at `top`."""
    parts: list[str] = []
    for number, row in enumerate(rows):
        y = top + number * style.size * 1.5
        for x, entry, name in row:
            parts.append(_sample(entry, x, y + style.size * 0.65, style, lines=lines))
            where = (x + _indent(style, lines=lines) - style.size * 0.2, y + style.size)
            parts.append(svg.text(where, name, style.size, style.text))
    return parts


def spread(wanted: Sequence[float], sizes: Sequence[float], top: float, bottom: float) -> list[float]:
    """Upper edges for things of some sizes, in their order, near to their wanted middles, never overlapping.

    Where there is less room than they need, they begin at the top and run over.
    """
    edges: list[float] = []
    floor = top
    for middle, size in zip(wanted, sizes, strict=True):
        edges.append(max(middle - size / 2, floor))
        floor = edges[-1] + size
    ceiling = max(bottom, top + sum(sizes))
    for place in range(len(edges) - 1, -1, -1):
        edges[place] = min(edges[place], ceiling - sizes[place])
        ceiling = edges[place]
    return edges


def _indent(style: Style, *, lines: bool) -> float:
    """The room of a sample: long enough for the dashes of a line to be told apart."""
    return style.size * (3.6 if lines and style.patterns else 1.8)


def _sample(entry: Entry, x: float, middle: float, style: Style, *, lines: bool) -> str:
    if lines:
        dash = DASHES[entry.place % len(DASHES)] if style.patterns else None
        ends = ((x, middle), (x + _indent(style, lines=True) - style.size * 0.5, middle))
        colour = visible(entry.colour, style.ground)
        return svg.line(*ends, colour, style.thin * 2.5, stroke_dasharray=dash)
    side = style.size * 0.9
    shape = svg.corners(x + style.size * 0.2, middle - side / 2, side, side)
    edge = visible(entry.colour, style.ground)
    outline = {} if edge == entry.colour else {"stroke": edge, "stroke_width": style.thin * 0.8}
    return svg.polygon(shape, entry.colour, **outline) + hatched([shape], entry.place, entry.colour, style)

"""SVG text from shapes: a small vocabulary, the same bytes for the same picture.

Only what every reader of SVG knows: rectangles, paths, circles and text, without style sheets,
clipping or patterns. Lengths are the picture's own units; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]


def number(value: float) -> str:
    """A length to a hundredth of a unit, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def element(tag: str, content: str = "", /, **attributes: object) -> str:
    """One element; attributes that are None are left out, underscores become hyphens."""
    said = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_said(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def rect(x: float, y: float, width: float, height: float, fill: str, **more: object) -> str:
    """A filled rectangle."""
    return element("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), fill=fill, **more)


def line(start: Point, end: Point, stroke: str, width: float, **more: object) -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **more)


def polyline(points: Sequence[Point], stroke: str, width: float, **more: object) -> str:
    """A line through some points."""
    return element(
        "path",
        d=_through(points),
        fill="none",
        stroke=stroke,
        stroke_width=width,
        stroke_linejoin="round",
        **more,
    )


def polygon(points: Sequence[Point], fill: str, **more: object) -> str:
    """A filled area."""
    return element("path", d=_through(points) + "Z", fill=fill, **more)


def polygons(shapes: Iterable[Sequence[Point]], fill: str, **more: object) -> str:
    """Many filled areas as one element; nothing where there are none."""
    drawn = "".join(_through(shape) + "Z" for shape in shapes)
    return element("path", d=drawn, fill=fill, **more) if drawn else ""


def corners(x: float, y: float, width: float, height: float) -> list[Point]:
    """A rectangle as an area."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def segments(pairs: Iterable[tuple[Point, Point]], stroke: str, width: float) -> str:
    """Many short lines as one element; nothing where there are none."""
    drawn = "".join(_through(pair) for pair in pairs)
    return element("path", d=drawn, fill="none", stroke=stroke, stroke_width=width) if drawn else ""


def circle(centre: Point, radius: float, fill: str, **more: object) -> str:
    """A filled circle."""
    return element("circle", cx=centre[0], cy=centre[1], r=radius, fill=fill, **more)


def text(
    where: Point,
    said: str,
    size: float,
    fill: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    **more: object,
) -> str:
    """One line of text on its baseline; `anchor` is start, middle or end."""
    return element(
        "text",
        escape(said),
        x=where[0],
        y=where[1],
        font_size=size,
        fill=fill,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="bold" if bold else None,
        **more,
    )


def group(parts: Iterable[str], **attributes: object) -> str:
    """Parts that share attributes."""
    return element("g", "\n" + "\n".join(part for part in parts if part) + "\n", **attributes)


def document(
    parts: Iterable[str],
    *,
    width: float,
    height: float,
    unit: str,
    scale: float,
    family: str,
    title: str,
    about: str,
) -> str:
    """A whole picture; `scale` says how many of its units make one `unit` of paper or screen.

    `title` and `about` are what a screen reader reads out.
    """
    body = "\n".join([element("title", escape(title)), element("desc", escape(about)), *filter(None, parts)])
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": number(width / scale) + unit,
        "height": number(height / scale) + unit,
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "font_family": family,
        "role": "img",
    }
    said = element("svg", f"\n{body}\n", **attributes)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{said}\n'


def _through(points: Sequence[Point]) -> str:
    return "".join(f"{'L' if place else 'M'}{number(x)} {number(y)}" for place, (x, y) in enumerate(points))


def _said(value: object) -> str:
    return number(value) if isinstance(value, float | int) and not isinstance(value, bool) else str(value)

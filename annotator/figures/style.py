"""One look for all pictures: colours, type and measures, for the screen and for print."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.timeline_words import Say, english

FAMILY = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

COLUMN_MM = 89.0
PAGE_MM = 183.0
"""Widths of one column and of two, as most journals have them."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours and measures of one picture, in its own units: pixels on screen, points in print.

    `width` is the picture's; `size` that of ordinary type, `thin` a hairline. `scale` says how many
    units make one `unit`. With `patterns`, every series has one beside its colour. `say` gives every
    word that is not the study's own in the language of the picture.
    """

    width: float
    size: float
    unit: str
    scale: float
    patterns: bool
    ground: str
    text: str
    second: str
    line: str
    accent: str
    thin: float
    say: Say = english

    @property
    def small(self) -> float:
        """The size of type on axes and in captions; in print that of all type."""
        return self.size if self.unit == "mm" else self.size - 1

    @property
    def gap(self) -> float:
        """The common distance between things."""
        return self.size * 0.7


def screen(width_px: float = 960, *, dark: bool = False, patterns: bool = False, say: Say = english) -> Style:
    """For the window and the web, light or dark."""
    colours = (
        {"ground": "#1B1C1E", "text": "#E7E5E0", "second": "#ABA79F", "line": "#36383C", "accent": "#8FB8E0"}
        if dark
        else {
            "ground": "#FFFFFF",
            "text": "#22211E",
            "second": "#5E5A52",
            "line": "#E3E0D8",
            "accent": "#2F5D8C",
        }
    )
    return Style(width_px, 13, "px", 1, patterns, **colours, thin=1, say=say)


def paper(width_mm: float = PAGE_MM, *, patterns: bool = True, say: Say = english) -> Style:
    """For print: black on white, 7.5 point type, patterns on; one unit is a point."""
    points = width_mm * 72 / 25.4
    colours = {
        "ground": "#FFFFFF",
        "text": "#000000",
        "second": "#444444",
        "line": "#D0D0D0",
        "accent": "#2F5D8C",
    }
    return Style(points, 7.5, "mm", 72 / 25.4, patterns, **colours, thin=0.5, say=say)


def luminance(colour: str) -> float:
    """How bright #RRGGBB is, 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two; `share` 0 gives the first, 1 the second."""
    pairs = ((int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)


def readable_on(ground: str) -> str:
    """Black or white, whichever can be read on a colour."""
    return "#000000" if contrast("#000000", ground) >= contrast("#FFFFFF", ground) else "#FFFFFF"


def visible(colour: str, ground: str) -> str:
    """The colour, moved away from the ground until meaningful lines have their 3:1 (WCAG 2.2, 1.4.11)."""
    end = readable_on(ground)
    for step in range(21):
        found = mixed(colour, end, step / 20)
        if contrast(found, ground) >= 3:
            return found
    return end

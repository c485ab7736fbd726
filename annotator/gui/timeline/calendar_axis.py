"""Axes below the timeline in the window: real dates, and how many statements are coded."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import AxisItem

from annotator.figures.axes import Frame, calendar_rows
from annotator.figures.style import screen
from annotator.figures.text_widths import text_width
from annotator.gui.timeline.words import say

Floats = NDArray[np.float64]
_SLACK = 1e-6
"""Days that a range may be off by rounding."""


class CalendarAxis(AxisItem):  # type: ignore[misc] # pyqtgraph ships no types
    """Days are ordinals; periods are named in their middle, as finely as there is room for.

    The year, or the month above days, stands below what can be seen of it.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self.finest = "month"
        self._names: dict[float, str] = {}
        self.setStyle(tickLength=0, tickTextOffset=4, hideOverlappingLabels=False)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """pyqtgraph's: where ticks stand."""
        frame = Frame(0, 0, size, 100, max(int(minVal), 1), max(ceil(maxVal - _SLACK), int(minVal) + 1, 2), 1)
        rows = calendar_rows(frame, screen(size, say=say), finest=self.finest)
        self._names = {}
        for level, periods in enumerate(rows):
            for period in periods:
                first, end = max(period.first, frame.first), min(period.end, frame.end)
                self._put((first + end) / 2, level, period.name, len(rows))
        return [(1.0, list(self._names))]

    def _put(self, middle: float, level: int, name: str, levels: int) -> None:
        """Write a name into its row, below what stands there already."""
        above = self._names.get(middle, "").rstrip("\n") if level else ""
        below = "\n" * (levels - 1 - level)
        self._names[middle] = f"{above}\n{name}{below}" if level else f"{name}{below}"

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """pyqtgraph's: what they are called."""
        return [self._names.get(value, "") for value in values]


class NumbersAxis(AxisItem):  # type: ignore[misc] # as above
    """How many statements are coded in each column, written below it where all numbers have room.

    The first of them says what they are.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self.setStyle(tickLength=0, tickTextOffset=0, hideOverlappingLabels=False)
        self.setHeight(14)
        self._numbers: dict[float, str] = {}
        self._narrowest = 0.0
        self._widest = 0.0

    def show_numbers(self, lefts: Floats, rights: Floats, numbers: Sequence[int]) -> None:
        """Show these below these columns; nothing below gaps."""
        middles = ((lefts + rights) / 2).tolist()
        self._numbers = {
            middle: f"{number:,}" for middle, number in zip(middles, numbers, strict=True) if number
        }
        self._narrowest = float((rights - lefts).min(initial=np.inf))
        self._widest = text_width(f"{max(numbers, default=0):,}", 12)
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """pyqtgraph's: the columns in view, or none where they stand too close."""
        if self._narrowest * size / max(maxVal - minVal, 1e-9) < self._widest + 4:
            return []
        return [(1.0, [middle for middle in self._numbers if minVal <= middle <= maxVal])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """pyqtgraph's: what stands there."""
        said = [self._numbers.get(value, "") for value in values]
        return [f"n {said[0]}", *said[1:]] if said else []

"""Axes of the timeline in the window: real dates below, round values at the left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import AxisItem
from PySide6.QtCore import QLocale

from annotator.figures.axes import Frame, Period, calendar_rows, height_name, height_ticks
from annotator.figures.style import screen
from annotator.figures.text_widths import text_width

Floats = NDArray[np.float64]


class CalendarAxis(AxisItem):  # type: ignore[misc] # pyqtgraph ships no types
    """Days are ordinals; bins are named in their middle, as finely as there is room for.

    The year, or the month above days, stands below the first of its names.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        self.finest = "month"
        self._names: dict[float, str] = {}
        self.setStyle(tickLength=0, tickTextOffset=4, hideOverlappingLabels=False)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """pyqtgraph's: where ticks stand."""
        frame = Frame(0, 0, size, 100, max(int(minVal), 1), max(int(maxVal) + 1, 2), 1)
        rows = calendar_rows(frame, screen(size), finest=self.finest)
        self._names = {}
        last, free_from = "", 0.0
        for period in rows[0]:
            first, end = max(period.first, frame.first), min(period.end, frame.end)
            middle = (first + end) / 2
            above = self._above(period) if len(rows) > 1 else ""
            half = text_width(above, 12) / 2
            is_new = above != last and frame.x(middle) - half >= free_from
            self._names[middle] = (
                f"{period.name}\n{above if is_new else ''}" if len(rows) > 1 else period.name
            )
            if is_new:
                last, free_from = above, frame.x(middle) + half + 4
        return [(1.0, list(self._names))]

    def _above(self, period: Period) -> str:
        """The year that a period lies in, or the month of a day or week."""
        day = date.fromordinal(min(max(period.first, 1), date.max.toordinal()))
        if not period.name.isdigit():
            return f"{day.year}"
        return f"{QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)} {day.year}"

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """pyqtgraph's: what they are called."""
        return [self._names.get(value, "") for value in values]


class HeightAxis(AxisItem):  # type: ignore[misc] # as above
    """Counts or shares, from nothing to a round value."""

    def __init__(self) -> None:
        super().__init__("left")
        self.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=False)
        self.setWidth(60)
        self.ticks: list[float] = []

    def show_up_to(self, highest: float, *, whole: bool, share: bool, most: int = 5) -> float:
        """Name round values up to at least the highest; the last of them."""
        self.ticks = height_ticks(highest, whole=whole, most=most)
        self.setTicks([[(tick, height_name(tick, share=share)) for tick in self.ticks]])
        return self.ticks[-1]


class NumbersAxis(AxisItem):  # type: ignore[misc] # as above
    """How many statements are coded in each column, written below it where all numbers have room."""

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
            middle: f"n {number:,}" for middle, number in zip(middles, numbers, strict=True) if number
        }
        self._narrowest = float((rights - lefts).min(initial=np.inf))
        self._widest = max((text_width(number, 12) for number in self._numbers.values()), default=0.0)
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """pyqtgraph's: the columns in view, or none where they stand too close."""
        if self._narrowest * size / max(maxVal - minVal, 1e-9) < self._widest + 4:
            return []
        return [(1.0, [middle for middle in self._numbers if minVal <= middle <= maxVal])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """pyqtgraph's: what stands there."""
        return [self._numbers.get(value, "") for value in values]

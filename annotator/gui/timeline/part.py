"""One plot of the timeline's picture: its axes, its marks, and what is pointed at in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyqtgraph import AxisItem, InfiniteLine, PlotItem, mkPen
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFont, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from annotator.figures.frames import days, is_share, is_whole
from annotator.figures.text_widths import text_width
from annotator.figures.timeline import Chart
from annotator.gui.theme import Theme, scaled, with_alpha
from annotator.gui.timeline.box import TimelineBox
from annotator.gui.timeline.calendar_axis import CalendarAxis, HeightAxis, NumbersAxis
from annotator.gui.timeline.event_marks import event_marks
from annotator.gui.timeline.marks import Floats, Slots, gap_marks, inner, marks, slots_of
from annotator.gui.timeline.picking import picked_column, picked_series
from annotator.gui.words import shortened
from annotator.model.events import Event
from annotator.model.timeline import Bin, Column, Series, Timeline
from annotator.model.timeline_words import unit

_NAMES_PX = 150
_NUMBERS_ROW = 4
"""Below the calendar in pyqtgraph's own grid of a plot."""


class TimelinePart:
    """Bins or bands from the column numbered `first`, and some of the series; filled again after edits.

    `layer` is the place of its timeline among those beside each other.
    """

    def __init__(
        self,
        chart: Chart,
        theme: Theme,
        font: QFont,
        *,
        layer: int = 0,
        first: int,
        is_band: bool,
        has_heights: bool,
    ) -> None:
        self.chart = chart
        self.layer = layer
        self.first = first
        self.is_band = is_band
        self.slots: Slots | None = None
        self._inner: tuple[Floats, Floats] | None = None
        self._places: tuple[int, ...] = ()
        self._theme = theme
        self._has_heights = has_heights
        self._marks: list[QGraphicsItem] = []
        self._top = 1.0
        self._span = (1, 2)
        self._events: tuple[Event, ...] = ()
        self._event_marks: list[QGraphicsItem] = []
        self._follows = False
        self._has_unit, self._unit = False, ""
        self._heights = HeightAxis()
        self._calendar = AxisItem("bottom") if is_band else CalendarAxis()
        self._numbers = NumbersAxis()
        self.box = TimelineBox(takes_ranges=not is_band)
        self.box.set_range_colour(with_alpha(theme.accent, 0.25))
        self.plot = PlotItem(viewBox=self.box, axisItems={"left": self._heights, "bottom": self._calendar})
        self.box.sigResized.connect(self._mark_events)
        self.plot.hideButtons()
        self.plot.setMenuEnabled(False)
        self.plot.showAxis("left", has_heights)
        if chart is not Chart.SMALL_MULTIPLES:
            self._numbers.linkToView(self.box)
            self.plot.layout.addItem(self._numbers, _NUMBERS_ROW, 1)
        self._dress(font)
        self._day = InfiniteLine(0, pen=mkPen(theme.text, width=1.5, style=Qt.PenStyle.DotLine))
        self._day.setZValue(30)
        self._day.hide()
        self.plot.addItem(self._day, ignoreBounds=True)
        self._pointer = QGraphicsRectItem()
        self._pointer.setPen(QPen(Qt.PenStyle.NoPen))
        self._pointer.setBrush(with_alpha(theme.text, 0.1))
        self._pointer.setZValue(40)
        self._pointer.hide()
        self.box.addItem(self._pointer, ignoreBounds=True)

    def follow(self, other: TimelinePart) -> None:
        """Be as high as another plot, whatever that has to show."""
        self._follows = True
        self.box.setYLink(other.box)

    def fill(
        self, timeline: Timeline, columns: Sequence[Column], shown: Sequence[tuple[int, Series]]
    ) -> None:
        """Take these columns and series in; they are drawn by `draw`, once all parts know theirs."""
        self._places = tuple(place for place, _ in shown)
        self.slots = slots_of(columns, _edges(columns), shown, is_band=self.is_band)
        self._inner = inner(self.slots)
        self._numbers.show_numbers(self.slots.lefts, self.slots.rights, [column.coded for column in columns])
        if self.is_band:
            names = [(place + 0.5, column.name.replace(" ", "\n")) for place, column in enumerate(columns)]
            self._calendar.setTicks([names])
        else:
            self._calendar.finest = timeline.question.bin_size.value

    def reach(self) -> float:
        """The highest value that it draws."""
        assert self.slots is not None
        if self.chart in {Chart.STACKED_BARS, Chart.STACKED_AREAS}:
            return float(self.slots.sums()[:, -1:].max(initial=0.0))
        high = self.slots.heights if self.slots.high is None else self.slots.high
        return float(np.nan_to_num(high).max(initial=0.0))

    def draw(self, timeline: Timeline, highest: float, *, has_unit: bool) -> None:
        """Draw what it holds, up to a round value above `highest`; where one is zoomed in, stay there."""
        assert self.slots is not None
        for item in self._marks:
            self.plot.removeItem(item)
        self._top = self._name_heights(timeline, highest, has_unit=has_unit)
        hatched = self.chart is Chart.HEAT_MAP
        gaps = None if self.is_band else gap_marks(self.slots, self._top, self._theme, hatched=hatched)
        self._marks = [self._hairline(tick) for tick in self._heights.ticks]
        self._marks += [] if gaps is None else [gaps]
        self._marks += marks(self.chart, self.slots, self._theme, highest, self.box.height() / self._top)
        for item in self._marks:
            self.plot.addItem(item, ignoreBounds=True)
        self._span = days(timeline)
        self._mark_events()

    def mark_events(self, events: Sequence[Event]) -> None:
        """Mark these events from now on; not in bands."""
        self._events = () if self.is_band else tuple(events)
        self._mark_events()

    @Slot()
    def _mark_events(self) -> None:
        """Lay the labels out for the size that the plot has now, and leave room for them above."""
        for item in self._event_marks:
            self.plot.removeItem(item)
        rect = self.box.boundingRect()
        self._heights.showLabel(self._has_unit and rect.height() > text_width(self._unit, 12))
        self._event_marks, room = event_marks(
            self._events,
            self._span,
            (rect.width(), rect.height()),
            self._top,
            self._theme,
            worded=self.chart is not Chart.SMALL_MULTIPLES,
        )
        for item in self._event_marks:
            self.plot.addItem(item, ignoreBounds=True)
        self._day.setSpan(0, 1 / (1 + room))  # below the labels
        if self.chart is not Chart.HEAT_MAP:
            self._heights.fit(rect.height() / (1 + room))
        air = 0.05 if self.chart is Chart.LINES and not room else 0.002  # whole points, and both ends named
        low, high = self._top * -0.002, self._top * (1 + air + room)
        if not self._follows:
            self.box.setYRange(low, high, padding=0)

    def show_days(self, timeline: Timeline) -> None:
        """Show all columns, and let nobody leave them."""
        assert self.slots is not None
        span = (0.0, float(self.slots.lefts.size)) if self.is_band else days(timeline)
        self.box.setLimits(xMin=span[0], xMax=span[1], minXRange=min(3.0, span[1] - span[0]))
        self.box.setXRange(*span, padding=0)

    def show_day(self, first: int, last: int) -> None:
        """Mark these days, ordinals; 0 for none."""
        self._day.setVisible(bool(first) and not self.is_band)
        self._day.setValue((first + last + 1) / 2)

    def at(self, scene: QPointF) -> tuple[int, int] | None:
        """The column and the series at a place of the scene, -1 for neither; None beside the plot."""
        if self.slots is None or not self.box.sceneBoundingRect().contains(scene):
            return None
        point = self.box.mapSceneToView(scene)
        slots = self.slots
        column = picked_column(slots.lefts, slots.rights, point.x())
        if column is None:
            return -1, -1
        assert self._inner is not None
        lefts, widths = self._inner
        share = (point.x() - lefts[column]) / widths[column]
        series = picked_series(self.chart, slots.heights[column], point.y(), share, self._top)
        return self.first + column, -1 if series is None else self._places[series]

    def point_at(self, column: int) -> None:
        """Tint a column, if it is one of its own."""
        place = column - self.first
        inside = self.slots is not None and 0 <= place < self.slots.lefts.size
        self._pointer.setVisible(inside)
        if inside and self.slots is not None:
            left, right = float(self.slots.lefts[place]), float(self.slots.rights[place])
            self._pointer.setRect(QRectF(left, 0, right - left, self._top))

    def _name_heights(self, timeline: Timeline, highest: float, *, has_unit: bool) -> float:
        """Name the heights, or the rows of a heat map; the plot's upper end."""
        assert self.slots is not None
        if self.chart is Chart.HEAT_MAP:
            names = [series.name for series in reversed(self.slots.series)]
            self._heights.setTicks([[(place + 0.5, shortened(name, 24)) for place, name in enumerate(names)]])
            self._heights.setWidth(_NAMES_PX)
            return float(max(len(names), 1))
        self._has_unit, self._unit = has_unit, unit(timeline)
        if has_unit:
            self._heights.setLabel(unit(timeline), color=self._theme.second, **{"font-size": "8pt"})
        most = 3 if self.chart is Chart.SMALL_MULTIPLES else 5
        return self._heights.show_up_to(
            highest, whole=is_whole(timeline), share=is_share(timeline), most=most
        )

    def _hairline(self, height: float) -> QGraphicsItem:
        hairline: QGraphicsItem = InfiniteLine(height, angle=0, pen=mkPen(self._theme.line, width=1))
        hairline.setZValue(-20)
        return hairline

    def _dress(self, font: QFont) -> None:
        for axis, colour in (
            (self._heights, self._theme.line),
            (self._calendar, self._theme.second),
            (self._numbers, self._theme.surface),
        ):
            axis.setPen(mkPen(colour))
            axis.setTextPen(mkPen(self._theme.second))
            axis.setTickFont(scaled(font, 0.9))
        self._calendar.setStyle(tickLength=0, hideOverlappingLabels=False)
        self._calendar.setHeight(33)


def _edges(columns: Sequence[Column]) -> tuple[Floats, Floats]:
    """Where columns begin and end: bins by their days, bands one after the other."""
    edges = [
        (column.place.first.toordinal(), column.place.last.toordinal() + 1)
        if isinstance(column.place, Bin)
        else (place + 0.2, place + 0.8)
        for place, column in enumerate(columns)
    ]
    lefts, rights = np.array(edges, dtype=np.float64).reshape(-1, 2).T
    return lefts, rights

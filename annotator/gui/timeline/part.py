"""One plot of the timeline's picture: its axes, its marks, and what is pointed at in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyqtgraph import AxisItem, mkPen
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFont, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsPathItem, QGraphicsRectItem

from annotator.figures.axes import height_name, height_ticks
from annotator.figures.frames import is_share, is_whole
from annotator.figures.timeline import Chart, shows_intervals
from annotator.gui.theme import Theme, scaled, with_alpha
from annotator.gui.timeline.box import TimelineBox
from annotator.gui.timeline.calendar_axis import CalendarAxis, NumbersAxis
from annotator.gui.timeline.event_marks import event_marks
from annotator.gui.timeline.frame import TimelineFrame
from annotator.gui.timeline.height_axis import WIDTH_PX, HeightAxis
from annotator.gui.timeline.marks import Floats, Slots, gap_marks, inner, interval_mark, marks
from annotator.gui.timeline.picking import picked_column, picked_series
from annotator.gui.timeline.words import say
from annotator.gui.words.terms import shortened
from annotator.model.events import Event
from annotator.model.timeline import Column, Timeline
from annotator.model.timeline_words import band_name, unit

_NAMES_PX = 150
_OF_BARS = frozenset({Chart.STACKED_BARS, Chart.GROUPED_BARS, Chart.SMALL_MULTIPLES})


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
        has_calendar: bool = True,
    ) -> None:
        self.chart = chart
        self.layer = layer
        self.first = first
        self.is_band = is_band
        self.slots: Slots | None = None
        self._inner: tuple[Floats, Floats] | None = None
        self._places: tuple[int, ...] = ()
        self._theme = theme
        self._marks: list[QGraphicsItem] = []
        self._top = 1.0
        self._ticks: list[float] = []
        self._span = (1, 2)
        self._events: tuple[Event, ...] = ()
        self._event_marks: list[QGraphicsItem] = []
        self._marked: float | None = None
        self._follows = False
        self._calendar = _calendar(is_band=is_band) if has_calendar else None
        self._numbers = None if chart is Chart.SMALL_MULTIPLES else NumbersAxis()
        self.box = TimelineBox(with_alpha(theme.accent, 0.25), takes_ranges=not is_band)
        width = _NAMES_PX if chart is Chart.HEAT_MAP else WIDTH_PX
        self._heights = HeightAxis(self.box, theme, scaled(font, 0.9), width=width) if has_heights else None
        below = [axis for axis in (self._calendar, self._numbers) if axis is not None]
        self.frame = TimelineFrame(self.box, left=self._heights, below=below)
        self.box.sigResized.connect(self._mark_events)
        self._dress(font)
        self._day: QGraphicsLineItem | None = None
        self._pointer: QGraphicsRectItem | None = None
        self._interval: QGraphicsItem | None = None

    def follow(self, other: TimelinePart) -> None:
        """Be as high as another plot, whatever that has to show."""
        self._follows = True
        self.box.setYLink(other.box)

    def fill(
        self,
        timeline: Timeline,
        columns: Sequence[Column],
        slots: Slots,
        places: Sequence[int],
        span: tuple[int, int],
    ) -> None:
        """Take these columns in, and the series at these places of the timeline.

        They are drawn by `draw`, once all parts know theirs.
        """
        self._places = tuple(places)
        self.slots = slots
        self._inner = inner(slots)
        self._span = (0, len(columns)) if self.is_band else span
        if self._numbers is not None:
            self._numbers.show_numbers(slots.lefts, slots.rights, [column.coded for column in columns])
        if isinstance(self._calendar, CalendarAxis):
            self._calendar.finest = timeline.question.bin_size.value
        elif self._calendar is not None:
            names = [
                (place + 0.5, band_name(column, say).replace(" ", "\n"))
                for place, column in enumerate(columns)
            ]
            self._calendar.setTicks([names])

    def reach(self) -> float:
        """The highest value that it draws."""
        assert self.slots is not None
        if self.chart in {Chart.STACKED_BARS, Chart.STACKED_AREAS}:
            return float(self.slots.sums()[:, -1:].max(initial=0.0))
        seen = shows_intervals(self.chart, len(self.slots.series))
        high = self.slots.high if seen and self.slots.high is not None else self.slots.heights
        return float(np.nan_to_num(high).max(initial=0.0))

    def draw(self, timeline: Timeline, highest: float, *, has_unit: bool) -> None:
        """Draw what it holds, up to a round value above `highest`; where one is zoomed in, stay there."""
        assert self.slots is not None
        for item in self._marks:
            self.frame.remove(item)
        self._top = self._name_heights(timeline, highest, has_unit=has_unit)
        hatched = self.chart is Chart.HEAT_MAP
        gaps = None if self.is_band else gap_marks(self.slots, self._top, self._theme, hatched=hatched)
        self._marks = [self._hairlines()]
        self._marks += [] if gaps is None else [gaps]
        self._marks += marks(self.chart, self.slots, self._theme, highest, self.box.height() / self._top)
        for item in self._marks:
            self.frame.add(item)
        self._mark_events()

    def mark_events(self, events: Sequence[Event]) -> None:
        """Mark these events from now on; not in bands."""
        self._events = () if self.is_band else tuple(events)
        self._mark_events()

    @Slot()
    def _mark_events(self) -> None:
        """Lay the labels out for the size that the plot has now, and leave room for them above."""
        for item in self._event_marks:
            self.frame.remove(item)
        rect = self.box.boundingRect()
        self._event_marks, room = event_marks(
            self._events,
            self._span,
            (rect.width(), rect.height()),
            self._top,
            self._theme,
            worded=self.chart is not Chart.SMALL_MULTIPLES,
        )
        for item in self._event_marks:
            self.frame.add(item)
        self._draw_day()
        air = 0.05 if self.chart is Chart.LINES and not room else 0.002  # whole points, and both ends named
        low, high = self._top * -0.002, self._top * (1 + air + room)
        if not self._follows:
            self.box.setYRange(low, high, padding=0)

    def show_days(self) -> None:
        """Show all columns, and let nobody leave them."""
        span = self._span
        self.box.setLimits(xMin=span[0], xMax=span[1], minXRange=min(3.0, span[1] - span[0]))
        self.box.setXRange(*span, padding=0)

    def show_day(self, first: int, last: int) -> None:
        """Mark these days, ordinals; 0 for none."""
        self._marked = (first + last + 1) / 2 if first and not self.is_band else None
        self._draw_day()

    def _draw_day(self) -> None:
        """As high as the plot, below the labels of events."""
        if self._marked is not None and self._day is None:
            self._day = QGraphicsLineItem()
            self._day.setPen(mkPen(self._theme.text, width=1.5, style=Qt.PenStyle.DotLine))
            self._day.setZValue(30)
            self.frame.add(self._day)
        if self._day is not None:
            self._day.setVisible(self._marked is not None)
            place = self._marked_place()
            self._day.setLine(place, 0, place, self._top)

    def _marked_place(self) -> float:
        """Where the marked day stands: inside the bar of its bin, as far along as in the bin."""
        day = self._marked or 0.0
        if self.slots is None or self._inner is None or self.chart not in _OF_BARS:
            return day
        column = picked_column(self.slots.lefts, self.slots.rights, day)
        if column is None:
            return day
        left, right = self.slots.lefts[column], self.slots.rights[column]
        lefts, widths = self._inner
        return float(lefts[column] + widths[column] * (day - left) / (right - left))

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

    def point_at(self, column: int, series: int) -> None:
        """Tint a column, if it is one of its own; show the interval of the line that is meant."""
        self._show_interval(series)
        place = column - self.first
        inside = self.slots is not None and 0 <= place < self.slots.lefts.size
        if self._pointer is None and inside:
            self._pointer = QGraphicsRectItem()
            self._pointer.setPen(QPen(Qt.PenStyle.NoPen))
            self._pointer.setBrush(with_alpha(self._theme.text, 0.1))
            self._pointer.setZValue(40)
            self.frame.add(self._pointer)
        if self._pointer is None:
            return
        self._pointer.setVisible(inside)
        if inside and self.slots is not None:
            left, right = float(self.slots.lefts[place]), float(self.slots.rights[place])
            self._pointer.setRect(QRectF(left, 0, right - left, self._top))

    def _show_interval(self, series: int) -> None:
        """Where there are too many lines for all their intervals, that of the one pointed at."""
        if self._interval is not None:
            self.frame.remove(self._interval)
            self._interval = None
        slots = self.slots
        if slots is None or self.is_band or self.chart is not Chart.LINES or series not in self._places:
            return
        if slots.has_interval and not shows_intervals(self.chart, len(slots.series)):
            self._interval = interval_mark(slots, self._places.index(series))
            self._interval.setZValue(-10)
            self.frame.add(self._interval)

    def _name_heights(self, timeline: Timeline, highest: float, *, has_unit: bool) -> float:
        """Name the heights, or the rows of a heat map; the plot's upper end."""
        assert self.slots is not None
        if self.chart is Chart.HEAT_MAP:
            names = [series.name for series in reversed(self.slots.series)]
            named = [(place + 0.5, shortened(name, 24)) for place, name in enumerate(names)]
            self._ticks, said, top = [], "", float(max(len(names), 1))
        else:
            most = 3 if self.chart is Chart.SMALL_MULTIPLES else 5
            self._ticks = height_ticks(highest, whole=is_whole(timeline), most=most)
            named = [(tick, height_name(tick, share=is_share(timeline))) for tick in self._ticks]
            said, top = unit(timeline, say) if has_unit else "", self._ticks[-1]
        if self._heights is not None:
            self._heights.show_names(named, said)
        return top

    def _hairlines(self) -> QGraphicsItem:
        """One at each round value."""
        path = QPainterPath()
        for tick in self._ticks:
            path.moveTo(self._span[0], tick)
            path.lineTo(self._span[1], tick)
        hairlines = QGraphicsPathItem(path)
        hairlines.setPen(mkPen(self._theme.line, width=1))
        hairlines.setZValue(-20)
        return hairlines

    def _dress(self, font: QFont) -> None:
        for axis, colour in (
            (self._calendar, self._theme.second),
            (self._numbers, self._theme.surface),
        ):
            if axis is None:
                continue
            axis.enableAutoSIPrefix(False)  # it would write its empty label anew at every change
            axis.setPen(mkPen(colour))
            axis.setTextPen(mkPen(self._theme.second))
            axis.setTickFont(scaled(font, 0.9))


def _calendar(*, is_band: bool) -> AxisItem:
    """The names of bins, or of bands."""
    axis = AxisItem("bottom") if is_band else CalendarAxis()
    axis.setStyle(tickLength=0, hideOverlappingLabels=False)
    axis.setHeight(33)
    return axis

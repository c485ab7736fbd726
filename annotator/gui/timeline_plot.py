"""The timeline in the window: it shows a timeline, is pointed at, clicked, dragged and zoomed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyqtgraph import AxisItem, GraphicsLayoutWidget, InfiniteLine, PlotItem, mkPen
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPen
from PySide6.QtWidgets import QFrame, QGraphicsRectItem, QWidget

from annotator.figures.frames import days, is_share, is_whole
from annotator.figures.timeline import Chart, suited
from annotator.gui.calendar_axis import CalendarAxis, HeightAxis
from annotator.gui.theme import Theme, scaled, with_alpha
from annotator.gui.timeline_box import TimelineBox
from annotator.gui.timeline_marks import Slots, gap_marks, marks, slots_of
from annotator.gui.timeline_picking import picked_column, picked_series
from annotator.gui.words import shortened
from annotator.model.timeline import Bin, Column, Series, Timeline
from annotator.model.timeline_words import unit

_BAND_PX = 64


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One plot of the picture: its columns, from the one numbered `first`, and its series' places."""

    plot: PlotItem
    box: TimelineBox
    slots: Slots
    first: int
    places: tuple[int, ...]
    mark: QGraphicsRectItem
    top: float


class TimelinePlot(GraphicsLayoutWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """Columns are counted as in `Timeline.columns`, bins first, series by their place in the timeline.

    `pointed` and `chosen` bring a column and a series, -1 for none; `range_chosen` two ordinals of
    days, the second included.
    """

    pointed = Signal(int, int)
    chosen = Signal(int, int)
    range_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelinePlot")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline. Arrow keys go from bin to bin and from series to series."))
        self._theme = theme
        self._parts: list[_Part] = []
        self._timeline: Timeline | None = None
        self._chart = Chart.STACKED_BARS
        self._day: tuple[int, int] = (0, 0)
        self._day_lines: list[tuple[PlotItem, InfiniteLine]] = []
        self._days: tuple[int, int] | None = None
        self._cursor = (-1, -1)
        self.ci.setContentsMargins(4, 8, 8, 0)
        self.ci.setSpacing(4)
        self.scene().sigMouseMoved.connect(self._point)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.setBackground(theme.surface)
        if self._timeline is not None:
            self.show_timeline(self._timeline, self._chart)

    def show_timeline(self, timeline: Timeline, chart: Chart) -> None:
        """Draw it; what is zoomed in on stays in view where the days are the same."""
        chart = suited(chart, timeline)
        span = days(timeline)
        zoomed = self._zoomed() if span == self._days and chart is self._chart else None
        self._timeline, self._chart, self._days = timeline, chart, span
        self.ci.clear()
        self._parts, self._day_lines = [], []
        shown = [
            (place, series) for place, series in enumerate(timeline.series) if timeline.totals()[place]
        ] or list(enumerate(timeline.series))
        if not timeline.bins and not timeline.bands:
            return
        if chart is Chart.SMALL_MULTIPLES and timeline.bins:
            self._add_multiples(timeline, shown)
        else:
            self._add_whole(timeline, shown)
        if zoomed is not None:
            for part in self._parts:
                if part.first == 0:
                    part.box.setXRange(*zoomed, padding=0)
        self.show_day(*self._day)

    def show_day(self, first: int, last: int) -> None:
        """Mark when the statement in front was published or said, ordinals; 0 for undated."""
        self._day = (first, last)
        for plot, line in self._day_lines:
            plot.removeItem(line)
        self._day_lines = []
        for part in self._parts:
            if first and part.first == 0 and self._timeline is not None and self._timeline.bins:
                line = InfiniteLine(
                    (first + last + 1) / 2, pen=mkPen(self._theme.text, width=1.5, style=Qt.PenStyle.DotLine)
                )
                part.plot.addItem(line, ignoreBounds=True)
                self._day_lines.append((part.plot, line))

    def main_box(self) -> TimelineBox:
        """The plot of the bins; where there are several, the first."""
        return self._parts[0].box

    @Slot()
    def show_all(self) -> None:
        """Back from any zoom."""
        for part in self._parts:
            if part.first == 0 and self._days is not None:
                part.box.setXRange(*self._days, padding=0)

    def zoom(self, factor: float) -> None:
        """Nearer or farther, around the middle or the column pointed at."""
        for part in self._parts:
            if part.first == 0:
                column = self._cursor[0]
                here = part.slots.middles[column] if 0 <= column < part.slots.lefts.size else None
                part.box.scaleBy(x=factor, center=None if here is None else QPointF(here, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: arrows go from column to column and from series to series, Return lists, + - 0 zoom."""
        key = event.key()
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor[0] >= 0:
            self.chosen.emit(*self._cursor)
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key in {Qt.Key.Key_0, Qt.Key.Key_Home}:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's: nothing is pointed at any more."""
        self._mark(-1, -1)
        super().leaveEvent(event)

    def _step(self, columns: int, series: int) -> None:
        if self._timeline is None or not self._parts:
            return
        number = len(list(self._timeline.columns()))
        places = sorted({place for part in self._parts for place in part.places})
        column, place = self._cursor
        at = places.index(place) if place in places else -1
        column = min(max(column + columns, 0), number - 1)
        if series:
            at = min(max(at + series, -1), len(places) - 1)
        self._mark(column, places[at] if at >= 0 else -1)

    def _add_whole(self, timeline: Timeline, shown: Sequence[tuple[int, Series]]) -> None:
        places = tuple(place for place, _ in shown)
        parts: list[tuple[Sequence[Column], int]] = []
        if timeline.bins:
            parts.append((timeline.bins, 0))
        if timeline.bands:
            parts.append((timeline.bands, len(timeline.bins)))
        drawn = [(columns, first, self._slots(columns, shown)) for columns, first in parts]
        bins = max(
            (self._reach(slots) for columns, first, slots in drawn if first == 0 and timeline.bins),
            default=0.0,
        )
        bands = max((self._reach(slots) for *_, slots in drawn), default=0.0)
        highest = max(bins, min(bands, bins * 1.5)) if bins else bands
        for number, (columns, first, slots) in enumerate(drawn):
            is_band = first > 0 or not timeline.bins
            self._add_part(
                columns, slots, (0, number), highest, first, places, is_band=is_band, has_axis=number == 0
            )
            if is_band and timeline.bins:
                self.ci.layout.setColumnFixedWidth(number, _BAND_PX * len(columns))

    def _add_multiples(self, timeline: Timeline, shown: Sequence[tuple[int, Series]]) -> None:
        across = max(min(len(shown), self.width() // 260), 1)
        highest = max((self._reach(self._slots(timeline.bins, [one])) for one in shown), default=0.0)
        for number, (place, series) in enumerate(shown):
            slots = self._slots(timeline.bins, [(place, series)])
            row, column = divmod(number, across)
            part = self._add_part(
                timeline.bins, slots, (row, column), highest, 0, (place,), is_band=False, has_axis=True
            )
            part.plot.setTitle(shortened(series.name, 40), color=self._theme.text, size="9pt", justify="left")
            if self._parts[0] is not part:
                part.box.setXLink(self._parts[0].box)

    def _slots(self, columns: Sequence[Column], shown: Sequence[tuple[int, Series]]) -> Slots:
        edges = [
            (column.place.first.toordinal(), column.place.last.toordinal() + 1)
            if isinstance(column.place, Bin)
            else (place + 0.2, place + 0.8)
            for place, column in enumerate(columns)
        ]
        lefts, rights = np.array(edges, dtype=np.float64).reshape(-1, 2).T
        return slots_of(columns, lefts, rights, shown)

    def _reach(self, slots: Slots) -> float:
        if self._chart in {Chart.STACKED_BARS, Chart.STACKED_AREAS}:
            return float(slots.sums()[:, -1:].max(initial=0.0))
        high = slots.heights if slots.high is None else slots.high
        return float(np.nan_to_num(high).max(initial=0.0))

    def _add_part(
        self,
        columns: Sequence[Column],
        slots: Slots,
        where: tuple[int, int],
        highest: float,
        first: int,
        places: tuple[int, ...],
        *,
        is_band: bool,
        has_axis: bool,
    ) -> _Part:
        timeline, theme = self._timeline, self._theme
        assert timeline is not None
        box = TimelineBox(takes_ranges=not is_band)
        box.set_range_colour(with_alpha(theme.accent, 0.25))
        left, bottom = HeightAxis(), AxisItem("bottom") if is_band else CalendarAxis()
        plot = PlotItem(viewBox=box, axisItems={"left": left, "bottom": bottom})
        plot.hideButtons()
        plot.setMenuEnabled(False)
        top = self._label_heights(plot, left, slots, highest, has_axis=has_axis)
        self._label_columns(bottom, columns, is_band=is_band)
        gaps = gap_marks(slots, top, theme)
        for item in ([] if gaps is None or is_band else [gaps]) + list(
            marks(self._chart, slots, theme, highest, is_band=is_band)
        ):
            plot.addItem(item)
        for tick in left.ticks:
            hairline = InfiniteLine(tick, angle=0, pen=mkPen(theme.line, width=1))
            hairline.setZValue(-20)
            plot.addItem(hairline, ignoreBounds=True)
        box.disableAutoRange()
        box.setYRange(-0.002 * top, 1.002 * top, padding=0)  # so that both ends are named
        span = (0.0, float(len(columns))) if is_band else days(timeline)
        box.setXRange(*span, padding=0)
        box.setLimits(xMin=span[0], xMax=span[1], minXRange=min(3.0, span[1] - span[0]))
        mark = QGraphicsRectItem()
        mark.setPen(QPen(Qt.PenStyle.NoPen))
        mark.setBrush(with_alpha(theme.text, 0.1))
        mark.setZValue(40)
        mark.hide()
        box.addItem(mark, ignoreBounds=True)
        part = _Part(plot, box, slots, first, places, mark, top)
        box.clicked.connect(self._click)
        box.dragged.connect(self._choose_range)
        box.reset_wanted.connect(self.show_all)
        self.ci.addItem(plot, *where)
        self._parts.append(part)
        return part

    def _label_heights(
        self, plot: PlotItem, axis: HeightAxis, slots: Slots, highest: float, *, has_axis: bool
    ) -> float:
        """Name the heights, or the rows of a heat map; the plot's highest value."""
        timeline = self._timeline
        assert timeline is not None
        self._dress(axis)
        if self._chart is Chart.HEAT_MAP:
            names = [series.name for series in reversed(slots.series)]
            axis.setTicks([[(place + 0.5, shortened(name, 24)) for place, name in enumerate(names)]])
            axis.setWidth(150)
            top = float(len(names))
        else:
            most = 3 if self._chart is Chart.SMALL_MULTIPLES else 5
            top = axis.show_up_to(highest, whole=is_whole(timeline), share=is_share(timeline), most=most)
            if not self._parts:
                axis.setLabel(unit(timeline), color=self._theme.second, **{"font-size": "8pt"})
        plot.showAxis("left", has_axis)
        return top

    def _label_columns(self, axis: AxisItem, columns: Sequence[Column], *, is_band: bool) -> None:
        self._dress(axis)
        if is_band:
            axis.setStyle(tickLength=0)
            axis.setTicks(
                [[(place + 0.5, column.name.replace(" ", "\n")) for place, column in enumerate(columns)]]
            )
        elif self._timeline is not None:
            axis.finest = self._timeline.question.bin_size.value
        axis.setHeight(38)

    def _dress(self, axis: AxisItem) -> None:
        theme = self._theme
        axis.setPen(mkPen(theme.line if axis.orientation == "left" else theme.second))
        axis.setTextPen(mkPen(theme.second))
        font = QFont(self.font())
        axis.setTickFont(scaled(font, 0.9))

    def _zoomed(self) -> tuple[float, float] | None:
        part = next((part for part in self._parts if part.first == 0), None)
        if part is None or self._days is None:
            return None
        low, high = part.box.viewRange()[0]
        return None if (low, high) == self._days else (low, high)

    def _at(self, scene: QPointF) -> tuple[int, int]:
        """The column and the series at a place of the scene."""
        for part in self._parts:
            if not part.box.sceneBoundingRect().contains(scene):
                continue
            point = part.box.mapSceneToView(scene)
            slots = part.slots
            column = picked_column(slots.lefts, slots.rights, point.x())
            if column is None:
                return -1, -1
            share = (point.x() - slots.lefts[column]) / (slots.rights[column] - slots.lefts[column])
            series = picked_series(self._chart, slots.heights[column], point.y(), share, part.top)
            return part.first + column, -1 if series is None else part.places[series]
        return -1, -1

    @Slot(object)
    def _point(self, scene: QPointF) -> None:
        self._mark(*self._at(scene))

    def _mark(self, column: int, series: int) -> None:
        if (column, series) == self._cursor:
            return
        self._cursor = (column, series)
        for part in self._parts:
            place = column - part.first
            inside = 0 <= place < part.slots.lefts.size
            part.mark.setVisible(inside)
            if inside:
                left, right = float(part.slots.lefts[place]), float(part.slots.rights[place])
                part.mark.setRect(QRectF(left, 0, right - left, part.top))
        self.pointed.emit(column, series)

    @Slot(QPointF)
    def _click(self, _point: QPointF) -> None:
        self.setFocus()
        if self._cursor[0] >= 0:
            self.chosen.emit(*self._cursor)

    @Slot(float, float)
    def _choose_range(self, start: float, end: float) -> None:
        """Whole bins, so that the range says what the plot shows."""
        part = next(part for part in self._parts if part.first == 0)
        slots = part.slots
        touched = np.flatnonzero((slots.rights > start) & (slots.lefts < end))
        if touched.size:
            self.range_chosen.emit(int(slots.lefts[touched[0]]), int(slots.rights[touched[-1]]) - 1)


_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: 0.7, Qt.Key.Key_Equal: 0.7, Qt.Key.Key_Minus: 1 / 0.7}

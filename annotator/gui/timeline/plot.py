"""The timeline in the window: it shows a timeline, is pointed at, clicked, dragged and zoomed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyqtgraph import GraphicsLayoutWidget, GraphicsWidget
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout, QWidget

from annotator.figures.frames import days
from annotator.figures.timeline import Chart, suited
from annotator.gui.theme import Theme
from annotator.gui.timeline.box import TimelineBox
from annotator.gui.timeline.marks import Slots, slots_of
from annotator.gui.timeline.part import TimelinePart
from annotator.gui.words.terms import shortened
from annotator.model.events import Event
from annotator.model.timeline import Series, Timeline

_BAND_PX = 64
_PANEL_PX = 260
_ALONE_PX = 96
_SMALL_PX = 116
_FRAME_PX = 64
_CELL_PX = 15
_AXES_PX = 76
_EVENTS_PX = 40
"""The least heights: one plot alone, a small one, a frame, a row of a heat map, what is around a frame, events."""
ZOOM = 0.7
"""So much of what was in view stays in view, one step nearer."""

Shown = list[tuple[int, Series]]


class TimelinePlot(GraphicsLayoutWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """One timeline, or several coders' below each other.

    `pointed` and `chosen` bring the place of a timeline, a column of it and a series, -1 for none:
    columns are counted as in `Timeline.columns`, bins first, series by their place in the timeline.
    `range_chosen` brings two ordinals of days, both included.
    """

    pointed = Signal(int, int, int)
    chosen = Signal(int, int, int)
    range_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelinePlot")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline. Arrow keys go from bin to bin and from series to series."))
        self._theme = theme
        self._parts: list[TimelinePart] = []
        self._frame: object = None
        self._grid = QGraphicsGridLayout()
        self._shape = (0, 1)
        self._timelines: tuple[Timeline, ...] = ()
        self._chart = Chart.STACKED_BARS
        self._day = (0, 0)
        self._events: tuple[Event, ...] = ()
        self._cursor = (0, -1, -1)
        self.ci.setContentsMargins(4, 8, 8, 0)
        self.ci.setSpacing(4)
        self.scene().sigMouseMoved.connect(self._point)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._frame = None
        self.setBackground(theme.surface)
        if self._timelines:
            self.show_timelines(self._timelines, self._chart)

    def show_timelines(self, timelines: Sequence[Timeline], chart: Chart) -> None:
        """Draw them. Where columns and series are those of before, so is what one has zoomed in on.

        Several have the same bins and series (`aligned`).
        """
        chart = suited(chart, timelines[0])
        totals = [sum(numbers) for numbers in zip(*(one.totals() for one in timelines), strict=True)]
        placed = list(enumerate(timelines[0].series))
        shown = [(place, series) for place, series in placed if totals[place]] or placed
        names = [[column.name for column in one.columns()] for one in timelines]
        questions = [one.question for one in timelines]
        frame = (chart, [place for place, _ in shown], names, questions, self._across(shown))
        is_new = frame != self._frame
        self._timelines, self._chart, self._frame = tuple(timelines), chart, frame
        if is_new:
            self._build(shown)
        self._fill(shown)
        if is_new:
            for part in self._parts:
                part.show_days()
                part.mark_events(self._events)
            self.show_day(*self._day)

    def show_events(self, events: Sequence[Event]) -> None:
        """Mark other events."""
        self._events = tuple(events)
        if self._parts:
            self.setMinimumHeight(self._least_height())
        for part in self._parts:
            part.mark_events(events)

    def show_day(self, first: int, last: int) -> None:
        """Mark when the statement in front was published or said, ordinals; 0 for undated."""
        self._day = (first, last)
        for part in self._parts:
            part.show_day(first, last)

    def main_box(self) -> TimelineBox:
        """The plot of the bins; where there are several, the first."""
        return self._parts[0].box

    @Slot()
    def show_all(self) -> None:
        """Back from any zoom."""
        for part in self._parts:
            part.show_days()

    def zoom(self, factor: float) -> None:
        """Nearer or farther, around the middle or the column pointed at."""
        part = next((part for part in self._parts if not part.is_band), None)
        if part is None or part.slots is None:
            return
        column = self._cursor[1]
        inside = 0 <= column < part.slots.lefts.size
        part.box.scaleBy(x=factor, center=QPointF(part.slots.middles[column], 0) if inside else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's: arrows go from column to column and from series to series, Return lists, + - 0 zoom."""
        key = event.key()
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._cursor[1] >= 0:
            self.chosen.emit(*self._cursor)
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key in {Qt.Key.Key_0, Qt.Key.Key_Home}:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's: nothing is pointed at any more."""
        self._mark(0, -1, -1)
        super().leaveEvent(event)

    def _build(self, shown: Shown) -> None:
        """New plots, row by row: one for the bins and one for the bands, or one a series."""
        self._parts = []
        self._grid = QGraphicsGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        several = len(self._timelines) > 1
        wide = _BAND_PX * max(len(one.bands) for one in self._timelines)
        across = self._across(shown)
        for layer, timeline in enumerate(self._timelines):
            if self._chart is Chart.SMALL_MULTIPLES and timeline.bins:
                first_row = layer * -(-len(shown) // across)
                for number, (_, series) in enumerate(shown):
                    row, place = divmod(number, across)
                    part = self._add(
                        (first_row + row, place),
                        layer,
                        first=0,
                        is_band=False,
                        has_heights=True,
                        has_calendar=number + across >= len(shown),
                    )
                    name = f"{timeline.coder}: {series.name}" if several else series.name
                    self._name(part, shortened(name, 40))
                continue
            if timeline.bins:
                part = self._add((layer, 0), layer, first=0, is_band=False, has_heights=True)
                if several:
                    self._name(part, timeline.coder)
            if timeline.bands:
                place = int(bool(timeline.bins))
                bands = self._add(
                    (layer, place), layer, first=len(timeline.bins), is_band=True, has_heights=not place
                )
                if several:
                    self._name(bands, "" if place else timeline.coder)
                if place:
                    bands.follow(self._parts[-2])
                    self._grid.setColumnFixedWidth(place, wide)
        bins = [part for part in self._parts if not part.is_band]
        for part in bins[1:]:
            part.box.setXLink(bins[0].box)
        self._shape = (len(shown), across)
        self.setMinimumHeight(self._least_height())
        sheet = GraphicsWidget()
        sheet.setLayout(self._grid)
        self.ci.clear()
        self.ci.addItem(sheet)  # all at once: each item that is added lays all out anew

    def _least_height(self) -> int:
        """What all rows need to be read; below that the plot scrolls."""
        layers, (series, across) = len(self._timelines), self._shape
        if self._chart is Chart.SMALL_MULTIPLES:
            rows = layers * -(-series // across)
            return rows * _SMALL_PX
        if layers == 1 and self._chart is not Chart.HEAT_MAP:
            return _ALONE_PX
        frame = series * _CELL_PX if self._chart is Chart.HEAT_MAP else _FRAME_PX
        return layers * (frame + _AXES_PX + (_EVENTS_PX if self._events else 0))

    def _name(self, part: TimelinePart, name: str) -> None:
        part.frame.set_title(name, self._theme.text, QFont(self.font()))

    def _add(
        self,
        where: tuple[int, int],
        layer: int,
        *,
        first: int,
        is_band: bool,
        has_heights: bool,
        has_calendar: bool = True,
    ) -> TimelinePart:
        part = TimelinePart(
            self._chart,
            self._theme,
            QFont(self.font()),
            layer=layer,
            first=first,
            is_band=is_band,
            has_heights=has_heights,
            has_calendar=has_calendar,
        )
        part.box.clicked.connect(self._click)
        part.box.dragged.connect(self._choose_range)
        part.box.reset_wanted.connect(self.show_all)
        self._grid.addItem(part.frame, *where)
        self._parts.append(part)
        return part

    def _fill(self, shown: Shown) -> None:
        """Let all parts know their numbers, then draw them on one scale."""
        one_each = self._chart is Chart.SMALL_MULTIPLES and bool(self._timelines[0].bins)
        known: dict[tuple[int, bool], Slots] = {}
        spans = [days(timeline) for timeline in self._timelines]
        for number, part in enumerate(self._parts):
            timeline = self._timelines[part.layer]
            columns = timeline.bands if part.is_band else timeline.bins
            key = (part.layer, part.is_band)
            if key not in known:
                known[key] = slots_of(columns, shown, is_band=part.is_band)
            place = number % len(shown)
            slots = known[key].only(place) if one_each else known[key]
            some = shown[place : place + 1] if one_each else shown
            part.fill(timeline, columns, slots, [own for own, _ in some], spans[part.layer])
        bins = max((part.reach() for part in self._parts if not part.is_band), default=0.0)
        bands = max((part.reach() for part in self._parts if part.is_band), default=0.0)
        highest = max(bins, min(bands, bins * 1.5)) if bins else bands
        if self._chart is Chart.HEAT_MAP:
            highest = max(bins, bands)
        for number, part in enumerate(self._parts):
            part.draw(self._timelines[part.layer], highest, has_unit=number == 0)

    def _across(self, shown: Sequence[object]) -> int:
        """How many small plots stand beside each other."""
        return max(min(len(shown), int(self.width()) // _PANEL_PX), 1)

    def _step(self, columns: int, series: int) -> None:
        """Along the columns; from series to series, past the last or first one into the timeline beside."""
        if not self._parts:
            return
        layer, column, at = self._cursor
        last = len(self._timelines[0].series) - 1
        at += series
        if at > last and layer:
            layer, at = layer - 1, -1
        elif at < -1 and layer < len(self._timelines) - 1:
            layer, at = layer + 1, last
        number = len(list(self._timelines[layer].columns()))
        self._mark(layer, min(max(column + columns, 0), number - 1), min(max(at, -1), last))

    @Slot(object)
    def _point(self, scene: QPointF) -> None:
        for part in self._parts:
            found = part.at(scene)
            if found is not None:
                self._mark(part.layer, *found)
                return
        self._mark(0, -1, -1)

    def _mark(self, layer: int, column: int, series: int) -> None:
        if (layer, column, series) == self._cursor:
            return
        self._cursor = (layer, column, series)
        for part in self._parts:
            part.point_at(
                column if part.layer == layer or not part.is_band else -1,
                series if part.layer == layer else -1,
            )
        self.pointed.emit(layer, column, series)

    @Slot(QPointF)
    def _click(self, _point: QPointF) -> None:
        self.setFocus()
        if self._cursor[1] >= 0:
            self.chosen.emit(*self._cursor)

    @Slot(float, float)
    def _choose_range(self, start: float, end: float) -> None:
        """Whole bins, so that the range says what the plot shows."""
        slots = next(part.slots for part in self._parts if not part.is_band)
        if slots is None:
            return
        touched = np.flatnonzero((slots.rights > start) & (slots.lefts < end))
        if touched.size:
            self.range_chosen.emit(int(slots.lefts[touched[0]]), int(slots.rights[touched[-1]]) - 1)


_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}

"""What a timeline's charts are made of in the window: bars, lines, areas and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import BarGraphItem, GraphicsObject, ImageItem, PlotCurveItem, ScatterPlotItem, mkPen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from annotator.figures.style import mixed
from annotator.figures.timeline import Chart, shows_intervals
from annotator.gui.theme import Theme, legible, with_alpha
from annotator.model.timeline import Bin, Column, Series

Floats = NDArray[np.float64]

_POINTS = 40
"""Up to so many columns every point of a line is marked."""
_PIECE = 20
_PARTED_PX = 5
_FEWEST = 6
"""Of fewer columns the bars are as narrow as if they were so many."""
_SMOOTH = 2000
"""Up to so many points of all lines they are thick and smooth; more would take too long to paint."""
_DASHES = (
    *(Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine),
    *(Qt.PenStyle.DashDotLine, Qt.PenStyle.DashDotDotLine),
)


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Columns as arrays: their edges along the axis, and the heights of the shown series, NaN in gaps.

    `series` are those shown, in their order; `heights`, `low` and `high` hold one row per column.
    """

    lefts: Floats
    rights: Floats
    series: tuple[Series, ...]
    heights: Floats
    low: Floats | None = None
    high: Floats | None = None
    is_band: bool = False

    @property
    def has_interval(self) -> bool:
        """Whether there are intervals to draw."""
        return self.low is not None and self.high is not None

    @property
    def middles(self) -> Floats:
        """Where points stand."""
        return (self.lefts + self.rights) / 2

    def only(self, place: int) -> Slots:
        """The same columns with one of the series."""
        some = slice(place, place + 1)
        low, high = (None if table is None else table[:, some] for table in (self.low, self.high))
        return replace(self, series=self.series[some], heights=self.heights[:, some], low=low, high=high)

    def sums(self) -> Floats:
        """Upper edges of the stack."""
        return np.cumsum(np.nan_to_num(self.heights), axis=1)


def slots_of(
    columns: Sequence[Column],
    shown: Sequence[tuple[int, Series]],
    *,
    is_band: bool,
) -> Slots:
    """The columns' numbers as arrays, of the series shown."""
    places = [place for place, _ in shown]

    def table(rows: Sequence[tuple[float | None, ...]]) -> Floats:
        return np.array(rows, dtype=np.float64).reshape(len(columns), -1)[:, places]

    has_interval = bool(columns) and any(column.low for column in columns)
    return Slots(
        *_edges(columns),
        tuple(series for _, series in shown),
        table([column.heights for column in columns]),
        table([column.low for column in columns]) if has_interval else None,
        table([column.high for column in columns]) if has_interval else None,
        is_band,
    )


def marks(chart: Chart, slots: Slots, theme: Theme, highest: float, px: float) -> Iterator[QGraphicsItem]:
    """The items of a chart, the lowest first; `highest` is what the darkest cell stands for.

    Bands of areas are bars, those of lines are points. `px` is how many pixels high one unit is:
    neighbours are parted by a hairline where they are high enough for one.
    """
    is_band = slots.is_band
    if chart is Chart.HEAT_MAP:
        yield from _cells(slots, theme, highest)
        return
    if chart is Chart.STACKED_AREAS and is_band:
        chart = Chart.STACKED_BARS
    if chart is Chart.SMALL_MULTIPLES and slots.has_interval:
        chart = Chart.LINES
    if not shows_intervals(chart, len(slots.series)):
        slots = replace(slots, low=None, high=None)
    if chart is Chart.LINES and is_band:
        yield from _points(slots, theme)
        return
    yield from _MAKERS[chart](slots, theme, px)


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


def gap_marks(slots: Slots, height: float, theme: Theme, *, hatched: bool) -> QGraphicsItem | None:
    """A pale ground under columns without any coded statement; hatched where pale grounds mean numbers."""
    empty = np.isnan(slots.heights).all(axis=1) if slots.heights.size else np.zeros(0, dtype=np.bool_)
    if not empty.any():
        return None
    lefts, rights = slots.lefts[empty], slots.rights[empty]
    ground = QBrush(with_alpha(theme.line, 0.55))
    if hatched or theme.line_width > 1:
        ground = QBrush(with_alpha(theme.second, 0.45), Qt.BrushStyle.BDiagPattern)
    return _bars(lefts, rights - lefts, np.zeros(lefts.size), np.full(lefts.size, height), ground)


def _stacked_bars(slots: Slots, theme: Theme, px: float) -> Iterator[QGraphicsItem]:
    lefts, widths = inner(slots)
    sums = slots.sums()
    for place, series in enumerate(slots.series):
        below = sums[:, place - 1] if place else np.zeros(lefts.size)
        heights = np.nan_to_num(slots.heights[:, place])
        yield _bars(lefts, widths, below, heights, QBrush(QColor(series.colour)), _edge(slots, theme, px))


def _grouped_bars(slots: Slots, theme: Theme, px: float) -> Iterator[QGraphicsItem]:
    lefts, widths = inner(slots)
    part = widths / max(len(slots.series), 1)
    for place, series in enumerate(slots.series):
        heights = np.nan_to_num(slots.heights[:, place])
        yield _bars(
            lefts + place * part,
            part,
            np.zeros(lefts.size),
            heights,
            QBrush(QColor(series.colour)),
            _edge(slots, theme, px),
        )


def _lines(slots: Slots, theme: Theme, _px: float) -> Iterator[QGraphicsItem]:
    for place in range(len(slots.series) if slots.has_interval else 0):
        yield interval_mark(slots, place)
    for place, series in enumerate(slots.series):
        colour = legible(series.colour, theme)
        heights = slots.heights[:, place]
        if heights.size > 1:
            few = heights.size * len(slots.series) <= _SMOOTH
            pen = mkPen(colour, width=2 if few else 1, style=_DASHES[place // 9 % len(_DASHES)])
            yield PlotCurveItem(slots.middles, heights, pen=pen, connect="finite", antialias=few)
        alone = _alone(heights) if heights.size > _POINTS else np.isfinite(heights)
        if alone.any():
            yield ScatterPlotItem(
                slots.middles[alone], heights[alone], size=6, pen=None, brush=QBrush(colour), pxMode=True
            )


def interval_mark(slots: Slots, place: int) -> Areas:
    """The interval of one series, pale under its line; the slots must have intervals."""
    assert slots.low is not None
    assert slots.high is not None
    fill = with_alpha(slots.series[place].colour, 0.18)
    return Areas(slots, slots.low[:, place], slots.high[:, place], fill)


def _points(slots: Slots, theme: Theme) -> Iterator[QGraphicsItem]:
    """The series of a column side by side, each a point, with its interval as a line."""
    for place, series in enumerate(slots.series):
        x = slots.lefts + (slots.rights - slots.lefts) * (place + 0.5) / len(slots.series)
        colour = legible(series.colour, theme)
        if slots.low is not None and slots.high is not None:
            ends = np.stack((slots.low[:, place], slots.high[:, place]), axis=1).ravel()
            yield PlotCurveItem(
                np.repeat(x, 2), ends, pen=mkPen(with_alpha(colour, 0.5), width=3), connect="pairs"
            )
        here = np.isfinite(slots.heights[:, place])
        if here.any():
            heights = slots.heights[here, place]
            yield ScatterPlotItem(x[here], heights, size=6, pen=None, brush=QBrush(colour), pxMode=True)


def _stacked_areas(slots: Slots, theme: Theme, px: float) -> Iterator[QGraphicsItem]:
    sums = np.where(np.isnan(slots.heights), np.nan, slots.sums())
    edge = _edge(slots, theme, px)
    for place in range(len(slots.series)):
        below = sums[:, place - 1] if place else np.where(np.isnan(sums[:, 0]), np.nan, 0.0)
        yield Areas(slots, below, sums[:, place], QColor(slots.series[place].colour), edge)


def _cells(slots: Slots, theme: Theme, highest: float) -> Iterator[QGraphicsItem]:
    if not slots.heights.size:
        return
    pale = mixed(theme.surface, theme.accent, 0.06)
    ends = np.array([_channels(pale), _channels(theme.accent)], dtype=np.float64)
    share = np.nan_to_num(slots.heights / (highest or 1.0))[..., None]
    cells = np.empty((*slots.heights.shape, 4), dtype=np.uint8)
    cells[..., :3] = np.rint(ends[0] + (ends[1] - ends[0]) * share)
    cells[..., 3] = np.where(np.isnan(slots.heights), 0, 255)
    image = ImageItem(cells[:, ::-1], axisOrder="col-major", levels=(0, 255))
    image.setRect(QRectF(slots.lefts[0], 0, slots.rights[-1] - slots.lefts[0], len(slots.series)))
    yield image


class Areas(GraphicsObject):  # type: ignore[misc] # pyqtgraph ships no types
    """The area between two lines, broken at gaps; a column alone is a bar.

    It is painted in short pieces: Qt fills many small polygons fifteen times quicker than a large one.
    """

    def __init__(
        self, slots: Slots, low: Floats, high: Floats, fill: QColor, edge: QColor | None = None
    ) -> None:
        super().__init__()
        self._fill = QBrush(fill)
        self._edge = None if edge is None else mkPen(edge, width=1)
        self._pieces: list[QPolygonF] = []
        self._edges: list[QPolygonF] = []
        self._bounds = QRectF()
        here = np.isfinite(low) & np.isfinite(high)
        ends = np.flatnonzero(np.diff(np.concatenate(([False], here, [False]))))
        x, (_, widths) = slots.middles, inner(slots)
        for first, end in ends.reshape(-1, 2):
            self._add(x[first:end], low[first:end], high[first:end], float(widths[first]) / 2)

    def boundingRect(self) -> QRectF:
        """Qt's: all of it."""
        return self._bounds

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Qt's: the fill, then its edges."""
        painter.setBrush(self._fill)
        painter.setPen(Qt.PenStyle.NoPen)
        for piece in self._pieces:
            painter.drawPolygon(piece)
        if self._edge is not None:
            painter.setPen(self._edge)
            for line in self._edges:
                painter.drawPolyline(line)

    def _add(self, x: Floats, low: Floats, high: Floats, reach: float) -> None:
        if x.size == 1:
            x, low, high = np.array([x[0] - reach, x[0] + reach]), np.repeat(low, 2), np.repeat(high, 2)
        upper = [QPointF(*point) for point in zip(x.tolist(), high.tolist(), strict=True)]
        lower = [QPointF(*point) for point in zip(x.tolist(), low.tolist(), strict=True)]
        for first in range(0, x.size - 1, _PIECE):
            end = first + _PIECE + 1
            piece = QPolygonF(upper[first:end] + lower[first:end][::-1])
            self._pieces.append(piece)
            self._bounds = self._bounds.united(piece.boundingRect())
        self._edges.append(QPolygonF(upper))


def _bars(
    lefts: Floats, widths: Floats, below: Floats, heights: Floats, brush: QBrush, edge: QColor | None = None
) -> QGraphicsItem:
    seen = heights > 0
    pen = QPen(Qt.PenStyle.NoPen) if edge is None else mkPen(edge, width=1)
    item: QGraphicsItem = BarGraphItem(
        x0=lefts[seen],
        width=widths[seen],
        y0=below[seen],
        height=heights[seen],
        brush=brush,
        pen=pen,
    )
    return item


def inner(slots: Slots) -> tuple[Floats, Floats]:
    """Left edges and widths of bars, with some air at both sides where there are few.

    One bin alone would fill the plot: a bar takes a sixth of it at most.
    """
    widths = slots.rights - slots.lefts
    air = widths * (0.1 if widths.size <= 200 else 0.0)
    if 0 < widths.size < _FEWEST and not slots.is_band:
        air = widths * (1 - 0.8 * widths.size / _FEWEST) / 2
    return slots.lefts + air, widths - 2 * air


def _edge(slots: Slots, theme: Theme, px: float) -> QColor | None:
    """A hairline of the ground between neighbours, where bars are few and high enough to afford it."""
    least = np.min(slots.heights, initial=np.inf, where=slots.heights > 0)
    is_high = np.isfinite(least) and least * px >= _PARTED_PX
    return QColor(theme.surface) if slots.lefts.size <= 200 and is_high else None


def _alone(heights: Floats) -> NDArray[np.bool_]:
    """Points without a neighbour, which no line would show."""
    here = np.concatenate(([False], np.isfinite(heights), [False]))
    return here[1:-1] & ~here[:-2] & ~here[2:]


def _channels(colour: str) -> tuple[int, int, int]:
    found = QColor(colour)
    return found.red(), found.green(), found.blue()


_MAKERS: dict[Chart, Callable[[Slots, Theme, float], Iterator[QGraphicsItem]]] = {
    Chart.STACKED_BARS: _stacked_bars,
    Chart.GROUPED_BARS: _grouped_bars,
    Chart.LINES: _lines,
    Chart.STACKED_AREAS: _stacked_areas,
    Chart.SMALL_MULTIPLES: _stacked_bars,
}

"""Which column and which series a point of the plot belongs to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotator.figures.timeline import Chart

Floats = NDArray[np.float64]


def picked_column(lefts: Floats, rights: Floats, x: float) -> int | None:
    """The column over which x lies; None beside all of them."""
    place = int(np.searchsorted(rights, x, side="right"))
    return place if place < rights.size and lefts[place] <= x else None


def picked_series(chart: Chart, heights: Floats, y: float, share: float, height: float) -> int | None:
    """The series under a point of one column; None where there is none.

    `heights` are the column's; `share` is how far right in the column's bar the point lies, 0 to 1;
    `height` that of the whole plot. A line is picked from a twelfth of it away.
    """
    if not heights.size or np.isnan(heights).all():
        return None
    given = np.nan_to_num(heights)
    match chart:
        case Chart.STACKED_BARS | Chart.STACKED_AREAS:
            place = int(np.searchsorted(np.cumsum(given), y, side="left"))
            return place if y >= 0 and place < given.size else None
        case Chart.HEAT_MAP:
            place = given.size - 1 - int(y)
            return place if 0 <= place < given.size else None
        case Chart.GROUPED_BARS:
            place = int(share * given.size)
            return place if 0 <= share < 1 and y <= given[place] else None
        case Chart.SMALL_MULTIPLES:
            return 0
    nearest = int(np.nanargmin(np.abs(heights - y)))
    return nearest if abs(given[nearest] - y) <= height / 12 else None

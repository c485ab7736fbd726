"""The older alpha_U of 1995, to compare with programs that show it; it misbehaves with three coders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.patterns import Floats
from annotator.agreement.ratings import Value
from annotator.agreement.spans import Continua, Continuum, Track, as_continua, obstacle, spans_figure


@dataclass(frozen=True, slots=True, eq=False)
class _Sections:
    """One coder's text cut into units of one label and the gaps between them, in order."""

    starts: Floats
    lengths: Floats
    is_unit: NDArray[np.bool_]

    @classmethod
    def of(cls, track: Track, text: Continuum) -> _Sections:
        cuts = np.unique(np.concatenate([[text.begin, text.end], track.starts, track.ends]))
        starts, lengths = cuts[:-1].astype(np.float64), np.diff(cuts).astype(np.float64)
        return cls(starts, lengths, np.isin(cuts[:-1], track.starts))


def alpha_u_1995(material: Continuum | Continua, category: Value | None = None) -> Figure:
    """1 - D_o / D_e for one label, or over all labels 1 - sum D_o / sum D_e with `category` None.

    D_o = sum over ordered coder pairs and their sections of delta^2 / (m (m - 1) L^2), where delta^2 is
    (difference of starts)^2 + (difference of ends)^2 for units that intersect, length^2 for a unit
    within a gap, else 0. D_e = (2/L) sum over units of [(N - 1)/3 (2 l^3 - 3 l^2 + l) + l^2 sum over
    gaps no shorter of (gap - l + 1)] / (m L (m L - 1) - sum l (l - 1)), N the number of units.
    Several texts: both sums are added up. Source: Krippendorff (1995), Sociological Methodology 25;
    Krippendorff (2004), Content Analysis, 2nd ed., pp. 251-256.
    """
    given = as_continua(material)
    params = {"category": category}
    labels = given.labels if category is None else (category,)
    observed, expected = 0.0, 0.0
    for label in labels:
        layer = given.of_label(label)
        reason = obstacle(layer, partition=True)
        if reason is not None:
            return spans_figure("alpha_u_1995", given, reason[0], params, place=reason[1])
        for text, tracks in layer.shared:
            sections = [_Sections.of(track, text) for track in tracks]
            length = text.end - text.begin
            observed += _observed(sections, length)
            expected += _expected(sections, length)
    reason = obstacle(given, partition=False)
    if reason is not None:
        return spans_figure("alpha_u_1995", given, reason[0], params, place=reason[1])
    value = 1 - observed / expected if expected > 0 else Undefined.NO_VARIATION
    return spans_figure("alpha_u_1995", given, value, params)


def _observed(sections: list[_Sections], length: int) -> float:
    m = len(sections)
    total = sum(_apart(one, other) for one, other in permutations(sections, 2))
    return total / (m * (m - 1) * length**2)


def _apart(one: _Sections, other: _Sections) -> float:
    """Sum of delta^2 over intersecting units, and over units of `one` in gaps of `other`, there and back.

    The caller goes through both orders of a pair.
    """
    total = 0.0
    ends, other_ends = one.starts + one.lengths, other.starts + other.lengths
    for at in np.flatnonzero(one.is_unit):
        start, end = one.starts[at], ends[at]
        low = int(np.searchsorted(other_ends, start, side="right"))
        high = int(np.searchsorted(other.starts, end, side="left"))
        for facing in range(low, high):
            if other.is_unit[facing]:
                total += (start - other.starts[facing]) ** 2 + (end - other_ends[facing]) ** 2
            elif other.starts[facing] <= start and end <= other_ends[facing]:
                total += 2 * (end - start) ** 2
    return total


def _expected(sections: list[_Sections], length: int) -> float:
    m = len(sections)
    units = np.concatenate([part.lengths[part.is_unit] for part in sections])
    gaps = np.sort(np.concatenate([part.lengths[~part.is_unit] for part in sections]))
    room = np.append(np.cumsum(gaps[::-1])[::-1], 0.0)
    first = np.searchsorted(gaps, units, side="left")
    places = room[first] - (len(gaps) - first) * (units - 1)
    moves = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units) + units**2 * places
    free = m * length * (m * length - 1) - (units * (units - 1)).sum()
    return float(2 / length * moves.sum() / free) if free else 0.0

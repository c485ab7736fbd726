"""How high a count stands: as it is, as a share, per 1,000 words, summed up, averaged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.model.timeline import Counted, Question

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

_Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""
_RATES = {Counted.SHARE: 1, Counted.MIX: 1, Counted.PER_1000_WORDS: 1000}


@dataclass(frozen=True, slots=True, eq=False)
class Heights:
    """What is drawn, one row per column and one entry per series; NaN where there is nothing to draw."""

    heights: Floats
    low: Floats | None = None
    high: Floats | None = None


def heights(question: Question, coded: Integers, counts: Integers, bases: Integers) -> Heights:
    """The heights of neighbouring bins; of bands with a question that neither averages nor sums up.

    A gap (none coded) has no height, unless counts are summed up: then the sum stays where it was.
    Averages leave gaps out; shares and rates are pooled before they are divided, so that large bins
    weigh more.
    """
    here = coded > 0
    if question.cumulative:
        counts, bases = np.cumsum(counts, axis=0), np.cumsum(bases, axis=0)
        here = np.cumsum(coded) > 0
    counts, bases, pooled = (
        _with_neighbours(table * here[:, None], question.window)
        for table in (counts, bases, here[:, None].astype(np.int64))
    )
    rate = _RATES.get(question.counted)
    found = _divided(counts, pooled) if rate is None else rate * _divided(counts, bases)
    found[~here] = np.nan
    if not question.interval or question.counted is not Counted.SHARE:
        return Heights(found)
    low, high = wilson(counts, bases)
    nothing = np.isnan(found)
    return Heights(found, np.where(nothing, np.nan, low), np.where(nothing, np.nan, high))


def wilson(counts: Integers, bases: Integers) -> tuple[Floats, Floats]:
    """The 95 % intervals of shares of `counts` in `bases`; (0, 1) where nothing was looked at.

    Source: Wilson (1927), Probable inference, JASA 22 (158), 209-212, the score interval without
    correction for continuity.
    """
    n = np.maximum(bases, 1).astype(np.float64)
    share = counts / n
    centre = share + _Z**2 / (2 * n)
    reach = _Z * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    # Exactly 0 and 1 at the ends, where rounding would leave a hair.
    low = np.where((bases > 0) & (counts > 0), (centre - reach) / scale, 0.0)
    high = np.where((bases > 0) & (counts < bases), (centre + reach) / scale, 1.0)
    return low, high


def _with_neighbours(table: Integers, window: int) -> Integers:
    """Every row with those around it added, as far as there are any."""
    if window == 1:
        return table
    reach = window // 2
    sums = np.concatenate((np.zeros((1, table.shape[1]), dtype=np.int64), np.cumsum(table, axis=0)))
    rows = np.arange(len(table))
    return np.asarray(
        sums[np.minimum(rows + reach + 1, len(table))] - sums[np.maximum(rows - reach, 0)], dtype=np.int64
    )


def _divided(counts: Integers, bases: Integers) -> Floats:
    """Quotients, NaN where there is nothing to divide by."""
    bases = np.broadcast_to(bases, counts.shape)
    found = np.full(counts.shape, np.nan)
    np.divide(counts, bases, out=found, where=bases > 0)
    return found

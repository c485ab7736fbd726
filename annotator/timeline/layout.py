"""Which statements a question keeps, and in which bin or band each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.model.entries import Entries
from annotator.model.timeline import Band, Bin, BinSize, Question
from annotator.timeline.bins import automatic_size, bin_at, bin_number, bin_numbers

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_BANDS = (Band.MONTH_ONLY, Band.YEAR_ONLY, Band.UNDATED)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The columns (bins without holes, then the bands in use) and who stands where.

    `kept` and `column_of` hold one entry per statement; what is not kept stands in column 0.
    """

    places: tuple[Bin | Band, ...]
    bins: int
    size: BinSize
    kept: Flags
    column_of: Integers


def lay_out(entries: Entries, question: Question, only: Integers | None = None) -> Layout:
    """Bins from the first placed statement to the last, or as far as `since` and `until` ask.

    A statement stands in a bin when all days that its date can mean lie in it, else in the band of
    what is known of its date.
    """
    kept = _kept(entries, question, only)
    dated = entries.first_days > 0
    size = question.bin_size
    if size is BinSize.AUTOMATIC:
        size = automatic_size(entries.first_days[kept & dated], entries.last_days[kept & dated])
    numbers = bin_numbers(entries.first_days, size)
    placed = kept & dated & (numbers == bin_numbers(entries.last_days, size))
    low, high = _ends(question, size, numbers[placed])
    places: list[Bin | Band] = [bin_at(number, size) for number in range(low, high + 1)]
    bins = len(places)
    column_of = np.where(placed, numbers - low, 0)
    within_a_month = entries.last_days - entries.first_days < 31
    in_bands = (dated & within_a_month, dated & ~within_a_month, ~dated)
    for band, in_band in zip(_BANDS, in_bands, strict=True):
        here = kept & ~placed & in_band
        if here.any():
            column_of[here] = len(places)
            places.append(band)
    return Layout(tuple(places), bins, size, kept, column_of)


def _kept(entries: Entries, question: Question, only: Integers | None) -> Flags:
    """Which statements count: those of `only` whose date can lie between `since` and `until`."""
    kept = np.ones(entries.statement_ids.size, dtype=np.bool_)
    if only is not None:
        kept &= np.isin(entries.statement_ids, only)
    if question.since is not None:
        kept &= entries.last_days >= question.since.toordinal()
    if question.until is not None:
        kept &= (entries.first_days > 0) & (entries.first_days <= question.until.toordinal())
    return kept


def _ends(question: Question, size: BinSize, numbers: Integers) -> tuple[int, int]:
    """The first and the last bin; the last before the first where there is none."""
    low, high = (int(numbers.min()), int(numbers.max())) if numbers.size else (None, None)
    if question.since is not None:
        low = bin_number(question.since, size)
    if question.until is not None:
        high = bin_number(question.until, size)
    if low is None and high is None:
        return 1, 0
    ends = [number for number in (low, high) if number is not None]
    return ends[0], ends[-1]

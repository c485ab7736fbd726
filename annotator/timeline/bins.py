"""Arithmetic of bins: a whole number for every day, week, month, quarter and year.

Days are ordinals as in `datetime`: 1 is Monday, 1 January 1, in the Gregorian calendar carried
back. Numbers of neighbouring bins follow one another without holes, across years and centuries.
Weeks are those of ISO 8601: they begin on Monday, and belong to the year that holds their Thursday.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from annotator.model.timeline import Bin, BinSize

Integers = NDArray[np.int64]

_EPOCH = date(1970, 1, 1).toordinal()
FINEST_FIRST = (BinSize.DAY, BinSize.WEEK, BinSize.MONTH, BinSize.QUARTER, BinSize.YEAR)
_READABLE = 60
_PLACED = 0.9


def bin_numbers(days: Integers, size: BinSize) -> Integers:
    """The number of the bin that holds each day; what it is for the 0 of undated things means nothing."""
    match size:
        case BinSize.DAY:
            return days
        case BinSize.WEEK:
            return (days - 1) // 7
    last = int(days.max(initial=0))
    first = int(days.min(initial=last, where=days > 0))
    if last - first >= days.size:
        return _of_months(days, size)
    table = _of_months(np.arange(first, last + 1, dtype=np.int64), size)
    return np.asarray(table[np.maximum(days - first, 0)], dtype=np.int64)


def bin_number(day: date, size: BinSize) -> int:
    """The number of the bin that holds one day."""
    match size:
        case BinSize.DAY:
            return day.toordinal()
        case BinSize.WEEK:
            return (day.toordinal() - 1) // 7
    return (day.year * 12 + day.month - 1) // _months(size)


def bin_at(number: int, size: BinSize) -> Bin:
    """The bin of that number, cut where the calendar of `datetime` ends."""
    first = _first_day(number, size)
    last = min(_first_ordinal(number + 1, size) - 1, date.max.toordinal())
    return Bin(_name(first, size), first, date.fromordinal(last))


def automatic_size(first_days: Integers, last_days: Integers) -> BinSize:
    """The finest size that gives at most 60 bins and can place nine tenths of the dates.

    Both arrays hold one entry per dated statement: the days between which its date lies. Without any,
    months; where even years are more than 60, years.
    """
    if not first_days.size:
        return BinSize.MONTH
    for size in FINEST_FIRST:
        first, last = bin_numbers(first_days, size), bin_numbers(last_days, size)
        if last.max() - first.min() < _READABLE and np.mean(first == last) >= _PLACED:
            return size
    return BinSize.YEAR


def _of_months(days: Integers, size: BinSize) -> Integers:
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.asarray(months // _months(size), dtype=np.int64)


def _months(size: BinSize) -> int:
    return {BinSize.MONTH: 1, BinSize.QUARTER: 3, BinSize.YEAR: 12}[size]


def _first_day(number: int, size: BinSize) -> date:
    return date.fromordinal(_first_ordinal(number, size))


def _first_ordinal(number: int, size: BinSize) -> int:
    match size:
        case BinSize.DAY:
            return number
        case BinSize.WEEK:
            return number * 7 + 1
    year, month = divmod(number * _months(size), 12)
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, month + 1, 1).toordinal()


def _name(first: date, size: BinSize) -> str:
    match size:
        case BinSize.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        case BinSize.MONTH:
            return f"{first.year:04}-{first.month:02}"
        case BinSize.QUARTER:
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case BinSize.YEAR:
            return f"{first.year:04}"
    return first.isoformat()

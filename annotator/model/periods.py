"""A stretch of days as people type it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.errors import WrongPeriodError
from annotator.model.dates import StatedDate

_DATE = r"\d{4}(?:-\d\d){0,2}"
_PERIOD = re.compile(rf"\s*({_DATE})?\s*(–|—|\.\.\.?|…|-(?=\s|$)|\bto\b)?\s*({_DATE})?\s*")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; an empty one is open at that end. Days are ISO."""

    first_day: str = ""
    last_day: str = ""


def read_period(text: str) -> Period:
    """`2031`, `2031-03`, `2031-03-01 – 2031-05`, `2031-03 –`, `– 2031-05`: coarse dates mean all their days.

    Raises WrongPeriodError.

    >>> read_period("2031-02")
    Period(first_day='2031-02-01', last_day='2031-02-28')
    """
    found = _PERIOD.fullmatch(text)
    if found is None or not (found[1] or found[3]):
        raise WrongPeriodError(text=text)
    try:
        first, last = StatedDate(found[1]), StatedDate(found[3] if found[2] else found[1])
    except ValueError as error:
        raise WrongPeriodError(text=text) from error
    period = Period(str(first.first_day() or ""), str(last.last_day() or ""))
    if (found[1] and found[3] and not found[2]) or (period.last_day and period.first_day > period.last_day):
        raise WrongPeriodError(text=text)
    return period

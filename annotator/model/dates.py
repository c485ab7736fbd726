"""Dates that know how far they are known, and why."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How far a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class How(StrEnum):
    """Where a date or a speaker was read from, most certain first."""

    USER = "user"
    METADATA = "metadata"
    FILE_NAME = "file name"
    EXPLICIT = "explicit"
    INFERRED = "inferred"


_FORMS = (
    (Precision.DAY, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    (Precision.MONTH, r"[0-9]{4}-[0-9]{2}"),
    (Precision.YEAR, r"[0-9]{4}"),
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """An ISO date as far as known, how it was found, and the words it was read from.

    Undated: no value, precision none, perhaps words that a person may read more from ("April 24").
    """

    value: str | None = None
    how: How | None = None
    evidence: str | None = None

    def __post_init__(self) -> None:
        if self.value is not None:
            self.first_day()

    @property
    def precision(self) -> Precision:
        """Follows from the form of the value."""
        if self.value is None:
            return Precision.NONE
        for precision, form in _FORMS:
            if re.fullmatch(form, self.value):
                return precision
        message = f"not an ISO date: {self.value}"
        raise ValueError(message)

    def first_day(self) -> date | None:
        """The earliest day it can mean; None when undated. Raises ValueError for a day that never was."""
        match self.precision, self.value:
            case Precision.NONE, _:
                return None
            case Precision.DAY, str(value):
                return date.fromisoformat(value)
            case Precision.MONTH, str(value):
                return date.fromisoformat(value + "-01")
            case _, value:
                return date(int(value or 0), 1, 1)

    def last_day(self) -> date | None:
        """The latest day it can mean; None when undated."""
        first = self.first_day()
        if first is None or self.precision is Precision.DAY:
            return first
        if self.precision is Precision.YEAR:
            return date(first.year, 12, 31)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])


UNDATED = StatedDate()

"""The analyst's own markers on the timeline: what happened, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NewType

from annotator.model.dates import StatedDate

EventId = NewType("EventId", int)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened ("General Assembly opens") on a day, or in a month or year where no more is known."""

    id: EventId
    uid: str
    date: StatedDate
    text: str

    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that the date can mean."""
        first, last = self.date.first_day(), self.date.last_day()
        assert first is not None, "an event has a date"
        assert last is not None
        return first, last

"""Reading the events of a project."""

from __future__ import annotations

from annotator.model.dates import How, StatedDate
from annotator.model.events import Event, EventId
from annotator.store.store import Store


def read_events(store: Store) -> tuple[Event, ...]:
    """All events by date, a year before its months and these before their days; none in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'event'"):
        return ()
    rows = store.rows("SELECT id, uid, date, text FROM event ORDER BY date, id")
    return tuple(
        Event(EventId(row["id"]), row["uid"], StatedDate(row["date"], How.USER), row["text"]) for row in rows
    )

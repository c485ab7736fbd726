"""Reading the events of a project."""

from __future__ import annotations

from annotator.model.dates import How, StatedDate
from annotator.model.events import Event, EventId
from annotator.store.store import Store


def read_events(store: Store) -> tuple[Event, ...]:
    """All events by date; those of a year before those of its months, and these before their days."""
    rows = store.rows("SELECT id, uid, date, text FROM event ORDER BY date, id")
    return tuple(
        Event(EventId(row["id"]), row["uid"], StatedDate(row["date"], How.USER), row["text"]) for row in rows
    )

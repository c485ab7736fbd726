"""Verbs of the timeline's events."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from annotator.errors import GoneError, NameMissingError, NotADateError
from annotator.formats.events_csv import read_events_csv
from annotator.formats.whole_file import read_whole_text
from annotator.model.dates import StatedDate
from annotator.model.events import Event, EventId
from annotator.model.text import one_line
from annotator.store.events import read_events
from annotator.store.store import Store


def add_event(store: Store, date: str, text: str) -> EventId:
    """Mark a day, month or year (ISO). Raises NotADateError, NameMissingError."""
    row = _row(date, text)
    with store.edit("Add event {text}", text=row["text"]) as edit:
        return EventId(edit.insert("event", uid=str(uuid.uuid4()), **row))


def add_events(store: Store, events: Sequence[tuple[str, str]]) -> int:
    """Mark several, date and text each, as one step; how many were not there yet.

    An event of the same date and text is left as it is. Raises NotADateError, NameMissingError.
    """
    known = {(event.date.value, event.text) for event in read_events(store)}
    rows = [_row(date, text) for date, text in events]
    fresh = [row for row in rows if (row["date"], row["text"]) not in known]
    if fresh:
        with store.edit("Import {count} events", count=len(fresh)) as edit:
            edit.insert_all("event", [{"uid": str(uuid.uuid4()), **row} for row in fresh])
    return len(fresh)


def import_events(store: Store, path: Path) -> tuple[str, ...]:
    """Mark all events of a CSV file, as one step; the rows that could not be read, a sentence each.

    Raises FileMissingError, FileUnreadableError.
    """
    found = read_events_csv(read_whole_text(path), path.name)
    add_events(store, found.events)
    return found.problems


def change_event(store: Store, event_id: EventId, date: str, text: str) -> None:
    """Give an event another date or text. Raises NotADateError, NameMissingError, GoneError."""
    row = _row(date, text)
    event = _event(store, event_id)
    if (event.date.value, event.text) != (row["date"], row["text"]):
        with store.edit("Change event {text}", text=row["text"]) as edit:
            edit.update("event", event_id, **row)


def delete_event(store: Store, event_id: EventId) -> None:
    """Take an event away. Raises GoneError."""
    event = _event(store, event_id)
    with store.edit("Delete event {text}", text=event.text) as edit:
        edit.delete("event", event_id)


def _row(date: str, text: str) -> dict[str, object]:
    clean = one_line(text)
    if not clean:
        raise NameMissingError(what="event")
    try:
        stated = StatedDate(date.strip() or None)
    except ValueError as error:
        raise NotADateError(given=date) from error
    if stated.value is None:
        raise NotADateError(given=date)
    return {"date": stated.value, "text": clean}


def _event(store: Store, event_id: EventId) -> Event:
    found = [event for event in read_events(store) if event.id == event_id]
    if not found:
        raise GoneError(what="event")
    return found[0]

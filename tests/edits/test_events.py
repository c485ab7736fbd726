from __future__ import annotations

import pytest

from annotator.edits.events import add_event, add_events, change_event, delete_event
from annotator.errors import GoneError, NameMissingError, NotADateError
from annotator.model.events import EventId
from annotator.store.events import read_events
from annotator.store.store import Store
from tests.builders import contents


def _listed(store: Store) -> list[tuple[str | None, str]]:
    return [(event.date.value, event.text) for event in read_events(store)]


def test_events_stand_in_the_order_of_their_dates(store: Store) -> None:
    add_event(store, "2031-09-12", "General Assembly  opens")
    add_event(store, "2031", "Year of the islands")
    add_event(store, "2031-09", "Elections")

    assert _listed(store) == [
        ("2031", "Year of the islands"),
        ("2031-09", "Elections"),
        ("2031-09-12", "General Assembly opens"),
    ]
    assert [str(day) for day in read_events(store)[1].span()] == ["2031-09-01", "2031-09-30"]


@pytest.mark.parametrize(
    ("date", "text", "error"),
    [
        ("soon", "x", NotADateError),
        ("", "x", NotADateError),
        ("2031-02-30", "x", NotADateError),
        ("2031", " ", NameMissingError),
    ],
)
def test_an_event_needs_a_date_and_a_text(store: Store, date: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        add_event(store, date, text)

    assert _listed(store) == []


def test_every_verb_of_events_can_be_undone(store: Store) -> None:
    states = [contents(store)]
    key = add_event(store, "2031-09-12", "Assembly")
    states.append(contents(store))
    change_event(store, key, "2031-09-13", "Assembly")
    states.append(contents(store))
    assert add_events(store, [("2031-09-13", "Assembly"), ("2031-10", "Vote")]) == 1
    states.append(contents(store))
    delete_event(store, key)

    for state in reversed(states):
        store.undo()
        assert contents(store) == state
    with pytest.raises(GoneError):
        delete_event(store, EventId(99))

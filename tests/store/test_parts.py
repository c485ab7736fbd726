from __future__ import annotations

import pytest

from annotator.model.units import Over
from annotator.store.corpus import statement_rows
from annotator.store.parts import parts_of
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement


def test_statements_belong_to_sources_months_and_days_of_coding(store: Store) -> None:
    ana, _ = coders = fill(
        store,
        draft("No treaty holds.", title="Talks", published="2031-03-01"),
        draft("The islands wait.", title="Talks", published="2031-02"),
        draft("Ships came back."),
    )
    label(store, ana, "treaty", "equality")
    ids = [row.id for row in statement_rows(store)]
    no, the, ships = (statement(store, words) for words in ("No", "The", "Ships"))

    assert list(parts_of(store, Over.SOURCE, ids).items()) == [
        (no, "Talks"),
        (the, "Talks (2)"),
        (ships, "Ships came back."),
    ]
    months = parts_of(store, Over.MONTH, ids)
    assert list(months.items()) == [(the, "2031-02"), (no, "2031-03"), (ships, "undated")]
    coded = parts_of(store, Over.CODED, [no, the], coders)
    assert coded == {no: "2031-03-03", the: "undated"}


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", "2031-03-03"),
        ("Pacific/Kiritimati", "2031-03-04"),
        ("No/Such", "2031-03-03"),
        ("America", "2031-03-03"),
    ],
)
def test_the_day_of_coding_is_that_of_the_projects_time_zone(store: Store, zone: str, day: str) -> None:
    ana, _ = coders = fill(store, draft("No treaty holds."))  # at 10:00 UTC; Kiritimati is 14 hours ahead
    label(store, ana, "treaty", "equality")
    with store.edit("Change the project") as edit:
        edit.update("project", 1, time_zone=zone)

    found = parts_of(store, Over.CODED, [row.id for row in statement_rows(store)], coders)

    assert list(found.values()) == [day]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("", "undated"),
        ("in March", "undated"),
        ("2031-03-03", "2031-03-03"),
        ("2031-03-03T23:30", "2031-03-04"),
    ],
)
def test_moments_of_other_programs_are_told_as_far_as_they_say_the_day(
    store: Store, moment: str, day: str
) -> None:
    ana, _ = coders = fill(store, draft("No treaty holds."))
    key = label(store, ana, "treaty", "equality")
    with store.edit("Change the project") as edit:
        edit.update("project", 1, time_zone="Europe/Berlin")
        edit.update("annotation", key, created_at=moment)

    found = parts_of(store, Over.CODED, [row.id for row in statement_rows(store)], coders)

    assert list(found.values()) == [day]

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from annotator.edits.coders import rename_coder
from annotator.errors import NothingToUndoError
from annotator.model.annotation import CoderId
from annotator.model.periods import read_period
from annotator.store.changes import Changes
from annotator.store.history import HistoryFilter, moments, plan_undo, read_history
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement

TEXT = "No treaty 100% holds.\nThe islands wait."


@pytest.fixture
def coders(store: Store) -> list[CoderId]:
    """Ana labels two statements, Bruno one of them."""
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    label(store, bruno, "treaty", "security")
    label(store, ana, "islands", "domination")
    return [ana, bruno]


def of_days(typed: str) -> HistoryFilter:
    since, until = moments(read_period(typed), UTC)
    return HistoryFilter(since=since, until=until)


def test_days_are_those_of_the_place() -> None:
    east = timezone(timedelta(hours=3))

    assert moments(read_period("2031-03-03"), east) == (
        "2031-03-02T21:00:00.000+00:00",
        "2031-03-03T21:00:00.000+00:00",
    )
    assert moments(read_period("2031-03 –"), UTC) == ("2031-03-01T00:00:00.000+00:00", "")


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=3)), timezone(timedelta(hours=-3))])
@pytest.mark.usefixtures("coders")
def test_years_at_both_ends_of_the_calendar_can_be_typed(store: Store, zone: timezone | None) -> None:
    found = []
    for typed in ("0001", "9999", "0001 – 9999"):
        since, until = moments(read_period(typed), zone)
        found.append(len(read_history(store, HistoryFilter(since=since, until=until))))

    assert found == [0, 0, 7]


def titles(store: Store, wanted: HistoryFilter, **page: int) -> list[str]:
    return [entry.step.action.format_map(entry.step.details) for entry in read_history(store, wanted, **page)]


@pytest.mark.usefixtures("coders")
def test_the_latest_step_comes_first_with_its_statement(store: Store) -> None:
    last, *_, first = read_history(store, HistoryFilter())

    assert last.step.details["names"] == "domination"
    assert (last.statement_id, last.opening) == (statement(store, "islands"), "The islands wait.")
    assert last.step.at > first.step.at
    assert first.step.action == "Take over codebook {name}"
    assert (first.statement_id, first.statements) == (None, 0)


def test_steps_are_found_by_coder_statement_words_and_day(store: Store, coders: list[CoderId]) -> None:
    ana, bruno = coders
    of_ana = read_history(store, HistoryFilter(coder_id=ana))
    place = statement(store, "treaty")

    assert [entry.step.details["names"] for entry in of_ana] == ["domination", "equality"]
    assert [entry.step.coder_id for entry in read_history(store, HistoryFilter(statement_id=place))][:2] == [
        bruno,
        ana,
    ]
    assert len(read_history(store, HistoryFilter(words="SECUR"))) == 1
    assert titles(store, HistoryFilter(words="add coder")) == ["Add coder Bruno", "Add coder Ana"]
    assert titles(store, HistoryFilter(words="100_")) == []  # no wildcard
    assert len(titles(store, of_days("2031-03-03"))) == 7
    assert len(titles(store, of_days("2031"))) == 7
    assert titles(store, of_days("2031-03-04 –")) == []
    assert titles(store, of_days("– 2031-03-02")) == []


@pytest.mark.usefixtures("coders")
def test_it_is_read_a_page_at_a_time(store: Store) -> None:
    everything = titles(store, HistoryFilter())
    first = read_history(store, HistoryFilter(), limit=3)

    assert titles(store, HistoryFilter(), limit=3) == everything[:3]
    assert titles(store, HistoryFilter(), before=first[-1].step.id) == everything[3:]


@pytest.mark.usefixtures("coders")
def test_a_step_that_was_undone_is_listed_until_it_can_no_longer_be_redone(store: Store) -> None:
    store.undo()
    assert read_history(store, HistoryFilter())[0].step.state == "undone"

    rename_coder(store, CoderId(1), "Anna")

    assert [entry.step.state for entry in read_history(store, HistoryFilter())][:2] == ["done", "done"]


def test_undoing_back_to_a_step_takes_all_later_ones_back_at_once(
    store: Store, coders: list[CoderId]
) -> None:
    ana, bruno = coders
    target = read_history(store, HistoryFilter(words="coder"))[0].step.id
    last = contents(store)
    heard: list[Changes] = []
    store.listen(heard.append)

    plan = plan_undo(store, target)
    assert (plan.steps, plan.possible) == (3, True)
    assert dict(plan.coders) == {ana: 2, bruno: 1}
    assert dict(plan.rows)["annotation"] == 3
    store.undo_back_to(target)

    (told,) = heard
    assert told.statements == frozenset({statement(store, "treaty"), statement(store, "islands")})
    assert store.rows("SELECT 1 FROM annotation") == []
    for _ in range(3):
        store.redo()
    assert contents(store) == last


@pytest.mark.usefixtures("coders")
def test_nothing_is_taken_back_when_not_all_of_it_can_be(store: Store) -> None:
    first = read_history(store, HistoryFilter())[-1].step.id
    before = contents(store)
    with store.connection:
        store.connection.execute("UPDATE step SET compacted = 1 WHERE id = ?", (first + 2,))

    assert not plan_undo(store, first).possible
    with pytest.raises(NothingToUndoError):
        store.undo_back_to(first)
    assert contents(store) == before
    assert not plan_undo(store, read_history(store, HistoryFilter())[0].step.id).possible  # none comes after

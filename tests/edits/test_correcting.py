from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.edits.actors import add_actor
from annotator.edits.correcting import Correction, correct
from annotator.errors import NotADateError
from annotator.model.dates import How, Precision
from annotator.store.checking import find_problems
from annotator.store.corpus import read_sources, statement_row
from annotator.store.facts import common_facts
from annotator.store.registers import read_actors
from annotator.store.store import Store
from tests.builders import contents, draft, fill, statement


def test_speaker_and_date_are_corrected_and_say_that_a_person_did_it(store: Store) -> None:
    fill(store, draft("One harbour.\nTwo shores.", published="2031-03-03"))
    orlan = add_actor(store, "Marit Orlan", aliases=["Orlan"])
    before = contents(store)
    place = statement(store, "harbour")

    correct(store, [place], Correction(speaker=" orlan ", said="2031-03"))

    row = statement_row(store, place)
    assert (row.speaker_id, row.speaker_how) == (orlan, How.USER)
    assert (row.date.value, row.date.precision, row.date.how) == ("2031-03", Precision.MONTH, How.USER)
    assert statement_row(store, statement(store, "shores")).date.value == "2031-03-03"
    assert list(find_problems(store)) == []
    store.undo()
    assert contents(store) == before


def test_many_statements_and_their_sources_are_corrected_in_one_step(store: Store) -> None:
    fill(store, draft("One."), draft("Two.\nThree."), draft("Four."))
    uids = [source.uid for source in read_sources(store)]
    places = [statement(store, words) for words in ("One", "Three")]
    before = contents(store)

    correct(
        store,
        places,
        Correction(speaker="Vess", outlet="  Sable  News ", url="https://sable.example/1", published="2031"),
    )

    assert [actor.name for actor in read_actors(store)] == ["Vess"]
    assert [source.outlet for source in read_sources(store)] == ["Sable News", "Sable News", "Daily Beacon"]
    assert [source.uid for source in read_sources(store)] == uids
    speakers = [statement_row(store, statement(store, words)).speaker for words in ("One", "Two", "Three")]
    assert speakers == ["Vess", None, "Vess"]
    assert statement_row(store, statement(store, "Two")).date.value == "2031"
    store.undo()
    assert contents(store) == before


def test_empty_fields_take_back_what_was_said(store: Store) -> None:
    fill(store, draft("One.", published="2031-03-03"))
    place = statement(store, "One")
    correct(store, [place], Correction(speaker="Vess", said="2031-03-01"))

    correct(store, [place], Correction(speaker="", said=""))

    row = statement_row(store, place)
    assert (row.speaker, row.date.value) == (None, "2031-03-03")
    correct(store, [place], Correction(published=""))
    assert statement_row(store, place).date.value is None


def test_nothing_is_written_for_nothing_or_for_a_day_that_never_was(store: Store) -> None:
    fill(store, draft("One."))
    before, step = contents(store), store.next_undo()

    correct(store, [statement(store, "One")], Correction())
    correct(store, [], Correction(outlet="Sable News"))
    with pytest.raises(NotADateError):
        correct(store, [statement(store, "One")], Correction(speaker="Vess", said="2031-02-30"))

    assert contents(store) == before
    assert store.next_undo() == step


def test_what_statements_have_in_common_is_known_and_what_differs_is_not(store: Store) -> None:
    fill(store, draft("One.", title="Talks", published="2031"), draft("Two.", title="Fees", published="2031"))
    one, two = statement(store, "One"), statement(store, "Two")
    correct(store, [one], Correction(speaker="Vess"))

    alone, both = common_facts(store, [one]), common_facts(store, [one, two])

    assert (alone.statements, alone.sources, alone.speaker, alone.said) == (1, 1, "Vess", "2031")
    assert (alone.title, alone.outlet, alone.url) == ("Talks", "Daily Beacon", "")
    assert both == replace(alone, statements=2, sources=2, speaker=None, title=None)

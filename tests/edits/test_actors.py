from __future__ import annotations

import pytest

from annotator.edits.actors import add_actor, change_actor, delete_actor
from annotator.edits.annotations import annotate
from annotator.errors import (
    ActorInUseError,
    BrokenCharacterError,
    GoneError,
    NameMissingError,
    NameTakenError,
)
from annotator.model.annotation import Value
from annotator.model.codebook import VariableId
from annotator.store.registers import read_actors
from annotator.store.store import Store
from tests.builders import contents, draft, fill, statement


def test_name_aliases_attributes_and_note_are_changed_and_undone(store: Store) -> None:
    key = add_actor(store, "Sea Assembly", aliases=["Assembly", "SA"])
    before = contents(store)

    change_actor(
        store,
        key,
        name=" The  Sea Assembly ",
        aliases=["SA", "", "S. A.", "the sea assembly"],
        attributes={"type": " body ", "country": ""},
        note="Seat in Merrow.",
    )

    (actor,) = read_actors(store)
    assert (actor.name, actor.aliases, actor.note) == ("The Sea Assembly", ("SA", "S. A."), "Seat in Merrow.")
    assert actor.attributes == {"type": "body"}
    store.undo()
    assert contents(store) == before


def test_what_is_not_given_stays_and_nothing_new_is_no_step(store: Store) -> None:
    key = add_actor(store, "Velm", aliases=["V."], attributes={"type": "state"})
    step = store.next_undo()

    change_actor(store, key, name="Velm", aliases=["V."], attributes={"type": "state"})

    assert store.next_undo() == step
    change_actor(store, key, note="North.")
    (actor,) = read_actors(store)
    assert (actor.name, actor.aliases, actor.attributes) == ("Velm", ("V.",), {"type": "state"})


def test_no_two_actors_go_by_one_name(store: Store) -> None:
    velm = add_actor(store, "Velm")
    add_actor(store, "Tarsia", aliases=["the South"])

    with pytest.raises(NameTakenError):
        change_actor(store, velm, name="tarsia")
    with pytest.raises(NameTakenError):
        change_actor(store, velm, aliases=["The  South"])
    with pytest.raises(NameMissingError):
        change_actor(store, velm, name=" ")


def test_only_an_actor_whom_nothing_mentions_is_deleted(store: Store) -> None:
    ana, _ = fill(store, draft("One."))
    used, unused = add_actor(store, "Velm"), add_actor(store, "Tarsia", aliases=["T."])
    annotate(store, statement(store, "One"), ana, values=[Value(VariableId(3), actor_id=used)])

    with pytest.raises(ActorInUseError, match="Velm speaks or is a target in 1 places"):
        delete_actor(store, used)
    delete_actor(store, unused)

    assert [actor.name for actor in read_actors(store)] == ["Velm"]
    with pytest.raises(GoneError):
        delete_actor(store, unused)


def test_half_a_character_in_a_name_is_told_and_nothing_is_written(store: Store) -> None:
    before = contents(store)

    with pytest.raises(BrokenCharacterError) as told:
        add_actor(store, "Mira \ud83d Okten")

    assert (
        str(told.value)
        == "“Mira \ufffd Okten” holds half a character, which no file can hold. Type the words anew."
    )
    assert contents(store) == before

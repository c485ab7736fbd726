"""Verbs of the register of actors: who speaks and who is spoken about."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping

from annotator.errors import ActorInUseError, GoneError, NameMissingError, NameTakenError
from annotator.model.actors import Actor, ActorId, folded_name
from annotator.model.text import one_line, prose
from annotator.store.merging import pointing_rows
from annotator.store.registers import read_actors
from annotator.store.store import Edit, Store


def add_actor(
    store: Store, name: str, *, aliases: Iterable[str] = (), attributes: Mapping[str, str] | None = None
) -> ActorId:
    """Put a new actor into the register. Raises NameMissingError, NameTakenError (aliases count)."""
    clean = one_line(name)
    if not clean:
        raise NameMissingError(what="actor")
    if folded_name(clean) in names_of(read_actors(store)):
        raise NameTakenError(what="actor", name=clean)
    kept, pairs = _aliases(aliases, beside=clean), _attributes(attributes or {})
    with store.edit("Add actor {name}", name=clean) as edit:
        return insert_actor(edit, clean, aliases=kept, attributes=pairs)


def change_actor(
    store: Store,
    actor_id: ActorId,
    *,
    name: str | None = None,
    aliases: Iterable[str] | None = None,
    attributes: Mapping[str, str] | None = None,
    note: str | None = None,
) -> None:
    """Change what the register says of an actor; what is None stays. Blank aliases and attributes go.

    Raises GoneError, NameMissingError, NameTakenError (aliases count).
    """
    everyone = read_actors(store)
    actor = _actor(everyone, actor_id)
    others = names_of(other for other in everyone if other.id != actor_id)
    clean = actor.name if name is None else one_line(name)
    if not clean:
        raise NameMissingError(what="actor")
    wanted = actor.aliases if aliases is None else _aliases(aliases, beside=clean)
    for word in (clean, *wanted):
        if folded_name(word) in others:
            raise NameTakenError(what="actor", name=word)
    kept = actor.attributes if attributes is None else _attributes(attributes)
    columns: dict[str, object] = {
        "name": clean,
        "attributes": json.dumps(dict(kept), ensure_ascii=False),
        "note": actor.note if note is None else prose(note),
    }
    known = (actor.name, json.dumps(dict(actor.attributes), ensure_ascii=False), actor.note)
    if tuple(columns.values()) == known and set(wanted) == set(actor.aliases):
        return
    with store.edit("Change actor {name}", name=actor.name) as edit:
        if tuple(columns.values()) != known:
            edit.update("actor", actor_id, **columns)
        for gone in (alias for alias in actor.aliases if alias not in wanted):
            edit.delete_where("actor_alias", actor_id=actor_id, name=gone)
        fresh = [alias for alias in wanted if alias not in actor.aliases]
        edit.insert_all("actor_alias", [{"actor_id": actor_id, "name": alias} for alias in fresh])


def delete_actor(store: Store, actor_id: ActorId) -> None:
    """Take an actor out of the register who neither speaks nor is a target anywhere.

    Raises GoneError, ActorInUseError.
    """
    actor = _actor(read_actors(store), actor_id)
    places = [table for table, _, _ in pointing_rows(store, "actor", actor_id) if table != "actor_alias"]
    if places:
        raise ActorInUseError(name=actor.name, count=len(places))
    with store.edit("Delete actor {name}", name=actor.name) as edit:
        edit.delete_where("actor_alias", actor_id=actor_id)
        edit.delete("actor", actor_id)


def insert_actor(
    edit: Edit,
    name: str,
    *,
    uid: str | None = None,
    aliases: Iterable[str] = (),
    attributes: Mapping[str, str] | None = None,
    note: str = "",
) -> ActorId:
    """Write an actor inside a larger edit; the caller has checked the name."""
    key = edit.insert(
        "actor",
        uid=uid or str(uuid.uuid4()),
        name=name,
        attributes=json.dumps(dict(attributes or {}), ensure_ascii=False),
        note=note,
    )
    edit.insert_all("actor_alias", [{"actor_id": key, "name": alias} for alias in dict.fromkeys(aliases)])
    return ActorId(key)


def names_of(actors: Iterable[Actor]) -> dict[str, ActorId]:
    """Every name and alias, folded, and whose it is; names win over aliases, earlier actors over later."""
    known: dict[str, ActorId] = {}
    everyone = list(actors)
    for actor in everyone:
        known.setdefault(folded_name(actor.name), actor.id)
    for actor in everyone:
        for alias in actor.aliases:
            known.setdefault(folded_name(alias), actor.id)
    return known


def _actor(everyone: Iterable[Actor], actor_id: ActorId) -> Actor:
    found = next((actor for actor in everyone if actor.id == actor_id), None)
    if found is None:
        raise GoneError(what="actor")
    return found


def _aliases(given: Iterable[str], *, beside: str) -> tuple[str, ...]:
    """Each once, and none that is the name itself."""
    found: dict[str, str] = {}
    for alias in map(one_line, given):
        if alias and folded_name(alias) != folded_name(beside):
            found.setdefault(folded_name(alias), alias)
    return tuple(found.values())


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    pairs = ((one_line(name), one_line(value)) for name, value in given.items())
    return {name: value for name, value in pairs if name and value}

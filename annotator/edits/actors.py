"""Verbs of the register of actors: who speaks and who is spoken about."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping

from annotator.errors import NameMissingError, NameTakenError
from annotator.model.actors import Actor, ActorId, folded_name
from annotator.store.registers import read_actors
from annotator.store.store import Edit, Store


def add_actor(
    store: Store, name: str, *, aliases: Iterable[str] = (), attributes: Mapping[str, str] | None = None
) -> ActorId:
    """Put a new actor into the register. Raises NameMissingError, NameTakenError (aliases count)."""
    clean = " ".join(name.split())
    if not clean:
        raise NameMissingError(what="actor")
    if folded_name(clean) in names_of(read_actors(store)):
        raise NameTakenError(what="actor", name=clean)
    with store.edit("Add actor {name}", name=clean) as edit:
        return insert_actor(edit, clean, aliases=aliases, attributes=attributes)


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

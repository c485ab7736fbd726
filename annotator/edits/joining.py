"""Two entries for one person: finding them by name, and putting them together when somebody says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from annotator.errors import GoneError, NotJoinableError
from annotator.model.actors import Actor, ActorId, folded_name
from annotator.model.annotation import Coder, CoderId, Stage
from annotator.store.merging import (
    aliases_of,
    has_twin,
    memo_row,
    move_worklists,
    pointing_rows,
    row_of,
    status_row,
)
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.ring import Reason
from annotator.store.stamps import bury
from annotator.store.store import Edit, Store

T = TypeVar("T")
K = TypeVar("K")
_BY_WORK = (Stage.UNTOUCHED, Stage.SKIPPED, Stage.BEGUN, Stage.EXCLUDED, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Alike:
    """Entries whose names differ at most in case and blanks: perhaps the same; only people know."""

    what: str
    names: tuple[str, ...]
    uids: tuple[str, ...]


def alike(store: Store) -> list[Alike]:
    """Coders, actors, variables and codes (within a variable) that bear one name, to be offered for joining."""
    codebook = read_codebook(store)
    found = _alike("coder", ((folded_name(one.name), one.name, one.uid) for one in read_coders(store)))
    found += _alike("actor", _actor_names(read_actors(store)))
    found += _alike("variable", ((folded_name(one.name), one.name, one.uid) for one in codebook.variables))
    for variable in codebook.variables:
        codes = (code for code in variable.codes if not code.retired)
        found += _alike("code", ((folded_name(code.name), code.name, code.uid) for code in codes))
    return found


def join_coders(store: Store, coder_id: CoderId, into_id: CoderId) -> None:
    """Let everything that one coder did be another's: they are one person. The first is no more.

    Where both stand with a statement, the stage with more work counts. Raises GoneError, NotJoinableError.
    """
    coders = {coder.id: coder for coder in read_coders(store)}
    one, into = _both(coders, coder_id, into_id, "coder")
    if one.kind is not into.kind:
        raise NotJoinableError(name=one.name, into=into.name)
    with store.edit(
        "Join coder {name} with {into}", risk=Reason.MERGE, name=one.name, into=into.name
    ) as edit:
        join_into(store, edit, "coder", one, into)


def join_actors(store: Store, actor_id: ActorId, into_id: ActorId) -> None:
    """Let everything said by or of one actor be another's, who takes the names too. The first is no more.

    Raises GoneError, NotJoinableError.
    """
    actors = {actor.id: actor for actor in read_actors(store)}
    one, into = _both(actors, actor_id, into_id, "actor")
    with store.edit(
        "Join actor {name} with {into}", risk=Reason.MERGE, name=one.name, into=into.name
    ) as edit:
        join_into(store, edit, "actor", one, into)


def join_into(
    store: Store, edit: Edit, table: str, one: Coder | Actor, into: Coder | Actor, *, merging: bool = False
) -> None:
    """Join inside a larger edit, and remember it, so that later merges find their way.

    A merging edit has no stamps of its own; the deletion is stamped here.
    """
    if isinstance(one, Actor) and isinstance(into, Actor):
        _keep_names(store, edit, one, into)
    repoint(store, edit, table, one.id, into.id)
    edit.delete(table, one.id)
    edit.insert_all("redirect", [{"table_name": table, "uid": one.uid, "into_uid": into.uid}])
    if merging:
        bury(store.connection, table, one.uid)


def repoint(store: Store, edit: Edit, table: str, key: int, into: int) -> None:
    """Let every row that points to a coder or actor point to another one."""
    move_in_worklists(store, edit, table, key, into)
    for name, column, row in pointing_rows(store, table, key):
        if name == "status":
            found = row_of(store, "status", row)
            edit.delete("status", row)
            add_status(store, edit, int(str(found["statement_id"])), into, found)
        elif name == "memo":
            move_memo(store, edit, row, **{column: into})
        elif name == "actor_alias" or (name == "value" and has_twin(store, row, into)):
            edit.delete(name, row)
        else:
            edit.update(name, row, **{column: into})


def move_in_worklists(store: Store, edit: Edit, table: str, key: int, into: int) -> None:
    """Let worklists hold another coder or statement instead of one."""
    if table not in {"coder", "statement"}:
        return
    for row, is_there in move_worklists(store, table, key, into):
        if is_there:
            edit.delete(f"worklist_{table}", row)
        else:
            edit.update(f"worklist_{table}", row, **{f"{table}_id": into})


def move_memo(store: Store, edit: Edit, key: int, **columns: int) -> None:
    """Let a memo be on another statement, or another coder's; where one is there, it gets the words as well."""
    row = row_of(store, "memo", key) | columns
    kind = next(kind for kind in ("statement", "source", "code") if row[f"{kind}_id"] is not None)
    there = memo_row(store, int(str(row["coder_id"])), kind, int(str(row[f"{kind}_id"])))
    if there is None:
        edit.update("memo", key, **columns)
        return
    edit.delete("memo", key)
    if str(row["text"]) not in there[1]:
        edit.update("memo", there[0], text=f"{there[1]}\n\n{row['text']}")


def add_status(store: Store, edit: Edit, statement: int, coder: int, columns: dict[str, object]) -> None:
    """Add a status to what is there: of two stages the one with more work counts, flags and notes stay."""
    there = status_row(store, statement, coder)
    names = ("stage", "reason", "flagged", "note")
    if there is None:
        edit.insert(
            "status", statement_id=statement, coder_id=coder, **{name: columns[name] for name in names}
        )
        return
    changed: dict[str, object] = {}
    mine, other = ((_BY_WORK.index(Stage(str(row["stage"]))), str(row["reason"])) for row in (there, columns))
    if other > mine:
        changed |= {"stage": columns["stage"], "reason": columns["reason"]}
    my_flag, other_flag = ((bool(row["flagged"]), str(row["note"])) for row in (there, columns))
    if other_flag > my_flag:
        changed |= {"flagged": columns["flagged"], "note": columns["note"]}
    if changed:
        edit.update("status", int(str(there["id"])), **changed)


def _keep_names(store: Store, edit: Edit, one: Actor, into: Actor) -> None:
    known = {folded_name(into.name), *map(folded_name, aliases_of(store, into.id))}
    for name in (one.name, *one.aliases):
        if folded_name(name) not in known:
            known.add(folded_name(name))
            edit.insert("actor_alias", actor_id=into.id, name=name)


def _both(entries: Mapping[K, T], one: K, into: K, what: str) -> tuple[T, T]:
    if one not in entries or into not in entries or one == into:
        raise GoneError(what=what)
    return entries[one], entries[into]


def _alike(what: str, names: Iterable[tuple[str, str, str]]) -> list[Alike]:
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for folded, name, uid in names:
        groups[folded].setdefault(uid, name)
    return [Alike(what, tuple(group.values()), tuple(group)) for group in groups.values() if len(group) > 1]


def _actor_names(actors: Iterable[Actor]) -> Iterable[tuple[str, str, str]]:
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            yield folded_name(name), actor.name, actor.uid

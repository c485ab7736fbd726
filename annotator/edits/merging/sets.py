"""Rows without a name of their own: other names of actors, stretches left out of sources."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.store.images import FURTHER, SETS, set_members


def merge_set(both: Both, table: str) -> None:
    """Bring in the members that are new, and take out those that the other file took out later."""
    owner, names = SETS[table]
    mine = {uid for uid, _, _ in set_members(both.store, table)}
    fresh: dict[str, dict[str, object]] = {}
    for uid, owner_uid, columns in set_members(both.theirs.store, table):
        key = both.mine.ids(owner).get(both.final(owner, owner_uid))
        if uid in mine or key is None or not _member_lives(both, table, uid):
            continue
        told = dict(zip((*names, *FURTHER.get(table, ())), columns, strict=True))
        fresh[uid] = {f"{owner}_id": key, **told}
    both.edit.insert_all(table, fresh.values())
    for uid, owner_uid, columns in set_members(both.store, table):
        tombstone = both.theirs.gone(table, uid)
        own = both.mine.tombstones.get((table, uid))
        if tombstone is not None and (own is None or own.stamp < tombstone.stamp):
            place = dict(zip(names, columns, strict=False))
            both.edit.delete_where(table, **{f"{owner}_id": both.mine.ids(owner)[owner_uid], **place})


def _member_lives(both: Both, table: str, uid: str) -> bool:
    tombstone = both.mine.gone(table, uid)
    theirs = both.theirs.tombstones.get((table, uid))
    return tombstone is None or (theirs is not None and theirs.stamp > tombstone.stamp)

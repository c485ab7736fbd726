"""Rows without a name of their own: other names of actors, stretches left out of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.store.images import SETS, set_members

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def merge_set(merge: Pass, table: str) -> None:
    """Bring in the members that are new, and take out those that the other file took out later."""
    owner, names = SETS[table]
    mine = {uid for uid, _, _ in set_members(merge.store, table)}
    fresh: dict[str, dict[str, object]] = {}
    for uid, owner_uid, columns in set_members(merge.theirs.store, table):
        key = merge.mine.ids(owner).get(merge.final(owner, owner_uid))
        if uid in mine or key is None or not _member_lives(merge, table, uid):
            continue
        fresh[uid] = {f"{owner}_id": key, **dict(zip(names, columns, strict=True))}
    merge.edit.insert_all(table, fresh.values())
    for uid, owner_uid, columns in set_members(merge.store, table):
        tombstone = merge.theirs.gone(table, uid)
        own = merge.mine.tombstones.get((table, uid))
        if tombstone is not None and (own is None or own.stamp < tombstone.stamp):
            place = dict(zip(names, columns, strict=True))
            merge.edit.delete_where(table, **{f"{owner}_id": merge.mine.ids(owner)[owner_uid], **place})


def _member_lives(merge: Pass, table: str, uid: str) -> bool:
    tombstone = merge.mine.gone(table, uid)
    theirs = merge.theirs.tombstones.get((table, uid))
    return tombstone is None or (theirs is not None and theirs.stamp > tombstone.stamp)

"""What goes from one file because it was deleted in the other, and nothing here needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.joining import repoint
from annotator.edits.merging.sources import SourceCopier, remove_work
from annotator.store.erasing import forget, statements_of
from annotator.store.merging import is_referenced, keys_in_source, memos_in_source, statuses_in_source

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def bury_what_goes(merge: Pass) -> None:
    """Take out what the other file deleted and nothing here needs."""
    coders, sources = (_erased(merge, table) for table in ("coder", "source"))
    statements = statements_of(merge.store, sources)
    for uid in sorted(merge.dying["annotation"]):
        key = merge.mine.ids("annotation").pop(uid)
        merge.edit.delete_where("value", annotation_id=key)
        merge.edit.delete("annotation", key)
        merge.tally.count(merge.tally.removed, "annotation")
    for uid in sorted(merge.dying["statement"]):
        if uid in merge.mine.ids("statement"):
            merge.homes.move_out(uid)
            merge.edit.delete("statement", merge.mine.ids("statement").pop(uid))
            merge.tally.count(merge.tally.removed, "statement")
    for uid in sorted(merge.dying["source"]):
        _bury_source(merge, uid)
    for table in (
        "event",
        "frozen_coding",
        "log_entry",
        "worklist",
        "saved_filter",
        "code",
        "variable",
        "coder",
        "actor",
    ):
        waiting = sorted(merge.dying[table])
        while left := [uid for uid in waiting if not _bury_row(merge, table, uid)]:
            if left == waiting:
                break
            waiting = left
        else:
            continue
        for uid in left:
            merge.keep(table, uid, merge.theirs.tombstones[table, uid])
    forget(merge.store, coders=coders, statements=statements)


def _erased(merge: Pass, table: str) -> list[str]:
    return [uid for uid in merge.dying[table] if merge.theirs.tombstones[table, uid].gone == 2]


def _bury_row(merge: Pass, table: str, uid: str) -> bool:
    key = merge.mine.ids(table)[uid]
    if merge.is_redirected(table, uid):
        into = merge.key(table, merge.final(table, uid))
        assert into is not None
        repoint(merge.store, merge.edit, table, key, into)
    elif table == "coder" and merge.theirs.tombstones[table, uid].gone == 2:
        remove_work(merge.store, merge.edit, "coder_id", key)
    elif is_referenced(merge.store, table, key):
        return False
    if table == "actor":
        merge.edit.delete_where("actor_alias", actor_id=key)
    merge.edit.delete(table, key)
    del merge.mine.ids(table)[uid]
    merge.tally.count(merge.tally.removed, table)
    return True


def _bury_source(merge: Pass, uid: str) -> None:
    key = merge.mine.ids("source")[uid]
    tombstone = merge.theirs.tombstones["source", uid]
    work = [("status", name) for name in statuses_in_source(merge.store, key)]
    work += [("memo", name) for name in memos_in_source(merge.store, key)]
    unseen = [
        name
        for table, name in work
        if any(not merge.theirs.has_seen(stamp) for stamp in merge.mine.stamps(table, name).values())
    ]
    if tombstone.gone != 2 and (unseen or keys_in_source(merge.store, "annotation", key)):
        merge.keep("source", uid, tombstone)
        return
    SourceCopier(merge.edit, merge.mine, merge.theirs, merge.key).remove(uid)
    merge.tally.count(merge.tally.removed, "source")

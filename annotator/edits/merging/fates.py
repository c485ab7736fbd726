"""Which rows are to go, which come in, and which come back."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rules import survives
from annotator.store.images import Values
from annotator.store.stamps import forget_stamps


def mark_dying(both: Both, table: str) -> None:
    """Rows that the other file deleted go, unless they were changed here meanwhile."""
    dying = both.dying.setdefault(table, set())
    for (name, uid), tombstone in both.theirs.tombstones.items():
        if name != table or not tombstone.gone or uid not in both.mine.ids(table):
            continue
        if both.is_redirected(table, uid) or not survives(table, uid, tombstone, both.mine, both.theirs):
            dying.add(uid)
        elif not both.mine.has_seen(tombstone.stamp):
            both.keep(table, uid, tombstone)


def arrives(both: Both, table: str, uid: str, theirs: Values) -> bool:
    """Whether a row that is only in the other file comes in; one deleted here comes back only if changed there."""
    if table == "part" or both.is_redirected(table, uid):
        return False
    if table == "statement" and str(theirs[0][0]) not in both.mine.ids("source"):
        return False
    tombstone = both.mine.gone(table, uid)
    if tombstone is None:
        return True
    if not survives(table, uid, tombstone, both.theirs, both.mine):
        return False
    if not both.theirs.has_seen(tombstone.stamp):
        both.keep(table, uid, tombstone)
    revive(both, table, uid)
    return True


def revive(both: Both, table: str, uid: str) -> None:
    """A row comes back as the other file has it: what was changed here before it went is unknown now.

    A file that was put in before may know; that one has to be looked at again.
    """
    both.has_revived = True
    forget_stamps(both.store.connection, table, uid)

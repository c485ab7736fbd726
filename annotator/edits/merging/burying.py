"""What goes from one file because it was deleted in the other, and nothing here needs it."""

from __future__ import annotations

from annotator.edits.joining import add_status, move_in_worklists, move_memo, repoint
from annotator.edits.merging.both import Both
from annotator.edits.merging.memos import had_memo
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.sources import remove_work
from annotator.store.erasing import forget, statements_of
from annotator.store.merging import (
    is_referenced,
    keys_in_source,
    memos_in_source,
    memos_with,
    rows_on_statement,
    statuses_in_source,
    worklists_of,
)
from annotator.store.sides import NEVER

_LAST = (
    "event",
    "frozen_coding",
    "log_entry",
    "keyword_group",
    "worklist",
    "saved_filter",
    "code",
    "variable",
    "coder",
    "actor",
)


def bury_what_goes(both: Both, rows: Rows) -> None:
    """Take out what the other file deleted and nothing here needs."""
    coders, sources = (_erased(both, table) for table in ("coder", "source"))
    statements = statements_of(both.store, sources)
    for uid in sorted(both.dying["annotation"]):
        _bury_annotation(both, uid)
    for uid in sorted(both.dying["statement"]):
        if uid in both.mine.ids("statement"):
            _bury_statement(both, rows, uid)
    for uid in sorted(both.dying["source"]):
        _bury_source(both, rows, uid)
    for table in _LAST:
        _bury_table(both, rows, table)
    forget(both.store, coders=coders, statements=statements)


def _erased(both: Both, table: str) -> list[str]:
    return [uid for uid in both.dying[table] if both.theirs.tombstones[table, uid].gone == 2]


def _bury_annotation(both: Both, uid: str) -> None:
    key = both.mine.ids("annotation").pop(uid)
    both.edit.delete_where("value", annotation_id=key)
    both.edit.delete("annotation", key)
    both.tally.count(both.tally.removed, "annotation")


def _bury_statement(both: Both, rows: Rows, uid: str) -> None:
    _move_out(both, rows, uid)
    both.edit.delete("statement", both.mine.ids("statement").pop(uid))
    both.tally.count(both.tally.removed, "statement")


def _move_out(both: Both, rows: Rows, statement_uid: str) -> None:
    """Let what is said of a statement that goes belong to those that take its place."""
    store, edit = both.store, both.edit
    old = rows.homes.before(statement_uid)
    assert old is not None
    for row in rows_on_statement(store, "annotation", old.id):
        words = [statement_uid, row["span_start"], row["span_end"], row["quote"]]
        home_id = rows.homes.of_annotation(statement_uid, words)
        edit.update("annotation", int(str(row["id"])), statement_id=home_id)
    for row in rows_on_statement(store, "status", old.id):
        for home in rows.homes.instead(old):
            add_status(store, edit, home.id, int(str(row["coder_id"])), row)
        edit.delete("status", int(str(row["id"])))
    homes = rows.homes.instead(old)
    for home in homes[1:]:
        missing = set(worklists_of(store, old.id)) - set(worklists_of(store, home.id))
        edit.insert_all(
            "worklist_statement",
            [{"worklist_id": worklist, "statement_id": home.id} for worklist in sorted(missing)],
        )
    for home in homes[:1]:
        for row in rows_on_statement(store, "memo", old.id):
            move_memo(store, edit, int(str(row["id"])), statement_id=home.id)
        move_in_worklists(store, edit, "statement", old.id, home.id)
    for row in rows_on_statement(store, "settlement", old.id):
        home_id = rows.homes.of_statement(statement_uid)
        if home_id is not None and not rows_on_statement(store, "settlement", home_id):
            edit.update("settlement", int(str(row["id"])), statement_id=home_id)
        else:
            edit.delete("settlement", int(str(row["id"])))


def _bury_source(both: Both, rows: Rows, uid: str) -> None:
    key = both.mine.ids("source")[uid]
    tombstone = both.theirs.tombstones["source", uid]
    unseen = any(
        not both.theirs.has_seen(stamp)
        for name in statuses_in_source(both.store, key)
        for stamp in both.mine.stamps("status", name).values()
    ) or _any_unseen(both, memos_in_source(both.store, key))
    if tombstone.gone != 2 and (unseen or keys_in_source(both.store, "annotation", key)):
        both.keep("source", uid, tombstone)
        return
    rows.sources.remove(uid)
    both.tally.count(both.tally.removed, "source")


def _bury_table(both: Both, rows: Rows, table: str) -> None:
    """Bury round by round, as rows of a table may need each other; what is needed elsewhere stays."""
    waiting = sorted(both.dying[table])
    while left := [uid for uid in waiting if not _bury_row(both, rows, table, uid)]:
        if left == waiting:
            break
        waiting = left
    for uid in left:
        both.keep(table, uid, both.theirs.tombstones[table, uid])


def _bury_row(both: Both, rows: Rows, table: str, uid: str) -> bool:
    key = both.mine.ids(table)[uid]
    if both.is_redirected(table, uid):
        into = rows.key(table, both.final(table, uid))
        assert into is not None
        repoint(both.store, both.edit, table, key, into)
    elif table == "coder" and both.theirs.tombstones[table, uid].gone == 2:
        remove_work(both.store, both.edit, "coder_id", key)
    elif is_referenced(both.store, table, key) or _is_written_of(both, table, key):
        return False
    if table == "actor":
        both.edit.delete_where("actor_alias", actor_id=key)
    both.edit.delete(table, key)
    del both.mine.ids(table)[uid]
    both.tally.count(both.tally.removed, table)
    return True


def _is_written_of(both: Both, table: str, key: int) -> bool:
    """Whether there is a memo on a code, or by a coder, of which the other file did not know."""
    return table in {"code", "coder"} and _any_unseen(both, memos_with(both.store, table, key))


def _any_unseen(both: Both, memos: list[str]) -> bool:
    return any(
        not had_memo(both.theirs, name, both.mine.stamps("memo", name).get("text", NEVER)) for name in memos
    )

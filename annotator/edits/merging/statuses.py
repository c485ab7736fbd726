"""Where coders stand with statements, put together of two files."""

from __future__ import annotations

from annotator.edits.joining import add_status
from annotator.edits.merging.both import Both
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS, UNTOUCHED
from annotator.store.images import Values, default, differences
from annotator.store.merging import status_row
from annotator.store.sides import NEVER


def merge_statuses(both: Both, rows: Rows) -> None:
    """Bring in where the coders of the other file stand."""
    fresh = []
    for found in differences(both.store, both.theirs.store, "status"):
        statement_uid, coder_uid = found.uid.split("/")
        statement = rows.homes.own(statement_uid)
        if statement is not None and not both.is_redirected("coder", coder_uid):
            row = _reconciled(both, found.uid, found.mine, found.theirs)
            coder = rows.key("coder", coder_uid)
            if row and found.mine is None and coder is not None:
                fresh.append({"statement_id": statement, "coder_id": coder, **UNTOUCHED, **row})
        elif found.theirs is not None:
            _move_in(both, rows, found.uid, found.theirs)
    both.edit.insert_all("status", fresh)
    both.tally.count(both.tally.added, "status", len(fresh))


def _reconciled(both: Both, uid: str, mine: Values | None, theirs: Values | None) -> dict[str, object]:
    """The columns that change; written at once where there is a row already."""
    stamps = (both.mine.stamps("status", uid), both.theirs.stamps("status", uid))
    if theirs is None and not stamps[1]:
        return {}
    columns: dict[str, object] = {}
    fields = zip(FIELDS["status"], mine or default("status"), theirs or default("status"), strict=True)
    for one, my_value, their_value in fields:
        if my_value == their_value:
            continue
        pair = (stamps[0].get(one.name, NEVER), stamps[1].get(one.name, NEVER))
        choice = choose(one, (my_value, their_value), pair, (both.mine, both.theirs))
        if choice.is_conflict:
            lost = my_value if choice.is_theirs else their_value
            both.recorder.differ("status", uid, one, choice, lost)
        if choice.is_theirs:
            columns |= dict(zip(one.columns, choice.value, strict=True))
    if columns and mine is not None:
        _write(both, uid, columns)
    if not columns and mine is None and theirs is not None:
        return dict(UNTOUCHED)
    return columns


def _write(both: Both, uid: str, columns: dict[str, object]) -> None:
    statement_uid, coder_uid = uid.split("/")
    statement, coder = both.mine.ids("statement")[statement_uid], both.mine.ids("coder")[coder_uid]
    row = status_row(both.store, statement, coder)
    assert row is not None
    both.edit.update("status", int(str(row["id"])), **columns)
    both.tally.count(both.tally.changed, "status")


def _move_in(both: Both, rows: Rows, uid: str, theirs: Values) -> None:
    """A status of a statement that is no more here, or of a coder who was joined with another."""
    statement_uid, coder_uid = uid.split("/")
    old = rows.homes.before(statement_uid)
    if old is None:
        return
    is_new = any(not both.mine.has_seen(stamp) for stamp in both.theirs.stamps("status", uid).values())
    if old.source_uid not in both.mine.ids("source") and not is_new:
        return
    coder = rows.key("coder", coder_uid)
    if coder is None or rows.key("source", old.source_uid) is None:
        return
    columns = {
        column: value
        for one, values in zip(FIELDS["status"], theirs, strict=True)
        for column, value in zip(one.columns, values, strict=True)
    }
    for home in rows.homes.instead(old):
        add_status(both.store, both.edit, home.id, coder, columns)

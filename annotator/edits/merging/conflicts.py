"""Verbs of conflicts that a merge found: saying that what holds is right, or taking the other value by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from annotator.edits.memos import insert_memo
from annotator.errors import GoneError, NothingAgainstError
from annotator.model.memo import MemoOn
from annotator.store.conflicts import Conflict, Rule, as_text, conflict_key, field_named, read_conflicts
from annotator.store.fields import FIELDS, NO_MEMO, REFERENCES, UNSETTLED, UNTOUCHED, Field
from annotator.store.images import image
from annotator.store.merging import key_of, memo_row, part_key, rows_on_statement, status_row
from annotator.store.registers import read_codebook
from annotator.store.sides import Side
from annotator.store.store import Edit, Store

Row = Mapping[str, object]


def settle_conflicts(store: Store, uids: Sequence[str]) -> None:
    """Mark conflicts as looked at: what holds is right."""
    with store.edit("Settle {count} conflicts", count=len(uids)) as edit:
        for uid in uids:
            edit.update("conflict", _key(store, uid), settled=1)


def reopen_conflicts(store: Store, uids: Sequence[str]) -> None:
    """Let conflicts wait for a decision again."""
    with store.edit("Reopen {count} conflicts", count=len(uids)) as edit:
        for uid in uids:
            edit.update("conflict", _key(store, uid), settled=0)


def take_other_value(store: Store, uid: str) -> None:
    """Let the value hold that stood against the one that was kept; the conflict is settled.

    The record keeps both, turned round, so that the choice can be made again. Raises GoneError where what
    it is about is no more, NothingAgainstError where nothing can be taken.
    """
    conflict = next((one for one in read_conflicts(store) if one.uid == uid), None)
    if conflict is None:
        raise GoneError(what="conflict")
    if not conflict.may_be_turned:
        raise NothingAgainstError(about=conflict.about)
    with store.edit("Take the other value of {about}", about=conflict.about) as edit:
        if conflict.shares_key:
            _free_key(store, edit, conflict)
        elif conflict.other_value is None:
            _delete_annotation(store, edit, conflict)
        else:
            _write(edit, Side(store), conflict)
        edit.update("conflict", _key(store, uid), settled=1, rule=Rule.HAND.value)


def _write(edit: Edit, side: Side, conflict: Conflict) -> None:
    value = json.loads(conflict.other_value or "")
    if conflict.table == "value":
        before = image(side.store, "value", conflict.row_uid)
        held = before[0] if before else []
        _set_values(edit, side, conflict.row_uid, value)
    else:
        field = field_named(conflict.table, conflict.field)
        columns = {name: _pointed(side, name, part) for name, part in zip(field.columns, value, strict=True)}
        held = _in_row(edit, side, conflict, field, columns)
    edit.update(
        "conflict",
        _key(side.store, conflict.uid),
        kept=conflict.other,
        other=conflict.kept,
        other_value=as_text(held),
    )


def _in_row(edit: Edit, side: Side, conflict: Conflict, field: Field, columns: Row) -> list[object]:
    """Write the columns where they belong; what stood there."""
    writers = {"status": _write_status, "memo": _write_memo, "settlement": _write_settlement}
    if conflict.table in writers:
        before = writers[conflict.table](edit, side, conflict.row_uid, columns)
        return [before[name] for name in field.columns]
    key = 1 if conflict.table == "project" else _known(side, conflict.table, conflict.row_uid)
    found = image(side.store, conflict.table, "project" if conflict.table == "project" else conflict.row_uid)
    assert found is not None
    edit.update(conflict.table, key, **columns)
    return found[FIELDS[conflict.table].index(field)]


def _set_values(edit: Edit, side: Side, row_uid: str, answers: list[list[str]]) -> None:
    annotation_uid, variable_uid = row_uid.split("/")
    row = {
        "annotation_id": _known(side, "annotation", annotation_uid),
        "variable_id": _known(side, "variable", variable_uid),
    }
    edit.delete_where("value", **row)
    for kind, given in answers:
        points = kind in {"code", "actor"}
        answer = {f"{kind}_id": _known(side, kind, given)} if points else {kind: given}
        edit.insert("value", **row, **answer)
    edit.update("annotation", row["annotation_id"], updated_at=edit.at)


def _write_status(edit: Edit, side: Side, row_uid: str, columns: Row) -> Row:
    statement, coder = row_uid.split("/")
    keys = {"statement_id": _known(side, "statement", statement), "coder_id": _known(side, "coder", coder)}
    row = status_row(side.store, keys["statement_id"], keys["coder_id"])
    if row is None:
        edit.insert("status", **keys, **{**UNTOUCHED, **columns})
        return UNTOUCHED
    edit.update("status", int(str(row["id"])), **columns)
    return row


def _write_memo(edit: Edit, side: Side, row_uid: str, columns: Row) -> Row:
    coder_uid, kind, target_uid = row_uid.split("/")
    coder, target = _known(side, "coder", coder_uid), _known(side, kind, target_uid)
    there = memo_row(side.store, coder, kind, target)
    text = str(columns["text"])
    if there is None and text:
        insert_memo(edit, coder, MemoOn(kind), target, text)
    elif there is not None and text:
        edit.update("memo", there[0], text=text)
    elif there is not None:
        edit.delete("memo", there[0])
    return NO_MEMO if there is None else {"text": there[1], "uid": there[2]}


def _write_settlement(edit: Edit, side: Side, row_uid: str, columns: Row) -> Row:
    statement = _known(side, "statement", row_uid)
    there = rows_on_statement(side.store, "settlement", statement)
    if columns["provenance"] is None:
        edit.delete_where("settlement", statement_id=statement)
    elif there:
        edit.update("settlement", int(str(there[0]["id"])), **columns)
    else:
        edit.insert("settlement", statement_id=statement, **columns)
    return there[0] if there else UNSETTLED


def _free_key(store: Store, edit: Edit, conflict: Conflict) -> None:
    """Let the other code alone have the key."""
    for code in read_codebook(store).codes():
        if code.key.upper() == conflict.about and code.uid != conflict.row_uid:
            edit.update("code", code.id, key="")


def _delete_annotation(store: Store, edit: Edit, conflict: Conflict) -> None:
    key = _known(Side(store), "annotation", conflict.row_uid)
    edit.delete_where("value", annotation_id=key)
    edit.delete("annotation", key)


def _pointed(side: Side, column: str, value: object) -> object:
    table = REFERENCES.get(column)
    return value if table is None or value is None else _known(side, table, str(value))


def _known(side: Side, table: str, uid: str) -> int:
    key = part_key(side.store, *uid.rsplit("/", 1)) if table == "part" else key_of(side.store, table, uid)
    if key is None:
        raise GoneError(what=table)
    return key


def _key(store: Store, uid: str) -> int:
    key = conflict_key(store, uid)
    if key is None:
        raise GoneError(what="conflict")
    return key

"""Conflicts of a merge: noting them, and deciding them by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import GoneError
from annotator.model.codebook import Code
from annotator.store.conflicts import (
    Conflict,
    about,
    as_text,
    conflict_key,
    field_named,
    in_words,
    read_conflicts,
)
from annotator.store.fields import FIELDS, REFERENCES, Field
from annotator.store.merging import status_row
from annotator.store.registers import read_codebook
from annotator.store.sides import Side
from annotator.store.store import Edit, Store

if TYPE_CHECKING:
    from collections.abc import Sequence


class Recorder:
    """Notes the conflicts of one merge in the project, each of them once."""

    def __init__(self, edit: Edit, mine: Side, theirs: Side, found: list[Conflict]) -> None:
        self._edit = edit
        self._stores = (mine.store, theirs.store)
        self._found = found
        self._known = {conflict.uid for conflict in read_conflicts(mine.store)}

    def differ(self, table: str, uid: str, field: Field, kept: list[object], other: list[object]) -> None:
        """Both files changed a field, or made a row, without knowing of each other."""
        texts = sorted((as_text(kept), as_text(other)))
        self._note(
            Conflict(
                uid=_digest(table, uid, field.name, *texts),
                table=table,
                row_uid=uid,
                field=field.name,
                about=self._about(table, uid),
                kept=in_words(self._stores, table, field, kept),
                other=in_words(self._stores, table, field, other),
                other_value=as_text(other),
            )
        )

    def deleted(self, table: str, uid: str) -> None:
        """One file deleted a row that the other changed or needs: it stays."""
        found = Conflict(
            uid=_digest(table, uid, "deleted"),
            table=table,
            row_uid=uid,
            field="",
            about=self._about(table, uid),
            kept="",
            other="deleted",
            other_value=None,
        )
        self._note(found)

    def shared_keys(self) -> None:
        """One key for two codes: it sets the one that comes first, until somebody gives the other another key."""
        first: dict[str, Code] = {}
        for code in (
            code for code in read_codebook(self._stores[0]).codes() if code.key and not code.retired
        ):
            holder = first.setdefault(code.key, code)
            if holder is not code:
                uids = sorted((holder.uid, code.uid))
                found = Conflict(
                    uid=_digest("code", "key", code.key, *uids),
                    table="code",
                    row_uid=code.uid,
                    field="key",
                    about=code.key.upper(),
                    kept=holder.name,
                    other=code.name,
                    other_value=None,
                )
                self._note(found)

    def take_over(self) -> None:
        """The conflicts that the other file has on record."""
        for conflict in read_conflicts(self._stores[1]):
            if conflict.uid not in self._known:
                self._write(conflict)
            elif conflict.settled:
                key = conflict_key(self._stores[0], conflict.uid)
                open_ones = {one.uid for one in read_conflicts(self._stores[0], settled=False)}
                if key is not None and conflict.uid in open_ones:
                    self._edit.update("conflict", key, settled=1)

    def _about(self, table: str, uid: str) -> str:
        found = (about(store, table, uid) for store in self._stores)
        return next((words for words in found if words is not None), uid)

    def _note(self, conflict: Conflict) -> None:
        if conflict.uid not in self._known:
            conflict = replace(conflict, found_at=self._edit.at)
            self._write(conflict)
            self._found.append(conflict)

    def _write(self, conflict: Conflict) -> None:
        self._known.add(conflict.uid)
        self._edit.insert(
            "conflict",
            uid=conflict.uid,
            table_name=conflict.table,
            row_uid=conflict.row_uid,
            field=conflict.field,
            about=conflict.about,
            kept=conflict.kept,
            other=conflict.other,
            other_value=conflict.other_value,
            found_at=conflict.found_at,
            settled=int(conflict.settled),
        )


def settle_conflicts(store: Store, uids: Sequence[str]) -> None:
    """Say that what was kept is right."""
    with store.edit("Settle conflict", count=len(uids)) as edit:
        for uid in uids:
            edit.update("conflict", _key(store, uid), settled=1)


def take_other_value(store: Store, uid: str) -> None:
    """Let the value hold that stood against the one that was kept; the conflict is settled. Raises GoneError."""
    conflict = next((one for one in read_conflicts(store) if one.uid == uid), None)
    if conflict is None or conflict.other_value is None:
        raise GoneError(what="other value")
    side = Side(store)
    value = json.loads(conflict.other_value)
    with store.edit("Take the other value of {about}", about=conflict.about) as edit:
        if conflict.table == "value":
            _set_values(edit, side, conflict.row_uid, value)
        else:
            field = field_named(conflict.table, conflict.field)
            columns = {
                name: _pointed(side, name, part) for name, part in zip(field.columns, value, strict=True)
            }
            edit.update(conflict.table, _row_key(store, side, conflict), **columns)
        edit.update("conflict", _key(store, uid), settled=1)


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


def _row_key(store: Store, side: Side, conflict: Conflict) -> int:
    if conflict.table == "project":
        return 1
    if conflict.table == "status":
        statement, coder = conflict.row_uid.split("/")
        row = status_row(store, _known(side, "statement", statement), _known(side, "coder", coder))
        if row is None:
            raise GoneError(what="status")
        return int(str(row["id"]))
    return _known(side, conflict.table, conflict.row_uid)


def _pointed(side: Side, column: str, value: object) -> object:
    table = REFERENCES.get(column)
    return value if table is None or value is None else _known(side, table, str(value))


def _known(side: Side, table: str, uid: str) -> int:
    key = side.ids(table).get(uid) if table in {*FIELDS, "import_record"} and table != "part" else None
    if key is None:
        raise GoneError(what=table)
    return key


def _key(store: Store, uid: str) -> int:
    key = conflict_key(store, uid)
    if key is None:
        raise GoneError(what="conflict")
    return key


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

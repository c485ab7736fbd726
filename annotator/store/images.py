"""Rows as they can be compared between two files: everything that points elsewhere is named by uid."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from annotator.store.fields import FIELDS, NO_MEMO, REFERENCES, UNSETTLED, UNTOUCHED
from annotator.store.store import Store

Values = list[list[object]]
"""One list of columns for every field of the table, in the order of FIELDS."""

IMPORT_UID = "import_record.sha256 || '/' || import_record.imported_at || '/' || import_record.name"
_RANK = (
    "(SELECT count(*) FROM part AS other WHERE other.source_id = part.source_id "
    "AND (other.span_start, other.id) < (part.span_start, part.id))"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that two files do not say alike; None where a file does not have it."""

    uid: str
    mine: Values | None
    theirs: Values | None


def differences(mine: Store, theirs: Store, table: str) -> list[Difference]:
    """The rows of a table that differ, by uid; those that only `mine` has are left out but for registers."""
    only_mine = table in {"status", "value", "settlement", "memo"}
    return [
        Difference(uid, _parsed(table, one), _parsed(table, two))
        for uid, one, two in _beside(_images(mine, table), _images(theirs, table))
        if one != two and (two is not None or only_mine)
    ]


def image(store: Store, table: str, uid: str) -> Values | None:
    """One row; None where there is none."""
    found = next(iter(_images(store, table, uid)), None)
    return found and _parsed(table, found[1])


def default(table: str) -> Values:
    """What a row says that is not there: an untouched status, nothing settled, no words."""
    row = {"settlement": UNSETTLED, "memo": NO_MEMO, "status": UNTOUCHED}[table]
    return [[row[column] for column in field.columns] for field in FIELDS[table]]


def _parsed(table: str, text: str | None) -> Values | None:
    if text is None:
        return None
    found = json.loads(text)
    return [found] if table == "value" else list(found)


def _beside(
    mine: Iterator[tuple[str, str]], theirs: Iterator[tuple[str, str]]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Two streams sorted by uid, side by side."""
    one, two = next(mine, None), next(theirs, None)
    while one is not None or two is not None:
        if two is None or (one is not None and one[0] < two[0]):
            assert one is not None
            yield one[0], one[1], None
            one = next(mine, None)
        elif one is None or two[0] < one[0]:
            yield two[0], None, two[1]
            two = next(theirs, None)
        else:
            yield one[0], one[1], two[1]
            one, two = next(mine, None), next(theirs, None)


def _images(store: Store, table: str, uid: str | None = None) -> Iterator[tuple[str, str]]:
    """Uid and image of every row, or of one, sorted by uid."""
    if table == "value":
        yield from _answers(store, uid)
        return
    name, tables = _NAMES.get(table, (f"{table}.uid", table))
    fields = ", ".join(
        f"json_array({', '.join(_named(table, column) for column in field.columns)})"
        for field in FIELDS[table]
    )
    where = "" if uid is None else f"WHERE {name} = ?"
    rows = store.connection.execute(
        f"SELECT {name}, json_array({fields}) FROM {tables} {where} ORDER BY {name}", [uid] if uid else []
    )
    for _, (first, *_) in groupby(rows, key=lambda row: row[0]):
        yield first


def _named(table: str, column: str) -> str:
    """A column, or the uid of the row that it points to."""
    there = REFERENCES.get(column)
    if there is None:
        return f"{table}.{column}"
    if there == table:
        return f"(SELECT there.uid FROM {there} AS there WHERE there.id = {table}.{column})"
    uid = {"import_record": IMPORT_UID, "part": _RANK}.get(there, f"{there}.uid")
    return f"(SELECT {uid} FROM {there} WHERE {there}.id = {table}.{column})"


def _answers(store: Store, uid: str | None) -> Iterator[tuple[str, str]]:
    """The answers that an annotation gives to a variable, as one list, sorted."""
    where = "" if uid is None else "WHERE annotation.uid = ? AND variable.uid = ?"
    rows = store.connection.execute(
        "SELECT annotation.uid || '/' || variable.uid, CASE WHEN code_id IS NOT NULL THEN json_array('code', code.uid) "
        "WHEN actor_id IS NOT NULL THEN json_array('actor', actor.uid) "
        "WHEN number IS NOT NULL THEN json_array('number', number) "
        "WHEN absence IS NOT NULL THEN json_array('absence', absence) "
        "ELSE json_array('text', value.text) END "
        "FROM value JOIN annotation ON annotation.id = annotation_id JOIN variable ON variable.id = value.variable_id "
        "LEFT JOIN code ON code.id = code_id LEFT JOIN actor ON actor.id = actor_id "
        f"{where} ORDER BY 1, 2",
        uid.split("/") if uid else [],
    )
    for name, answers in groupby(rows, key=lambda row: row[0]):
        yield name, f"[{', '.join(answer for _, answer in answers)}]"


MEMO_UID = (
    "coder.uid || '/' || CASE WHEN memo.statement_id IS NOT NULL THEN 'statement/' || "
    "(SELECT uid FROM statement WHERE id = memo.statement_id) WHEN memo.source_id IS NOT NULL THEN 'source/' || "
    "(SELECT uid FROM source WHERE id = memo.source_id) ELSE 'code/' || "
    "(SELECT uid FROM code WHERE id = memo.code_id) END"
)
_NAMES = {
    "memo": (MEMO_UID, "memo JOIN coder ON coder.id = memo.coder_id"),
    "settlement": ("statement.uid", "settlement JOIN statement ON statement.id = settlement.statement_id"),
    "project": ("'project'", "project"),
    "part": (f"source.uid || '/' || {_RANK}", "part JOIN source ON source.id = part.source_id"),
    "status": (
        "statement.uid || '/' || coder.uid",
        "status JOIN statement ON statement.id = status.statement_id JOIN coder ON coder.id = status.coder_id",
    ),
}


def set_members(store: Store, table: str) -> Iterable[tuple[str, str, list[object]]]:
    """The members of a set that a row owns: uid of the member, uid of the owner, columns."""
    owner, names = SETS[table]
    member = " || '/' || ".join(f"{table}.{column}" for column in names)
    columns = (*names, *FURTHER.get(table, ()))
    rows = store.connection.execute(
        f"SELECT {owner}.uid || '/' || {member}, {owner}.uid, {', '.join(f'{table}.{name}' for name in columns)} "
        f"FROM {table} JOIN {owner} ON {owner}.id = {table}.{owner}_id ORDER BY {table}.id"
    )
    return [(uid, owner_uid, list(found)) for uid, owner_uid, *found in rows]


SETS = {
    "actor_alias": ("actor", ("name",)),
    "dropped": ("source", ("span_start", "span_end", "reason")),
}
"""Tables whose rows have no uid: they belong to an owner and are equal when their columns are."""

FURTHER = {"dropped": ("repeats_start", "repeats_end")}
"""What such rows say besides."""

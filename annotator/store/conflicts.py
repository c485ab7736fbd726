"""What files said differently, as it is kept on record and shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.codebook import CodeId
from annotator.model.corpus import StatementId
from annotator.store import cells
from annotator.store.fields import FIELDS, REFERENCES, Field
from annotator.store.store import Store


class Rule(StrEnum):
    """What decided a conflict."""

    LATER = "later"
    FULLER = "fuller"
    STAYS = "stays"
    FIRST_KEY = "first key"
    HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values that two files have for one field, in words; `field` is empty where one file deleted the row.

    `about` says of what; `kept` holds now, `other` stands against it, and `rule` decided.
    """

    uid: str
    table: str
    row_uid: str
    field: str
    about: str
    kept: str
    other: str
    other_value: str | None
    rule: Rule
    found_at: str = ""
    settled: bool = False

    @property
    def shares_key(self) -> bool:
        """Whether two codes have one key, rather than one field two values."""
        return self.table == "code" and self.field == "key" and self.other_value is None

    @property
    def may_be_turned(self) -> bool:
        """Whether what stands against it can take its place; of rows that one file deleted, annotations alone."""
        return self.other_value is not None or self.shares_key or self.table == "annotation"


def read_conflicts(store: Store, *, settled: bool | None = None) -> list[Conflict]:
    """The conflicts on record, oldest first; all, or those that wait for a decision (`settled=False`)."""
    where = "" if settled is None else f"WHERE settled = {int(settled)}"
    return [
        Conflict(
            uid=row["uid"],
            table=row["table_name"],
            row_uid=row["row_uid"],
            field=row["field"],
            about=row["about"],
            kept=row["kept"],
            other=row["other"],
            other_value=row["other_value"],
            rule=cells.word(Rule, row["rule"]),
            found_at=row["found_at"],
            settled=bool(row["settled"]),
        )
        for row in store.rows(f"SELECT * FROM conflict {where} ORDER BY id")
    ]


def conflict_key(store: Store, uid: str) -> int | None:
    """The row that holds a conflict."""
    rows = store.rows("SELECT id FROM conflict WHERE uid = ?", uid)
    return rows[0]["id"] if rows else None


def waiting_conflicts(store: Store) -> int:
    """How many conflicts wait for a decision."""
    count: int = store.rows("SELECT count(*) AS n FROM conflict WHERE NOT settled")[0]["n"]
    return count


def statement_in_conflict(store: Store, conflict: Conflict) -> StatementId | None:
    """Where in the texts a conflict is: its statement, or the first one of its source; None elsewhere."""
    sql = _STATEMENTS.get(conflict.table)
    uid = conflict.row_uid.split("/")
    if sql is None or (conflict.table == "memo" and uid[1] != "statement"):
        return None
    rows = store.rows(sql, uid[2] if conflict.table == "memo" else uid[0])
    return StatementId(rows[0]["id"]) if rows else None


def code_in_conflict(store: Store, conflict: Conflict) -> CodeId | None:
    """The code that a conflict is about, if it is about one."""
    if conflict.table != "code":
        return None
    rows = store.rows("SELECT id FROM code WHERE uid = ?", conflict.row_uid)
    return CodeId(rows[0]["id"]) if rows else None


def about(store: Store, table: str, uid: str) -> str | None:
    """A row in a few words: who says something of which words, which code, which source."""
    sql = _ABOUT.get(table)
    if sql is None:
        return table
    rows = store.rows(sql, *uid.split("/")[: sql.count("?")])
    return rows[0]["words"] if rows else None


def in_words(stores: tuple[Store, Store], table: str, field: Field, value: list[object]) -> str:
    """A value as people read it: names for uids."""
    if table == "value":
        return ", ".join(_answer(stores, answer) for answer in value) or "–"
    if table == "memo":
        return str(value[0]) or "–"
    if table == "annotation" and field.name == "place":
        return f"“{value[3]}”" if value[1] is not None else "–"
    parts = [
        _name(stores, REFERENCES[column], str(part)) if column in REFERENCES and part else part
        for column, part in zip(field.columns, value, strict=True)
    ]
    return ", ".join(str(part) for part in parts if part not in {None, ""}) or "–"


def field_named(table: str, name: str) -> Field:
    """A field by its name."""
    return next(field for field in FIELDS[table] if field.name == name)


def _answer(stores: tuple[Store, Store], answer: object) -> str:
    assert isinstance(answer, list)
    kind, given = answer
    return _name(stores, kind, given) if kind in {"code", "actor"} else str(given)


def _name(stores: tuple[Store, Store], table: str, uid: str) -> str:
    if table in {"code", "actor", "coder", "variable"}:
        for store in stores:
            for row in store.rows(f"SELECT name FROM {table} WHERE uid = ?", uid):
                return str(row["name"])
    return uid


def as_text(value: list[object]) -> str:
    """A value as it is kept, equal values alike."""
    return json.dumps(value, ensure_ascii=False)


_ABOUT = {
    "coder": "SELECT name AS words FROM coder WHERE uid = ?",
    "actor": "SELECT name AS words FROM actor WHERE uid = ?",
    "worklist": "SELECT name AS words FROM worklist WHERE uid = ?",
    "saved_filter": "SELECT name AS words FROM saved_filter WHERE uid = ?",
    "event": "SELECT date || ' ' || text AS words FROM event WHERE uid = ?",
    "keyword_group": "SELECT words FROM keyword_group WHERE uid = ?",
    "variable": "SELECT name AS words FROM variable WHERE uid = ?",
    "code": "SELECT variable.name || ': ' || code.name AS words FROM code "
    "JOIN variable ON variable.id = variable_id WHERE code.uid = ?",
    "source": "SELECT title AS words FROM source WHERE uid = ?",
    "part": "SELECT title AS words FROM source WHERE uid = ?",
    "memo": "SELECT name AS words FROM coder WHERE uid = ?",
    "settlement": "SELECT '“' || substr(text, 1, 60) || '”' AS words FROM statement WHERE uid = ?",
    "statement": "SELECT '“' || substr(text, 1, 60) || '”' AS words FROM statement WHERE uid = ?",
    "annotation": "SELECT coder.name || ': “' || coalesce(nullif(quote, ''), substr(statement.text, 1, 60)) || '”' "
    "AS words FROM annotation JOIN coder ON coder.id = coder_id JOIN statement ON statement.id = statement_id "
    "WHERE annotation.uid = ?",
    "value": "SELECT coder.name || ': “' || coalesce(nullif(quote, ''), substr(statement.text, 1, 60)) || '”, ' "
    "|| variable.name AS words FROM annotation JOIN coder ON coder.id = coder_id "
    "JOIN statement ON statement.id = statement_id, variable WHERE annotation.uid = ? AND variable.uid = ?",
    "status": "SELECT coder.name || ': “' || substr(statement.text, 1, 60) || '”' AS words FROM statement, coder "
    "WHERE statement.uid = ? AND coder.uid = ?",
}

_BY_UID = "SELECT id FROM statement WHERE uid = ?"
_OF_ANNOTATION = "SELECT statement_id AS id FROM annotation WHERE uid = ?"
_OF_SOURCE = (
    "SELECT statement.id FROM statement JOIN source ON source.id = source_id WHERE source.uid = ? "
    "ORDER BY span_start LIMIT 1"
)
_STATEMENTS = {
    **dict.fromkeys(("statement", "status", "settlement", "memo"), _BY_UID),
    **dict.fromkeys(("annotation", "value"), _OF_ANNOTATION),
    **dict.fromkeys(("source", "part"), _OF_SOURCE),
}

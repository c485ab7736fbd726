"""Project files built anew from others: only the rows that are to go along, no journal, no free pages."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import FileExistsAlreadyError
from annotator.store.schema import JOURNALED, migrate

_LEFT_OUT = frozenset(("conflict", "saved_filter", "frozen_coding"))
"""They say who thought or did what; none is needed elsewhere."""

_RECORDS = ("writer", "stamp", "tombstone")
_BY_CODER = ("annotation", "status", "memo", "worklist_coder")


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What a coder is called in a copy, and who that is."""

    key: int
    name: str
    uid: str
    pseudonym: str
    new_uid: str


def copy_for_coder(source: Path, target: Path, coder_uid: str) -> None:
    """Build a copy that holds of all coders' work only one's. It merges back: stamps and tombstones come along."""
    connection = _fresh(source, target)
    try:
        connection.execute("CREATE TEMP TABLE kept AS SELECT id FROM old.coder WHERE uid = ?", (coder_uid,))
        others = "(SELECT uid FROM old.coder WHERE id NOT IN (SELECT id FROM kept))"
        own_log = {"log_entry": f"coder_uid NOT IN {others}"}
        _copy_rows(connection, dict.fromkeys(_BY_CODER, "coder_id IN (SELECT id FROM temp.kept)") | own_log)
        for table in _RECORDS:
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table}")
        connection.execute(
            f"DELETE FROM main.stamp WHERE (table_name = 'coder' AND uid IN {others}) "
            "OR (table_name = 'settlement' AND uid NOT IN (SELECT statement.uid FROM main.settlement "
            "JOIN main.statement ON statement.id = statement_id)) "
            "OR (table_name = 'annotation' AND uid NOT IN (SELECT uid FROM main.annotation)) "
            "OR (table_name = 'value' AND substr(uid, 1, instr(uid, '/') - 1) "
            "NOT IN (SELECT uid FROM main.annotation)) "
            f"OR (table_name = 'status' AND substr(uid, instr(uid, '/') + 1) IN {others}) "
            f"OR (table_name = 'memo' AND substr(uid, 1, instr(uid, '/') - 1) IN {others})"
        )
        connection.execute("INSERT INTO main.redirect SELECT * FROM old.redirect")
        _end(connection, target)
    finally:
        _close(connection, target)


def copy_with_pseudonyms(
    source: Path, target: Path, project_uid: str, pseudonyms: Mapping[int, Pseudonym]
) -> None:
    """Build a copy in which coders go by other names, also where memos and notes name them."""
    connection = _fresh(source, target)
    try:
        connection.create_function("renamed", 1, _Renaming(pseudonyms))
        connection.execute("CREATE TEMP TABLE renumbered (old_id INTEGER PRIMARY KEY, id INTEGER)")
        connection.executemany(
            "INSERT INTO renumbered VALUES (?, ?)",
            [(one.key, number) for number, one in _numbered(pseudonyms)],
        )
        connection.executemany(
            "INSERT INTO main.coder (id, uid, name, kind) SELECT ?, ?, ?, kind FROM old.coder WHERE id = ?",
            [(number, one.new_uid, one.pseudonym, one.key) for number, one in _numbered(pseudonyms)],
        )
        changed = {"coder_id": "(SELECT id FROM temp.renumbered WHERE old_id = coder_id)"}
        changed |= {name: f"renamed({name})" for names in _RENAMED.values() for name in names}
        _copy_rows(connection, {"coder": "0", "log_entry": "0"}, changed)
        connection.execute("UPDATE main.project SET uid = ?", (project_uid,))
        _end(connection, target)
    finally:
        _close(connection, target)


class _Renaming:
    """Names of coders in a text, as whole words whatever their case, give way to pseudonyms."""

    def __init__(self, pseudonyms: Mapping[int, Pseudonym]) -> None:
        self._names = {one.name.casefold(): one.pseudonym for one in pseudonyms.values()}
        longest = sorted((one.name for one in pseudonyms.values()), key=len, reverse=True)
        words = "|".join(re.escape(name) for name in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def __call__(self, text: str | int | None) -> str | int | None:
        if not isinstance(text, str) or self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._names.get(found[0].casefold(), "…"), text)


def _numbered(pseudonyms: Mapping[int, Pseudonym]) -> list[tuple[int, Pseudonym]]:
    """In the order of the new names, which says nothing of the old one."""
    return list(enumerate(sorted(pseudonyms.values(), key=lambda one: one.pseudonym), start=1))


def _fresh(source: Path, target: Path) -> sqlite3.Connection:
    """A new file beside `target`, with the old one attached."""
    if target.exists():
        raise FileExistsAlreadyError(name=target.name)
    fresh = _beside(target)
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh, isolation_level=None)
    migrate(connection)
    connection.execute("ATTACH ? AS old", (str(source),))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    return connection


_RENAMED = {
    "annotation": ("memo",),
    "status": ("note", "reason"),
    "settlement": ("note", "reason"),
    "memo": ("text",),
    "worklist": ("name",),
    "project": ("title",),
    "import_record": ("name",),
    "variable": ("definition",),
    "code": ("definition", "use_when", "avoid_when", "examples"),
    "actor": ("note",),
    "event": ("text",),
    "keyword_group": ("words",),
}
"""All that people wrote beside the texts, and the names of the files they brought."""


def _copy_rows(
    connection: sqlite3.Connection, where: Mapping[str, str], changed: Mapping[str, str] | None = None
) -> None:
    """Copy every table; `where` limits some, and values belong to annotations, worklists to their coders."""
    limits = dict(where)
    if "annotation" in where:
        limits["coder"] = "id IN (SELECT id FROM temp.kept)"
        limits["value"] = "annotation_id IN (SELECT id FROM main.annotation)"
        adjudicates = "EXISTS (SELECT 1 FROM main.coder WHERE kind = 'adjudicated')"
        limits["settlement"] = adjudicates
        limits["worklist"] = "id IN (SELECT worklist_id FROM main.worklist_coder)"
        limits["worklist_statement"] = "worklist_id IN (SELECT worklist_id FROM main.worklist_coder)"
    order = sorted(
        JOURNALED, key=lambda table: (table != "coder", table in {"worklist", "worklist_statement"})
    )
    for table in order:
        if table in _LEFT_OUT or table == "redirect":
            continue
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info([{table}])")]
        renamed = _RENAMED.get(table, ())
        taken = [
            (changed or {}).get(column, column) if column == "coder_id" or column in renamed else column
            for column in columns
        ]
        connection.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM old.{table} "
            f"WHERE {limits.get(table, '1')} ORDER BY 1"
        )


def _end(connection: sqlite3.Connection, target: Path) -> None:
    connection.execute("COMMIT")
    connection.execute("DETACH old")
    connection.execute("VACUUM")
    connection.close()
    _beside(target).rename(target)


def _close(connection: sqlite3.Connection, target: Path) -> None:
    connection.close()
    _beside(target).unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")

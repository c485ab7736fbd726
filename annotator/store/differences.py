"""What restoring a snapshot would change: the present project against an earlier state of it.

Both states come from one file, so the integer keys in them mean the same: a row is unchanged when all
its columns are.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from annotator.store.explaining import explained
from annotator.store.places import file_uri
from annotator.store.schema import columns_of
from annotator.store.store import Store

_SHOWN = 12
"""Rows that are named, of each kind of difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What would become of the rows of one table: how many would come back, go, or be otherwise.

    `names` are those of some of them, in this order.
    """

    table: str
    back: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    counts: tuple[int, int, int]
    """How many rows each of the three has; their names may be fewer."""


def differences(present: Store, past: Store) -> list[Difference]:
    """What would change if the project were again as in `past`, for each table of which anything would.

    Both are open for reading, and nobody else reads on the connection of `present`.
    """
    connection = present.connection
    with explained(present.path):
        connection.execute("ATTACH ? AS past", (file_uri(_file(past), "ro"),))
        try:
            found = [_compared(connection, table) for table in _KEYS]
        finally:
            connection.execute("DETACH past")
    return [difference for difference in found if any(difference.counts)]


_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("source", "statement", "annotation"), ("uid",)),
    "status": ("statement_id", "coder_id"),
    "settlement": ("statement_id",),
    **dict.fromkeys(
        ("memo", "variable", "code", "coder", "actor", "worklist", "event", "keyword_group"), ("uid",)
    ),
}
"""Tables whose rows people know by sight, and what tells their rows apart; the others belong to one of these."""

_UNSEEN = frozenset({"id", "updated_at"})
_STATEMENT = "(SELECT substr(text, 1, 80) FROM {side}.statement WHERE statement.id = one.statement_id)"
_NAMES = {
    "source": "coalesce(nullif(title, ''), origin)",
    "statement": "substr(text, 1, 80)",
    "annotation": "coalesce(nullif(quote, ''), " + _STATEMENT + ")",
    "status": _STATEMENT,
    "settlement": _STATEMENT,
    "memo": "text",
    "event": "text",
    "keyword_group": "words",
}
_PARTS = {
    "annotation": {"value": "annotation_id, variable_id, code_id, actor_id, number, text, absence"},
    "actor": {"actor_alias": "actor_id, name"},
    "worklist": {
        "worklist_coder": "worklist_id, coder_id",
        "worklist_statement": "worklist_id, statement_id",
    },
}


def _file(store: Store) -> Path:
    """The file that is read in the end; of an older project, or one that is locked, it is a private copy."""
    return Path(store.connection.execute("PRAGMA database_list").fetchone()[2])


def _compared(connection: sqlite3.Connection, table: str) -> Difference:
    sides = (("past", _lacking(table, "past", "main")), ("main", _lacking(table, "main", "past")))
    queries = (*sides, ("main", _changed(connection, table)))
    counts, names = [], []
    for side, query in queries:
        counts.append(connection.execute(f"SELECT count(*) FROM ({query})").fetchone()[0])
        name = _NAMES.get(table, "name").format(side=side)
        shown = f"SELECT {name} FROM {side}.{table} AS one WHERE id IN ({query}) LIMIT {_SHOWN}"
        names.append(tuple(row[0] or "" for row in connection.execute(shown)) if counts[-1] else ())
    back, gone, changed = names
    return Difference(table, back, gone, changed, (counts[0], counts[1], counts[2]))


def _lacking(table: str, here: str, there: str) -> str:
    """The keys of rows that stand here and not there."""
    return (
        f"SELECT id FROM {here}.{table} AS here WHERE NOT EXISTS "
        f"(SELECT 1 FROM {there}.{table} AS there WHERE {_same(table)})"
    )


def _changed(connection: sqlite3.Connection, table: str) -> str:
    """The keys of rows of which a column, or a row that belongs to them, is another."""
    both = f"SELECT here.id FROM main.{table} AS here JOIN past.{table} AS there ON {_same(table)}"
    columns = [name for name in columns_of(connection, table) if name not in _UNSEEN]
    query = f"{both} WHERE " + " OR ".join(f"here.{column} IS NOT there.{column}" for column in columns)
    for part, content in _PARTS.get(table, {}).items():
        for one, other in (("main", "past"), ("past", "main")):
            owners = (
                f"SELECT {table}_id FROM "
                f"(SELECT {content} FROM {one}.{part} EXCEPT SELECT {content} FROM {other}.{part})"
            )
            query += f" UNION {both} WHERE here.id IN ({owners})"
    return query


def _same(table: str) -> str:
    return " AND ".join(f"there.{column} = here.{column}" for column in _KEYS[table])

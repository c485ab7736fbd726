"""What a merge asks of a file beside its images and stamps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.store.images import IMPORT_UID, MEMO_UID
from annotator.store.store import Store

Row = dict[str, object]
WORK = ("annotation", "status", "settlement", "memo", "worklist_statement", "worklist_coder")
"""What is said of statements, and by coders."""

SOURCE_TABLES = ("source", "source_text", "part", "dropped", "statement")


@dataclass(frozen=True, slots=True)
class Head:
    """Which project a file holds, and at which revision its codebook is."""

    uid: str
    revision: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Head) and self.uid == other.uid

    def __hash__(self) -> int:
        return hash(self.uid)


def project_head(store: Store) -> Head:
    """Two heads are equal when they are of copies of one project."""
    (row,) = store.rows("SELECT uid, codebook_revision FROM project")
    return Head(row["uid"], row["codebook_revision"])


def import_rows(store: Store) -> list[tuple[str, Row]]:
    """The record of every import with what names it, oldest first."""
    rows = store.rows(f"SELECT {IMPORT_UID} AS merge_uid, import_record.* FROM import_record ORDER BY id")
    found: dict[str, Row] = {}
    for row in rows:
        columns = dict(row)
        uid = columns.pop("merge_uid")
        del columns["id"]
        found.setdefault(uid, columns)
    return list(found.items())


def sources_with_rows(store: Store, ids: Sequence[int]) -> dict[str, list[Row]]:
    """Sources and all that belongs to them; speakers and imports are named by uid."""
    numbers = ",".join(map(str, ids))
    found: dict[str, list[Row]] = {}
    for table in SOURCE_TABLES:
        key = "id" if table == "source" else "source_id"
        rows = store.rows(f"SELECT * FROM {table} WHERE {key} IN ({numbers}) ORDER BY 1")
        found[table] = [dict(row) for row in rows]
    speakers = dict(store.connection.execute("SELECT id, uid FROM actor").fetchall())
    imports = dict(store.connection.execute(f"SELECT id, {IMPORT_UID} FROM import_record").fetchall())
    for row in (row for rows in found.values() for row in rows):
        for name, uids in (("speaker_id", speakers), ("import_id", imports)):
            if row.get(name) is not None:
                row[name] = uids[row[name]]
    return found


def part_key(store: Store, source_uid: str, rank: str) -> int | None:
    """The part at that place, from 0, of a source."""
    rows = store.rows(
        "SELECT part.id FROM part JOIN source ON source.id = source_id WHERE source.uid = ? "
        "ORDER BY span_start, part.id LIMIT 1 OFFSET ?",
        source_uid,
        int(rank),
    )
    return rows[0]["id"] if rows else None


def read_slice(store: Store, source_id: int, start: int, end: int) -> str:
    """A stretch of a source's stored text."""
    (row,) = store.rows(
        "SELECT substr(text, ?, ?) AS slice FROM source_text WHERE source_id = ?",
        start + 1,
        end - start,
        source_id,
    )
    found: str = row["slice"]
    return found


def is_referenced(store: Store, table: str, key: int) -> bool:
    """Whether any row points to this one, but those that belong to it."""
    for (name,) in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for row in store.rows(f"PRAGMA foreign_key_list({name})"):
            if (
                row["table"] != table
                or (table, name) == ("actor", "actor_alias")
                or row["on_delete"] == "CASCADE"
            ):
                continue
            if store.rows(f"SELECT 1 FROM {name} WHERE {row['from']} = ? LIMIT 1", key):
                return True
    return False


def statuses_in_source(store: Store, source_id: int) -> list[str]:
    """The uids of all statuses in a source."""
    rows = store.rows(
        "SELECT statement.uid || '/' || coder.uid AS uid FROM status JOIN statement ON statement.id = statement_id "
        "JOIN coder ON coder.id = coder_id WHERE source_id = ?",
        source_id,
    )
    return [row["uid"] for row in rows]


def memo_row(store: Store, coder_id: int, kind: str, target_id: int) -> tuple[int, str, str] | None:
    """Key, text and uid of a coder's memo on a statement, source or code."""
    rows = store.rows(
        f"SELECT id, text, uid FROM memo WHERE coder_id = ? AND {kind}_id = ?", coder_id, target_id
    )
    return (rows[0]["id"], rows[0]["text"], rows[0]["uid"]) if rows else None


def memos_in_source(store: Store, source_id: int) -> list[str]:
    """What names the memos on a source and its statements."""
    rows = store.rows(
        f"SELECT {MEMO_UID} AS uid FROM memo JOIN coder ON coder.id = coder_id "
        "LEFT JOIN statement ON statement.id = statement_id WHERE coalesce(memo.source_id, statement.source_id) = ?",
        source_id,
    )
    return [row["uid"] for row in rows]


def memos_with(store: Store, table: str, key: int) -> list[str]:
    """What names the memos of a coder, or on a code."""
    rows = store.rows(
        f"SELECT {MEMO_UID} AS uid FROM memo JOIN coder ON coder.id = coder_id WHERE memo.{table}_id = ?", key
    )
    return [row["uid"] for row in rows]


def worklist_members(store: Store, uid: str) -> tuple[list[str], list[str]]:
    """The uids of the coders and of the statements of a worklist."""
    found = [
        [
            row["uid"]
            for row in store.rows(
                f"SELECT {table}.uid FROM worklist_{table} JOIN {table} ON {table}.id = {table}_id "
                f"JOIN worklist ON worklist.id = worklist_id WHERE worklist.uid = ? ORDER BY worklist_{table}.id",
                uid,
            )
        ]
        for table in ("coder", "statement")
    ]
    return found[0], found[1]


def worklists_of(store: Store, statement_id: int) -> list[int]:
    """The worklists that hold a statement."""
    sql = "SELECT worklist_id FROM worklist_statement WHERE statement_id = ? ORDER BY id"
    return [row["worklist_id"] for row in store.rows(sql, statement_id)]


def move_worklists(store: Store, table: str, key: int, into: int) -> list[tuple[int, bool]]:
    """Rows of worklists that hold a coder or statement, and whether the list holds `into` already."""
    sql = (
        f"SELECT id, EXISTS (SELECT 1 FROM worklist_{table} AS twin "
        f"WHERE twin.worklist_id = worklist_{table}.worklist_id AND twin.{table}_id = ?) AS has_twin "
        f"FROM worklist_{table} WHERE {table}_id = ?"
    )
    return [(row["id"], bool(row["has_twin"])) for row in store.rows(sql, into, key)]


def statements_in_source(store: Store, source_id: int) -> list[int]:
    """The keys of the statements of a source."""
    return [row["id"] for row in store.rows("SELECT id FROM statement WHERE source_id = ?", source_id)]


def rows_with(store: Store, table: str, column: str, key: int) -> list[int]:
    """The rows whose column holds that key; none where the table has no such column."""
    if not any(row["name"] == column for row in store.rows(f"PRAGMA table_info([{table}])")):
        return []
    return [row["id"] for row in store.rows(f"SELECT id FROM {table} WHERE {column} = ?", key)]


def keys_in_source(store: Store, table: str, source_id: int) -> list[int]:
    """The keys of all annotations, statuses or settlements in a source."""
    sql = f"SELECT {table}.id FROM {table} JOIN statement ON statement.id = statement_id WHERE source_id = ?"
    return [row["id"] for row in store.rows(sql, source_id)]


def cross_cut_sources(store: Store, ids: Iterable[int]) -> list[tuple[str, str]]:
    """Title and uid of those of the sources in which two statements overlap."""
    numbers = ",".join(map(str, ids))
    rows = store.rows(
        "SELECT DISTINCT title, source.uid FROM statement AS one JOIN statement AS two "
        "ON two.source_id = one.source_id AND two.id > one.id "
        "AND two.span_start < one.span_end AND one.span_start < two.span_end "
        f"JOIN source ON source.id = one.source_id WHERE one.source_id IN ({numbers})"
    )
    return [(row["title"], row["uid"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement lies."""

    id: int
    uid: str
    source_uid: str
    start: int
    end: int


def place_of(store: Store, statement_uid: str) -> Place | None:
    """Where a statement lies; None where there is none."""
    rows = store.rows(f"{_PLACES} WHERE statement.uid = ?", statement_uid)
    return _place(rows[0]) if rows else None


def places_in(store: Store, source_uid: str) -> list[Place]:
    """The statements of a source by place."""
    return [
        _place(row)
        for row in store.rows(f"{_PLACES} WHERE source.uid = ? ORDER BY span_start, statement.id", source_uid)
    ]


_PLACES = (
    "SELECT statement.id, statement.uid, source.uid AS source_uid, span_start, span_end "
    "FROM statement JOIN source ON source.id = source_id"
)


def _place(row: object) -> Place:
    return Place(*row)  # type: ignore[misc]  # a Row is a sequence of these five


def rows_on_statement(store: Store, table: str, statement_id: int) -> list[Row]:
    """The annotations or statuses of a statement."""
    return [
        dict(row)
        for row in store.rows(f"SELECT * FROM {table} WHERE statement_id = ? ORDER BY id", statement_id)
    ]


def status_row(store: Store, statement_id: int, coder_id: int) -> Row | None:
    """The stored status of a statement for a coder."""
    rows = store.rows("SELECT * FROM status WHERE statement_id = ? AND coder_id = ?", statement_id, coder_id)
    return dict(rows[0]) if rows else None


def key_of(store: Store, table: str, uid: str) -> int | None:
    """The key of the row of that uid."""
    rows = store.rows(f"SELECT id FROM {table} WHERE uid = ?", uid)
    return rows[0]["id"] if rows else None


def row_of(store: Store, table: str, key: int) -> Row:
    """One row."""
    (row,) = store.rows(f"SELECT * FROM {table} WHERE id = ?", key)
    return dict(row)


def aliases_of(store: Store, actor_id: int) -> list[str]:
    """The other names of an actor."""
    return [row["name"] for row in store.rows("SELECT name FROM actor_alias WHERE actor_id = ?", actor_id)]


def has_twin(store: Store, value_id: int, actor_id: int) -> bool:
    """Whether the annotation of a value names that actor for the same variable too."""
    sql = (
        "SELECT 1 FROM value AS twin JOIN value ON value.annotation_id = twin.annotation_id "
        "AND value.variable_id = twin.variable_id WHERE value.id = ? AND twin.actor_id = ?"
    )
    return bool(store.rows(sql, value_id, actor_id))


def pointing_rows(store: Store, table: str, key: int) -> list[tuple[str, str, int]]:
    """Table, column and key of every row that points to this one."""
    found = []
    for (name,) in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for row in store.rows(f"PRAGMA foreign_key_list({name})"):
            if row["table"] == table:
                column = row["from"]
                keys = store.rows(f"SELECT id FROM {name} WHERE {column} = ?", key)
                found += [(name, column, found_row["id"]) for found_row in keys]
    return found

"""Taking something out of a file so that no byte of it is left. Nothing of this can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.store.compacting import count_anew
from annotator.store.frozen import without
from annotator.store.stamps import bury
from annotator.store.store import Store

_OF_STATEMENTS = ("memo", "status", "settlement", "worklist_statement", "annotation")


def erase_source(store: Store, uid: str) -> None:
    """Take a source out, with all that was said of it, and the whole history."""
    statements = "(SELECT id FROM statement WHERE source_id = (SELECT id FROM source WHERE uid = :uid))"
    sql = [
        f"DELETE FROM value WHERE annotation_id IN (SELECT id FROM annotation WHERE statement_id IN {statements})",
        *(f"DELETE FROM {table} WHERE statement_id IN {statements}" for table in _OF_STATEMENTS),
        *(
            f"DELETE FROM {table} WHERE source_id = (SELECT id FROM source WHERE uid = :uid)"
            for table in ("memo", "statement", "part", "dropped", "source_text")
        ),
        "DELETE FROM source WHERE uid = :uid",
        "DELETE FROM import_record WHERE id NOT IN (SELECT import_id FROM source WHERE import_id IS NOT NULL)",
    ]
    uids = store.rows(
        "SELECT statement.uid FROM statement JOIN source ON source.id = source_id WHERE source.uid = ?", uid
    )
    gone = [row["uid"] for row in uids]
    log = [("DELETE FROM log_entry WHERE statement_uid = ?", (one,)) for one in gone]
    _erase(store, "source", uid, sql, [*log, *without(store, statements=gone)])


def erase_coder(store: Store, uid: str) -> None:
    """Take a coder out, with everything that coder did, and the whole history."""
    coder = "(SELECT id FROM coder WHERE uid = :uid)"
    sql = [
        f"DELETE FROM value WHERE annotation_id IN (SELECT id FROM annotation WHERE coder_id = {coder})",
        *(
            f"DELETE FROM {table} WHERE coder_id = {coder}"
            for table in ("annotation", "status", "memo", "worklist_coder")
        ),
        "DELETE FROM coder WHERE uid = :uid",
    ]
    log = [
        ("DELETE FROM log_entry WHERE coder_uid = ?", (uid,)),
        (
            "UPDATE log_entry SET answer = '', answered_by = '', answered_at = '' WHERE answered_by = ?",
            (uid,),
        ),
    ]
    _erase(store, "coder", uid, sql, [*log, *without(store, coders=[uid])])


def _erase(
    store: Store,
    table: str,
    uid: str,
    statements: list[str],
    others: Iterable[tuple[str, tuple[object, ...]]],
) -> None:
    connection = store.connection
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql in statements:
            connection.execute(sql, {"uid": uid})
        for sql, values in others:
            connection.execute(sql, values)
        for journal in _tables_of_the_journal(store):
            connection.execute(f"DELETE FROM {journal}")
        count_anew(connection)
        connection.execute("DELETE FROM conflict")
        bury(connection, table, uid, gone=2)
        connection.execute("INSERT INTO statement_search (statement_search) VALUES ('rebuild')")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _tables_of_the_journal(store: Store) -> list[str]:
    """Steps, and all tables whose rows belong to one; the steps last."""
    tables = [row["name"] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    owned = [
        table
        for table in tables
        if any(row["table"] == "step" for row in store.rows(f"PRAGMA foreign_key_list([{table}])"))
    ]
    return [*owned, "step"]

"""Taking something out of a file so that no byte of it is left. Nothing of this can be undone."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

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
    others = _named_by_uid(store, statements=statements_of(store, [uid]))
    _erase(store, uid, sql, others, [("source", uid)])


def erase_coder(store: Store, uid: str) -> None:
    """Take a coder out, with everything that coder did, and the whole history.

    Worklists that were drawn for this coder alone go too: their names may tell whose they were.
    """
    coder = "(SELECT id FROM coder WHERE uid = :uid)"
    lists = [
        row["uid"]
        for row in store.rows(
            "SELECT uid FROM worklist WHERE id IN (SELECT worklist_id FROM worklist_coder "
            "GROUP BY worklist_id HAVING count(*) = 1 AND max(coder_id) = (SELECT id FROM coder WHERE uid = ?))",
            uid,
        )
    ]
    sql = [
        f"DELETE FROM value WHERE annotation_id IN (SELECT id FROM annotation WHERE coder_id = {coder})",
        *(
            f"DELETE FROM {table} WHERE coder_id = {coder}"
            for table in ("annotation", "status", "memo", "worklist_coder")
        ),
        "DELETE FROM coder WHERE uid = :uid",
    ]
    others = _named_by_uid(store, coders=[uid])
    for one in lists:
        others += [
            (f"DELETE FROM {table} WHERE worklist_id = (SELECT id FROM worklist WHERE uid = ?)", (one,))
            for table in ("worklist_statement", "worklist_coder")
        ]
        others.append(("DELETE FROM worklist WHERE uid = ?", (one,)))
    _erase(store, uid, sql, others, [("coder", uid), *(("worklist", one) for one in lists)])


def erased(store: Store, table: str) -> list[str]:
    """The uids of the sources or coders that were erased here for good."""
    return [
        row["uid"] for row in store.rows("SELECT uid FROM tombstone WHERE gone = 2 AND table_name = ?", table)
    ]


def statements_of(store: Store, sources: Iterable[str]) -> list[str]:
    """The uids of all statements of some sources, by uid."""
    rows = store.rows(
        "SELECT statement.uid FROM statement JOIN source ON source.id = source_id "
        "WHERE source.uid IN (SELECT value FROM json_each(?))",
        json.dumps(list(sources)),
    )
    return [row["uid"] for row in rows]


def forget(store: Store, *, coders: Collection[str] = (), statements: Collection[str] = ()) -> None:
    """Take coders and statements out where nothing but their uid stands: the log, and coding that was frozen.

    In an open step it can be undone.
    """
    if coders or statements:
        for sql, values in _named_by_uid(store, coders=coders, statements=statements):
            store.connection.execute(sql, values)


def _named_by_uid(
    store: Store, *, coders: Iterable[str] = (), statements: Iterable[str] = ()
) -> list[tuple[str, tuple[object, ...]]]:
    coders, statements = list(coders), list(statements)
    found: list[tuple[str, tuple[object, ...]]] = [
        ("DELETE FROM log_entry WHERE statement_uid = ?", (one,)) for one in statements
    ]
    for one in coders:
        found.append(("DELETE FROM log_entry WHERE coder_uid = ?", (one,)))
        sql = "UPDATE log_entry SET answer = '', answered_by = '', answered_at = '' WHERE answered_by = ?"
        found.append((sql, (one,)))
    return [*found, *without(store, statements=statements, coders=coders)]


def _erase(
    store: Store,
    uid: str,
    statements: list[str],
    others: Iterable[tuple[str, tuple[object, ...]]],
    gone: Iterable[tuple[str, str]],
) -> None:
    """Run the statements, about one uid, and the others; `gone`: table and uid of what no merge may bring back."""
    connection = store.connection
    with store.alone():
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
            for table, one in gone:
                bury(connection, table, one, gone=2)
            connection.execute("INSERT INTO statement_search (statement_search) VALUES ('rebuild')")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
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

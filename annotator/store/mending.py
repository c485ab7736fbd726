"""Mending what another program broke in a project, as far as the rest of the file says what was meant.

- A row that points to one that is not there points nowhere; where it must point somewhere it goes.
- A statement reads what its source has at its place; an annotation quotes what its place holds.
- A code answers the variable that it belongs to.
- A date that is none becomes unknown; what it was read from stays.
- The search index is built anew, and so are rules, indexes and views that are missing.

It is no step that can be undone, for undoing would break the project again: the way back is a snapshot.
"""

from __future__ import annotations

import sqlite3

from annotator.model.dates import StatedDate
from annotator.store.checking import DATES
from annotator.store.schema import expected_schema, found_schema
from annotator.store.store import Store

_ROUNDS = 50
"""Rows that went may leave others that point to them; no chain of the schema is longer."""


def mend_rows(store: Store) -> None:
    """Mend all that can be, in one transaction. Raises a StoreError; nothing is changed then."""
    connection = store.connection
    with store.alone():
        # Otherwise SQLite refuses to touch what points to nothing.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            for mend in (_links, _texts, _quotes, _answers, _dates, _search, _rules):
                mend(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA foreign_keys = ON")


_PLACE_OF_QUOTE = """
UPDATE annotation SET
  span_start = statement.span_start + instr(statement.text, quote) - 1,
  span_end = statement.span_start + instr(statement.text, quote) - 1 + length(quote)
FROM statement WHERE statement.id = annotation.statement_id AND annotation.span_end <= annotation.span_start
  AND quote <> '' AND instr(statement.text, quote) > 0
  AND instr(substr(statement.text, instr(statement.text, quote) + 1), quote) = 0
"""
"""A place without words is where the quote stands, if it stands in the statement only once."""


def _rules(connection: sqlite3.Connection) -> None:
    """Indexes, views and rules that are missing or other ones; tables are left, for they hold what they hold."""
    found = found_schema(connection)
    for (kind, name), sql in expected_schema().items():
        if kind != "table" and found.get((kind, name)) != sql:
            connection.execute(f"DROP {kind} IF EXISTS [{name}]")
            connection.execute(sql)


def _links(connection: sqlite3.Connection) -> None:
    for _ in range(_ROUNDS):
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, row, _parent, number in broken:
            if row is None:  # a table without row numbers
                connection.execute("DELETE FROM step_statement WHERE step_id NOT IN (SELECT id FROM step)")
            else:
                _let_go(connection, table, row, _column(connection, table, number))


def _let_go(connection: sqlite3.Connection, table: str, row: int, column: str) -> None:
    """Let a row point nowhere; where the rules of its table want otherwise, it goes."""
    try:
        connection.execute(f"UPDATE [{table}] SET [{column}] = NULL WHERE rowid = ?", (row,))
    except sqlite3.IntegrityError:
        connection.execute(f"DELETE FROM [{table}] WHERE rowid = ?", (row,))


def _column(connection: sqlite3.Connection, table: str, number: int) -> str:
    keys = connection.execute(f"PRAGMA foreign_key_list([{table}])").fetchall()
    return next(str(key[3]) for key in keys if key[0] == number)


def _texts(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE statement SET text = (SELECT substr(source_text.text, span_start + 1, span_end - span_start) "
        "FROM source_text WHERE source_text.source_id = statement.source_id) WHERE id IN ("
        "SELECT statement.id FROM statement JOIN source_text ON source_text.source_id = statement.source_id "
        "WHERE span_end <= length(source_text.text) "
        "AND statement.text <> substr(source_text.text, span_start + 1, span_end - span_start))"
    )


def _quotes(connection: sqlite3.Connection) -> None:
    words = (
        "substr(statement.text, annotation.span_start - statement.span_start + 1, "
        "annotation.span_end - annotation.span_start)"
    )
    connection.execute(_PLACE_OF_QUOTE)
    inside = (
        "annotation.span_start >= statement.span_start AND annotation.span_end <= statement.span_end "
        "AND annotation.span_start < annotation.span_end"
    )
    connection.execute(
        f"UPDATE annotation SET quote = {words} FROM statement "
        f"WHERE statement.id = annotation.statement_id AND {inside} AND quote <> {words}"
    )
    connection.execute("UPDATE annotation SET quote = '' WHERE span_start IS NULL AND quote <> ''")


def _answers(connection: sqlite3.Connection) -> None:
    """Also an answer that is there already goes."""
    connection.execute(
        "UPDATE OR REPLACE value SET variable_id = code.variable_id FROM code "
        "WHERE code.id = value.code_id AND code.variable_id <> value.variable_id"
    )


def _dates(connection: sqlite3.Connection) -> None:
    for table, column in DATES:
        for row, date in connection.execute(
            f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
        ).fetchall():
            try:
                StatedDate(date)
            except ValueError:
                connection.execute(
                    f"UPDATE {table} SET {column} = NULL, {column}_evidence = "
                    f"coalesce(nullif({column}_evidence, ''), ?) WHERE id = ?",
                    (str(date), row),
                )


def _search(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO statement_search (statement_search) VALUES ('rebuild')")

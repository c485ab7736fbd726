"""Keeping the journal within its limit: the notes of the oldest steps go, their titles stay.

It is done a little with every step, so that no step waits for it. What merging needs to know, stamps and
tombstones, lies in tables of its own and is never touched.
"""

from __future__ import annotations

import sqlite3

from annotator import paths
from annotator.settings import read_settings

MOST_BYTES = 500 << 20
"""What the notes of all steps may take, unless the setting `journal_megabytes` says otherwise."""
_ALWAYS = 50
"""So many steps can be undone whatever they take."""
_AT_ONCE = 400
"""Notes that are dropped with one step: a fraction of a millisecond."""
_MARKED_AT_ONCE = 20


def journal_limit() -> int:
    """The limit in bytes, as the user set it."""
    chosen = read_settings(paths.user_files() / "settings.json").get("journal_megabytes")
    return chosen << 20 if isinstance(chosen, int) and chosen > 0 else MOST_BYTES


def install(connection: sqlite3.Connection, limit: int) -> None:
    """Let this connection keep the journal of its project within a limit."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS journal_extent (most INTEGER, bytes INTEGER)")
    connection.execute("DELETE FROM temp.journal_extent")
    connection.execute("INSERT INTO temp.journal_extent VALUES (?, NULL)", (limit,))


def grow(connection: sqlite3.Connection, size: int) -> None:
    """Note that a step takes so many bytes more, drop what is above the limit, and some of what has to go."""
    # The index holds both columns; once in a session it is read from end to end.
    connection.execute(
        "UPDATE temp.journal_extent SET bytes = CASE WHEN bytes IS NULL THEN "
        "(SELECT ifnull(sum(size), 0) FROM step WHERE compacted = 0) ELSE bytes + ? END",
        (size,),
    )
    most, taken = connection.execute("SELECT most, bytes FROM temp.journal_extent").fetchone()
    if taken > most:
        _mark_oldest(connection, taken - most)
    _drop_some(connection)


def count_anew(connection: sqlite3.Connection) -> None:
    """Count again with the next step what all steps take, because some of them are no longer kept."""
    connection.execute("UPDATE temp.journal_extent SET bytes = NULL")


def _drop_some(connection: sqlite3.Connection) -> None:
    """Drop some notes of steps that can no longer be undone nor redone."""
    notes = _AT_ONCE
    for (key,) in connection.execute(
        "SELECT id FROM step WHERE compacted = 1 AND size > 0 LIMIT ?", (_MARKED_AT_ONCE,)
    ).fetchall():
        notes -= connection.execute(
            "DELETE FROM change WHERE id IN (SELECT id FROM change WHERE step_id = ? LIMIT ?)", (key, notes)
        ).rowcount
        if notes <= 0:
            return
        connection.execute("UPDATE step SET size = 0 WHERE id = ?", (key,))


def compact_all(connection: sqlite3.Connection) -> None:
    """Drop all that is above the limit, however long it takes."""
    most, _ = connection.execute("SELECT most, bytes FROM temp.journal_extent").fetchone()
    (taken,) = connection.execute("SELECT ifnull(sum(size), 0) FROM step WHERE compacted = 0").fetchone()
    while taken > most:
        marked = _mark_oldest(connection, taken - most)
        if not marked:
            break
        taken -= marked
    connection.execute(
        "DELETE FROM change WHERE step_id IN (SELECT id FROM step WHERE compacted = 1 AND size > 0)"
    )
    connection.execute("UPDATE step SET size = 0 WHERE compacted = 1 AND size > 0")
    count_anew(connection)


def _mark_oldest(connection: sqlite3.Connection, excess: int) -> int:
    """Let the oldest steps be undone no longer until enough has gone, or only the latest are left; the bytes.

    Steps that can be repeated stay: each stands on the one before it.
    """
    freed = 0
    (newest,) = connection.execute(
        "SELECT ifnull(min(id), 0) FROM (SELECT id FROM step WHERE compacted = 0 AND state = 'done' "
        "ORDER BY id DESC LIMIT ?)",
        (_ALWAYS,),
    ).fetchone()
    oldest = "SELECT id, size FROM step WHERE compacted = 0 AND state = 'done' AND id < ? ORDER BY id LIMIT ?"
    for key, size in connection.execute(oldest, (newest, _MARKED_AT_ONCE)).fetchall():
        if freed >= excess:
            break
        connection.execute("UPDATE step SET compacted = 1 WHERE id = ?", (key,))
        freed += size
    connection.execute("UPDATE temp.journal_extent SET bytes = bytes - ?", (freed,))
    return freed

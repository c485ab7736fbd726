"""Reading the log of a study."""

from __future__ import annotations

from annotator.model.corpus import StatementId
from annotator.model.reliability import LogEntry, LogEntryId
from annotator.store.store import Store


def read_log(store: Store) -> tuple[LogEntry, ...]:
    """All entries, the oldest first; none in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'log_entry'"):
        return ()
    return tuple(
        LogEntry(
            id=LogEntryId(row["id"]),
            uid=row["uid"],
            coder_uid=row["coder_uid"],
            at=row["at"],
            text=row["text"],
            is_question=bool(row["is_question"]),
            statement_uid=row["statement_uid"],
            answer=row["answer"],
            answered_by=row["answered_by"],
            answered_at=row["answered_at"],
        )
        for row in store.rows("SELECT * FROM log_entry ORDER BY at, uid")
    )


def log_statements(store: Store) -> dict[str, tuple[StatementId, str]]:
    """Key and words of the statements that entries are about, by the uid of the statement."""
    rows = store.rows(
        "SELECT DISTINCT statement_uid, statement_id, statement_text FROM log_flat WHERE statement_id IS NOT NULL"
    )
    return {row["statement_uid"]: (StatementId(row["statement_id"]), row["statement_text"]) for row in rows}

"""Who and what a project holds: what a copy for others takes along or leaves, and what erasing would take."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import Coder
from annotator.store.registers import read_coders
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Work:
    """What a coder did: annotations, statements with a stage or flag, memos."""

    coder: Coder
    annotations: int
    stages: int
    memos: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """Texts, and the work of each coder."""

    sources: int
    statements: int
    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class SourceHolding:
    """A source with what was said of it, and by how many coders."""

    uid: str
    name: str
    statements: int
    annotations: int
    coders: int


def read_holdings(store: Store) -> Holdings:
    """Count everything."""
    counts = {
        table: dict(
            store.connection.execute(f"SELECT coder_id, count(*) FROM {table} GROUP BY coder_id").fetchall()
        )
        for table in ("annotation", "status", "memo")
    }
    (texts,) = store.rows(
        "SELECT (SELECT count(*) FROM source) AS sources, (SELECT count(*) FROM statement) AS statements"
    )
    work = (
        Work(coder, *(counts[table].get(coder.id, 0) for table in ("annotation", "status", "memo")))
        for coder in read_coders(store)
    )
    return Holdings(texts["sources"], texts["statements"], tuple(work))


def read_source_holding(store: Store, source_id: int) -> SourceHolding:
    """Count what belongs to one source."""
    (row,) = store.rows(
        "SELECT uid, title, outlet, (SELECT count(*) FROM statement WHERE source_id = source.id) AS statements, "
        "(SELECT count(*) FROM annotation JOIN statement ON statement.id = statement_id "
        "WHERE source_id = source.id) AS annotations, "
        "(SELECT count(DISTINCT coder_id) FROM annotation JOIN statement ON statement.id = statement_id "
        "WHERE source_id = source.id) AS coders FROM source WHERE id = ?",
        source_id,
    )
    name = row["title"] or row["outlet"] or str(source_id)
    return SourceHolding(row["uid"], name, row["statements"], row["annotations"], row["coders"])

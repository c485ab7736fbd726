"""Reading what was settled, and who holds the settled answers."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import CoderId, CoderKind, Stage
from annotator.model.corpus import StatementId
from annotator.store import cells
from annotator.store.corpus import source_ids
from annotator.store.store import Store


def read_settlements(store: Store) -> Iterator[Settlement]:
    """Every settlement in the order of the statements."""
    for source_id in source_ids(store):
        rows = store.rows(
            "SELECT settlement.* FROM statement CROSS JOIN settlement ON statement.id = statement_id "
            "WHERE source_id = ? ORDER BY span_start, statement.id",
            source_id,
        )
        yield from map(_settlement, rows)


def settlement_of(store: Store, statement_id: StatementId) -> Settlement | None:
    """How a statement was settled; None where nobody looked at it."""
    rows = store.rows("SELECT * FROM settlement WHERE statement_id = ?", statement_id)
    return _settlement(rows[0]) if rows else None


def settlement_keys(store: Store) -> dict[StatementId, int]:
    """The row of each settlement."""
    return {
        StatementId(row["statement_id"]): row["id"]
        for row in store.rows("SELECT id, statement_id FROM settlement")
    }


def adjudicated_coder(store: Store) -> CoderId | None:
    """The coder who holds the settled answers; None while there is none."""
    rows = store.rows("SELECT id FROM coder WHERE kind = ? ORDER BY id LIMIT 1", CoderKind.ADJUDICATED.value)
    return CoderId(rows[0]["id"]) if rows else None


def excluded_by_somebody(store: Store) -> set[StatementId]:
    """Statements that at least one person excludes."""
    return set(_by_stage(store, Stage.EXCLUDED))


def done_by(store: Store) -> dict[StatementId, list[CoderId]]:
    """The persons who have done each statement, in the order they joined."""
    return _by_stage(store, Stage.DONE)


def done_count(store: Store, coder_id: CoderId) -> int:
    """How many statements a coder has done."""
    (row,) = store.rows(
        "SELECT count(*) AS n FROM status WHERE coder_id = ? AND stage = ?", coder_id, Stage.DONE.value
    )
    found: int = row["n"]
    return found


def coded_by(store: Store, coder_id: CoderId) -> set[StatementId]:
    """Statements in which a coder has begun, or gone further."""
    rows = store.rows(
        "SELECT statement_id FROM status WHERE coder_id = ? AND stage <> 'untouched' "
        "UNION SELECT statement_id FROM annotation WHERE coder_id = ?",
        coder_id,
        coder_id,
    )
    return {StatementId(row["statement_id"]) for row in rows}


def _by_stage(store: Store, stage: Stage) -> dict[StatementId, list[CoderId]]:
    found: dict[StatementId, list[CoderId]] = defaultdict(list)
    for row in store.rows(
        "SELECT statement_id, coder_id FROM coder CROSS JOIN status ON coder_id = coder.id "
        "WHERE stage = ? AND kind = ? ORDER BY coder.id",
        stage.value,
        CoderKind.PERSON.value,
    ):
        found[StatementId(row["statement_id"])].append(CoderId(row["coder_id"]))
    return dict(found)


def _settlement(row: sqlite3.Row) -> Settlement:
    return Settlement(
        statement_id=StatementId(row["statement_id"]),
        provenance=cells.word(Provenance, row["provenance"]),
        reason=row["reason"],
        note=row["note"],
        codebook_should_change=bool(row["codebook_should_change"]),
        at=row["at"],
    )

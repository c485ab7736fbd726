"""What the list of statements shows of each, read a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.model.dates import StatedDate
from annotator.store import cells
from annotator.store.store import Store

OPENING = 160
"""Code points of a statement's text that a list needs at most."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A statement as one line of a list: its first words, who spoke when, and where the coder stands."""

    id: StatementId
    opening: str
    speaker: str
    outlet: str
    date: StatedDate
    set_aside: bool
    stage: Stage
    flagged: bool
    annotations: int
    noted: bool = False


def queue_rows(
    store: Store, coder_id: CoderId | None, ids: Iterable[StatementId]
) -> dict[StatementId, QueueRow]:
    """The rows of some statements, with stage and annotations of one coder; what is gone is left out."""
    numbers = ",".join(str(int(number)) for number in ids)
    rows = store.rows(_ROWS.format(numbers=numbers), OPENING, coder_id, coder_id, coder_id)
    return {StatementId(row["id"]): _queue_row(row) for row in rows}


_ROWS = """
SELECT flat.statement_id AS id, substr(text, 1, ?) AS opening, ifnull(speaker, '') AS speaker, outlet, date,
  set_aside, ifnull(stage, 'untouched') AS stage, ifnull(flagged, 0) AS flagged,
  (SELECT count(*) FROM annotation
    WHERE annotation.coder_id = ? AND annotation.statement_id = flat.statement_id) AS annotations,
  EXISTS (SELECT 1 FROM memo WHERE memo.statement_id = flat.statement_id AND memo.coder_id = ?) AS noted
FROM statements_flat AS flat
LEFT JOIN status ON status.statement_id = flat.statement_id AND status.coder_id = ?
WHERE flat.statement_id IN ({numbers})
"""


def _queue_row(row: sqlite3.Row) -> QueueRow:
    return QueueRow(
        id=StatementId(row["id"]),
        opening=row["opening"],
        speaker=row["speaker"],
        outlet=row["outlet"],
        date=cells.date(row["date"]),
        set_aside=bool(row["set_aside"]),
        stage=cells.word(Stage, row["stage"]),
        flagged=bool(row["flagged"]),
        annotations=row["annotations"],
        noted=bool(row["noted"]),
    )

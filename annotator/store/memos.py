"""Reading what coders noted on statements, sources and codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from annotator.model.annotation import CoderId
from annotator.model.memo import Memo, MemoOn
from annotator.store.store import Store


def read_memos(store: Store) -> Iterator[Memo]:
    """Every memo: of codes first, then of sources and statements in their order; none in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'memo'"):
        return
    rows = store.rows(
        "SELECT memo.* FROM memo LEFT JOIN statement ON statement.id = statement_id "
        "ORDER BY coalesce(memo.source_id, statement.source_id, 0), ifnull(statement.span_start, -1), "
        "code_id, coder_id"
    )
    yield from map(_memo, rows)


def memo_of(store: Store, coder_id: CoderId, on: MemoOn, target_id: int) -> Memo | None:
    """A coder's memo on something; None where there is none."""
    found = memos_of(store, coder_id, on, [target_id])
    return found.get(target_id)


def memos_of(store: Store, coder_id: CoderId, on: MemoOn, target_ids: Iterable[int]) -> dict[int, Memo]:
    """A coder's memos on some statements, sources or codes, by what they are on."""
    numbers = ",".join(str(int(number)) for number in target_ids)
    rows = store.rows(
        f"SELECT * FROM memo WHERE {on.value}_id IN ({numbers}) AND coder_id = ?",
        coder_id,
    )
    return {row[f"{on.value}_id"]: _memo(row) for row in rows}


def memo_keys(store: Store, on: MemoOn, target_id: int) -> dict[CoderId, tuple[int, str]]:
    """The row and the text of every coder's memo on something."""
    rows = store.rows(f"SELECT id, coder_id, text FROM memo WHERE {on.value}_id = ?", target_id)
    return {CoderId(row["coder_id"]): (row["id"], row["text"]) for row in rows}


def _memo(row: sqlite3.Row) -> Memo:
    on = next(kind for kind in MemoOn if row[f"{kind.value}_id"] is not None)
    return Memo(row["uid"], CoderId(row["coder_id"]), on, row[f"{on.value}_id"], row["text"])

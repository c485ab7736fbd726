"""Walking through a queue: the next statement that is untouched, flagged, or at any other stage."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain, islice

from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.store.annotations import statuses_of
from annotator.store.keys import read_keys
from annotator.store.queue import place_of
from annotator.store.store import Store

_NEAR = 2048
"""Statements that are looked at one by one before all that pass are asked for."""


def next_id(
    store: Store,
    coder_id: CoderId | None,
    ids: array[int],
    after: StatementId | None,
    *,
    stage: Stage | None = None,
    flagged: bool = False,
) -> StatementId | None:
    """The next statement of the queue `ids` where the coder is at `stage`, and put a flag when `flagged`.

    At the end it begins anew; `after` itself comes last. None when no statement passes.
    """
    place = place_of(ids, after)
    begin = 0 if place is None else place + 1
    near = [StatementId(key) for key in islice(_from(ids, begin), _NEAR)]
    known = statuses_of(store, coder_id, near) if coder_id is not None else {}
    for statement_id in near:
        status = known.get(statement_id)
        reached = Stage.UNTOUCHED if status is None else status.stage
        if stage in {None, reached} and (not flagged or (status is not None and status.flagged)):
            return statement_id
    if len(near) == len(ids):
        return None
    return _far(store, coder_id, _from(ids, begin), stage, flagged=flagged)


def _far(
    store: Store, coder_id: CoderId | None, keys: Iterator[int], stage: Stage | None, *, flagged: bool
) -> StatementId | None:
    """The same from all statuses at once; nothing is stored of most untouched statements."""
    is_stored = flagged or stage not in {None, Stage.UNTOUCHED}
    conditions = ["coder_id = ?", "flagged" if flagged else "1"]
    values: list[object] = [coder_id]
    if stage is not None:
        conditions.append("stage = ?" if is_stored else "stage <> ?")
        values.append(stage.value)
    where = " AND ".join(conditions)
    rows = store.rows(f"SELECT group_concat(statement_id) FROM status WHERE {where}", *values)
    stored = frozenset(read_keys(rows[0][0]))
    found = next((key for key in keys if (key in stored) is is_stored), None)
    return None if found is None else StatementId(found)


def _from(ids: array[int], begin: int) -> Iterator[int]:
    """From `begin` to the end, then from the start to `begin`."""
    return chain(islice(ids, begin, None), islice(ids, begin))

"""Verbs of the queue: where a coder stands with a statement, and what is set aside."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.annotation import CoderId, Stage, Status
from annotator.model.corpus import StatementId
from annotator.store.annotations import read_status, status_key, status_keys, statuses_of
from annotator.store.ring import bulk
from annotator.store.store import Edit, Store

_ACTIONS = {
    Stage.UNTOUCHED: "Mark as untouched",
    Stage.BEGUN: "Mark as begun",
    Stage.DONE: "Mark as done",
    Stage.SKIPPED: "Skip",
    Stage.EXCLUDED: "Exclude",
}


def set_stage(
    store: Store, statement_ids: Sequence[StatementId], coder_id: CoderId, stage: Stage, *, reason: str = ""
) -> None:
    """Say where a coder stands with some statements; the reason is kept for excluded ones."""
    known = statuses_of(store, coder_id, statement_ids)
    moved = [
        statement_id
        for statement_id in statement_ids
        if (status := known.get(statement_id, Status(statement_id, coder_id))).stage is not stage
        or status.reason != reason
    ]
    if not moved:
        return
    with store.edit(
        _ACTIONS[stage], risk=bulk(len(moved)), coder=coder_id, count=len(moved), reason=reason
    ) as edit:
        write_statuses(store, edit, moved, coder_id, stage=stage.value, reason=reason)


def set_flag(
    store: Store, statement_id: StatementId, coder_id: CoderId, *, flagged: bool, note: str = ""
) -> None:
    """Flag a statement to come back to, with a note; a flag stands beside any stage."""
    with store.edit("Flag" if flagged else "Remove flag", coder=coder_id, note=note) as edit:
        write_status(store, edit, statement_id, coder_id, flagged=int(flagged), note=note)


def set_aside(store: Store, statement_ids: Sequence[StatementId], *, aside: bool) -> None:
    """Take statements out of the queue of all coders, or into it."""
    with store.edit(
        "Set aside" if aside else "Take into the queue",
        risk=bulk(len(statement_ids)),
        count=len(statement_ids),
    ) as edit:
        edit.update_all("statement", statement_ids, set_aside=int(aside))


def begin(store: Store, edit: Edit, statement_id: StatementId, coder_id: CoderId) -> None:
    """Inside a larger edit: an untouched or skipped statement is begun now; other stages stay."""
    if read_status(store, statement_id, coder_id).stage in {Stage.UNTOUCHED, Stage.SKIPPED}:
        write_status(store, edit, statement_id, coder_id, stage=Stage.BEGUN.value)


def write_status(
    store: Store, edit: Edit, statement_id: StatementId, coder_id: CoderId, **columns: object
) -> None:
    """Inside a larger edit: change some columns of a status, made where there is none yet."""
    key = status_key(store, statement_id, coder_id)
    if key is None:
        edit.insert("status", statement_id=statement_id, coder_id=coder_id, **columns)
    else:
        edit.update("status", key, **columns)


def write_statuses(
    store: Store, edit: Edit, statement_ids: Sequence[StatementId], coder_id: CoderId, **columns: object
) -> None:
    """As `write_status`, for many statements alike."""
    keys = status_keys(store, coder_id, statement_ids)
    edit.update_all("status", keys.values(), **columns)
    edit.insert_all(
        "status",
        [
            {"statement_id": statement_id, "coder_id": coder_id, **columns}
            for statement_id in dict.fromkeys(statement_ids)
            if statement_id not in keys
        ],
    )

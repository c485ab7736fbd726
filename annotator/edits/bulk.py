"""Verbs on many statements at once, each one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.edits.statuses import write_statuses
from annotator.model.annotation import CoderId, Status
from annotator.model.corpus import StatementId
from annotator.store.annotations import statuses_of
from annotator.store.ring import bulk
from annotator.store.store import Store


def flag_statements(
    store: Store, statement_ids: Sequence[StatementId], coder_id: CoderId, *, flagged: bool
) -> None:
    """Flag statements to come back to, or take their flags away; those that are so already are left."""
    known = statuses_of(store, coder_id, statement_ids)
    moved = [
        statement_id
        for statement_id in statement_ids
        if known.get(statement_id, Status(statement_id, coder_id)).flagged is not flagged
    ]
    if not moved:
        return
    action = "Flag {count} statements" if flagged else "Remove flag from {count} statements"
    with store.edit(action, risk=bulk(len(moved)), coder=coder_id, count=len(moved)) as edit:
        write_statuses(store, edit, moved, coder_id, flagged=int(flagged))

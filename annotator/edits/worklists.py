"""Verbs of worklists and of filters kept by name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from annotator.analysis.samples import sampled, sampled_evenly
from annotator.errors import EmptySampleError, GoneError, NameMissingError, NameTakenError
from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.text import one_line
from annotator.model.worklist import Stratum, WorklistId
from annotator.store.queue import QueueFilter
from annotator.store.store import Edit, Store
from annotator.store.worklists import (
    SavedFilterId,
    read_saved_filters,
    read_worklists,
    strata_of,
    to_wishes,
    uids_of,
)


def save_filter(store: Store, name: str, wanted: QueueFilter) -> SavedFilterId:
    """Keep a filter under a name; the one that had the name before is changed. Raises NameMissingError."""
    kept = one_line(name)
    if not kept:
        raise NameMissingError(what="filter")
    with store.edit("Save filter {name}", name=kept) as edit:
        wishes = to_wishes(store, wanted)
        for saved in read_saved_filters(store, None):
            if saved.name.casefold() == kept.casefold():
                edit.update("saved_filter", saved.id, name=kept, wishes=wishes)
                return saved.id
        return SavedFilterId(edit.insert("saved_filter", uid=str(uuid.uuid4()), name=kept, wishes=wishes))


def delete_filter(store: Store, filter_id: SavedFilterId) -> None:
    """Forget a filter. Raises GoneError."""
    found = [saved for saved in read_saved_filters(store, None) if saved.id == filter_id]
    if not found:
        raise GoneError(what="filter")
    with store.edit("Delete filter {name}", name=found[0].name) as edit:
        edit.delete("saved_filter", filter_id)


def draw_sample(
    store: Store,
    name: str,
    among: Iterable[int],
    *,
    size: int,
    seed: str,
    coder_ids: Sequence[CoderId],
    evenly: Stratum | None = None,
) -> WorklistId:
    """Choose `size` of the statements at random, as a worklist for some coders.

    `evenly`: from each source, speaker or month in proportion to what it holds. The same seed draws the
    same sample from the same statements, on every computer. Raises NameMissingError, NameTakenError,
    EmptySampleError.
    """
    ids = list(among)
    kept = one_line(name)
    if not kept:
        raise NameMissingError(what="worklist")
    if any(worklist.name.casefold() == kept.casefold() for worklist in read_worklists(store)):
        raise NameTakenError(what="worklist", name=kept)
    by_uid = uids_of(store, ids)
    strata = None if evenly is None else strata_of(store, ids, evenly)
    uids = sampled(by_uid, size, seed) if strata is None else sampled_evenly(strata, size, seed)
    chosen = sorted(by_uid[uid] for uid in uids)
    how = seed if evenly is None else f"{seed}, by {evenly}"
    if not chosen:
        raise EmptySampleError
    with store.edit("Draw sample {name}", name=kept, count=len(chosen)) as edit:
        return insert_worklist(edit, kept, chosen, coder_ids, seed=how, drawn_from=len(by_uid))


def insert_worklist(
    edit: Edit,
    name: str,
    statement_ids: Sequence[StatementId],
    coder_ids: Sequence[CoderId],
    *,
    seed: str,
    drawn_from: int,
) -> WorklistId:
    """Inside a larger edit: a worklist that was drawn."""
    worklist = edit.insert("worklist", uid=str(uuid.uuid4()), name=name, seed=seed, drawn_from=drawn_from)
    edit.insert_all("worklist_coder", [{"worklist_id": worklist, "coder_id": coder} for coder in coder_ids])
    edit.insert_all(
        "worklist_statement", [{"worklist_id": worklist, "statement_id": key} for key in statement_ids]
    )
    return WorklistId(worklist)


def delete_worklist(store: Store, worklist_id: WorklistId) -> None:
    """Forget a worklist; its statements and what was coded in them stay. Raises GoneError."""
    found = [worklist for worklist in read_worklists(store) if worklist.id == worklist_id]
    if not found:
        raise GoneError(what="worklist")
    with store.edit("Delete worklist {name}", name=found[0].name) as edit:
        edit.delete_where("worklist_coder", worklist_id=worklist_id)
        edit.delete_where("worklist_statement", worklist_id=worklist_id)
        edit.delete("worklist", worklist_id)

"""The verb that lets somebody code their own sample again, blind to the first pass."""

from __future__ import annotations

import uuid

from annotator.analysis.samples import sampled
from annotator.edits.worklists import insert_worklist
from annotator.errors import EmptySampleError, GoneError
from annotator.model.annotation import Coder, CoderId, CoderKind
from annotator.model.worklist import WorklistId
from annotator.store.registers import read_coders
from annotator.store.settlements import done_by
from annotator.store.store import Edit, Store
from annotator.store.worklists import read_worklists, statements_of, uids_of


def begin_again(
    store: Store, coder_id: CoderId, *, size: int, seed: str, worklist_id: WorklistId | None = None
) -> tuple[CoderId, WorklistId]:
    """Draw a sample of what a coder has done, for the same person as a coder of its own; both of these.

    What that coder says is kept apart, so the first pass is not in sight. `worklist_id`: draw from that
    sample only. The uid of the second pass follows from the person's, so that copies of the project share it.
    Raises GoneError, EmptySampleError.
    """
    person = next((one for one in read_coders(store) if one.id == coder_id), None)
    if person is None or person.kind is not CoderKind.PERSON:
        raise GoneError(what="coder")
    done = [statement for statement, people in done_by(store).items() if coder_id in people]
    among = None if worklist_id is None else statements_of(store, worklist_id)
    chosen = [statement for statement in done if among is None or statement in among]
    if not chosen or size < 1:
        raise EmptySampleError
    by_uid = uids_of(store, chosen)
    drawn = sorted(by_uid[uid] for uid in sampled(by_uid, size, seed))
    with store.edit("Code again: {name}", name=person.name) as edit:
        known = second_pass(store, person)
        again = _add(store, edit, person) if known is None else known
        name = _free_name(again.name, {one.name.casefold() for one in read_worklists(store)})
        return again.id, insert_worklist(edit, name, drawn, [again.id], seed=seed, drawn_from=len(by_uid))


def second_pass(store: Store, person: Coder) -> Coder | None:
    """The coder who is this person's second pass; None while there is none."""
    return next((one for one in read_coders(store) if one.uid == _uid(person)), None)


def _uid(person: Coder) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"annotator:{person.uid}/again"))


def _add(store: Store, edit: Edit, person: Coder) -> Coder:
    name = _free_name(f"{person.name} (again)", {one.name.casefold() for one in read_coders(store)})
    key = edit.insert("coder", uid=_uid(person), name=name, kind=CoderKind.AGAIN.value)
    return Coder(CoderId(key), _uid(person), name, CoderKind.AGAIN)


def _free_name(name: str, taken: set[str]) -> str:
    names = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(free for free in names if free.casefold() not in taken)

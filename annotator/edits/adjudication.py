"""Verbs of adjudication: settle statements, one at a time or all that nobody disputes.

The settled answers are annotations of a coder of their own; what the others coded stays as it was.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from annotator.edits.annotations import insert_values, value_row
from annotator.edits.layers import joined, united
from annotator.edits.statuses import begin, write_status
from annotator.model.adjudication import Provenance
from annotator.model.annotation import Annotation, AnnotationId, CoderId, CoderKind, Stage
from annotator.model.corpus import StatementId
from annotator.store.annotations import annotations_of, read_annotation, statuses_of
from annotator.store.corpus import statement_row
from annotator.store.registers import read_codebook, read_coders, read_head
from annotator.store.ring import bulk
from annotator.store.settlements import adjudicated_coder, coded_by, done_by, settlement_keys
from annotator.store.store import Edit, Store

MADE_BY = "adopted"
"""What an annotation that was taken over from a coder says of its origin."""


def adopt(
    store: Store,
    statement_id: StatementId,
    annotation_ids: Sequence[AnnotationId],
    *,
    by: CoderId | None = None,
) -> None:
    """Let the settled answer of a statement be these coders' annotations, joined; none of them clears it.

    Annotations of different coders on the same words become one where they do not contradict each other.
    What the adjudicated coder said there before is replaced; a statement that is settled stays so. `by`: who
    decides, for the history. Raises GoneError.
    """
    statement_row(store, statement_id)
    with store.edit(_taking(len(annotation_ids)), coder=by, count=len(annotation_ids)) as edit:
        coder = ensure_adjudicated(store, edit)
        _replace_layer(store, edit, statement_id, coder, annotation_ids)
        begin(store, edit, statement_id, coder)


def adopt_beside(
    store: Store, statement_id: StatementId, annotation_id: AnnotationId, *, by: CoderId | None = None
) -> None:
    """Take one coder's annotation over, beside what the settled answer holds already.

    Where it can be one with an annotation there, only its values are added. Raises GoneError.
    """
    chosen = read_annotation(store, annotation_id)
    codebook = read_codebook(store)
    with store.edit(_taking(1), coder=by) as edit:
        coder = ensure_adjudicated(store, edit)
        for there in annotations_of(store, [statement_id], coder):
            values = united(codebook, there, chosen)
            if values is not None:
                insert_values(edit, there.id, values[len(there.values) :])
                edit.update("annotation", there.id, codebook_revision=codebook.revision, updated_at=edit.at)
                break
        else:
            _copy_many(store, edit, coder, [chosen])
        begin(store, edit, statement_id, coder)


def settle(
    store: Store,
    statement_id: StatementId,
    *,
    take: Sequence[AnnotationId] | None = None,
    provenance: Provenance = Provenance.ADJUDICATED,
    reason: str = "",
    note: str = "",
    codebook_should_change: bool = False,
    by: CoderId | None = None,
) -> None:
    """Settle a statement, with the reason why its coders differed; `by` says who decides, for the history.

    `take`: these coders' annotations become the answer, joined; none of them means that nothing is here.
    None leaves the answer as the adjudicated coder wrote it. *Open* keeps the statement undone. Raises
    GoneError.
    """
    statement_row(store, statement_id)
    action = "Leave open" if provenance is Provenance.OPEN else "Settle"
    with store.edit(action, coder=by, reason=reason) as edit:
        coder = ensure_adjudicated(store, edit)
        if take is not None:
            _replace_layer(store, edit, statement_id, coder, take)
        stage = Stage.BEGUN if provenance is Provenance.OPEN else Stage.DONE
        write_status(store, edit, statement_id, coder, stage=stage.value)
        _write_settlement(
            edit,
            settlement_keys(store).get(statement_id),
            statement_id,
            provenance=provenance.value,
            reason=reason,
            note=note,
            codebook_should_change=int(codebook_should_change),
        )


def reopen(store: Store, statement_id: StatementId, *, by: CoderId | None = None) -> None:
    """Take the decision back; the answer stays for the adjudicated coder to change."""
    key = settlement_keys(store).get(statement_id)
    if key is None:
        return
    with store.edit("Reopen", coder=by) as edit:
        edit.delete("settlement", key)
        write_status(store, edit, statement_id, ensure_adjudicated(store, edit), stage=Stage.BEGUN.value)


def settle_unanimous(
    store: Store, statement_ids: Iterable[StatementId], leading: CoderId, *, by: CoderId | None = None
) -> int:
    """Settle statements on which all agree, in one step; how many.

    Each takes over what `leading` coded there, or who else did it first. Statements that are settled, left
    open, or begun by hand already are passed over: settled work is never replaced.
    """
    coder = adjudicated_coder(store)
    taken = set(settlement_keys(store)) | (set() if coder is None else coded_by(store, coder))
    wanted = [found for found in statement_ids if found not in taken]
    if not wanted:
        return 0
    layers = _leading_layers(store, wanted, leading)
    with store.edit(
        "Settle {count} statements on which all agree",
        coder=by,
        risk=bulk(len(wanted)),
        count=len(wanted),
    ) as edit:
        coder = ensure_adjudicated(store, edit)
        _copy_many(store, edit, coder, [one for statement_id in wanted for one in layers[statement_id]])
        flagged = statuses_of(store, coder, wanted)
        fresh = [found for found in wanted if found not in flagged]
        stage = {"coder_id": coder, "stage": Stage.DONE.value}
        edit.insert_all("status", [{"statement_id": found, **stage} for found in fresh])
        for statement_id in flagged:
            write_status(store, edit, statement_id, coder, stage=Stage.DONE.value)
        said = {"provenance": Provenance.UNANIMOUS.value, "at": edit.at}
        edit.insert_all("settlement", [{"statement_id": found, **said} for found in wanted])
    return len(wanted)


def add_adjudicated(store: Store) -> CoderId:
    """Make the coder who holds the settled answers, where there is none; who it is."""
    found = adjudicated_coder(store)
    if found is not None:
        return found
    with store.edit("Begin to adjudicate") as edit:
        return ensure_adjudicated(store, edit)


def ensure_adjudicated(store: Store, edit: Edit) -> CoderId:
    """Inside a larger edit: the coder who holds the settled answers, made where there is none.

    The uid follows from the project's, so that two copies of it settle in one name.
    """
    found = adjudicated_coder(store)
    if found is not None:
        return found
    names = {coder.name for coder in read_coders(store)}
    name = next(name for name in _names() if name not in names)
    uid = uuid.uuid5(uuid.NAMESPACE_URL, f"annotator:{read_head(store).uid}/adjudicated")
    return CoderId(edit.insert("coder", uid=str(uid), name=name, kind=CoderKind.ADJUDICATED.value))


def _taking(count: int) -> str:
    """The title of the step."""
    return {0: "Clear the answer", 1: "Take over annotation"}.get(count, "Take over {count} annotations")


def _names() -> Iterable[str]:
    yield "Adjudicated"
    yield from (f"Adjudicated {number}" for number in range(2, 1000))


def _leading_layers(
    store: Store, statement_ids: Sequence[StatementId], leading: CoderId
) -> dict[StatementId, list[Annotation]]:
    """Per statement the annotations of the leading coder, where done, else of the first who has done it."""
    done = done_by(store)
    whose = {
        statement: leading if leading in done[statement] else done[statement][0]
        for statement in statement_ids
        if statement in done
    }
    layers: dict[StatementId, list[Annotation]] = {statement: [] for statement in statement_ids}
    for annotation in annotations_of(store, statement_ids):
        if annotation.coder_id == whose.get(annotation.statement_id):
            layers[annotation.statement_id].append(annotation)
    return layers


def _replace_layer(
    store: Store, edit: Edit, statement_id: StatementId, coder: CoderId, take: Sequence[AnnotationId]
) -> None:
    there = annotations_of(store, [statement_id])
    codebook = read_codebook(store)
    for annotation in there:
        if annotation.coder_id == coder:
            edit.delete_where("value", annotation_id=annotation.id)
            edit.delete("annotation", annotation.id)
    chosen = [annotation for annotation in there if annotation.id in set(take)]
    _copy_many(store, edit, coder, joined(codebook, chosen))


def _copy_many(store: Store, edit: Edit, coder: CoderId, annotations: Sequence[Annotation]) -> None:
    """Put annotations into the settled layer; memos stay with those who wrote them."""
    revision = read_codebook(store).revision
    keys = edit.insert_many(
        "annotation",
        [
            {
                "uid": str(uuid.uuid4()),
                "statement_id": annotation.statement_id,
                "coder_id": coder,
                "span_start": annotation.span and annotation.span.start,
                "span_end": annotation.span and annotation.span.end,
                "quote": annotation.quote,
                "speaker_id": annotation.speaker_id,
                "voice": annotation.voice and annotation.voice.value,
                "made_by": MADE_BY,
                "codebook_revision": revision,
                "created_at": edit.at,
                "updated_at": edit.at,
            }
            for annotation in annotations
        ],
    )
    values = [
        value_row(key, value)
        for key, annotation in zip(keys, annotations, strict=True)
        for value in annotation.values
    ]
    edit.insert_all("value", values)


def _write_settlement(edit: Edit, key: int | None, statement_id: StatementId, **columns: object) -> None:
    if key is None:
        edit.insert("settlement", statement_id=statement_id, at=edit.at, **columns)
    else:
        edit.update("settlement", key, at=edit.at, **columns)

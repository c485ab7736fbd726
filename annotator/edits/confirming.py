"""The verb of annotations that a changed codebook put in question."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.errors import GoneError
from annotator.model.annotation import AnnotationId
from annotator.store.annotations import annotations_by_id
from annotator.store.registers import read_codebook
from annotator.store.ring import bulk
from annotator.store.store import Store


def confirm_annotations(store: Store, annotation_ids: Sequence[AnnotationId]) -> None:
    """Say that annotations are right under the codebook as it is now, as one step. Raises GoneError."""
    revision = read_codebook(store).revision
    wanted = set(annotation_ids)
    found = annotations_by_id(store, wanted)
    if len(found) < len(wanted):
        raise GoneError(what="annotation")
    older = [annotation for annotation in found if annotation.codebook_revision < revision]
    if not older:
        return
    with store.edit(
        "Confirm {count} annotations", risk=bulk(len(older)), coder=older[0].coder_id, count=len(older)
    ) as edit:
        edit.update_all("annotation", [annotation.id for annotation in older], codebook_revision=revision)

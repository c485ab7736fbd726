"""The verb of annotations that a changed codebook put in question."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.annotation import AnnotationId
from annotator.store.annotations import read_annotation
from annotator.store.registers import read_codebook
from annotator.store.ring import bulk
from annotator.store.store import Store


def confirm_annotations(store: Store, annotation_ids: Sequence[AnnotationId]) -> None:
    """Say that annotations are right under the codebook as it is now, as one step. Raises GoneError."""
    revision = read_codebook(store).revision
    found = [read_annotation(store, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
    older = [annotation for annotation in found if annotation.codebook_revision < revision]
    if not older:
        return
    with store.edit(
        "Confirm {count} annotations", risk=bulk(len(older)), coder=older[0].coder_id, count=len(older)
    ) as edit:
        for annotation in older:
            edit.update("annotation", annotation.id, codebook_revision=revision)

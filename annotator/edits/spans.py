"""Verbs that cut and join what is marked; labels and memos go along."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.edits.annotations import insert_annotation, insert_values, place_columns
from annotator.errors import CutOutsideError, NothingToJoinError
from annotator.model.annotation import Annotation, AnnotationId, Value
from annotator.model.codebook import VariableKind
from annotator.model.span import Span
from annotator.model.text import snapped_to_graphemes, trimmed
from annotator.store.annotations import read_annotation
from annotator.store.corpus import StatementRow, statement_row
from annotator.store.registers import read_codebook
from annotator.store.store import Store


def split_annotation(store: Store, annotation_id: AnnotationId, position: int) -> AnnotationId:
    """Cut an annotation at `position` of the stored text; the second half is a new annotation. Its key.

    Both halves carry all labels; the memo stays with the first. Raises CutOutsideError where a half
    would be empty, GoneError.
    """
    annotation = read_annotation(store, annotation_id)
    statement = statement_row(store, annotation.statement_id)
    first, second = _halves(annotation, statement, position)
    with store.edit("Split annotation", coder=annotation.coder_id) as edit:
        edit.update("annotation", annotation_id, **place_columns(statement, first), updated_at=edit.at)
        return insert_annotation(
            edit,
            statement,
            annotation.coder_id,
            place=second,
            values=annotation.values,
            memo="",
            speaker_id=annotation.speaker_id,
            voice=annotation.voice,
            made_by=annotation.made_by,
            codebook_revision=annotation.codebook_revision,
        )


def join_annotations(store: Store, annotation_ids: Sequence[AnnotationId]) -> AnnotationId:
    """Let the first of some annotations of one coder and statement cover all their words. Its key.

    It takes over every code and actor of the others where its variable takes several, and their memos.
    Raises NothingToJoinError for fewer than two spans, or those of different coders or statements.
    """
    annotations = [read_annotation(store, annotation_id) for annotation_id in annotation_ids]
    spans = [annotation.span for annotation in annotations if annotation.span is not None]
    owners = {(annotation.statement_id, annotation.coder_id) for annotation in annotations}
    if len(spans) < 2 or len(spans) != len(annotations) or len(owners) != 1:
        raise NothingToJoinError
    kept = min(annotations, key=lambda annotation: (annotation.span, annotation.id))
    others = [annotation for annotation in annotations if annotation.id != kept.id]
    statement = statement_row(store, kept.statement_id)
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    memo = "\n".join(annotation.memo for annotation in (kept, *others) if annotation.memo)
    with store.edit("Join {count} annotations", coder=kept.coder_id, count=len(annotations)) as edit:
        for annotation in others:
            edit.delete_where("value", annotation_id=annotation.id)
            edit.delete("annotation", annotation.id)
        insert_values(edit, kept.id, _taken_over(store, kept, others))
        edit.update("annotation", kept.id, **place_columns(statement, whole), memo=memo, updated_at=edit.at)
    return kept.id


def _halves(annotation: Annotation, statement: StatementRow, position: int) -> tuple[Span, Span]:
    span = annotation.span
    if span is None or not span.start < position < span.end:
        raise CutOutsideError
    offset = statement.span.start
    cut = snapped_to_graphemes(statement.text, Span(position - offset, position - offset + 1)).start + offset
    pieces = [(span.start, cut), (cut, span.end)]
    halves = [
        trimmed(statement.text, Span(start - offset, end - offset)) for start, end in pieces if start < end
    ]
    kept = [half.moved(offset) for half in halves if half is not None]
    if len(kept) != 2:
        raise CutOutsideError
    return kept[0], kept[1]


def _taken_over(store: Store, kept: Annotation, others: Sequence[Annotation]) -> list[Value]:
    """What the others say beyond what is said already, where the variable takes several answers."""
    kinds = {variable.id: variable.kind for variable in read_codebook(store).variables}
    several = {key for key, kind in kinds.items() if kind in {VariableKind.CODES, VariableKind.ACTORS}}
    answered = {value.variable_id for value in kept.values}
    absent = {value.variable_id for value in kept.values if value.absence is not None}
    found: list[Value] = []
    for value in (value for annotation in others for value in annotation.values):
        if value in kept.values or value in found or value.variable_id in absent:
            continue
        first = value.variable_id not in answered
        if first or (value.variable_id in several and value.absence is None):
            found.append(value)
            answered.add(value.variable_id)
            if value.absence is not None:
                absent.add(value.variable_id)
    return found

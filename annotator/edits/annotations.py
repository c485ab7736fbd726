"""Verbs of coding: mark a stretch, say what it is, change it, take it back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from annotator.edits.statuses import begin
from annotator.errors import EmptySpanError, NotInCodebookError, SpanOutsideError, WrongValueError
from annotator.model.actors import ActorId
from annotator.model.annotation import AnnotationId, CoderId, Value, Voice
from annotator.model.codebook import Codebook, Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.model.text import snapped_to_graphemes, trimmed
from annotator.store.annotations import read_annotation
from annotator.store.corpus import StatementRow, statement_row
from annotator.store.registers import read_actors, read_codebook
from annotator.store.ring import bulk
from annotator.store.store import Edit, Store


def annotate(
    store: Store,
    statement_id: StatementId,
    coder_id: CoderId,
    *,
    span: Span | None = None,
    values: Iterable[Value] = (),
    memo: str = "",
    speaker_id: ActorId | None = None,
    voice: Voice | None = None,
    made_by: str = "hand",
) -> AnnotationId:
    """Say something about a stretch of a statement, or about all of it when `span` is None.

    `span` counts in the source's stored text. Blanks at its ends are left out and nothing that a
    reader sees as one character is cut. The statement is begun, if it was untouched. Raises
    EmptySpanError, SpanOutsideError, NotInCodebookError, WrongValueError.
    """
    codebook = read_codebook(store)
    kept = tuple(values)
    check_values(codebook, kept)
    statement = statement_row(store, statement_id)
    place = span and _fitted(statement, span)
    names = _names(store, codebook, kept)
    action = "Label {names}" if names else "Mark {quote}"
    with store.edit(action, coder=coder_id, names=names, quote=_short(statement, place)) as edit:
        key = insert_annotation(
            edit,
            statement,
            coder_id,
            place=place,
            values=kept,
            memo=memo,
            speaker_id=speaker_id,
            voice=voice,
            made_by=made_by,
            codebook_revision=codebook.revision,
        )
        begin(store, edit, statement_id, coder_id)
    return key


def set_values(
    store: Store, annotation_id: AnnotationId, variable_id: VariableId, values: Sequence[Value]
) -> None:
    """Let `values` be all that an annotation says for one variable; none of them means *not coded*.

    Raises NotInCodebookError, WrongValueError, GoneError.
    """
    codebook = read_codebook(store)
    check_values(codebook, values)
    variable = codebook.variable(variable_id)
    if any(value.variable_id != variable_id for value in values):
        raise WrongValueError(
            value="The value", variable=variable.name, reason="it belongs to another variable"
        )
    annotation = read_annotation(store, annotation_id)
    names = _names(store, codebook, values)
    action = "Set {variable} to {names}" if names else "Clear {variable}"
    with store.edit(action, coder=annotation.coder_id, variable=variable.name, names=names) as edit:
        edit.delete_where("value", annotation_id=annotation_id, variable_id=variable_id)
        insert_values(edit, annotation_id, values)
        edit.update("annotation", annotation_id, codebook_revision=codebook.revision, updated_at=edit.at)


def move_span(store: Store, annotation_id: AnnotationId, span: Span) -> None:
    """Let an annotation cover other words of its statement; id, values and memo stay.

    Raises EmptySpanError, SpanOutsideError, GoneError.
    """
    annotation = read_annotation(store, annotation_id)
    statement = statement_row(store, annotation.statement_id)
    place = _fitted(statement, span)
    if place == annotation.span:
        return
    with store.edit("Move span", coder=annotation.coder_id, quote=_short(statement, place)) as edit:
        edit.update("annotation", annotation_id, **place_columns(statement, place), updated_at=edit.at)


def set_memo(store: Store, annotation_id: AnnotationId, memo: str) -> None:
    """Keep a note with an annotation; it never counts as disagreement."""
    annotation = read_annotation(store, annotation_id)
    if memo == annotation.memo:
        return
    with store.edit("Write memo", coder=annotation.coder_id) as edit:
        edit.update("annotation", annotation_id, memo=memo, updated_at=edit.at)


def set_voice(
    store: Store, annotation_id: AnnotationId, *, speaker_id: ActorId | None, voice: Voice | None
) -> None:
    """Say whose words a span holds, where that differs from its statement."""
    annotation = read_annotation(store, annotation_id)
    with store.edit("Set speaker of span", coder=annotation.coder_id) as edit:
        edit.update(
            "annotation",
            annotation_id,
            speaker_id=speaker_id,
            voice=voice and voice.value,
            updated_at=edit.at,
        )


def delete_annotations(store: Store, annotation_ids: Sequence[AnnotationId]) -> None:
    """Take annotations back, with all their values, as one step. Raises GoneError."""
    annotations = [read_annotation(store, annotation_id) for annotation_id in annotation_ids]
    if not annotations:
        return
    action = "Delete annotation" if len(annotations) == 1 else "Delete {count} annotations"
    with store.edit(
        action, risk=bulk(len(annotations)), coder=annotations[0].coder_id, count=len(annotations)
    ) as edit:
        for annotation in annotations:
            edit.delete_where("value", annotation_id=annotation.id)
            edit.delete("annotation", annotation.id)


def insert_annotation(
    edit: Edit,
    statement: StatementRow,
    coder_id: CoderId,
    *,
    place: Span | None,
    values: Iterable[Value],
    memo: str,
    speaker_id: ActorId | None,
    voice: Voice | None,
    made_by: str,
    codebook_revision: int,
) -> AnnotationId:
    """Write an annotation inside a larger edit; the caller has checked values and place."""
    key = AnnotationId(
        edit.insert(
            "annotation",
            uid=str(uuid.uuid4()),
            statement_id=statement.id,
            coder_id=coder_id,
            **place_columns(statement, place),
            memo=memo,
            speaker_id=speaker_id,
            voice=voice and voice.value,
            made_by=made_by,
            codebook_revision=codebook_revision,
            created_at=edit.at,
            updated_at=edit.at,
        )
    )
    insert_values(edit, key, values)
    return key


def insert_values(edit: Edit, annotation_id: AnnotationId, values: Iterable[Value]) -> None:
    """Write values inside a larger edit; the caller has checked them."""
    for value in values:
        edit.insert("value", **value_row(annotation_id, value))


def value_row(annotation_id: int, value: Value) -> dict[str, object]:
    """A value as its row holds it."""
    return {
        "annotation_id": annotation_id,
        "variable_id": value.variable_id,
        "code_id": value.code_id,
        "actor_id": value.actor_id,
        "number": value.number,
        "text": value.text,
        "absence": value.absence and value.absence.value,
    }


def _fitted(statement: StatementRow, span: Span) -> Span:
    """The span as it may be stored: inside the statement, no blanks at its ends, no grapheme cut."""
    if not statement.span.contains(span):
        raise SpanOutsideError
    inside = trimmed(statement.text, span.moved(-statement.span.start))
    if inside is None:
        raise EmptySpanError
    return snapped_to_graphemes(statement.text, inside).moved(statement.span.start)


def place_columns(statement: StatementRow, span: Span | None) -> dict[str, object]:
    """Where an annotation lies and what it quotes, as its table holds it."""
    if span is None:
        return {"span_start": None, "span_end": None, "quote": ""}
    quote = span.moved(-statement.span.start).of(statement.text)
    return {"span_start": span.start, "span_end": span.end, "quote": quote}


def _short(statement: StatementRow, span: Span | None) -> str:
    """The first words of what is covered, for the step's title."""
    covered = statement.text if span is None else span.moved(-statement.span.start).of(statement.text)
    return covered if len(covered) <= 40 else covered[:39].rstrip() + "…"


def _names(store: Store, codebook: Codebook, values: Sequence[Value]) -> str:
    """What the values say, for the step's title."""
    actors = {actor.id: actor.name for actor in read_actors(store)} if any(v.actor_id for v in values) else {}
    return ", ".join(
        codebook.code(value.code_id).name
        if value.code_id is not None
        else actors[value.actor_id]
        if value.actor_id is not None
        else value.number or value.text or str(value.absence)
        for value in values
    )


def check_values(codebook: Codebook, values: Sequence[Value]) -> None:
    """Raise what is wrong with the values, if anything is: NotInCodebookError, WrongValueError."""
    for variable_id in {value.variable_id for value in values}:
        variable = codebook.variable(variable_id)
        mine = [value for value in values if value.variable_id == variable_id]
        if len(mine) > 1 and variable.kind not in {VariableKind.CODES, VariableKind.ACTORS}:
            raise WrongValueError(value="More than one answer", variable=variable.name, reason="it takes one")
        if len(mine) > 1 and any(value.absence for value in mine):
            raise WrongValueError(
                value="An answer beside “not applicable” or “undecided”",
                variable=variable.name,
                reason="either there is an answer or there is none",
            )
        if len(set(mine)) < len(mine):
            raise WrongValueError(
                value="The same answer twice", variable=variable.name, reason="once is enough"
            )
        for value in mine:
            _check_value(codebook, variable, value)


def _check_value(codebook: Codebook, variable: Variable, value: Value) -> None:
    match value, variable.kind:
        case Value(absence=str()), _:
            return
        case Value(code_id=int() as code_id), VariableKind.CODE | VariableKind.CODES:
            if all(code.id != code_id for code in variable.codes):
                raise NotInCodebookError(code=_code_name(codebook, code_id), variable=variable.name)
        case Value(actor_id=int()), VariableKind.ACTORS:
            return
        case Value(number=str() as number), VariableKind.NUMBER:
            if not _is_number(number):
                raise WrongValueError(value=number, variable=variable.name, reason="it takes a number")
        case Value(text=str()), VariableKind.TEXT:
            return
        case _:
            raise WrongValueError(
                value="The answer", variable=variable.name, reason=f"it takes {variable.kind.value}"
            )


def _is_number(text: str) -> bool:
    """Whether it can be counted with: Decimal also takes NaN and Infinity."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _code_name(codebook: Codebook, code_id: int) -> str:
    return next((code.name for code in codebook.codes() if code.id == code_id), "The code")

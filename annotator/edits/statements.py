"""Verbs that cut a statement in two after import, or put neighbours together; all that was said goes along.

A span stays on its words. What was said of a whole statement goes to the first piece of a split, and
becomes a span over its own words when statements are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.edits.joining import move_in_worklists, move_memo
from annotator.edits.sources import statement_uid
from annotator.errors import CrossesCutError, EmptyPieceError, GoneError, NotNeighboursError
from annotator.model.annotation import Annotation, Stage
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.model.text import snapped_to_graphemes, trimmed
from annotator.store.annotations import annotations_of
from annotator.store.corpus import StatementRow, read_text, statement_row, statement_rows
from annotator.store.merging import row_of, rows_on_statement, worklists_of
from annotator.store.store import Edit, Store

Row = dict[str, object]


def split_statement(
    store: Store, statement_id: StatementId, position: int
) -> tuple[StatementId, StatementId]:
    """Cut a statement at `position` of its source's stored text; the two that take its place.

    Each coder stands with both as with the whole; settlement and memos go to the first. Raises
    EmptyPieceError where a piece would be empty, CrossesCutError where an annotation lies across the cut.
    """
    statement = statement_row(store, statement_id)
    pieces = _pieces(statement, position)
    annotations = annotations_of(store, [statement_id])
    for annotation in annotations:
        if annotation.span and not any(piece.contains(annotation.span) for piece in pieces):
            raise CrossesCutError(quote=_short(annotation.quote))
    with store.edit("Split statement", quote=_short(statement.text)) as edit:
        first, second = (_insert(store, edit, [statement], piece) for piece in pieces)
        for annotation in annotations:
            is_second = annotation.span is not None and pieces[1].contains(annotation.span)
            edit.update("annotation", annotation.id, statement_id=second if is_second else first)
        for status in rows_on_statement(store, "status", statement_id):
            edit.insert("status", **{**status, "id": None, "statement_id": second})
            edit.update("status", int(str(status["id"])), statement_id=first)
        for worklist in worklists_of(store, statement_id):
            edit.insert("worklist_statement", worklist_id=worklist, statement_id=second)
        _move(store, edit, statement_id, first)
        _replace(edit, [statement], pieces)
    return first, second


def join_statements(store: Store, statement_ids: Sequence[StatementId]) -> StatementId:
    """Put neighbours together; the statement that takes their place.

    A coder stands with it as with all of them where that is one stage; otherwise it is begun. Speaker and
    date are those of the first. Raises NotNeighboursError unless they follow one another with only blanks
    between them, in one part of one source, and are of one kind.
    """
    rows = sorted(statement_rows(store, statement_ids), key=lambda row: row.span)
    if len(rows) != len(set(statement_ids)):
        raise GoneError(what="statement")
    _check_neighbours(store, rows)
    whole = Span(rows[0].span.start, rows[-1].span.end)
    annotations = annotations_of(store, [row.id for row in rows])
    places = {row.id: row for row in rows}
    with store.edit("Join {count} statements", count=len(rows)) as edit:
        joined = _insert(store, edit, rows, whole)
        for annotation in annotations:
            columns = _whole_as_span(annotation, places[annotation.statement_id])
            edit.update("annotation", annotation.id, statement_id=joined, **columns)
        _join_statuses(store, edit, rows, joined)
        for row in rows:
            _move(store, edit, row.id, joined)
        _replace(edit, rows, [whole])
    return joined


def _pieces(statement: StatementRow, position: int) -> tuple[Span, Span]:
    offset = statement.span.start
    if not offset < position < statement.span.end:
        raise EmptyPieceError
    cut = snapped_to_graphemes(statement.text, Span(position - offset, position - offset + 1)).start
    ends = ((0, cut), (cut, len(statement.text)))
    found = [trimmed(statement.text, Span(*end)) for end in ends if end[0] < end[1]]
    if len(found) < 2 or found[0] is None or found[1] is None:
        raise EmptyPieceError
    return found[0].moved(offset), found[1].moved(offset)


def _check_neighbours(store: Store, rows: Sequence[StatementRow]) -> None:
    if len(rows) < 2 or len({(row.source_id, row.part, row.kind) for row in rows}) != 1:
        raise NotNeighboursError
    text = read_text(store, rows[0].source_id)
    for one, two in pairwise(rows):
        if text[one.span.end : two.span.start].strip():
            raise NotNeighboursError


def _insert(store: Store, edit: Edit, rows: Sequence[StatementRow], place: Span) -> StatementId:
    """A statement at that place, otherwise like the first of `rows`."""
    text = read_text(store, rows[0].source_id)
    like = row_of(store, "statement", rows[0].id)
    like |= {
        "id": None,
        "uid": statement_uid(rows[0].source_uid, place.start, place.end),
        "set_aside": min(int(row.set_aside) for row in rows),
        "span_start": place.start,
        "span_end": place.end,
        "text": place.of(text),
    }
    return StatementId(edit.insert("statement", **like))


def _whole_as_span(annotation: Annotation, row: StatementRow) -> Row:
    if annotation.span is not None:
        return {}
    return {"span_start": row.span.start, "span_end": row.span.end, "quote": row.text}


def _join_statuses(store: Store, edit: Edit, rows: Sequence[StatementRow], joined: StatementId) -> None:
    found = [status for row in rows for status in rows_on_statement(store, "status", row.id)]
    for coder in dict.fromkeys(status["coder_id"] for status in found):
        mine = [status for status in found if status["coder_id"] == coder]
        stages = {str(status["stage"]) for status in mine}
        if len(mine) < len(rows):
            stages.add(Stage.UNTOUCHED.value)
        edit.insert(
            "status",
            statement_id=joined,
            coder_id=coder,
            stage=stages.pop() if len(stages) == 1 else Stage.BEGUN.value,
            reason=next((str(status["reason"]) for status in mine if status["reason"]), ""),
            flagged=max(int(str(status["flagged"])) for status in mine),
            note="\n".join(str(status["note"]) for status in mine if status["note"]),
        )
    for status in found:
        edit.delete("status", int(str(status["id"])))


def _move(store: Store, edit: Edit, one: StatementId, into: StatementId) -> None:
    """Memos, the settlement and worklists, from a statement that goes to the one that comes."""
    for memo in rows_on_statement(store, "memo", one):
        move_memo(store, edit, int(str(memo["id"])), statement_id=into)
    for settlement in rows_on_statement(store, "settlement", one):
        if rows_on_statement(store, "settlement", into):
            edit.delete("settlement", int(str(settlement["id"])))
        else:
            edit.update("settlement", int(str(settlement["id"])), statement_id=into)
    move_in_worklists(store, edit, "statement", one, into)


def _replace(edit: Edit, rows: Sequence[StatementRow], places: Sequence[Span]) -> None:
    """Take the old statements out, and remember what took their place."""
    for row in rows:
        edit.delete("statement", row.id)
        for place in places:
            new = statement_uid(row.source_uid, place.start, place.end)
            edit.delete_where("redirect", table_name="statement", uid=row.uid, into_uid=new)
            edit.insert("redirect", table_name="statement", uid=row.uid, into_uid=new)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"

"""Labelling what a search found, all of it in one undo step."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.edits.annotations import check_values, value_row
from annotator.edits.statuses import write_statuses
from annotator.model.annotation import CoderId, Stage, Value
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.model.text import snapped_to_graphemes, trimmed
from annotator.progress import Progress, silent
from annotator.store.annotations import statuses_of
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.registers import read_codebook
from annotator.store.ring import bulk
from annotator.store.search import spans_marked
from annotator.store.store import Edit, Store

_CHUNK = 500
Place = tuple[StatementId, Span]


@dataclass(frozen=True, slots=True)
class HitPlan:
    """What labelling would do: how many hits in how many statements, and how many stay as they are.

    `marked` are spans that the coder has marked already; `left_out` lie in statements that are set
    aside, excluded by this coder, or gone.
    """

    hits: int
    statements: int
    marked: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Planned:
    row: StatementRow | None
    span: Span | None


def plan_hits(store: Store, hits: Iterable[Place], coder_id: CoderId) -> HitPlan:
    """What `annotate_hits` would do with these hits; nothing is written."""
    statements: set[StatementId] = set()
    count = marked = left_out = 0
    for planned in _plan(store, hits, coder_id):
        if planned.row is None:
            left_out += 1
        elif planned.span is None:
            marked += 1
        else:
            count += 1
            statements.add(planned.row.id)
    return HitPlan(count, len(statements), marked, left_out)


def annotate_hits(
    store: Store,
    hits: Iterable[Place],
    coder_id: CoderId,
    values: Sequence[Value],
    *,
    query: str,
    progress: Progress = silent,
) -> int:
    """Mark every hit and give it these values, as made by search; how many annotations were made.

    Spans that the coder has marked already stay as they are; statements that are set aside or excluded
    are left out. Raises NotInCodebookError, WrongValueError.
    """
    codebook = read_codebook(store)
    check_values(codebook, values)
    planned = [(one.row, one.span) for one in _plan(store, hits, coder_id) if one.row and one.span]
    if not planned:
        return 0
    with store.edit(
        "Label {count} hits of {query}",
        risk=bulk(len(planned)),
        coder=coder_id,
        count=len(planned),
        query=query,
    ) as edit:
        for at in range(0, len(planned), _CHUNK):
            progress(at, len(planned))
            batch = planned[at : at + _CHUNK]
            rows = [_annotation(edit, row, span, coder_id, codebook.revision) for row, span in batch]
            keys = edit.insert_many("annotation", rows)
            edit.insert_all("value", [value_row(key, value) for key in keys for value in values])
        _begin(store, edit, coder_id, sorted({row.id for row, _ in planned}))
    return len(planned)


def _plan(store: Store, hits: Iterable[Place], coder_id: CoderId) -> Iterator[_Planned]:
    """One for each hit: no row where it is left out, no span where it is marked already."""
    marked = spans_marked(store, coder_id)
    waiting = iter(hits)
    while batch := list(islice(waiting, _CHUNK)):
        ids = sorted({statement_id for statement_id, _ in batch})
        rows = {row.id: row for row in statement_rows(store, ids)}
        statuses = statuses_of(store, coder_id, ids)
        for statement_id, span in batch:
            row, status = rows.get(statement_id), statuses.get(statement_id)
            excluded = status is not None and status.stage is Stage.EXCLUDED
            if row is None or row.set_aside or excluded or not row.span.contains(span):
                yield _Planned(None, None)
                continue
            inside = trimmed(row.text, span.moved(-row.span.start))
            if inside is None:
                yield _Planned(None, None)
                continue
            fitted = snapped_to_graphemes(row.text, inside).moved(row.span.start)
            place = (row.id, fitted.start, fitted.end)
            yield _Planned(row, None if place in marked else fitted)
            marked.add(place)


def _annotation(
    edit: Edit, row: StatementRow, span: Span, coder_id: CoderId, revision: int
) -> dict[str, object]:
    return {
        "uid": str(uuid.uuid4()),
        "statement_id": row.id,
        "coder_id": coder_id,
        "span_start": span.start,
        "span_end": span.end,
        "quote": span.moved(-row.span.start).of(row.text),
        "made_by": "search",
        "codebook_revision": revision,
        "created_at": edit.at,
        "updated_at": edit.at,
    }


def _begin(store: Store, edit: Edit, coder_id: CoderId, ids: Sequence[StatementId]) -> None:
    """Untouched and skipped statements are begun now; other stages stay."""
    known = statuses_of(store, coder_id, ids)
    beginning = {Stage.UNTOUCHED, Stage.SKIPPED}
    moved = [one for one in ids if one not in known or known[one].stage in beginning]
    write_statuses(store, edit, moved, coder_id, stage=Stage.BEGUN.value)

"""Annotations as a CSV table: one row per annotation and value.

RFC 4180 (2005) quoting, UTF-8, line feeds, a header, empty = there is none, 1 and 0 for yes and no. An
annotation without a value has one row with an empty variable. Rows are in the order of the sources,
of the statements in them, and of the annotations as they were made.

- `start` and `end` count code points of the source's stored text, half-open; so do those of the
  statement. An annotation of the whole statement has the statement's own, and says so.
- All ids are uids: the same in every copy of the project.
- `value` is the code's or actor's name, the number or the text; `value_id` the code's or actor's uid.
  `value_state` is *coded*, *not applicable*, *undecided*, or *not coded* where there is no value.
- `provenance` and `settlement_reason` say how the adjudicated coder came to the answer.
- `memo` is the coder's note on the annotation, `statement_memo` and `source_memo` those on its statement
  and source.
- `date` and `speaker` are the statement's, or taken over from its part or source; `annotation_speaker`
  stands where the annotation names its own.

Lost: texts and statements without an annotation and the memos on them, memos on codes, definitions, stages,
flags, the history of edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from annotator.formats.format import Format
from annotator.model.actors import ActorId
from annotator.model.annotation import Annotation, Coder, CoderId, CoderKind, Value
from annotator.model.corpus import Part, Source, Statement
from annotator.model.inheritance import date_of, speaker_of
from annotator.model.memo import MemoOn
from annotator.model.project import Project, with_annotations
from annotator.on_disk import OnDisk

HEADER = (
    *(
        "annotation_id",
        "coder",
        "coder_kind",
        "source_id",
        "source_title",
        "source_kind",
        "outlet",
        "author",
        "url",
    ),
    *(
        "statement_id",
        "statement_kind",
        "set_aside",
        "part",
        "statement_start",
        "statement_end",
        "statement_text",
    ),
    *("date", "date_precision", "date_how", "date_evidence", "speaker", "speaker_how"),
    *("start", "end", "whole_statement", "quote"),
    *("variable", "value", "value_id", "value_state"),
    *("annotation_speaker", "voice", "memo", "made_by", "codebook_revision", "created_at", "updated_at"),
    *("provenance", "settlement_reason"),
    *("statement_memo", "source_memo"),
)

Cell = str | int | None
_QUOTED = re.compile('[",\r\n]')


def write(project: Project, out: TextIO) -> None:
    """Write header and rows."""
    write_rows([HEADER], out)
    write_rows(rows(project), out)


def write_rows(rows_: Iterable[Iterable[Cell]], out: TextIO) -> None:
    """Any table in the form above.

    Not by the csv module: on Python 3.11 and 3.12 it leaves a lone CR unquoted when lines end in LF.
    """
    out.writelines(",".join(map(_cell, row)) + "\n" for row in rows_)


def rows(project: Project) -> Iterator[tuple[Cell, ...]]:
    """The rows below the header."""
    table = _Table(project)
    for source, found in with_annotations(project):
        parts = {part.id: part for part in source.parts}
        for statement in source.statements:
            part = None if statement.part_id is None else parts[statement.part_id]
            for annotation in found[statement.id]:
                yield from table.rows(source, part, statement, annotation)


class _Table:
    """Rows with the names of what annotations refer to."""

    def __init__(self, project: Project) -> None:
        self._coders = {coder.id: coder for coder in project.coders}
        self._actors: Mapping[ActorId, tuple[str, str]] = {
            actor.id: (actor.name, actor.uid) for actor in project.actors
        }
        self._codes = {code.id: (code.name, code.uid) for code in project.codebook.codes()}
        self._variables = {variable.id: variable.name for variable in project.codebook.variables}
        self._beside: OnDisk[str, str] = OnDisk()
        for found in project.settlements:
            self._beside[f"provenance {found.statement_id}"] = found.provenance.value
            self._beside[f"reason {found.statement_id}"] = found.reason
        for memo in project.memos:
            self._beside[_memo_key(memo.coder_id, memo.on, memo.target_id)] = memo.text
        self._order = {variable.id: place for place, variable in enumerate(project.codebook.variables)}

    def rows(
        self, source: Source, part: Part | None, statement: Statement, annotation: Annotation
    ) -> Iterator[tuple[Cell, ...]]:
        coder = self._coders[annotation.coder_id]
        date = date_of(statement, part, source)
        level = speaker_of(statement, part, source)
        span = annotation.span or statement.span
        before = (
            *(annotation.uid, coder.name, coder.kind, source.uid, source.title, source.kind),
            *(source.outlet, source.author, source.url, statement.uid, statement.kind),
            *(int(statement.set_aside), part.number if part else None),
            *(statement.span.start, statement.span.end, statement.text),
            *(date.value, date.precision, date.how, date.evidence),
            *(self._actor(level.speaker_id), level.speaker_how),
            *(span.start, span.end, int(annotation.span is None), annotation.quote or statement.text),
        )
        after = (
            *(self._actor(annotation.speaker_id), annotation.voice, annotation.memo, annotation.made_by),
            *(annotation.codebook_revision, annotation.created_at, annotation.updated_at),
            *self._settled(coder, statement),
            self._beside.get(_memo_key(coder.id, MemoOn.STATEMENT, statement.id)),
            self._beside.get(_memo_key(coder.id, MemoOn.SOURCE, source.id)),
        )
        values = sorted(annotation.values, key=lambda value: self._order[value.variable_id])
        for cells in map(self._value, values) if values else [(None, None, None, "not coded")]:
            yield (*before, *cells, *after)

    def _value(self, value: Value) -> tuple[Cell, Cell, Cell, Cell]:
        variable = self._variables[value.variable_id]
        if value.absence is not None:
            return variable, None, None, value.absence
        if value.code_id is not None:
            return variable, *self._codes[value.code_id], "coded"
        if value.actor_id is not None:
            return variable, *self._actors[value.actor_id], "coded"
        return variable, value.number if value.number is not None else value.text, None, "coded"

    def _settled(self, coder: Coder, statement: Statement) -> tuple[Cell, Cell]:
        if coder.kind is not CoderKind.ADJUDICATED:
            return None, None
        return self._beside.get(f"provenance {statement.id}"), self._beside.get(f"reason {statement.id}")

    def _actor(self, actor_id: ActorId | None) -> str | None:
        return None if actor_id is None else self._actors[actor_id][0]


def _memo_key(coder_id: CoderId, on: MemoOn, target_id: int) -> str:
    return f"memo {coder_id} {on} {target_id}"


def _cell(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


FORMAT = Format(
    name="csv",
    ending=".csv",
    title="CSV (annotations)",
    summary="One row per annotation and value, with its statement, speaker and date.",
    write_project=write,
)

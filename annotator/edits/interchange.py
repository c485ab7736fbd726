"""Bringing a whole project in: what a lossless file holds, with all its uids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from annotator.edits.actors import insert_actor
from annotator.edits.annotations import check_values, value_row
from annotator.edits.codebooks import insert_codebook
from annotator.edits.keywords import insert_keywords
from annotator.edits.memos import insert_memo
from annotator.edits.sources import BATCH, Imported, date_columns, dropped_row
from annotator.errors import AlreadyImportedError, BrokenProjectFileError, ProjectNotEmptyError
from annotator.model.actors import ActorId
from annotator.model.adjudication import Settlement
from annotator.model.annotation import Annotation, CoderId, Status, Value
from annotator.model.codebook import Codebook, CodeId, VariableId
from annotator.model.corpus import DropReason, ImportId, Part, Source, Statement
from annotator.model.memo import Memo, MemoOn
from annotator.model.project import Project
from annotator.model.reliability import LogEntry
from annotator.model.worklist import WholeWorklist
from annotator.progress import Progress, silent
from annotator.store.annotations import known_annotations
from annotator.store.corpus import known_sources, statement_rows
from annotator.store.registers import read_head
from annotator.store.ring import Reason
from annotator.store.store import Edit, Store
from annotator.store.whole import is_empty

T = TypeVar("T")

_STATEMENTS = 4000
"""So many statements are written together."""


def add_project(store: Store, project: Project, *, name: str, progress: Progress = silent) -> Imported:
    """Let an empty project become equal to `project`, as one step; a codebook it had makes room.

    `name` is the file's. Raises AlreadyImportedError where all of it is here already,
    ProjectNotEmptyError where other things are, BrokenProjectFileError, WrongValueError.
    """
    if not is_empty(store):
        _refuse(store, project, name)
    with store.edit("Import {name}", risk=Reason.IMPORT, name=name) as edit:
        writer = _Writer(store, edit, name)
        writer.head(project)
        for batch in _batches_of_sources(project.sources):
            writer.sources(batch)
            progress(writer.count.sources, 0)
        for annotations in _batches(project.annotations):
            writer.annotations(annotations)
        for statuses in _batches(project.statuses):
            writer.statuses(statuses)
        for settlements in _batches(project.settlements):
            writer.settlements(settlements)
        for memo in project.memos:
            writer.memo(memo)
        for worklist in project.worklists:
            writer.worklist(worklist)
    return writer.count


def _refuse(store: Store, project: Project, name: str) -> None:
    if read_head(store).uid == project.uid:
        sources, annotations = known_sources(store), known_annotations(store)
        if all(source.uid in sources for source in project.sources) and all(
            annotation.uid in annotations for annotation in project.annotations
        ):
            raise AlreadyImportedError(name=name)
    raise ProjectNotEmptyError(name=name)


def _is_undated(source: Source) -> bool:
    return all(date.value is None for date in (source.published, *(part.date for part in source.parts)))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _batches_of_sources(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Few when they are long: a batch is in memory several times over."""
    batch: list[Source] = []
    statements = 0
    for source in sources:
        batch.append(source)
        statements += len(source.statements)
        if len(batch) >= BATCH or statements >= _STATEMENTS:
            yield batch
            batch, statements = [], 0
    if batch:
        yield batch


class _Writer:
    """Writes a project batch by batch.

    Sources, parts and statements keep their ids: the project that takes them is empty. What is few gets new
    ones, and which became which is remembered.
    """

    def __init__(self, store: Store, edit: Edit, name: str) -> None:
        self._store = store
        self._edit = edit
        self._name = name
        self._actors: dict[ActorId, int] = {}
        self._coders: dict[CoderId, int] = {}
        self._imports: dict[ImportId, int] = {}
        self._variables: dict[VariableId, VariableId] = {}
        self._codes: dict[CodeId, CodeId] = {}
        self._codebook: Codebook | None = None
        self.count = Imported(0, 0, 0)

    def head(self, project: Project) -> None:
        edit = self._edit
        edit.delete_where("code")
        edit.delete_where("variable")
        self._codebook = project.codebook
        self._variables, self._codes = insert_codebook(edit, project.codebook)
        edit.update(
            "project",
            1,
            uid=project.uid,
            title=project.title,
            time_zone=project.time_zone,
            created_at=project.created_at,
        )
        for coder in project.coders:
            self._coders[coder.id] = edit.insert(
                "coder", uid=coder.uid, name=coder.name, kind=coder.kind.value
            )
        for actor in project.actors:
            self._actors[actor.id] = insert_actor(
                edit,
                actor.name,
                uid=actor.uid,
                aliases=actor.aliases,
                attributes=actor.attributes,
                note=actor.note,
            )
        for record in project.imports:
            self._imports[record.id] = edit.insert(
                "import_record",
                name=record.name,
                sha256=record.sha256,
                importer=record.importer,
                encoding=record.encoding,
                report=json.dumps(dict(record.report), ensure_ascii=False),
                imported_at=record.imported_at,
            )

        edit.insert_all(
            "event",
            [{"uid": event.uid, "date": event.date.value, "text": event.text} for event in project.events],
        )
        edit.insert_all(
            "frozen_coding",
            [
                {"uid": one.uid, "name": one.name, "at": one.at, "note": one.note, "coding": one.coding}
                for one in project.frozen
            ],
        )
        edit.insert_all("log_entry", [_log_row(entry) for entry in project.log])
        edit.insert_all(
            "saved_filter",
            [{"uid": kept.uid, "name": kept.name, "wishes": kept.wishes} for kept in project.filters],
        )
        insert_keywords(edit, project.keywords)

    def sources(self, batch: list[Source]) -> None:
        for source in batch:
            self._check_source(source)
        edit = self._edit
        edit.insert_all("source", map(self._source_row, batch))
        edit.insert_all("source_text", map(_text_row, batch))
        edit.insert_all("part", (self._part_row(part) for source in batch for part in source.parts))
        statements = [statement for source in batch for statement in source.statements]
        edit.insert_all("statement", map(self._statement_row, statements))
        edit.insert_all(
            "dropped", (dropped_row(source.id, one) for source in batch for one in source.dropped)
        )
        self.count = Imported(
            sources=self.count.sources + len(batch),
            statements=self.count.statements + len(statements),
            set_aside=self.count.set_aside + sum(statement.set_aside for statement in statements),
            copies=self.count.copies
            + sum(some.reason is DropReason.COPY for s in batch for some in s.dropped),
            undated=self.count.undated + sum(_is_undated(source) for source in batch),
        )

    def annotations(self, batch: list[Annotation]) -> None:
        self._check_annotations(batch)
        keys = self._edit.insert_many("annotation", [self._annotation_row(some) for some in batch])
        self._edit.insert_all(
            "value",
            [
                value_row(key, self._value(value))
                for key, annotation in zip(keys, batch, strict=True)
                for value in annotation.values
            ],
        )

    def statuses(self, batch: list[Status]) -> None:
        self._edit.insert_all(
            "status",
            [
                {
                    "statement_id": status.statement_id,
                    "coder_id": self._coders[status.coder_id],
                    "stage": status.stage.value,
                    "reason": status.reason,
                    "flagged": int(status.flagged),
                    "note": status.note,
                }
                for status in batch
            ],
        )

    def settlements(self, batch: list[Settlement]) -> None:
        self._edit.insert_all(
            "settlement",
            [
                {
                    "statement_id": settlement.statement_id,
                    "provenance": settlement.provenance.value,
                    "reason": settlement.reason,
                    "note": settlement.note,
                    "codebook_should_change": int(settlement.codebook_should_change),
                    "at": settlement.at,
                }
                for settlement in batch
            ],
        )

    def worklist(self, whole: WholeWorklist) -> None:
        one = whole.worklist
        key = self._edit.insert(
            "worklist", uid=one.uid, name=one.name, seed=one.seed, drawn_from=one.drawn_from
        )
        self._edit.insert_all(
            "worklist_coder",
            [{"worklist_id": key, "coder_id": self._coders[coder]} for coder in one.coder_ids],
        )
        self._edit.insert_all(
            "worklist_statement",
            [{"worklist_id": key, "statement_id": found} for found in whole.statement_ids],
        )

    def memo(self, memo: Memo) -> None:
        target = self._codes[CodeId(memo.target_id)] if memo.on is MemoOn.CODE else memo.target_id
        insert_memo(self._edit, self._coders[memo.coder_id], memo.on, target, memo.text, uid=memo.uid)

    def _source_row(self, source: Source) -> dict[str, object]:
        return {
            "id": source.id,
            "uid": source.uid,
            "import_id": None if source.import_id is None else self._imports[source.import_id],
            "kind": source.kind.value,
            "title": source.title,
            "outlet": source.outlet,
            "author": source.author,
            "url": source.url,
            "language": source.language,
            "external_id": source.external_id,
            "origin": source.origin,
            "unit": source.unit.value,
            **date_columns("published", source.published),
            **self._speaker_columns(source),
            "extra": json.dumps(dict(source.extra), ensure_ascii=False),
        }

    def _part_row(self, part: Part) -> dict[str, object]:
        return {
            "id": part.id,
            "source_id": part.source_id,
            "span_start": part.span.start,
            "span_end": part.span.end,
            "number": part.number,
            **date_columns("date", part.date),
            **self._speaker_columns(part),
        }

    def _statement_row(self, statement: Statement) -> dict[str, object]:
        return {
            "id": statement.id,
            "uid": statement.uid,
            "source_id": statement.source_id,
            "part_id": statement.part_id,
            "kind": statement.kind.value,
            "set_aside": int(statement.set_aside),
            "span_start": statement.span.start,
            "span_end": statement.span.end,
            "text": statement.text,
            **date_columns("said", statement.said),
            **self._speaker_columns(statement),
        }

    def _annotation_row(self, annotation: Annotation) -> dict[str, object]:
        return {
            "uid": annotation.uid,
            "statement_id": annotation.statement_id,
            "coder_id": self._coders[annotation.coder_id],
            "span_start": annotation.span and annotation.span.start,
            "span_end": annotation.span and annotation.span.end,
            "quote": annotation.quote,
            "memo": annotation.memo,
            "speaker_id": annotation.speaker_id and self._actors[annotation.speaker_id],
            "voice": annotation.voice and annotation.voice.value,
            "made_by": annotation.made_by,
            "codebook_revision": annotation.codebook_revision,
            "created_at": annotation.created_at,
            "updated_at": annotation.updated_at,
        }

    def _value(self, value: Value) -> Value:
        return Value(
            variable_id=self._variables[value.variable_id],
            code_id=value.code_id and self._codes[value.code_id],
            actor_id=value.actor_id and ActorId(self._actors[value.actor_id]),
            number=value.number,
            text=value.text,
            absence=value.absence,
        )

    def _speaker_columns(self, level: Source | Part | Statement) -> dict[str, object]:
        return {
            "speaker_id": level.speaker_id and self._actors[level.speaker_id],
            "speaker_how": level.speaker_how and level.speaker_how.value,
            "speaker_evidence": level.speaker_evidence,
        }

    def _check_source(self, source: Source) -> None:
        spans = [
            *(part.span for part in source.parts),
            *(statement.span for statement in source.statements),
            *(dropped.span for dropped in source.dropped),
        ]
        if any(span.end > len(source.text) for span in spans):
            self._broken(f"source {source.uid}", "has a piece that reaches beyond its text")
        if any(statement.text != statement.span.of(source.text) for statement in source.statements):
            self._broken(f"source {source.uid}", "has a statement that is not in its text")

    def _check_annotations(self, batch: list[Annotation]) -> None:
        keys = {annotation.statement_id for annotation in batch}
        places = {row.id: row for row in statement_rows(self._store, keys)}
        assert self._codebook is not None
        for annotation in batch:
            check_values(self._codebook, annotation.values)
            if annotation.span is None:
                continue
            row = places[annotation.statement_id]
            inside = row.span.contains(annotation.span)
            if not inside or annotation.span.moved(-row.span.start).of(row.text) != annotation.quote:
                self._broken(f"annotation {annotation.uid}", "does not quote its statement")

    def _broken(self, what: str, reason: str) -> None:
        raise BrokenProjectFileError(name=self._name, what=what, reason=reason)


def _text_row(source: Source) -> dict[str, object]:
    edits = json.dumps([(edit.start, edit.old, edit.new) for edit in source.edits])
    return {"source_id": source.id, "text": source.text, "edits": edits}


def _log_row(entry: LogEntry) -> dict[str, object]:
    return {
        "uid": entry.uid,
        "coder_uid": entry.coder_uid,
        "at": entry.at,
        "is_question": int(entry.is_question),
        "text": entry.text,
        "statement_uid": entry.statement_uid,
        "answer": entry.answer,
        "answered_by": entry.answered_by,
        "answered_at": entry.answered_at,
    }

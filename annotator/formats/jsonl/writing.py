"""Writing a project as JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from annotator.formats.codebook_json import write_codebook
from annotator.formats.jsonl.form import FORM, VERSION
from annotator.model.actors import Actor
from annotator.model.adjudication import Settlement
from annotator.model.annotation import Annotation, Coder, Status, Value
from annotator.model.corpus import Dropped, ImportRecord, Part, Source, Statement
from annotator.model.dates import StatedDate
from annotator.model.events import Event
from annotator.model.keywords import Keywords
from annotator.model.memo import Memo, MemoOn
from annotator.model.project import Project
from annotator.model.reliability import FrozenCoding, LogEntry
from annotator.model.span import Span
from annotator.model.worklist import KeptFilter, WholeWorklist
from annotator.on_disk import OnDisk

Record = dict[str, object]
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half characters of a damaged file, kept in the edits that repaired it; UTF-8 has no form for them."""


def write(project: Project, out: TextIO) -> None:
    """Write all records, source by source and annotation by annotation."""
    for record in records(project):
        line = json.dumps(record, ensure_ascii=False)
        out.write(_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")


def records(project: Project) -> Iterator[Record]:
    """The records of a project, in order."""
    yield {
        "type": "project",
        "format": FORM,
        "version": VERSION,
        "uid": project.uid,
        "title": project.title,
        "time_zone": project.time_zone,
        "created_at": project.created_at,
    }
    yield {"type": "codebook", **json.loads(write_codebook(project.codebook))}
    yield from map(_coder, project.coders)
    yield from map(_actor, project.actors)
    yield from (_import(number, record) for number, record in enumerate(project.imports, start=1))
    yield from map(_event, project.events)
    yield from map(_frozen, project.frozen)
    yield from map(_log_entry, project.log)
    yield from map(_filter, project.filters)
    yield from map(_keywords, project.keywords)
    uids = _Uids(project)
    for source in project.sources:
        yield uids.source(source)
        parts = {part.id: place for place, part in enumerate(source.parts)}
        for statement in source.statements:
            uids.statements[statement.id] = statement.uid
            place = None if statement.part_id is None else parts[statement.part_id]
            yield uids.statement(source, place, statement)
    yield from map(uids.annotation, project.annotations)
    yield from map(uids.status, project.statuses)
    yield from map(uids.settlement, project.settlements)
    yield from map(uids.memo, project.memos)
    yield from map(uids.worklist, project.worklists)


class _Uids:
    """Records that name others, by the uids seen so far."""

    def __init__(self, project: Project) -> None:
        self._actors: Mapping[int, str] = {actor.id: actor.uid for actor in project.actors}
        self._coders = {coder.id: coder.uid for coder in project.coders}
        self._imports = {record.id: number for number, record in enumerate(project.imports, start=1)}
        self._codes: Mapping[int, str] = {code.id: code.uid for code in project.codebook.codes()}
        self._variables = {variable.id: variable.uid for variable in project.codebook.variables}
        self._order = {variable.id: place for place, variable in enumerate(project.codebook.variables)}
        self.statements: OnDisk[int, str] = OnDisk()
        self._sources: OnDisk[int, str] = OnDisk()

    def source(self, source: Source) -> Record:
        self._sources[source.id] = source.uid
        return {
            "type": "source",
            "uid": source.uid,
            "kind": source.kind.value,
            "title": source.title,
            "outlet": source.outlet,
            "author": source.author,
            "url": source.url,
            "language": source.language,
            "external_id": source.external_id,
            "origin": source.origin,
            "published": _date(source.published),
            **self._speaker(source),
            "unit": source.unit.value,
            "extra": dict(source.extra),
            "import": None if source.import_id is None else self._imports[source.import_id],
            "text": source.text,
            "edits": [{"start": edit.start, "old": edit.old, "new": edit.new} for edit in source.edits],
            "parts": [self._part(part) for part in source.parts],
            "dropped": [_dropped(some) for some in source.dropped],
        }

    def _part(self, part: Part) -> Record:
        return {
            **_place(part.span),
            "number": part.number,
            "date": _date(part.date),
            **self._speaker(part),
        }

    def statement(self, source: Source, part: int | None, statement: Statement) -> Record:
        return {
            "type": "statement",
            "uid": statement.uid,
            "source": source.uid,
            "part": part,
            "kind": statement.kind.value,
            "set_aside": statement.set_aside,
            **_place(statement.span),
            "text": statement.text,
            "said": _date(statement.said),
            **self._speaker(statement),
        }

    def annotation(self, annotation: Annotation) -> Record:
        return {
            "type": "annotation",
            "uid": annotation.uid,
            "statement": self.statements[annotation.statement_id],
            "coder": self._coders[annotation.coder_id],
            **_place(annotation.span),
            "quote": annotation.quote,
            "values": list(map(self._value, self._in_order(annotation.values))),
            "memo": annotation.memo,
            "speaker": annotation.speaker_id and self._actors[annotation.speaker_id],
            "voice": annotation.voice and annotation.voice.value,
            "made_by": annotation.made_by,
            "codebook_revision": annotation.codebook_revision,
            "created_at": annotation.created_at,
            "updated_at": annotation.updated_at,
        }

    def _in_order(self, values: Iterable[Value]) -> list[Value]:
        """Variables as in the codebook, whatever their keys."""
        return sorted(values, key=lambda value: self._order[value.variable_id])

    def _value(self, value: Value) -> Record:
        variable = {"variable": self._variables[value.variable_id]}
        if value.code_id is not None:
            return {**variable, "code": self._codes[value.code_id]}
        if value.actor_id is not None:
            return {**variable, "actor": self._actors[value.actor_id]}
        if value.absence is not None:
            return {**variable, "absence": value.absence.value}
        return (
            {**variable, "number": value.number}
            if value.number is not None
            else {**variable, "text": value.text}
        )

    def status(self, status: Status) -> Record:
        return {
            "type": "status",
            "statement": self.statements[status.statement_id],
            "coder": self._coders[status.coder_id],
            "stage": status.stage.value,
            "reason": status.reason,
            "flagged": status.flagged,
            "note": status.note,
        }

    def settlement(self, settlement: Settlement) -> Record:
        return {
            "type": "settlement",
            "statement": self.statements[settlement.statement_id],
            "provenance": settlement.provenance.value,
            "reason": settlement.reason,
            "note": settlement.note,
            "codebook_should_change": settlement.codebook_should_change,
            "at": settlement.at,
        }

    def memo(self, memo: Memo) -> Record:
        named = {
            MemoOn.STATEMENT: self.statements,
            MemoOn.SOURCE: self._sources,
            MemoOn.CODE: self._codes,
        }
        return {
            "type": "memo",
            "uid": memo.uid,
            "coder": self._coders[memo.coder_id],
            **{on.value: uids.get(memo.target_id) if on is memo.on else None for on, uids in named.items()},
            "text": memo.text,
        }

    def worklist(self, whole: WholeWorklist) -> Record:
        worklist = whole.worklist
        return {
            "type": "worklist",
            "uid": worklist.uid,
            "name": worklist.name,
            "seed": worklist.seed,
            "drawn_from": worklist.drawn_from,
            "coders": sorted(self._coders[coder] for coder in worklist.coder_ids),
            "statements": [self.statements[statement] for statement in whole.statement_ids],
        }

    def _speaker(self, level: Source | Part | Statement) -> Record:
        return {
            "speaker": level.speaker_id and self._actors[level.speaker_id],
            "speaker_how": level.speaker_how and level.speaker_how.value,
            "speaker_evidence": level.speaker_evidence,
        }


def _filter(kept: KeptFilter) -> Record:
    return {"type": "filter", "uid": kept.uid, "name": kept.name, "wishes": json.loads(kept.wishes)}


def _keywords(group: Keywords) -> Record:
    return {"type": "keywords", "uid": group.uid, "colour": group.colour, "words": group.typed}


def _event(event: Event) -> Record:
    return {"type": "event", "uid": event.uid, "date": event.date.value, "text": event.text}


def _frozen(frozen: FrozenCoding) -> Record:
    return {
        "type": "frozen",
        "uid": frozen.uid,
        "name": frozen.name,
        "at": frozen.at,
        "note": frozen.note,
        "coding": json.loads(frozen.coding),
    }


def _log_entry(entry: LogEntry) -> Record:
    return {
        "type": "log",
        "uid": entry.uid,
        "coder": entry.coder_uid,
        "at": entry.at,
        "question": entry.is_question,
        "statement": entry.statement_uid,
        "text": entry.text,
        "answer": entry.answer,
        "answered_by": entry.answered_by,
        "answered_at": entry.answered_at,
    }


def _coder(coder: Coder) -> Record:
    return {"type": "coder", "uid": coder.uid, "name": coder.name, "kind": coder.kind.value}


def _actor(actor: Actor) -> Record:
    return {
        "type": "actor",
        "uid": actor.uid,
        "name": actor.name,
        "aliases": list(actor.aliases),
        "attributes": dict(actor.attributes),
        "note": actor.note,
    }


def _import(number: int, record: ImportRecord) -> Record:
    return {
        "type": "import",
        "number": number,
        "name": record.name,
        "sha256": record.sha256,
        "importer": record.importer,
        "encoding": record.encoding,
        "report": dict(record.report),
        "imported_at": record.imported_at,
    }


def _dropped(dropped: Dropped) -> Record:
    repeats = _place(dropped.repeats) if dropped.repeats else None
    return {**_place(dropped.span), "reason": dropped.reason.value, "repeats": repeats}


def _place(span: Span | None) -> Record:
    return {"start": span and span.start, "end": span and span.end}


def _date(date: StatedDate) -> Record:
    return {
        "value": date.value,
        "precision": date.precision.value,
        "how": date.how and date.how.value,
        "evidence": date.evidence,
    }

"""Reading a project back from JSON lines; see jsonl for the form."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from annotator.errors import BrokenRecordError
from annotator.formats.codebook_json import read_codebook
from annotator.formats.jsonl_head import SmallRecords
from annotator.formats.records import Record
from annotator.model.actors import Actor, ActorId
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import (
    Absence,
    Annotation,
    AnnotationId,
    Coder,
    CoderId,
    CoderKind,
    Stage,
    Status,
    Value,
    Voice,
)
from annotator.model.codebook import Codebook, CodeId, VariableId
from annotator.model.corpus import (
    Dropped,
    DropReason,
    ImportId,
    ImportRecord,
    Part,
    PartId,
    Source,
    SourceId,
    SourceKind,
    Statement,
    StatementId,
    StatementKind,
    Unit,
)
from annotator.model.dates import How
from annotator.model.memo import Memo, MemoOn
from annotator.model.project import Project
from annotator.model.text import TextEdit
from annotator.model.worklist import WholeWorklist, Worklist, WorklistId
from annotator.on_disk import OnDisk
from annotator.segmentation.copies import linked

FORM = "annotator project"
VERSION = 1
_HEAD = frozenset(
    ("project", "codebook", "coder", "actor", "import", "event", "frozen", "log", "filter", "keywords")
)
_KINDS = _HEAD | {"source", "statement", "annotation", "status", "settlement", "memo", "worklist"}
_KIND = re.compile(r'\{"type": "(\w+)"')
_NOT_STORED = re.compile("[\r\x85\u2028\u2029\v\f\x00]")

T = TypeVar("T")


def read(lines: Iterable[str], name: str) -> Project:
    """The project that the lines hold; its streams walk the lines again, so an import of any size flows.

    `name` is the file's, for messages. Raises BrokenRecordError at once or while a stream is walked.
    """
    return _Reader(lines, name).project()


@dataclass(frozen=True, slots=True)
class _Stream(Generic[T]):
    """Something that can be walked again and again."""

    walk: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.walk()


class _Reader:
    """Gives every uid an id: the head's at once, those of sources and statements when a stream first asks."""

    def __init__(self, lines: Iterable[str], name: str) -> None:
        self._lines = lines
        self._name = name
        self._actors: dict[str, ActorId] = {}
        self._coders: dict[str, CoderId] = {}
        self._imports: dict[int, ImportId] = {}
        self._codes: dict[str, CodeId] = {}
        self._variables: dict[str, VariableId] = {}
        self._placed: OnDisk[str, int] | None = None

    def project(self) -> Project:
        walk = self._records(_HEAD)
        first = next(walk, None)
        if first is None or _kind(first) != "project" or first.text("format") != FORM:
            raise BrokenRecordError(line=1, name=self._name, reason=f"it does not begin with an {FORM}")
        if first.whole("version") > VERSION:
            first.refuse("it was written by a newer version of Annotator")
        found = Project(
            uid=first.name("uid"),
            title=first.name("title"),
            time_zone=first.name("time_zone"),
            created_at=first.text("created_at"),
            codebook=self._codebook(next(walk, None)),
        )
        coders: list[Coder] = []
        actors: list[Actor] = []
        imports: list[ImportRecord] = []
        small = SmallRecords()
        for record in walk:
            match _kind(record):
                case "coder":
                    coders.append(self._coder(record))
                case "actor":
                    actors.append(self._actor(record))
                case "import":
                    imports.append(self._import(record))
                case kind if small.take(kind, record):
                    pass
                case _:
                    record.refuse("there is one already before it")
        return replace(
            found,
            coders=tuple(coders),
            actors=tuple(actors),
            imports=tuple(imports),
            events=tuple(small.events),
            frozen=tuple(small.frozen),
            log=tuple(small.log),
            filters=tuple(small.filters),
            keywords=tuple(small.keywords),
            sources=_Stream(self._sources),
            annotations=_Stream(self._annotations),
            statuses=_Stream(self._statuses),
            settlements=_Stream(self._settlements),
            memos=_Stream(self._memos),
            worklists=_Stream(self._worklists),
        )

    def _records(self, wanted: frozenset[str]) -> Iterator[Record]:
        """The records of some kinds; a line that says its kind first is not even parsed for nothing."""
        for number, line in enumerate(self._lines, start=1):
            quick = _KIND.match(line)
            if (quick and quick[1] in _KINDS - wanted) or not line.strip():
                continue
            record = Record.of_line(line, number, self._name)
            if _kind(record) not in _KINDS:
                record.refuse(f"it is of an unknown type, “{_kind(record)}”")
            if _kind(record) in wanted:
                yield record

    def _codebook(self, record: Record | None) -> Codebook:
        if record is None or _kind(record) != "codebook":
            raise BrokenRecordError(line=2, name=self._name, reason="a codebook belongs there")
        codebook = read_codebook(json.dumps(record.found), self._name)
        self._variables = {variable.uid: variable.id for variable in codebook.variables}
        self._codes = {code.uid: code.id for code in codebook.codes()}
        return codebook

    def _coder(self, record: Record) -> Coder:
        uid = record.fresh_uid(self._coders)
        self._coders[uid] = CoderId(len(self._coders) + 1)
        return Coder(self._coders[uid], uid, record.name("name"), record.one_of(CoderKind, "kind"))

    def _actor(self, record: Record) -> Actor:
        uid = record.fresh_uid(self._actors)
        self._actors[uid] = ActorId(len(self._actors) + 1)
        return Actor(
            id=self._actors[uid],
            uid=uid,
            name=record.name("name"),
            aliases=record.texts("aliases"),
            attributes=record.texts_by_name("attributes"),
            note=record.text("note"),
        )

    def _import(self, record: Record) -> ImportRecord:
        number = record.whole("number")
        if number in self._imports:
            record.refuse(f"there is an import {number} already before it")
        self._imports[number] = ImportId(len(self._imports) + 1)
        return ImportRecord(
            id=self._imports[number],
            name=record.text("name"),
            sha256=record.text("sha256"),
            importer=record.text("importer"),
            encoding=record.text("encoding"),
            report=record.keyed("report"),
            imported_at=record.text("imported_at"),
        )

    def _sources(self) -> Iterator[Source]:
        ids: Counter[str] = Counter()
        current: Source | None = None
        statements: list[Statement] = []
        self._known_places()
        for record in self._records(frozenset(("source", "statement"))):
            if _kind(record) == "source":
                if current is not None:
                    yield replace(current, statements=tuple(statements))
                current, statements = self._source(record, ids), []
            elif current is None or record.text("source") != current.uid:
                record.refuse("a statement stands behind its source")
            else:
                statements.append(self._statement(record, current, ids))
        if current is not None:
            yield replace(current, statements=tuple(statements))

    def _source(self, record: Record, ids: Counter[str]) -> Source:
        text = record.text("text")
        if _NOT_STORED.search(text):
            record.refuse("its text holds line ends other than line feeds")
        source_id = SourceId(_next(ids, "source"))
        number = record.whole_or_none("import")
        return Source(
            id=source_id,
            uid=record.text("uid"),
            kind=record.one_of(SourceKind, "kind"),
            text=text,
            title=record.text("title"),
            outlet=record.text("outlet"),
            author=record.text("author"),
            url=record.text("url"),
            language=record.text("language"),
            external_id=record.text("external_id"),
            origin=record.text("origin"),
            published=record.date("published"),
            speaker_id=self._speaker_id(record),
            speaker_how=record.one_of_or_none(How, "speaker_how"),
            speaker_evidence=record.text("speaker_evidence"),
            unit=record.one_of(Unit, "unit"),
            extra=record.texts_by_name("extra"),
            import_id=None if number is None else record.known(self._imports, number, "import"),
            edits=tuple(
                TextEdit(edit.whole("start"), edit.raw_text("old"), edit.text("new"))
                for edit in record.objects("edits")
            ),
            parts=tuple(
                Part(
                    id=PartId(_next(ids, "part")),
                    source_id=source_id,
                    span=part.span_in(text),
                    number=part.text_or_none("number"),
                    date=part.date("date"),
                    speaker_id=self._speaker_id(part),
                    speaker_how=part.one_of_or_none(How, "speaker_how"),
                    speaker_evidence=part.text("speaker_evidence"),
                )
                for part in record.objects("parts")
            ),
            dropped=_dropped(record, text),
        )

    def _statement(self, record: Record, source: Source, ids: Counter[str]) -> Statement:
        span = record.span_in(source.text)
        if record.text("text") != span.of(source.text):
            record.refuse("its text is not what its source has at that place")
        place = record.whole_or_none("part")
        if place is not None and place >= len(source.parts):
            record.refuse(f"its source has no part {place}")
        return Statement(
            id=StatementId(_next(ids, "statement")),
            uid=record.text("uid"),
            source_id=source.id,
            span=span,
            text=span.of(source.text),
            kind=record.one_of(StatementKind, "kind"),
            part_id=None if place is None else source.parts[place].id,
            set_aside=record.truth("set_aside"),
            said=record.date("said"),
            speaker_id=self._speaker_id(record),
            speaker_how=record.one_of_or_none(How, "speaker_how"),
            speaker_evidence=record.text("speaker_evidence"),
        )

    def _annotations(self) -> Iterator[Annotation]:
        seen: OnDisk[str, int] = OnDisk()
        for number, record in enumerate(self._records(frozenset(("annotation",))), start=1):
            yield Annotation(
                id=AnnotationId(number),
                uid=_fresh_uid(record, seen, number),
                statement_id=self._statement_id(record),
                coder_id=record.known(self._coders, record.text("coder"), "coder"),
                span=record.span_or_none(),
                quote=record.text("quote"),
                values=tuple(self._value(record, value) for value in record.objects("values")),
                memo=record.text("memo"),
                speaker_id=self._speaker_id(record),
                voice=record.one_of_or_none(Voice, "voice"),
                made_by=record.text("made_by"),
                codebook_revision=record.whole("codebook_revision"),
                created_at=record.text("created_at"),
                updated_at=record.text("updated_at"),
            )

    def _value(self, record: Record, value: Record) -> Value:
        given = value.found.keys() - {"variable"}
        if len(given) != 1:
            record.refuse("a value holds one of code, actor, number, text and absence")
        variable = record.known(self._variables, value.text("variable"), "variable")
        match given.pop():
            case "code":
                return Value(variable, code_id=record.known(self._codes, value.text("code"), "code"))
            case "actor":
                return Value(variable, actor_id=record.known(self._actors, value.text("actor"), "actor"))
            case "number":
                return Value(variable, number=value.text("number"))
            case "text":
                return Value(variable, text=value.text("text"))
            case _:
                return Value(variable, absence=value.one_of(Absence, "absence"))

    def _statuses(self) -> Iterator[Status]:
        seen: OnDisk[str, int] = OnDisk()
        for record in self._records(frozenset(("status",))):
            status = Status(
                statement_id=self._statement_id(record),
                coder_id=record.known(self._coders, record.text("coder"), "coder"),
                stage=record.one_of(Stage, "stage"),
                reason=record.text("reason"),
                flagged=record.truth("flagged"),
                note=record.text("note"),
            )
            key = f"{status.statement_id} {status.coder_id}"
            if key in seen:
                record.refuse("this coder has a status for this statement already")
            seen[key] = 1
            yield status

    def _settlements(self) -> Iterator[Settlement]:
        seen: OnDisk[str, int] = OnDisk()
        for record in self._records(frozenset(("settlement",))):
            settlement = Settlement(
                statement_id=self._statement_id(record),
                provenance=record.one_of(Provenance, "provenance"),
                reason=record.text("reason"),
                note=record.text("note"),
                codebook_should_change=record.truth("codebook_should_change"),
                at=record.text("at"),
            )
            key = str(settlement.statement_id)
            if key in seen:
                record.refuse("this statement is settled already")
            seen[key] = 1
            yield settlement

    def _worklists(self) -> Iterator[WholeWorklist]:
        seen: OnDisk[str, int] = OnDisk()
        for number, record in enumerate(self._records(frozenset(("worklist",))), start=1):
            uid = _fresh_uid(record, seen, number)
            held = [self._statement_id(record, one) for one in record.texts("statements")]
            coders = [record.known(self._coders, one, "coder") for one in record.texts("coders")]
            worklist = Worklist(
                WorklistId(number),
                uid,
                record.name("name"),
                tuple(dict.fromkeys(coders)),
                len(held),
                record.text("seed"),
                record.whole_or_none("drawn_from"),
            )
            yield WholeWorklist(worklist, tuple(dict.fromkeys(held)))

    def _memos(self) -> Iterator[Memo]:
        """A memo is on exactly one thing, and each coder has one memo on it."""
        seen: OnDisk[str, int] = OnDisk()
        for number, record in enumerate(self._records(frozenset(("memo",))), start=1):
            given = [on for on in MemoOn if record.text(on.value)]
            if len(given) != 1:
                record.refuse("a memo is on one of statement, source and code")
            on = given[0]
            uid = _fresh_uid(record, seen, number)
            coder_id = record.known(self._coders, record.text("coder"), "coder")
            target_id = self._memo_target(record, on)
            key = f"{coder_id} {on} {target_id}"
            if key in seen:
                record.refuse(f"this coder has a memo on this {on} already")
            seen[key] = number
            yield Memo(uid, coder_id, on, target_id, record.text("text"))

    def _memo_target(self, record: Record, on: MemoOn) -> int:
        uid = record.text(on.value)
        if on is MemoOn.CODE:
            return record.known(self._codes, uid, "code")
        return self._place_of(record, on.value, uid)

    def _statement_id(self, record: Record, uid: str | None = None) -> StatementId:
        uid = record.text("statement") if uid is None else uid
        return StatementId(self._place_of(record, "statement", uid))

    def _place_of(self, record: Record, kind: str, uid: str) -> int:
        number = self._known_places().get(f"{kind} {uid}")
        return record.refuse(f"there is no {kind} {uid} in the file") if number is None else number

    def _known_places(self) -> OnDisk[str, int]:
        """Which source and which statement of the file has a uid, counted from 1: found in a walk of its own."""
        if self._placed is None:
            placed: OnDisk[str, int] = OnDisk()
            counts: Counter[str] = Counter()
            for record in self._records(frozenset(("source", "statement"))):
                kind = _kind(record)
                key = f"{kind} {record.name('uid')}"
                if key in placed:
                    record.refuse("its uid stands before it already")
                placed[key] = _next(counts, kind)
            self._placed = placed
        return self._placed

    def _speaker_id(self, record: Record) -> ActorId | None:
        uid = record.text("speaker")
        return record.known(self._actors, uid, "actor") if uid else None


def _kind(record: Record) -> str:
    return record.text("type")


def _dropped(record: Record, text: str) -> tuple[Dropped, ...]:
    """What is in no statement; files of earlier versions do not say which lines their copies repeat."""
    given = tuple(record.objects("dropped"))
    found = tuple(
        Dropped(some.span_in(text), some.one_of(DropReason, "reason"), some.span_or_none_in("repeats", text))
        for some in given
    )
    if any(some.repeats and some.repeats.end > some.span.start for some in found):
        record.refuse("a copy stands before what it repeats")
    return found if all("repeats" in some.found for some in given) else linked(text, found)


def _fresh_uid(record: Record, seen: OnDisk[str, int], number: int) -> str:
    """The record's uid, noted with its number; none before it may have it."""
    uid = record.fresh_uid(seen)
    seen[uid] = number
    return uid


def _next(ids: Counter[str], what: str) -> int:
    """Ids of each kind count from 1."""
    ids[what] += 1
    return ids[what]

"""Reading a project back from JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from annotator.errors import BrokenRecordError
from annotator.formats.codebook_json import read_codebook
from annotator.formats.jsonl.coding import (
    read_annotations,
    read_memos,
    read_settlements,
    read_statuses,
    read_worklists,
)
from annotator.formats.jsonl.form import FORM, HEAD, VERSION, kind_of
from annotator.formats.jsonl.known import Known
from annotator.formats.jsonl.small_records import SmallRecords
from annotator.formats.jsonl.texts import read_sources
from annotator.formats.records import Record
from annotator.model.actors import Actor, ActorId
from annotator.model.annotation import Coder, CoderId, CoderKind
from annotator.model.codebook import Codebook
from annotator.model.corpus import ImportId, ImportRecord
from annotator.model.project import Project

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Stream(Generic[T]):
    """Something that can be walked again and again."""

    walk: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.walk()


def read(lines: Iterable[str], name: str) -> Project:
    """The project that the lines hold; its streams walk the lines again, so an import of any size flows.

    `name` is the file's, for messages. Raises BrokenRecordError at once or while a stream is walked.
    """
    known = Known(lines, name)
    return replace(
        _head(known),
        sources=_Stream(partial(read_sources, known)),
        annotations=_Stream(partial(read_annotations, known)),
        statuses=_Stream(partial(read_statuses, known)),
        settlements=_Stream(partial(read_settlements, known)),
        memos=_Stream(partial(read_memos, known)),
        worklists=_Stream(partial(read_worklists, known)),
    )


def _head(known: Known) -> Project:
    """Everything before the first source."""
    walk = known.records(*HEAD)
    found = _project(known, walk)
    coders: list[Coder] = []
    actors: list[Actor] = []
    imports: list[ImportRecord] = []
    small = SmallRecords()
    for record in walk:
        match kind_of(record):
            case "coder":
                coders.append(_coder(known, record))
            case "actor":
                actors.append(_actor(known, record))
            case "import":
                imports.append(_import(known, record))
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
    )


def _project(known: Known, walk: Iterator[Record]) -> Project:
    """The project with its codebook; the first two records must be these."""
    first = next(walk, None)
    if first is None or kind_of(first) != "project" or first.text("format") != FORM:
        raise BrokenRecordError(line=1, name=known.name, reason=f"it does not begin with an {FORM}")
    if first.whole("version") > VERSION:
        first.refuse("it was written by a newer version of Annotator")
    return Project(
        uid=first.name("uid"),
        title=first.name("title"),
        time_zone=first.name("time_zone"),
        created_at=first.text("created_at"),
        codebook=_codebook(known, next(walk, None)),
    )


def _codebook(known: Known, record: Record | None) -> Codebook:
    if record is None or kind_of(record) != "codebook":
        raise BrokenRecordError(line=2, name=known.name, reason="a codebook belongs there")
    codebook = read_codebook(json.dumps(record.found), known.name)
    known.take_codebook(codebook)
    return codebook


def _coder(known: Known, record: Record) -> Coder:
    uid = record.fresh_uid(known.coders)
    known.coders[uid] = CoderId(len(known.coders) + 1)
    return Coder(known.coders[uid], uid, record.name("name"), record.one_of(CoderKind, "kind"))


def _actor(known: Known, record: Record) -> Actor:
    uid = record.fresh_uid(known.actors)
    known.actors[uid] = ActorId(len(known.actors) + 1)
    return Actor(
        id=known.actors[uid],
        uid=uid,
        name=record.name("name"),
        aliases=record.texts("aliases"),
        attributes=record.texts_by_name("attributes"),
        note=record.text("note"),
    )


def _import(known: Known, record: Record) -> ImportRecord:
    number = record.whole("number")
    if number in known.imports:
        record.refuse(f"there is an import {number} already before it")
    known.imports[number] = ImportId(len(known.imports) + 1)
    return ImportRecord(
        id=known.imports[number],
        name=record.text("name"),
        sha256=record.text("sha256"),
        importer=record.text("importer"),
        encoding=record.text("encoding"),
        report=record.keyed("report"),
        imported_at=record.text("imported_at"),
    )

"""Sources with their parts and statements, read back from JSON lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from annotator.formats.jsonl.form import kind_of
from annotator.formats.jsonl.known import Known
from annotator.formats.records import Record
from annotator.model.corpus import (
    Dropped,
    DropReason,
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
from annotator.model.text import TextEdit
from annotator.segmentation.copies import linked

_NOT_STORED = re.compile("[\r\x85\u2028\u2029\v\f\x00]")


def read_sources(known: Known) -> Iterator[Source]:
    """Source by source, each with the statements behind it."""
    ids: Counter[str] = Counter()
    current: Source | None = None
    statements: list[Statement] = []
    known.places()
    for record in known.records("source", "statement"):
        if kind_of(record) == "source":
            if current is not None:
                yield replace(current, statements=tuple(statements))
            current, statements = _source(known, record, ids), []
        elif current is None or record.text("source") != current.uid:
            record.refuse("a statement stands behind its source")
        else:
            statements.append(_statement(known, record, current, ids))
    if current is not None:
        yield replace(current, statements=tuple(statements))


def _source(known: Known, record: Record, ids: Counter[str]) -> Source:
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
        speaker_id=known.speaker_id(record),
        speaker_how=record.one_of_or_none(How, "speaker_how"),
        speaker_evidence=record.text("speaker_evidence"),
        unit=record.one_of(Unit, "unit"),
        extra=record.texts_by_name("extra"),
        import_id=None if number is None else record.known(known.imports, number, "import"),
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
                speaker_id=known.speaker_id(part),
                speaker_how=part.one_of_or_none(How, "speaker_how"),
                speaker_evidence=part.text("speaker_evidence"),
            )
            for part in record.objects("parts")
        ),
        dropped=_dropped(record, text),
    )


def _statement(known: Known, record: Record, source: Source, ids: Counter[str]) -> Statement:
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
        speaker_id=known.speaker_id(record),
        speaker_how=record.one_of_or_none(How, "speaker_how"),
        speaker_evidence=record.text("speaker_evidence"),
    )


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


def _next(ids: Counter[str], what: str) -> int:
    """Ids of each kind count from 1."""
    ids[what] += 1
    return ids[what]

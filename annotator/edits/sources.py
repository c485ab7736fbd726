"""Verbs that bring sources into a project."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.edits.actors import insert_actor, names_of
from annotator.errors import AlreadyImportedError, DifferentUnitError
from annotator.model.actors import ActorId, folded_name
from annotator.model.corpus import Attribution, Dropped, DropReason, SourceDraft, StatementKind
from annotator.model.dates import StatedDate
from annotator.progress import Progress, silent
from annotator.store.corpus import known_sources
from annotator.store.registers import read_actors
from annotator.store.ring import Reason
from annotator.store.store import Edit, Store

BATCH = 500
"""Sources written together; large enough to be quick, small enough to stop soon."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where drafts come from: what the project's record of the import says of the file."""

    name: str
    sha256: str
    importer: str
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in numbers.

    `already_there` counts the sources of the file that were left as they were; `copies` the repeated
    stretches that are in no statement; `undated` the sources that have no date, nor has a part of theirs.
    """

    sources: int
    statements: int
    set_aside: int
    already_there: int = 0
    copies: int = 0
    undated: int = 0


def import_sources(
    store: Store, origin: Origin, drafts: Sequence[SourceDraft], *, progress: Progress = silent
) -> Imported:
    """Bring the drafts of one file in, as one step.

    A source that is there already (same text, same id given by its origin) is left as it is. Raises
    AlreadyImportedError when that holds for all of them, DifferentUnitError when one is there cut at
    another unit.
    """
    fresh = fresh_sources(store, origin, drafts)
    with store.edit("Import {name}", risk=Reason.IMPORT, name=origin.name) as edit:
        return write_sources(store, edit, origin, drafts, fresh, progress)


def fresh_sources(store: Store, origin: Origin, drafts: Sequence[SourceDraft]) -> dict[str, SourceDraft]:
    """Those that are not there yet, by uid, each once. Raises as `import_sources` does."""
    known = known_sources(store)
    fresh: dict[str, SourceDraft] = {}
    for draft in drafts:
        uid = source_uid(draft)
        present = known.get(uid)
        if present is not None and present != draft.unit:
            raise DifferentUnitError(name=draft.title or origin.name, present=PLURALS[present.value])
        if present is None:
            fresh.setdefault(uid, draft)
    if drafts and not fresh:
        raise AlreadyImportedError(name=origin.name)
    return fresh


def write_sources(
    store: Store,
    edit: Edit,
    origin: Origin,
    drafts: Sequence[SourceDraft],
    fresh: Mapping[str, SourceDraft],
    progress: Progress,
) -> Imported:
    """Within an edit: write those of the drafts that are `fresh`, and what became of all of them."""
    writer = _Writer(edit, origin, _Speakers(edit, names_of(read_actors(store))))
    waiting = iter(fresh.items())
    while batch := list(islice(waiting, BATCH)):
        writer.write(batch)
        progress(writer.sources, len(fresh))
    edit.update("import_record", writer.import_id, report=_report(origin, len(drafts), writer))
    return Imported(
        sources=writer.sources,
        statements=writer.statements,
        set_aside=writer.set_aside,
        already_there=len(drafts) - len(fresh),
        copies=writer.copies,
        undated=writer.undated,
    )


def source_uid(draft: SourceDraft) -> str:
    """The same text from the same origin is the same source on every laptop.

    The file's name is no part of it: people rename files.
    """
    return _digest(draft.kind.value, draft.external_id, draft.text)


def statement_uid(source: str, start: int, end: int) -> str:
    """The same stretch of the same source is the same statement; a text that repeats in it stays two."""
    return _digest(source, str(start), str(end))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Speakers:
    """Names to actors: those in the register by name or alias, new ones added as they come."""

    def __init__(self, edit: Edit, known: dict[str, ActorId]) -> None:
        self._edit = edit
        self._known = known

    def columns(self, speaker: Attribution | None) -> dict[str, object]:
        if speaker is None:
            return {"speaker_id": None, "speaker_how": None, "speaker_evidence": ""}
        key = folded_name(speaker.name)
        if key not in self._known:
            self._known[key] = insert_actor(self._edit, speaker.name)
        return {
            "speaker_id": self._known[key],
            "speaker_how": speaker.how.value,
            "speaker_evidence": speaker.evidence,
        }


class _Writer:
    """Writes batches of drafts, table by table, so that the journal sees few and long runs."""

    def __init__(self, edit: Edit, origin: Origin, speakers: _Speakers) -> None:
        self._edit = edit
        self._origin = origin
        self._speakers = speakers
        self.import_id = edit.insert(
            "import_record",
            name=origin.name,
            sha256=origin.sha256,
            importer=origin.importer,
            encoding=origin.encoding,
            imported_at=edit.at,
        )
        self.sources = self.statements = self.set_aside = self.copies = self.undated = 0

    def write(self, batch: Sequence[tuple[str, SourceDraft]]) -> None:
        keys = self._edit.insert_many("source", [self._source_row(uid, draft) for uid, draft in batch])
        placed = [(key, uid, draft) for key, (uid, draft) in zip(keys, batch, strict=True)]
        self._edit.insert_all(
            "source_text",
            [
                {
                    "source_id": key,
                    "text": draft.text,
                    "edits": json.dumps([(edit.start, edit.old, edit.new) for edit in draft.edits]),
                }
                for key, _, draft in placed
            ],
        )
        parts = self._write_parts(placed)
        statements = [row for placing in placed for row in self._statement_rows(*placing, parts)]
        self._edit.insert_all("statement", statements)
        self._edit.insert_all(
            "dropped",
            [dropped_row(key, dropped) for key, _, draft in placed for dropped in draft.dropped],
        )
        self.sources += len(batch)
        self.statements += len(statements)
        self.set_aside += sum(bool(row["set_aside"]) for row in statements)
        for _, draft in batch:
            self.copies += sum(dropped.reason is DropReason.COPY for dropped in draft.dropped)
            self.undated += all(
                date.value is None for date in (draft.published, *(p.date for p in draft.parts))
            )

    def _source_row(self, uid: str, draft: SourceDraft) -> dict[str, object]:
        return {
            "uid": uid,
            "import_id": self.import_id,
            "kind": draft.kind.value,
            "title": draft.title,
            "outlet": draft.outlet,
            "author": draft.author,
            "url": draft.url,
            "language": draft.language,
            "external_id": draft.external_id,
            "origin": draft.origin or self._origin.name,
            "unit": draft.unit.value,
            **date_columns("published", draft.published),
            **self._speakers.columns(draft.speaker),
            "extra": json.dumps(dict(draft.extra), ensure_ascii=False),
        }

    def _write_parts(self, placed: Iterable[tuple[int, str, SourceDraft]]) -> dict[tuple[int, int], int]:
        """The key of every part, by source and by its place in the draft."""
        places = [(key, place) for key, _, draft in placed for place in range(len(draft.parts))]
        rows = [
            {
                "source_id": key,
                "span_start": part.span.start,
                "span_end": part.span.end,
                "number": part.number,
                **date_columns("date", part.date),
                **self._speakers.columns(part.speaker),
            }
            for key, _, draft in placed
            for part in draft.parts
        ]
        return dict(zip(places, self._edit.insert_many("part", rows), strict=True))

    def _statement_rows(
        self, key: int, uid: str, draft: SourceDraft, parts: dict[tuple[int, int], int]
    ) -> Iterable[dict[str, object]]:
        for statement in draft.statements:
            span = statement.span
            yield {
                "uid": statement_uid(uid, span.start, span.end),
                "source_id": key,
                "part_id": None if statement.part is None else parts[key, statement.part],
                "kind": statement.kind.value,
                "set_aside": int(statement.kind is not StatementKind.BODY),
                "span_start": span.start,
                "span_end": span.end,
                "text": span.of(draft.text),
                **date_columns("said", statement.said),
                **self._speakers.columns(statement.speaker),
            }


def _report(origin: Origin, read: int, writer: _Writer) -> str:
    """What the project keeps of an import beside its sources."""
    report = {
        "sources in the file": read,
        "sources taken over": writer.sources,
        "statements": writer.statements,
        "copies folded": writer.copies,
        "undated": writer.undated,
        "problems": list(origin.problems),
    }
    return json.dumps(report, ensure_ascii=False)


def dropped_row(source_id: int, dropped: Dropped) -> dict[str, object]:
    """A stretch that is in no statement as a row."""
    repeats = dropped.repeats
    return {
        "source_id": source_id,
        "span_start": dropped.span.start,
        "span_end": dropped.span.end,
        "reason": dropped.reason.value,
        "repeats_start": repeats and repeats.start,
        "repeats_end": repeats and repeats.end,
    }


def date_columns(name: str, date: StatedDate) -> dict[str, object]:
    """A date as the columns of that name hold it."""
    return {name: date.value, f"{name}_how": date.how and date.how.value, f"{name}_evidence": date.evidence}


PLURALS = {"sentence": "sentences", "paragraph": "paragraphs", "post": "posts"}

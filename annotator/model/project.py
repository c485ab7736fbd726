"""A whole study as a value: what formats read and write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.model.actors import Actor
from annotator.model.adjudication import Settlement
from annotator.model.annotation import Annotation, Coder, Status
from annotator.model.codebook import Codebook
from annotator.model.corpus import ImportRecord, Source, StatementId
from annotator.model.events import Event
from annotator.model.keywords import Keywords
from annotator.model.memo import Memo
from annotator.model.reliability import FrozenCoding, LogEntry
from annotator.model.worklist import KeptFilter, WholeWorklist


@dataclass(frozen=True, slots=True)
class Project:
    """A small head and some streams that can be walked again and again.

    The streams are tuples in memory, or read lazily from a store, so that an export of any size
    flows. Ids are those of this project alone; across projects only uids count. Statements come
    with their sources; annotations, statuses and settlements in the order of their statements.
    """

    uid: str
    title: str
    codebook: Codebook
    coders: tuple[Coder, ...] = ()
    actors: tuple[Actor, ...] = ()
    imports: tuple[ImportRecord, ...] = ()
    events: tuple[Event, ...] = ()
    frozen: tuple[FrozenCoding, ...] = ()
    log: tuple[LogEntry, ...] = ()
    filters: tuple[KeptFilter, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    time_zone: str = "UTC"
    created_at: str = ""
    sources: Iterable[Source] = ()
    annotations: Iterable[Annotation] = ()
    statuses: Iterable[Status] = ()
    settlements: Iterable[Settlement] = ()
    memos: Iterable[Memo] = ()
    worklists: Iterable[WholeWorklist] = ()


def with_annotations(project: Project) -> Iterator[tuple[Source, dict[StatementId, list[Annotation]]]]:
    """Each source with the annotations of its statements, one source in memory at a time."""
    waiting = iter(project.annotations)
    ahead = next(waiting, None)
    for source in project.sources:
        found: dict[StatementId, list[Annotation]] = {statement.id: [] for statement in source.statements}
        while ahead is not None and ahead.statement_id in found:
            found[ahead.statement_id].append(ahead)
            ahead = next(waiting, None)
        yield source, found
    assert ahead is None, "annotations come in the order of their statements"

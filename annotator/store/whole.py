"""The whole project as a value, read as it is walked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from annotator.model.project import Project
from annotator.store.annotations import read_annotations, read_statuses
from annotator.store.corpus import read_imports, read_sources
from annotator.store.events import read_events
from annotator.store.frozen import read_frozen
from annotator.store.keywords import read_keywords
from annotator.store.log import read_log
from annotator.store.memos import read_memos
from annotator.store.registers import read_head
from annotator.store.settlements import read_settlements
from annotator.store.store import Store
from annotator.store.worklists import read_kept_filters, whole_worklists

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Stream(Generic[T]):
    """Something that can be walked again and again, read afresh each time."""

    store: Store
    read: Callable[[Store], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.read(self.store)


def read_project(store: Store) -> Project:
    """The project with streams that read from the store; an export of any size flows through."""
    return replace(
        read_head(store),
        imports=read_imports(store),
        events=read_events(store),
        frozen=read_frozen(store, whole=True),
        log=read_log(store),
        filters=read_kept_filters(store),
        keywords=read_keywords(store),
        sources=_stream(store, read_sources),
        annotations=_stream(store, read_annotations),
        statuses=_stream(store, read_statuses),
        settlements=_stream(store, read_settlements),
        memos=_stream(store, read_memos),
        worklists=_stream(store, whole_worklists),
    )


def is_empty(store: Store) -> bool:
    """Whether there is nothing yet but perhaps a codebook."""
    tables = ("coder", "actor", "import_record", "source")
    if read_events(store) or read_keywords(store):
        return False
    return not any(store.rows(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)


def _stream(store: Store, read: Callable[[Store], Iterator[T]]) -> Iterable[T]:
    return _Stream(store, read)

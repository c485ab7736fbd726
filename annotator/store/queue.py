"""Which statements are to be coded, in which order."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.model.actors import ActorId
from annotator.model.annotation import CoderId, Stage
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import SourceId, StatementId
from annotator.model.worklist import WorklistId
from annotator.store.keys import count_among, read_keys
from annotator.store.queue_conditions import (
    Condition,
    at_stages,
    coded_by,
    coded_with,
    disputed,
    flagged_by,
    noted_by,
    questioned_by,
    said_between,
    said_by,
    undated,
)
from annotator.store.search import words_condition
from annotator.store.search_query import parse_query
from annotator.store.store import Store

NOT_DONE = frozenset({Stage.UNTOUCHED, Stage.BEGUN, Stage.SKIPPED})
"""What still waits; an excluded statement does not."""

QUICK = 20_000
"""A project of so many statements is filtered within a few milliseconds; a larger one in a job."""


class Order(StrEnum):
    """In which order statements come; the order of the project decides among equals."""

    PROJECT = "project"
    DATE = "date"
    SPEAKER = "speaker"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a statement must meet to be in the queue; empty fields ask for nothing.

    Stages, flag, memos and codes are those of `coder_id`. `questioned`: a label of theirs has a code whose definition
    changed since. `coded_by`: who coded it, done or begun. `disputed`: those
    who have done it gave different answers, to `disputed_variable_id` or to any variable that is switched on.
    `words` is a search query. Days are ISO, both included; a date that is known less exactly counts when it may lie
    between them. `set_aside` lets those in that are set aside. `order` and `descending` sort; what has no date or
    speaker comes last.
    """

    coder_id: CoderId | None = None
    stages: frozenset[Stage] = frozenset()
    flagged: bool = False
    noted: bool = False
    questioned: bool = False
    source_id: SourceId | None = None
    speaker_id: ActorId | None = None
    code_id: CodeId | None = None
    coded_by_id: CoderId | None = None
    disputed: bool = False
    disputed_variable_id: VariableId | None = None
    worklist_id: WorklistId | None = None
    first_day: str = ""
    last_day: str = ""
    undated: bool = False
    words: str = ""
    set_aside: bool = False
    order: Order = Order.PROJECT
    descending: bool = False

    def for_coder(self, coder_id: CoderId) -> QueueFilter:
        """The same wishes for another coder."""
        return replace(self, coder_id=coder_id)

    def without(self, *fields: str) -> QueueFilter:
        """The filter with some of its fields asking for nothing again."""
        return replace(self, **{field: getattr(QueueFilter(), field) for field in fields})

    @property
    def asks_for_nothing(self) -> bool:
        """Whether every statement that is not set aside is in the queue, in whichever order."""
        return self.without("order", "descending") == QueueFilter(coder_id=self.coder_id)


def queue_ids(store: Store, wanted: QueueFilter, *, limit: int | None = None) -> array[int]:
    """Keys of the statements that meet all wishes, in the order wished for; the first, or all.

    Raises a SearchError when `words` cannot be understood.
    """
    found = list(_conditions(store, wanted))
    rows = store.rows(
        f"SELECT group_concat(id) FROM (SELECT statement.id FROM statement {_JOINS[wanted.order]} "
        f"WHERE {' AND '.join(condition for condition, _ in found)} "
        f"ORDER BY {_order(wanted)} LIMIT {-1 if limit is None else int(limit)})",
        *(value for _, values in found for value in values),
    )
    return read_keys(rows[0][0])


def statement_count(store: Store) -> int:
    """About how many statements there are, and never fewer, without counting them."""
    return store.rows("SELECT max(id) FROM statement")[0][0] or 0


def place_of(ids: array[int], statement_id: StatementId | None) -> int | None:
    """Where a statement stands among `ids`, from 0; found at once where they ascend, as they mostly do."""
    if statement_id is None:
        return None
    place = bisect_left(ids, statement_id)
    if place < len(ids) and ids[place] == statement_id:
        return place
    try:
        return ids.index(statement_id)
    except ValueError:
        return None


def stage_ids(store: Store, coder_id: CoderId | None, stage: Stage) -> frozenset[int]:
    """Keys of all statements that a coder has at a stage; not for *untouched*, of which nothing is stored."""
    rows = store.rows(
        "SELECT group_concat(statement_id) FROM status WHERE coder_id = ? AND stage = ?",
        coder_id,
        stage.value,
    )
    return frozenset(read_keys(rows[0][0]))


@dataclass(frozen=True, slots=True)
class QueueProgress:
    """How far a coder is; excluded statements are in no count."""

    done: int
    total: int


def queue_progress(store: Store, coder_id: CoderId | None, ids: array[int]) -> QueueProgress:
    """How many of these statements a coder has done, and how many are to be."""
    done = stage_ids(store, coder_id, Stage.DONE)
    excluded = stage_ids(store, coder_id, Stage.EXCLUDED)
    return QueueProgress(count_among(done, ids), len(ids) - count_among(excluded, ids))


def source_names(store: Store) -> list[tuple[SourceId, str]]:
    """All sources by what they are called: title, else outlet and date, else their number."""
    rows = store.rows("SELECT id, title, outlet, ifnull(published, '') AS published FROM source ORDER BY id")
    return [
        (
            SourceId(row["id"]),
            row["title"] or " ".join(filter(None, (row["outlet"], row["published"]))) or str(row["id"]),
        )
        for row in rows
    ]


def source_name(store: Store, source_id: SourceId) -> str:
    """What one source is called; empty when it is gone."""
    rows = store.rows("SELECT title, outlet FROM source WHERE id = ?", source_id)
    return (rows[0]["title"] or rows[0]["outlet"] or str(source_id)) if rows else ""


_INHERITING = "JOIN source ON source.id = statement.source_id LEFT JOIN part ON part.id = statement.part_id"
_JOINS = {
    Order.PROJECT: "",
    Order.DATE: _INHERITING,
    Order.SPEAKER: f"{_INHERITING} LEFT JOIN actor "
    "ON actor.id = coalesce(statement.speaker_id, part.speaker_id, source.speaker_id)",
    Order.LENGTH: "",
}
_KEYS = {
    Order.DATE: "coalesce(statement.said, part.date, source.published)",
    Order.SPEAKER: "actor.name COLLATE NOCASE",
    Order.LENGTH: "statement.span_end - statement.span_start",
}


def _order(wanted: QueueFilter) -> str:
    place = "statement.source_id, statement.span_start"
    if wanted.order is Order.PROJECT:
        return "statement.source_id DESC, statement.span_start DESC" if wanted.descending else place
    key = _KEYS[wanted.order]
    return f"{key} IS NULL, {key} {'DESC' if wanted.descending else 'ASC'}, {place}"


def _conditions(store: Store, wanted: QueueFilter) -> Iterator[Condition]:
    yield "1" if wanted.set_aside else "NOT statement.set_aside", []
    yield from _on_the_text(wanted)
    yield from _on_the_coding(wanted)
    if wanted.worklist_id is not None:
        listed = "SELECT statement_id FROM worklist_statement WHERE worklist_id = ?"
        yield f"statement.id IN ({listed})", [wanted.worklist_id]
    if wanted.words:
        yield words_condition(store, parse_query(wanted.words))


def _on_the_text(wanted: QueueFilter) -> Iterator[Condition]:
    if wanted.source_id is not None:
        yield "statement.source_id = ?", [wanted.source_id]
    if wanted.speaker_id is not None:
        yield said_by(wanted.speaker_id)
    if wanted.first_day or wanted.last_day:
        yield said_between(wanted.first_day, wanted.last_day)
    if wanted.undated:
        yield undated()


def _on_the_coding(wanted: QueueFilter) -> Iterator[Condition]:
    if wanted.stages:
        yield at_stages(wanted.coder_id, wanted.stages)
    if wanted.flagged:
        yield flagged_by(wanted.coder_id)
    if wanted.noted:
        yield noted_by(wanted.coder_id)
    if wanted.questioned:
        yield questioned_by(wanted.coder_id)
    if wanted.code_id is not None:
        yield coded_with(wanted.coder_id, wanted.code_id)
    if wanted.coded_by_id is not None:
        yield coded_by(wanted.coded_by_id)
    if wanted.disputed:
        yield disputed(wanted.disputed_variable_id)

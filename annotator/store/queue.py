"""Which statements are to be coded, in which order."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from annotator.model.actors import ActorId
from annotator.model.annotation import CoderId, Stage
from annotator.model.codebook import CodeId
from annotator.model.corpus import SourceId
from annotator.store.search import words_condition
from annotator.store.search_query import parse_query
from annotator.store.store import Store

NOT_DONE = frozenset({Stage.UNTOUCHED, Stage.BEGUN, Stage.SKIPPED})
"""What still waits; an excluded statement does not."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a statement must meet to be in the queue; empty fields ask for nothing.

    Stages, flag and codes are those of `coder_id`. `words` is a search query. Days are ISO, both
    included; a date that is known less exactly counts when it may lie between them. `set_aside` lets
    those in that are set aside.
    """

    coder_id: CoderId | None = None
    stages: frozenset[Stage] = frozenset()
    flagged: bool = False
    source_id: SourceId | None = None
    speaker_id: ActorId | None = None
    code_id: CodeId | None = None
    first_day: str = ""
    last_day: str = ""
    words: str = ""
    set_aside: bool = False

    def for_coder(self, coder_id: CoderId) -> QueueFilter:
        """The same wishes for another coder."""
        return replace(self, coder_id=coder_id)

    def without(self, *fields: str) -> QueueFilter:
        """The filter with some of its fields asking for nothing again."""
        return replace(self, **{field: getattr(QueueFilter(), field) for field in fields})

    @property
    def asks_for_nothing(self) -> bool:
        """Whether it is the queue as it comes."""
        return self == QueueFilter(coder_id=self.coder_id)


def queue_ids(store: Store, wanted: QueueFilter) -> array[int]:
    """Keys of the statements that meet all wishes, source by source, place by place."""
    conditions = ["1"] if wanted.set_aside else ["NOT statement.set_aside"]
    values: list[object] = []
    for condition, given in _conditions(store, wanted):
        conditions.append(condition)
        values += given
    rows = store.rows(
        f"SELECT statement.id FROM statement WHERE {' AND '.join(conditions)} ORDER BY source_id, span_start",
        *values,
    )
    return array("q", [row[0] for row in rows])


def stage_ids(store: Store, coder_id: CoderId | None, stage: Stage) -> frozenset[int]:
    """Keys of all statements that a coder has at a stage; not for *untouched*, of which nothing is stored."""
    rows = store.rows(
        "SELECT statement_id FROM status WHERE coder_id = ? AND stage = ?", coder_id, stage.value
    )
    return frozenset(row[0] for row in rows)


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


def _conditions(store: Store, wanted: QueueFilter) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    if wanted.stages:
        marks = ",".join("?" * len(wanted.stages))
        found.append(
            (
                (
                    "ifnull((SELECT stage FROM status WHERE statement_id = statement.id AND coder_id = ?), "
                    f"'untouched') IN ({marks})"
                ),
                [wanted.coder_id, *sorted(wanted.stages)],
            )
        )
    if wanted.flagged:
        found.append(
            (
                "statement.id IN (SELECT statement_id FROM status WHERE coder_id = ? AND flagged)",
                [wanted.coder_id],
            )
        )
    if wanted.source_id is not None:
        found.append(("statement.source_id = ?", [wanted.source_id]))
    if wanted.code_id is not None:
        found.append(
            (
                (
                    "statement.id IN (SELECT statement_id FROM value JOIN annotation ON annotation.id = annotation_id "
                    "WHERE code_id = ? AND coder_id = ?)"
                ),
                [wanted.code_id, wanted.coder_id],
            )
        )
    if wanted.words:
        found.append(words_condition(store, parse_query(wanted.words)))
    inherited = "statement.id IN (SELECT statement_id FROM statements_flat WHERE "
    if wanted.speaker_id is not None:
        found.append((f"{inherited} speaker_id = ?)", [wanted.speaker_id]))
    if wanted.first_day:
        found.append((f"{inherited} date || '~' >= ?)", [wanted.first_day]))
    if wanted.last_day:
        found.append((f"{inherited} substr(date, 1, 10) <= ?)", [wanted.last_day]))
    return found

"""What is in a project, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.annotation import Coder, Stage
from annotator.model.corpus import StatementKind
from annotator.store import cells
from annotator.store.corpus import count_by_kind
from annotator.store.registers import read_coders
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is: annotations made, and statements in each stage that was noted."""

    coder: Coder
    annotations: int
    stages: Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is of everything. `first` and `last` are the outermost dates of statements, as known.

    `by_kind` counts all statements, `set_aside` those out of the queue, `undated` those without any date.
    """

    sources: int
    statements: int
    set_aside: int
    undated: int
    first: str | None
    last: str | None
    by_kind: Mapping[StatementKind, int]
    actors: int
    coders: tuple[Progress, ...]


def read_overview(store: Store) -> Overview:
    """Count everything once."""
    (statements, aside, undated, first, last) = store.rows(
        "SELECT count(*), total(set_aside), total(date IS NULL), min(date), max(date) FROM statements_flat"
    )[0]
    return Overview(
        sources=store.rows("SELECT count(*) FROM source")[0][0],
        statements=statements,
        set_aside=int(aside),
        undated=int(undated),
        first=first,
        last=last,
        by_kind=count_by_kind(store),
        actors=store.rows("SELECT count(*) FROM actor")[0][0],
        coders=_progress(store),
    )


def _progress(store: Store) -> tuple[Progress, ...]:
    made = {
        row[0]: row[1] for row in store.rows("SELECT coder_id, count(*) FROM annotation GROUP BY coder_id")
    }
    stages: dict[int, dict[Stage, int]] = defaultdict(dict)
    for coder_id, stage, number in store.rows("SELECT coder_id, stage, count(*) FROM status GROUP BY 1, 2"):
        stages[coder_id][cells.word(Stage, stage)] = number
    return tuple(Progress(coder, made.get(coder.id, 0), stages[coder.id]) for coder in read_coders(store))

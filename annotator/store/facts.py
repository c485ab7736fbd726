"""What is known of some statements and of the sources they stand in, where all of them have it in common."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.corpus import SourceId, StatementId
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """Speaker and date as they hold for the statements, the rest of their sources; None where they differ."""

    statements: int
    sources: int
    speaker: str | None
    said: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None


def common_facts(store: Store, statement_ids: Iterable[StatementId]) -> Facts:
    """What these statements and their sources have in common; empty words for what none of them has."""
    among = json.dumps(list(statement_ids))
    (own,) = store.rows(
        f"SELECT count(*) AS n, {_common('speaker')}, {_common('date')} FROM statements_flat "
        "WHERE statement_id IN (SELECT value FROM json_each(?))",
        among,
    )
    fields = ("title", "outlet", "author", "url", "published")
    (theirs,) = store.rows(
        f"SELECT count(*) AS n, {', '.join(map(_common, fields))} FROM source WHERE id IN "
        "(SELECT source_id FROM statement WHERE id IN (SELECT value FROM json_each(?)))",
        among,
    )
    return Facts(
        own["n"], theirs["n"], own["speaker"], own["date"], **{field: theirs[field] for field in fields}
    )


def sources_of(store: Store, statement_ids: Iterable[StatementId]) -> list[SourceId]:
    """The sources in which these statements stand."""
    rows = store.rows(
        "SELECT DISTINCT source_id FROM statement WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        json.dumps(list(statement_ids)),
    )
    return [SourceId(row["source_id"]) for row in rows]


def _common(column: str) -> str:
    given = f"ifnull({column}, '')"
    return f"CASE WHEN min({given}) = max({given}) THEN min({given}) END AS {column}"

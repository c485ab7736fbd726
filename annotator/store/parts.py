"""Which part of a study each statement belongs to: its source, its month, the day it was coded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.units import Over
from annotator.store.store import Store

UNDATED = "undated"
"""The part of what has no date."""

_DAYS = 60
"""More days of coding than these are told by the month."""


def parts_of(
    store: Store, over: Over, statement_ids: Iterable[StatementId], coder_ids: Sequence[CoderId] = ()
) -> dict[StatementId, str]:
    """The part of each statement, sources in the order of the project, dates in theirs, what has none last.

    A statement counts as coded when one of the coders last added an annotation to it.
    """
    wanted = frozenset(statement_ids)
    if over is Over.CODED:
        found = _coded(store, coder_ids)
    else:
        found = _sources(store) if over is Over.SOURCE else _months(store)
    kept = {key: name for key, name in found if key in wanted}
    if over is Over.SOURCE:
        return kept
    dated = sorted((name, key) for key, name in kept.items() if name != UNDATED)
    if len({name for name, _ in dated}) > _DAYS:
        dated = [(name[:7], key) for name, key in dated]
    return {key: name for name, key in dated} | dict.fromkeys(
        (key for key in wanted if kept.get(key, UNDATED) == UNDATED), UNDATED
    )


def _sources(store: Store) -> list[tuple[StatementId, str]]:
    """By title, else by the first words; two of one name are told apart by their number."""
    rows = store.rows(
        "SELECT statement.id, source_id, coalesce(nullif(title, ''), substr(statement.text, 1, 60)) AS name "
        "FROM statement JOIN source ON source.id = source_id ORDER BY source_id, span_start"
    )
    names: dict[int, str] = {}
    taken: set[str] = set()
    for row in rows:
        if row["source_id"] not in names:
            name = " ".join(row["name"].split())
            names[row["source_id"]] = f"{name} ({row['source_id']})" if name in taken else name
            taken.add(name)
    return [(StatementId(row["id"]), names[row["source_id"]]) for row in rows]


def _months(store: Store) -> list[tuple[StatementId, str]]:
    rows = store.rows("SELECT statement_id, date FROM statements_flat")
    return [
        (
            StatementId(row["statement_id"]),
            row["date"][:7] if row["date"] and len(row["date"]) >= 7 else UNDATED,
        )
        for row in rows
    ]


def _coded(store: Store, coder_ids: Sequence[CoderId]) -> list[tuple[StatementId, str]]:
    """Moments are kept in UTC; the day is that of the project's time zone."""
    people = ",".join(str(int(key)) for key in coder_ids)
    rows = store.rows(
        "SELECT statement_id, max(created_at) AS at FROM annotation "
        f"WHERE coder_id IN ({people}) GROUP BY statement_id"
    )
    zone = _zone(store)
    return [(StatementId(row["statement_id"]), _day(row["at"], zone)) for row in rows]


def _zone(store: Store) -> tzinfo:
    (row,) = store.rows("SELECT time_zone FROM project")
    try:
        return ZoneInfo(row["time_zone"])
    except (ZoneInfoNotFoundError, OSError, ValueError):  # a name that this computer does not know
        return UTC


def _day(at: str, zone: tzinfo) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:  # a file from another program need not say when something was coded
        return UNDATED
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(zone).date().isoformat()

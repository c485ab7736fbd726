"""The journal as people read it: who did what, when, on which statements; and what undoing some of it would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.periods import Period
from annotator.store.journal import STEP, Step, as_step
from annotator.store.store import Store

PAGE = 100


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What a step must meet to be listed; empty fields ask for nothing.

    `words` stand in its title or in the values of the title. `since` and `until` are moments as `moments`
    gives them.
    """

    coder_id: CoderId | None = None
    statement_id: StatementId | None = None
    words: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step, with the first of the statements it concerns and how many these are.

    None and 0 where it concerns no single statement, or very many, or they are gone.
    """

    step: Step
    statement_id: StatementId | None
    opening: str
    statements: int


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing back to a step would take back: how many steps, whose, and how many rows of which tables.

    `possible` is false when notes of one of them were dropped.
    """

    steps: int
    coders: tuple[tuple[CoderId | None, int], ...]
    rows: tuple[tuple[str, int], ...]
    possible: bool


def moments(period: Period, zone: tzinfo | None = None) -> tuple[str, str]:
    """When a period of days begins in that time zone, or at this place, and when it is over; ISO, UTC."""
    first, last = (date.fromisoformat(day) if day else None for day in (period.first_day, period.last_day))
    after = last + timedelta(days=1) if last and last < date.max else None
    return _midnight(first, zone), _midnight(after, zone)


def _midnight(day: date | None, zone: tzinfo | None) -> str:
    if day is None:
        return ""
    midnight = datetime.combine(day, time(), zone)
    try:
        moment = midnight.astimezone(UTC)
    except (OverflowError, OSError, ValueError):  # outside the years that this computer's clock knows
        moment = midnight.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds")


def read_history(
    store: Store, wanted: HistoryFilter, *, before: int | None = None, limit: int = PAGE
) -> list[Entry]:
    """Steps that meet all wishes, the latest first; `before` a step, for the next page.

    Steps that were undone and can be redone are among them.
    """
    conditions, values = ["state <> 'abandoned'"], []
    for condition, value in (
        ("id < ?", before),
        ("coder_id = ?", wanted.coder_id),
        ("id IN (SELECT step_id FROM step_statement WHERE statement_id = ?)", wanted.statement_id),
        ("at >= ?", wanted.since or None),
        ("at < ?", wanted.until or None),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    for word in wanted.words.split():
        conditions.append("(action LIKE ? ESCAPE '\\' OR details LIKE ? ESCAPE '\\')")
        values += [f"%{_plain(word)}%"] * 2
    rows = store.rows(
        f"SELECT {STEP} FROM step WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?", *values, limit
    )
    return [_entry(store, as_step(tuple(row))) for row in rows]


def plan_undo(store: Store, step_id: int) -> UndoPlan:
    """What would be taken back by undoing all steps after one."""
    steps = store.rows(
        "SELECT coder_id, count(*), max(compacted) FROM step WHERE id > ? AND state = 'done' GROUP BY coder_id",
        step_id,
    )
    rows = store.rows(
        "SELECT table_name, count(DISTINCT row_id) FROM change WHERE step_id IN "
        "(SELECT id FROM step WHERE id > ? AND state = 'done') GROUP BY table_name ORDER BY 2 DESC",
        step_id,
    )
    return UndoPlan(
        steps=sum(row[1] for row in steps),
        coders=tuple((None if row[0] is None else CoderId(row[0]), row[1]) for row in steps),
        rows=tuple((row[0], row[1]) for row in rows),
        possible=bool(steps) and not any(row[2] for row in steps),
    )


def _entry(store: Store, step: Step) -> Entry:
    found = store.rows(
        "SELECT statement.id, substr(text, 1, 120) FROM step_statement "
        "JOIN statement ON statement.id = statement_id WHERE step_id = ? ORDER BY statement.id LIMIT 1",
        step.id,
    )
    (count,) = store.rows("SELECT count(*) FROM step_statement WHERE step_id = ?", step.id)[0]
    if not found:
        return Entry(step, None, "", 0)
    return Entry(step, StatementId(found[0][0]), " ".join(found[0][1].split()), count)


def _plain(word: str) -> str:
    """A word in which LIKE finds no wildcard."""
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return word

"""Reading worklists and filters kept by name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NewType

from annotator.errors import NoSuchFilterError, NoSuchWorklistError
from annotator.model.actors import ActorId
from annotator.model.annotation import CoderId, Stage
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import SourceId, StatementId
from annotator.model.worklist import KeptFilter, Stratum, WholeWorklist, Worklist, WorklistId
from annotator.store import cells
from annotator.store.queue import Order, QueueFilter
from annotator.store.store import Store

SavedFilterId = NewType("SavedFilterId", int)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter kept by name; its coder is whoever uses it."""

    id: SavedFilterId
    name: str
    wanted: QueueFilter


def read_worklists(store: Store) -> tuple[Worklist, ...]:
    """All worklists by name, each with its coders and how many statements it holds."""
    coders: dict[int, list[CoderId]] = defaultdict(list)
    for row in store.rows("SELECT worklist_id, coder_id FROM worklist_coder ORDER BY coder_id"):
        coders[row["worklist_id"]].append(CoderId(row["coder_id"]))
    counted = "(SELECT count(*) FROM worklist_statement WHERE worklist_id = worklist.id) AS n"
    return tuple(
        Worklist(
            id=WorklistId(row["id"]),
            uid=row["uid"],
            name=row["name"],
            coder_ids=tuple(coders[row["id"]]),
            count=row["n"],
            seed=row["seed"],
            drawn_from=row["drawn_from"],
        )
        for row in store.rows(f"SELECT *, {counted} FROM worklist ORDER BY name, id")
    )


def find_worklist(store: Store, name: str) -> Worklist:
    """The one of that name. Raises NoSuchWorklistError."""
    known = read_worklists(store)
    found = next((one for one in known if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise NoSuchWorklistError(name=name, known=", ".join(one.name for one in known) or "none yet")
    return found


def whole_worklists(store: Store) -> Iterator[WholeWorklist]:
    """All worklists by uid, each with its statements in the order of the project; none in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'worklist'"):
        return
    for worklist in sorted(read_worklists(store), key=lambda one: one.uid):
        rows = store.rows(
            "SELECT statement_id FROM worklist_statement JOIN statement ON statement.id = statement_id "
            "WHERE worklist_id = ? ORDER BY source_id, span_start, statement.id",
            worklist.id,
        )
        yield WholeWorklist(worklist, tuple(StatementId(row["statement_id"]) for row in rows))


def read_kept_filters(store: Store) -> tuple[KeptFilter, ...]:
    """All filters kept by name as they are kept, by uid; none in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'saved_filter'"):
        return ()
    rows = store.rows("SELECT uid, name, wishes FROM saved_filter ORDER BY uid")
    return tuple(KeptFilter(row["uid"], row["name"], row["wishes"]) for row in rows)


def read_saved_filters(store: Store, coder_id: CoderId | None) -> tuple[SavedFilter, ...]:
    """All filters kept by name, for this coder; a wish about something that is gone is left out."""
    return tuple(
        SavedFilter(
            SavedFilterId(row["id"]),
            row["name"],
            _to_filter(store, cells.parsed(row["wishes"], dict), coder_id),
        )
        for row in store.rows("SELECT * FROM saved_filter ORDER BY name, id")
    )


def find_kept(store: Store, name: str, coder_id: CoderId) -> QueueFilter:
    """The filter, or worklist as a filter, kept by this name (in any case). Raises NoSuchFilterError."""
    kept = {one.name: QueueFilter(coder_id, worklist_id=one.id) for one in read_worklists(store)}
    kept |= {one.name: one.wanted for one in read_saved_filters(store, coder_id)}
    for known, wanted in kept.items():
        if known.casefold() == name.casefold():
            return wanted
    raise NoSuchFilterError(name=name, known=", ".join(kept) or "none yet")


def to_wishes(store: Store, wanted: QueueFilter) -> str:
    """A filter as it is kept: by uids, which other copies of the project share, and without its coder."""
    wishes: dict[str, object] = {
        "stages": sorted(wanted.stages),
        "flagged": wanted.flagged,
        "noted": wanted.noted,
        "questioned": wanted.questioned,
        "first_day": wanted.first_day,
        "last_day": wanted.last_day,
        "undated": wanted.undated,
        "disputed": wanted.disputed,
        "words": wanted.words,
        "set_aside": wanted.set_aside,
        "order": wanted.order.value,
        "descending": wanted.descending,
    }
    for field, table in _TABLES.items():
        key = getattr(wanted, f"{field}_id")
        if key is not None:
            rows = store.rows(f"SELECT uid FROM {table} WHERE id = ?", key)
            wishes[field] = rows[0]["uid"] if rows else None
    return json.dumps({name: wish for name, wish in wishes.items() if wish}, ensure_ascii=False)


def uids_of(store: Store, ids: Iterable[int]) -> dict[str, StatementId]:
    """Statements by their uid."""
    numbers = json.dumps(list(ids))
    rows = store.rows("SELECT id, uid FROM statement WHERE id IN (SELECT value FROM json_each(?))", numbers)
    return {row["uid"]: StatementId(row["id"]) for row in rows}


def strata_of(store: Store, ids: Iterable[int], by: Stratum) -> dict[str, str]:
    """The stratum of each statement, by uid: its source, its speaker, or the month it is dated; "" for none."""
    column = {
        Stratum.SOURCE: "source_uid",
        Stratum.SPEAKER: "(SELECT uid FROM actor WHERE actor.id = speaker_id)",
        Stratum.MONTH: "substr(date, 1, 7)",
    }[by]
    rows = store.rows(
        f"SELECT statement_uid AS uid, ifnull({column}, '') AS stratum FROM statements_flat "
        "WHERE statement_id IN (SELECT value FROM json_each(?)) ORDER BY source_id, span_start",
        json.dumps(list(ids)),
    )
    return {row["uid"]: row["stratum"] for row in rows}


def statements_of(store: Store, worklist_id: WorklistId) -> frozenset[StatementId]:
    """What a worklist holds."""
    rows = store.rows("SELECT statement_id FROM worklist_statement WHERE worklist_id = ?", worklist_id)
    return frozenset(StatementId(row["statement_id"]) for row in rows)


def progress_of(store: Store, worklist_id: WorklistId) -> dict[CoderId, int]:
    """How many statements of a worklist each coder has done; those with none are left out."""
    rows = store.rows(
        "SELECT coder_id, count(*) AS n FROM status JOIN worklist_statement USING (statement_id) "
        "WHERE worklist_id = ? AND stage = 'done' GROUP BY coder_id",
        worklist_id,
    )
    return {CoderId(row["coder_id"]): row["n"] for row in rows}


_TABLES = {
    "source": "source",
    "speaker": "actor",
    "code": "code",
    "coded_by": "coder",
    "disputed_variable": "variable",
    "worklist": "worklist",
}


def _to_filter(store: Store, wishes: Mapping[str, object], coder_id: CoderId | None) -> QueueFilter:
    keys = {field: _key(store, table, wishes.get(field)) for field, table in _TABLES.items()}
    stages = wishes.get("stages", [])
    assert isinstance(stages, list)
    return QueueFilter(
        coder_id=coder_id,
        stages=frozenset(map(Stage, stages)),
        flagged=bool(wishes.get("flagged")),
        noted=bool(wishes.get("noted")),
        questioned=bool(wishes.get("questioned")),
        source_id=None if keys["source"] is None else SourceId(keys["source"]),
        speaker_id=None if keys["speaker"] is None else ActorId(keys["speaker"]),
        code_id=None if keys["code"] is None else CodeId(keys["code"]),
        coded_by_id=None if keys["coded_by"] is None else CoderId(keys["coded_by"]),
        disputed=bool(wishes.get("disputed")),
        disputed_variable_id=None
        if keys["disputed_variable"] is None
        else VariableId(keys["disputed_variable"]),
        worklist_id=None if keys["worklist"] is None else WorklistId(keys["worklist"]),
        first_day=str(wishes.get("first_day", "")),
        last_day=str(wishes.get("last_day", "")),
        undated=bool(wishes.get("undated")),
        words=str(wishes.get("words", "")),
        set_aside=bool(wishes.get("set_aside")),
        order=Order(str(wishes.get("order", Order.PROJECT.value))),
        descending=bool(wishes.get("descending")),
    )


def _key(store: Store, table: str, uid: object) -> int | None:
    rows = store.rows(f"SELECT id FROM {table} WHERE uid = ?", uid) if uid else []
    return rows[0]["id"] if rows else None

"""Reading annotations and the coders' stages."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotator.errors import GoneError
from annotator.model.actors import ActorId
from annotator.model.annotation import Absence, Annotation, AnnotationId, CoderId, Stage, Status, Value, Voice
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import StatementId
from annotator.store import cells
from annotator.store.corpus import source_ids
from annotator.store.store import Store


def read_annotations(store: Store) -> Iterator[Annotation]:
    """Every annotation of the project in the order of the statements, source by source."""
    for source_id in source_ids(store):
        page = store.rows(f"SELECT annotation.* FROM annotation {_BY_STATEMENT}, annotation.id", source_id)
        if page:
            yield from _with_values(store, page)


_LAST_ONES = 3000


def annotations_of(
    store: Store, statement_ids: Iterable[StatementId], coder_id: CoderId | None = None
) -> list[Annotation]:
    """The annotations of some statements by place, whole-statement ones first; of one coder or of all."""
    numbers = ",".join(str(int(number)) for number in statement_ids)
    coder = "" if coder_id is None else f"AND coder_id = {int(coder_id)}"
    rows = store.rows(
        f"SELECT * FROM annotation WHERE statement_id IN ({numbers}) {coder} ORDER BY span_start, span_end, id"
    )
    return list(_with_values(store, rows))


def annotations_by_id(store: Store, annotation_ids: Iterable[AnnotationId]) -> list[Annotation]:
    """Those of the annotations that are there, in no order."""
    numbers = ",".join(str(int(number)) for number in annotation_ids)
    return list(_with_values(store, store.rows(f"SELECT * FROM annotation WHERE id IN ({numbers})")))


def whole_annotation(store: Store, statement_id: StatementId, coder_id: CoderId) -> Annotation | None:
    """What a coder says of a whole statement; the first where there are several."""
    rows = store.rows(
        "SELECT * FROM annotation WHERE statement_id = ? AND coder_id = ? AND span_start IS NULL ORDER BY id LIMIT 1",
        statement_id,
        coder_id,
    )
    return next(iter(_with_values(store, rows)), None)


def read_annotation(store: Store, annotation_id: AnnotationId) -> Annotation:
    """One annotation. Raises GoneError."""
    rows = store.rows("SELECT * FROM annotation WHERE id = ?", annotation_id)
    if not rows:
        raise GoneError(what="annotation")
    return next(iter(_with_values(store, rows)))


def known_annotations(store: Store) -> set[str]:
    """The uid of every annotation."""
    return {row["uid"] for row in store.rows("SELECT uid FROM annotation")}


def annotation_counts(
    store: Store, coder_id: CoderId, statement_ids: Iterable[StatementId]
) -> dict[StatementId, int]:
    """How many annotations a coder made in each of the statements; those without any are left out."""
    numbers = ",".join(str(int(number)) for number in statement_ids)
    rows = store.rows(
        f"SELECT statement_id, count(*) AS n FROM annotation WHERE coder_id = ? AND statement_id IN ({numbers}) "
        "GROUP BY statement_id",
        coder_id,
    )
    return {StatementId(row["statement_id"]): row["n"] for row in rows}


def is_answered(
    store: Store, statement_id: StatementId, coder_id: CoderId, variable_id: VariableId | None = None
) -> bool:
    """Whether any annotation of the coder in the statement answers the variable; None for any variable."""
    # CROSS JOIN keeps the order: a statement has few annotations, a variable may have a million values.
    rows = store.rows(
        "SELECT 1 FROM annotation CROSS JOIN value ON value.annotation_id = annotation.id "
        "WHERE statement_id = ? AND coder_id = ? AND variable_id = ifnull(?, variable_id) LIMIT 1",
        statement_id,
        coder_id,
        variable_id,
    )
    return bool(rows)


def code_counts(store: Store, coder_id: CoderId) -> dict[CodeId, int]:
    """How often a coder used each code; unused ones are left out."""
    rows = store.rows(
        "SELECT value.code_id, count(*) AS n FROM value JOIN annotation ON annotation.id = annotation_id "
        "WHERE coder_id = ? AND code_id IS NOT NULL GROUP BY code_id",
        coder_id,
    )
    return {CodeId(row["code_id"]): row["n"] for row in rows}


def code_use(store: Store, code_id: CodeId) -> int:
    """In how many annotations a code stands, whoever made them."""
    count: int = store.rows("SELECT count(*) FROM value WHERE code_id = ?", code_id)[0][0]
    return count


def uses_of_codes(store: Store) -> dict[CodeId, int]:
    """In how many annotations each code stands, whoever made them; unused ones are left out."""
    rows = store.rows("SELECT code_id, count(*) AS n FROM value WHERE code_id IS NOT NULL GROUP BY code_id")
    return {CodeId(row["code_id"]): row["n"] for row in rows}


def values_of_code(store: Store, code_id: CodeId) -> list[tuple[int, AnnotationId]]:
    """The key of every value that is this code, and its annotation's."""
    rows = store.rows("SELECT id, annotation_id FROM value WHERE code_id = ? ORDER BY id", code_id)
    return [(row["id"], AnnotationId(row["annotation_id"])) for row in rows]


def frequent_actors(store: Store, coder_id: CoderId, limit: int) -> list[ActorId]:
    """The actors a coder uses most as values, most used first; in some thousand statements, the last ones.

    A project of any size is opened with it.
    """
    rows = store.rows(
        "SELECT actor_id, count(*) AS n FROM (SELECT id FROM annotation WHERE coder_id = ? "
        "ORDER BY statement_id DESC LIMIT ?) AS one CROSS JOIN value ON annotation_id = one.id "
        "WHERE actor_id IS NOT NULL GROUP BY actor_id ORDER BY n DESC, actor_id LIMIT ?",
        coder_id,
        _LAST_ONES,
        limit,
    )
    return [ActorId(row["actor_id"]) for row in rows]


def read_statuses(store: Store) -> Iterator[Status]:
    """Every stored status in the order of the statements; a statement without one is untouched."""
    for source_id in source_ids(store):
        for row in store.rows(f"SELECT status.* FROM status {_BY_STATEMENT}, coder_id", source_id):
            yield _status(row)


def read_status(store: Store, statement_id: StatementId, coder_id: CoderId) -> Status:
    """Where a coder stands with a statement."""
    rows = store.rows("SELECT * FROM status WHERE statement_id = ? AND coder_id = ?", statement_id, coder_id)
    return _status(rows[0]) if rows else Status(statement_id, coder_id)


def status_key(store: Store, statement_id: StatementId, coder_id: CoderId) -> int | None:
    """The row that holds a status; None where nothing was noted yet."""
    rows = store.rows("SELECT id FROM status WHERE statement_id = ? AND coder_id = ?", statement_id, coder_id)
    return rows[0]["id"] if rows else None


def statuses_of(
    store: Store, coder_id: CoderId, statement_ids: Iterable[StatementId]
) -> dict[StatementId, Status]:
    """A coder's stored statuses of some statements, however many; untouched ones are left out."""
    rows = store.rows(f"SELECT * FROM status WHERE {_OF_CODER}", coder_id, json.dumps(list(statement_ids)))
    return {StatementId(row["statement_id"]): _status(row) for row in rows}


def status_keys(
    store: Store, coder_id: CoderId, statement_ids: Iterable[StatementId]
) -> dict[StatementId, int]:
    """The rows that hold a coder's statuses of some statements, where anything was noted yet."""
    rows = store.rows(
        f"SELECT id, statement_id FROM status WHERE {_OF_CODER}", coder_id, json.dumps(list(statement_ids))
    )
    return {StatementId(row["statement_id"]): row["id"] for row in rows}


_BY_STATEMENT = (
    "JOIN statement ON statement.id = statement_id "
    "WHERE source_id = ? ORDER BY statement.span_start, statement.id"
)
_OF_CODER = "coder_id = ? AND statement_id IN (SELECT value FROM json_each(?))"


def _with_values(store: Store, rows: list[sqlite3.Row]) -> Iterator[Annotation]:
    numbers = ",".join(str(row["id"]) for row in rows)
    values: dict[int, list[Value]] = defaultdict(list)
    for row in store.rows(f"SELECT * FROM value WHERE annotation_id IN ({numbers}) ORDER BY variable_id, id"):
        values[row["annotation_id"]].append(_value(row))
    for row in rows:
        yield _annotation(row, tuple(values[row["id"]]))


def _annotation(row: sqlite3.Row, values: tuple[Value, ...]) -> Annotation:
    return Annotation(
        id=AnnotationId(row["id"]),
        uid=row["uid"],
        statement_id=StatementId(row["statement_id"]),
        coder_id=CoderId(row["coder_id"]),
        span=None if row["span_start"] is None else cells.span(row["span_start"], row["span_end"]),
        quote=row["quote"],
        values=values,
        memo=row["memo"],
        speaker_id=None if row["speaker_id"] is None else ActorId(row["speaker_id"]),
        voice=None if row["voice"] is None else cells.word(Voice, row["voice"]),
        made_by=row["made_by"],
        codebook_revision=row["codebook_revision"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def _value(row: sqlite3.Row) -> Value:
    return Value(
        variable_id=VariableId(row["variable_id"]),
        code_id=None if row["code_id"] is None else CodeId(row["code_id"]),
        actor_id=None if row["actor_id"] is None else ActorId(row["actor_id"]),
        number=row["number"],
        text=row["text"],
        absence=None if row["absence"] is None else cells.word(Absence, row["absence"]),
    )


def _status(row: sqlite3.Row) -> Status:
    return Status(
        statement_id=StatementId(row["statement_id"]),
        coder_id=CoderId(row["coder_id"]),
        stage=cells.word(Stage, row["stage"]),
        reason=row["reason"],
        flagged=bool(row["flagged"]),
        note=row["note"],
    )

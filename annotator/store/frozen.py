"""Coding that was frozen at a moment: the list, and what stands in one.

The document is JSON. `coders`, `variables`: uids. `answers`: uids of codes and actors, numbers, texts and
the words *not applicable* and *undecided*. `done`: per statement and coder [statement's uid, place of the
coder, annotations], an annotation being [start, end, place of a variable, place of an answer, the next
variable …], start and end null for the whole statement. `excluded`: [statement's uid, place of the coder].
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from annotator.errors import MeaninglessCellError, NoSuchFrozenCodingError
from annotator.model.annotation import Coder, CoderId
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.reliability import FrozenCoding, FrozenCodingId, is_coding
from annotator.model.units import Units
from annotator.store.cells import parsed
from annotator.store.coding import Coding, Said, read_coding
from annotator.store.frozen_places import Places, coders_now
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.store.units import units_of


def read_frozen(store: Store, *, whole: bool = False) -> tuple[FrozenCoding, ...]:
    """All of them, the oldest first; their documents only when `whole`. None in an older file."""
    if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'frozen_coding'"):
        return ()
    coding = "coding" if whole else "'' AS coding"
    rows = store.rows(f"SELECT id, uid, name, at, note, {coding} FROM frozen_coding ORDER BY at, uid")
    return tuple(FrozenCoding(FrozenCodingId(row["id"]), *tuple(row)[1:]) for row in rows)


def find_frozen(store: Store, name: str) -> FrozenCoding:
    """The one of that name. Raises NoSuchFrozenCodingError."""
    known = read_frozen(store)
    found = [one for one in known if one.name.casefold() == name.strip().casefold()]
    if not found:
        raise NoSuchFrozenCodingError(name=name, known=", ".join(one.name for one in known) or "none yet")
    return found[-1]


def coding_document(store: Store) -> str:
    """All that all coders have done now, as the document to be frozen. Free texts are left out."""
    variables = [one for one in read_codebook(store).variables if one.kind is not VariableKind.TEXT]
    coders = read_coders(store)
    coding = read_coding(store, variables, coders)
    uids = _uids(store, {statement for statement, _ in (*coding.done, *coding.excluded)})
    coder = {one.id: at for at, one in enumerate(coders)}
    variable = {one.id: at for at, one in enumerate(variables)}
    answers: dict[str, int] = {}
    said = {
        key: [
            [
                start,
                end,
                *(part for one in group for part in (variable[one.variable_id], _place(answers, one.answer))),
            ]
            for (start, end), group in groupby(given, key=lambda one: (one.start, one.end))
        ]
        for key, given in groupby(coding.said, key=lambda one: (one.statement_id, one.coder_id))
    }
    return json.dumps(
        {
            "coders": [one.uid for one in coders],
            "variables": [one.uid for one in variables],
            "done": [[uids[key[0]], coder[key[1]], said.get(key, [])] for key in coding.done],
            "excluded": [[uids[statement], coder[who]] for statement, who in coding.excluded],
            "answers": list(answers),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def frozen_coding(
    store: Store,
    frozen_id: FrozenCodingId,
    variables: Sequence[Variable],
    coders: Sequence[Coder],
    statement_ids: Iterable[StatementId] | None = None,
) -> Coding:
    """What stands in it of these variables, coders and statements; what is in the project no more is left out.

    Coders that were joined since and statements that were split or put together are followed.
    """
    document = _document(store, frozen_id)
    among = None if statement_ids is None else frozenset(statement_ids)
    known_variables = {one.uid: one.id for one in variables}
    coder = coders_now(store, document["coders"], {one.uid: one.id for one in coders})
    variable = [known_variables.get(uid) for uid in document["variables"]]
    places = Places(store)
    found = Coding()
    for who, given in _by_coder(coder, document["done"]).items():
        for statement, said_there in places.done(given):
            if among is None or statement in among:
                found.done.append((statement, who))
                for said in said_there:
                    found.said.extend(_said(said, (statement, who), variable, document["answers"]))
    for who, given in _by_coder(coder, document["excluded"]).items():
        found.excluded.extend(
            (statement, who) for statement, _ in places.done(given) if among is None or statement in among
        )
    return found


def _by_coder(
    coder: Sequence[CoderId | None], rows: Iterable[Sequence[Any]]
) -> dict[CoderId, dict[str, list[Sequence[int | None]]]]:
    """What each coder of today had said of each statement, by its uid; two who were joined said it together."""
    found: dict[CoderId, dict[str, list[Sequence[int | None]]]] = {}
    for uid, place, *given in rows:
        who = coder[place]
        if who is not None:
            said = found.setdefault(who, {}).setdefault(uid, [])
            said.extend(one for some in given for one in some)
    return found


def frozen_units(
    store: Store,
    frozen_id: FrozenCodingId,
    variables: Sequence[Variable],
    coders: Sequence[Coder],
    *,
    statement_ids: Iterable[StatementId] | None = None,
    undecided_is_missing: bool = True,
) -> list[Units]:
    """The units of each variable as they were then."""
    coding = frozen_coding(store, frozen_id, variables, coders, statement_ids)
    return units_of(store, coding, variables, coders, undecided_is_missing=undecided_is_missing)


def without(
    store: Store, *, statements: Iterable[str] = (), coders: Iterable[str] = ()
) -> list[tuple[str, tuple[object, ...]]]:
    """The SQL that takes statements or coders, by uid, out of all that was frozen."""
    erased, people = set(statements), set(coders)
    found: list[tuple[str, tuple[object, ...]]] = []
    for one in read_frozen(store, whole=True):
        document = parsed_coding(one.name, one.coding)
        kept = [uid not in people for uid in document["coders"]]
        for key in ("done", "excluded"):
            document[key] = [row for row in document[key] if row[0] not in erased and kept[row[1]]]
        document["coders"] = [
            uid if is_kept else "" for uid, is_kept in zip(document["coders"], kept, strict=True)
        ]
        coding = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        found.append(("UPDATE frozen_coding SET coding = ? WHERE id = ?", (coding, one.id)))
    return found


def _document(store: Store, frozen_id: FrozenCodingId) -> dict[str, Any]:  # its form is checked
    (row,) = store.rows("SELECT name, coding FROM frozen_coding WHERE id = ?", frozen_id)
    return parsed_coding(row["name"], row["coding"])


def parsed_coding(name: str, coding: str) -> dict[str, Any]:
    """The document that was frozen under that name. Raises MeaninglessCellError where it does not keep its form."""
    document: dict[str, Any] = parsed(coding, dict)
    if not is_coding(document):
        raise MeaninglessCellError(cell=name, expected="frozen coding")
    return document


def _said(
    annotation: Sequence[int | None],
    place: tuple[StatementId, CoderId],
    variable: Sequence[VariableId | None],
    answers: Sequence[str],
) -> Iterable[Said]:
    start, end, *given = annotation
    for which, answer in zip(given[::2], given[1::2], strict=True):
        assert which is not None
        assert answer is not None
        known = variable[which]
        if known is not None:
            yield Said(*place, start, end, known, answers[answer])


def _place(answers: dict[str, int], answer: str) -> int:
    return answers.setdefault(answer, len(answers))


def _uids(store: Store, statement_ids: set[StatementId]) -> Mapping[StatementId, str]:
    return {key: uid for uid, key in _keys(store).items() if key in statement_ids}


def _keys(store: Store) -> dict[str, StatementId]:
    return dict(store.connection.execute("SELECT uid, id FROM statement").fetchall())

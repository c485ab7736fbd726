"""Reading the small registers: the project itself, codebook, coders, actors."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from annotator.errors import NoSuchCodeError, NoSuchCoderError, NoSuchVariableError
from annotator.model.actors import Actor, ActorId
from annotator.model.annotation import Coder, CoderId, CoderKind
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.project import Project
from annotator.store import cells
from annotator.store.store import Store


def read_head(store: Store) -> Project:
    """The project without its streams: what it is called, its codebook, coders and actors."""
    row = store.rows("SELECT * FROM project")[0]
    return Project(
        uid=row["uid"],
        title=row["title"],
        time_zone=row["time_zone"],
        codebook=read_codebook(store),
        coders=read_coders(store),
        actors=read_actors(store),
        created_at=row["created_at"],
    )


def read_codebook(store: Store) -> Codebook:
    """All variables in their order, each with its codes in theirs, retired ones included.

    After a merge two of them may have one place: then the uid decides, the same in every file. Where two
    people put two codes below each other, the one that sorts last stands at the top.
    """
    project = store.rows("SELECT codebook_uid, codebook_name, codebook_revision FROM project")[0]
    codes: dict[int, list[Code]] = defaultdict(list)
    for row in store.rows("SELECT * FROM code ORDER BY variable_id, position, uid"):
        codes[row["variable_id"]].append(_code(row))
    for own in codes.values():
        _open_circles(own)
    variables = tuple(
        _variable(row, tuple(codes[row["id"]]))
        for row in store.rows("SELECT * FROM variable ORDER BY position, uid")
    )
    return Codebook(
        uid=project["codebook_uid"],
        name=project["codebook_name"],
        revision=project["codebook_revision"],
        variables=variables,
    )


def read_coders(store: Store) -> tuple[Coder, ...]:
    """All coders in the order they joined, the adjudicated one among them."""
    rows = store.rows("SELECT id, uid, name, kind FROM coder ORDER BY id")
    return tuple(
        Coder(CoderId(row["id"]), row["uid"], row["name"], cells.word(CoderKind, row["kind"])) for row in rows
    )


def read_actors(store: Store) -> tuple[Actor, ...]:
    """The register of actors, by name, each with its aliases."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in store.rows("SELECT actor_id, name FROM actor_alias ORDER BY id"):
        aliases[row["actor_id"]].append(row["name"])
    return tuple(
        Actor(
            ActorId(row["id"]),
            row["uid"],
            row["name"],
            tuple(aliases[row["id"]]),
            cells.parsed(row["attributes"], dict),
            row["note"],
        )
        for row in store.rows("SELECT * FROM actor ORDER BY name, id")
    )


def find_variable(codebook: Codebook, name: str | None = None) -> Variable:
    """The variable of that name (in any case) or uid; without one the first in use that takes codes.

    Raises NoSuchVariableError.
    """
    for variable in codebook.variables:
        is_coded = variable.active and variable.kind in {VariableKind.CODE, VariableKind.CODES}
        if is_coded if name is None else name.casefold() in {variable.name.casefold(), variable.uid}:
            return variable
    known = ", ".join(variable.name for variable in codebook.variables) or "none yet"
    raise NoSuchVariableError(variable=name or "with codes in use", known=known)


def find_codes(variable: Variable, names: Iterable[str]) -> tuple[CodeId, ...]:
    """The codes of these names (in any case) or uids. Raises NoSuchCodeError."""
    ids = {code.name.casefold(): code.id for code in variable.codes} | {
        code.uid: code.id for code in variable.codes
    }
    found: list[CodeId] = []
    for name in names:
        if name.casefold() not in ids:
            known = ", ".join(code.name for code in variable.codes) or "none yet"
            raise NoSuchCodeError(code=name, variable=variable.name, known=known)
        found.append(ids[name.casefold()])
    return tuple(found)


def find_coder(coders: Iterable[Coder], name: str) -> Coder:
    """The coder of that name or uid. Raises NoSuchCoderError."""
    everyone = list(coders)
    for coder in everyone:
        if name in {coder.name, coder.uid}:
            return coder
    raise NoSuchCoderError(coder=name, known=", ".join(coder.name for coder in everyone) or "none yet")


def next_position(store: Store, variable_id: VariableId) -> int:
    """The place behind the last code of a variable."""
    sql = "SELECT ifnull(max(position) + 1, 0) AS place FROM code WHERE variable_id = ?"
    place: int = store.rows(sql, variable_id)[0]["place"]
    return place


def _open_circles(codes: list[Code]) -> None:
    """Let no code stand below itself."""
    parents = {code.id: code.parent_id for code in codes}
    uids = {code.id: code.uid for code in codes}
    for code in codes:
        seen: list[CodeId] = []
        above: CodeId | None = code.id
        while above is not None and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if above is not None:
            parents[max(seen[seen.index(above) :], key=uids.__getitem__)] = None
    codes[:] = [
        code if code.parent_id == parents[code.id] else replace(code, parent_id=None) for code in codes
    ]


def _variable(row: sqlite3.Row, codes: tuple[Code, ...]) -> Variable:
    return Variable(
        id=VariableId(row["id"]),
        uid=row["uid"],
        name=row["name"],
        kind=cells.word(VariableKind, row["kind"]),
        definition=row["definition"],
        required=bool(row["required"]),
        active=bool(row["active"]),
        codes=codes,
    )


def _code(row: sqlite3.Row) -> Code:
    return Code(
        id=CodeId(row["id"]),
        uid=row["uid"],
        variable_id=VariableId(row["variable_id"]),
        name=row["name"],
        parent_id=None if row["parent_id"] is None else CodeId(row["parent_id"]),
        colour=row["colour"],
        key=row["key"],
        definition=row["definition"],
        use_when=row["use_when"],
        avoid_when=row["avoid_when"],
        examples=tuple(cells.parsed(row["examples"], list)),
        attributes=cells.parsed(row["attributes"], dict),
        opposite_id=None if row["opposite_id"] is None else CodeId(row["opposite_id"]),
        retired=bool(row["retired"]),
    )

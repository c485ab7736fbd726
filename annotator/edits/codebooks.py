"""Verbs that bring a whole codebook into a project."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId
from annotator.store.registers import read_codebook
from annotator.store.ring import Reason
from annotator.store.store import Edit, Store


def adopt_codebook(store: Store, codebook: Codebook) -> None:
    """Take over a codebook read from a file into a project that has none yet, uids and order kept."""
    with store.edit("Take over codebook {name}", name=codebook.name) as edit:
        insert_codebook(edit, codebook)


def import_codebook(store: Store, codebook: Codebook) -> int:
    """Add the variables of a codebook to those there are; how many came.

    A project without variables takes over the codebook as it is. A variable that is here already, by its
    uid, stays as it is; a name that is taken gets a number, a key that is taken is left out. Where all
    variables are here already, nothing happens and 0 is returned.
    """
    present = read_codebook(store)
    if not present.variables:
        adopt_codebook(store, codebook)
        return len(codebook.variables)
    known = {variable.uid for variable in present.variables}
    fresh = [variable for variable in codebook.variables if variable.uid not in known]
    if not fresh:
        return 0
    with store.edit(
        "Import codebook {name}", risk=Reason.CODEBOOK, name=codebook.name, count=len(fresh)
    ) as edit:
        insert_variables(edit, _fitted(fresh, present), len(present.variables))
        edit.update("project", 1, codebook_revision=present.revision + 1)
    return len(fresh)


def insert_codebook(
    edit: Edit, codebook: Codebook
) -> tuple[dict[VariableId, VariableId], dict[CodeId, CodeId]]:
    """Write a codebook inside a larger edit; which variable and code got which key."""
    edit.update(
        "project",
        1,
        codebook_uid=codebook.uid,
        codebook_name=codebook.name,
        codebook_revision=codebook.revision,
    )
    return insert_variables(edit, codebook.variables, 0)


def insert_variables(
    edit: Edit, added: Sequence[Variable], first: int
) -> tuple[dict[VariableId, VariableId], dict[CodeId, CodeId]]:
    """Put variables with their codes in, from position `first` on; which got which key."""
    variables: dict[VariableId, VariableId] = {}
    codes: dict[CodeId, CodeId] = {}
    for position, variable in enumerate(added, start=first):
        variables[variable.id] = VariableId(edit.insert("variable", **variable_row(variable, position)))
        for place, code in enumerate(variable.codes):
            row = code_row(code, place) | {"variable_id": variables[variable.id]}
            codes[code.id] = CodeId(edit.insert("code", **row))
    for code in (code for variable in added for code in variable.codes):
        links = {
            name: codes[linked]
            for name, linked in (("parent_id", code.parent_id), ("opposite_id", code.opposite_id))
            if linked in codes
        }
        if links:
            edit.update("code", codes[code.id], **links)
    return variables, codes


def variable_row(variable: Variable, position: int) -> dict[str, object]:
    """A variable as its table holds it."""
    return {
        "uid": variable.uid,
        "position": position,
        "name": variable.name,
        "kind": variable.kind.value,
        "definition": variable.definition,
        "required": int(variable.required),
        "active": int(variable.active),
    }


def code_row(code: Code, position: int) -> dict[str, object]:
    """A code as its table holds it, but for the keys of other rows."""
    return {
        "uid": code.uid,
        "position": position,
        "name": code.name,
        "colour": code.colour,
        "key": code.key,
        "definition": code.definition,
        "use_when": code.use_when,
        "avoid_when": code.avoid_when,
        "examples": json.dumps(code.examples, ensure_ascii=False),
        "attributes": json.dumps(dict(code.attributes), ensure_ascii=False),
        "retired": int(code.retired),
    }


def _fitted(added: Sequence[Variable], present: Codebook) -> list[Variable]:
    """The variables with names, keys and uids that nothing there has."""
    names = {variable.name for variable in present.variables}
    keys = {code.key for code in present.codes() if code.key}
    uids = {code.uid for code in present.codes()}
    fitted: list[Variable] = []
    for variable in added:
        numbered = (f"{variable.name} {number}" for number in count(2))
        name = variable.name if variable.name not in names else next(n for n in numbered if n not in names)
        names.add(name)
        codes = tuple(
            replace(
                code,
                key="" if code.key in keys else code.key,
                uid=str(uuid.uuid4()) if code.uid in uids else code.uid,
            )
            for code in variable.codes
        )
        fitted.append(replace(variable, name=name, codes=codes))
    return fitted

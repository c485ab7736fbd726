"""Verbs of the codebook. Every one of them raises its revision number."""

from __future__ import annotations

import json
import uuid

from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId
from annotator.store.registers import read_codebook
from annotator.store.store import Edit, Store


def adopt_codebook(store: Store, codebook: Codebook) -> None:
    """Take over a codebook read from a file into a project that has none yet, uids and order kept."""
    with store.edit("Take over codebook {name}", name=codebook.name) as edit:
        insert_codebook(edit, codebook)


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
    variables: dict[VariableId, VariableId] = {}
    codes: dict[CodeId, CodeId] = {}
    for position, variable in enumerate(codebook.variables):
        variables[variable.id] = VariableId(edit.insert("variable", **_variable_row(variable, position)))
        for place, code in enumerate(variable.codes):
            row = _code_row(code, place) | {"variable_id": variables[variable.id]}
            codes[code.id] = CodeId(edit.insert("code", **row))
    for code in codebook.codes():
        links = {
            name: codes[linked]
            for name, linked in (("parent_id", code.parent_id), ("opposite_id", code.opposite_id))
            if linked is not None
        }
        if links:
            edit.update("code", codes[code.id], **links)
    return variables, codes


def add_code(
    store: Store, variable_id: VariableId, name: str, *, colour: str = "#888888", key: str = ""
) -> CodeId:
    """Add a code at the end of a variable."""
    codebook = read_codebook(store)
    variable = codebook.variable(variable_id)
    clean = " ".join(name.split())
    with store.edit("Add code {name}", name=clean) as edit:
        fresh = Code(CodeId(0), str(uuid.uuid4()), variable_id, clean, colour=colour, key=key)
        code_id = edit.insert("code", **_code_row(fresh, len(variable.codes)), variable_id=variable_id)
        _raise_revision(edit, codebook)
    return CodeId(code_id)


def _raise_revision(edit: Edit, codebook: Codebook) -> None:
    edit.update("project", 1, codebook_revision=codebook.revision + 1)


def _variable_row(variable: Variable, position: int) -> dict[str, object]:
    return {
        "uid": variable.uid,
        "position": position,
        "name": variable.name,
        "kind": variable.kind.value,
        "definition": variable.definition,
        "required": int(variable.required),
        "active": int(variable.active),
    }


def _code_row(code: Code, position: int) -> dict[str, object]:
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

"""Verbs that bring a whole codebook into a project."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.formats.codebook_json import write_codebook
from annotator.formats.whole_file import written_text
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId
from annotator.store.registers import read_codebook
from annotator.store.store import Edit, Store


def adopt_codebook(store: Store, codebook: Codebook) -> None:
    """Take over a codebook read from a file into a project that has none yet, uids and order kept."""
    with store.edit("Take over codebook {name}", name=codebook.name) as edit:
        insert_codebook(edit, codebook)


def export_codebook(store: Store, path: Path) -> None:
    """Write the codebook as a file that other projects can begin with. Raises FileUnwritableError."""
    with written_text(path) as out:
        out.write(write_codebook(read_codebook(store)))


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
        variables[variable.id] = VariableId(edit.insert("variable", **variable_row(variable, position)))
        for place, code in enumerate(variable.codes):
            row = code_row(code, place) | {"variable_id": variables[variable.id]}
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

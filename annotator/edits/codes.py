"""Verbs of single codes and variables. Every one of them raises the codebook's revision number.

A code in use is retired rather than deleted; annotations know the revision they were made under.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence

from annotator.edits.codebooks import code_row, variable_row
from annotator.errors import (
    GoneError,
    InUseError,
    KeyTakenError,
    NameMissingError,
    NameTakenError,
    WrongValueError,
)
from annotator.model.actors import folded_name
from annotator.model.annotation import AnnotationId
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.text import one_line, prose
from annotator.store.annotations import code_use, values_of_code
from annotator.store.registers import next_position, read_codebook
from annotator.store.ring import Reason
from annotator.store.store import Edit, Store

_MEANING = ("name", "definition", "use_when", "avoid_when")
"""Where these change, what was coded before is in question."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def add_variable(
    store: Store, name: str, kind: VariableKind, *, definition: str = "", required: bool = False
) -> VariableId:
    """Put a variable at the end of the codebook. Raises NameMissingError, NameTakenError."""
    codebook = read_codebook(store)
    clean = _variable_name(codebook, name)
    fresh = Variable(VariableId(0), str(uuid.uuid4()), clean, kind, prose(definition), required)
    with store.edit("Add variable {name}", name=clean) as edit:
        key = edit.insert("variable", **variable_row(fresh, len(codebook.variables)))
        raise_revision(edit, codebook)
    return VariableId(key)


def change_variable(
    store: Store,
    variable_id: VariableId,
    *,
    name: str | None = None,
    definition: str | None = None,
    required: bool | None = None,
    active: bool | None = None,
) -> None:
    """Rename, explain, require or switch a variable; what is None stays.

    Raises GoneError, NameMissingError, NameTakenError.
    """
    codebook = read_codebook(store)
    variable = _variable(codebook, variable_id)
    columns: dict[str, object] = {}
    if name is not None and name != variable.name:
        columns["name"] = _variable_name(codebook, name, beside=variable_id)
    if definition is not None and prose(definition) != variable.definition:
        columns["definition"] = prose(definition)
    for column, wanted, present in (
        ("required", required, variable.required),
        ("active", active, variable.active),
    ):
        if wanted is not None and wanted != present:
            columns[column] = int(wanted)
    if not columns:
        return
    with store.edit("Change variable {name}", name=variable.name) as edit:
        edit.update("variable", variable_id, **columns)
        raise_revision(edit, codebook)


def move_variable(store: Store, variable_id: VariableId, place: int) -> None:
    """Let a variable stand at `place`, from 0, among all of them."""
    codebook = read_codebook(store)
    moved = _variable(codebook, variable_id)
    others = [variable for variable in codebook.variables if variable.id != variable_id]
    order = [*others[:place], moved, *others[place:]]
    if order == list(codebook.variables):
        return
    with store.edit("Move variable {name}", name=moved.name) as edit:
        for position, variable in enumerate(order):
            edit.update("variable", variable.id, position=position)
        raise_revision(edit, codebook)


def add_code(
    store: Store,
    variable_id: VariableId,
    name: str,
    *,
    colour: str = "#888888",
    key: str = "",
    parent_id: CodeId | None = None,
) -> CodeId:
    """Put a code at the end of a variable. Raises NameMissingError, NameTakenError, KeyTakenError."""
    codebook = read_codebook(store)
    variable = _variable(codebook, variable_id)
    clean = _code_name(variable, name)
    _check_key(codebook, key, beside=None)
    _check_colour(variable, colour)
    fresh = Code(CodeId(0), str(uuid.uuid4()), variable_id, clean, colour=colour, key=key)
    with store.edit("Add code {name}", name=clean) as edit:
        row = code_row(fresh, next_position(store, variable.id))
        made = edit.insert("code", **row, variable_id=variable_id, parent_id=parent_id)
        raise_revision(edit, codebook)
    return CodeId(made)


def change_code(
    store: Store,
    code_id: CodeId,
    *,
    name: str | None = None,
    colour: str | None = None,
    key: str | None = None,
    definition: str | None = None,
    use_when: str | None = None,
    avoid_when: str | None = None,
    examples: Sequence[str] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> None:
    """Change what a code is; what is None stays.

    Raises GoneError, NameMissingError, NameTakenError, KeyTakenError,
    WrongValueError for a colour that is none.
    """
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    variable = _variable(codebook, code.variable_id)
    columns: dict[str, object] = {}
    if name is not None and name != code.name:
        columns["name"] = _code_name(variable, name, beside=code_id)
    if key is not None and key != code.key:
        _check_key(codebook, key, beside=code_id)
        columns["key"] = key
    if colour is not None and colour != code.colour:
        _check_colour(variable, colour)
        columns["colour"] = colour
    columns.update(
        {
            column: prose(wanted)
            for column, wanted, present in (
                ("definition", definition, code.definition),
                ("use_when", use_when, code.use_when),
                ("avoid_when", avoid_when, code.avoid_when),
            )
            if wanted is not None and prose(wanted) != present
        }
    )
    kept = code.examples if examples is None else tuple(map(prose, examples))
    if kept != code.examples:
        columns["examples"] = json.dumps(kept, ensure_ascii=False)
    pairs = code.attributes if attributes is None else _attributes(attributes)
    if pairs != code.attributes:
        columns["attributes"] = json.dumps(dict(pairs), ensure_ascii=False)
    if not columns:
        return
    if not columns.keys().isdisjoint(_MEANING):
        columns["defined_revision"] = codebook.revision + 1
    with store.edit("Change code {name}", name=code.name) as edit:
        edit.update("code", code_id, **columns)
        raise_revision(edit, codebook)


def set_opposite(store: Store, code_id: CodeId, opposite_id: CodeId | None) -> None:
    """Say which code is the opposite of one, or that none is. Opposites are mutual: of both, an earlier one goes.

    Raises GoneError, WrongValueError for a code that would be its own opposite.
    """
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    if opposite_id is not None:
        _code(codebook, opposite_id)
    if opposite_id == code_id:
        variable = _variable(codebook, code.variable_id)
        raise WrongValueError(
            value=code.name, variable=variable.name, reason="a code is not its own opposite"
        )
    pair = {code_id: opposite_id} | ({} if opposite_id is None else {opposite_id: code_id})
    wanted = {
        other.id: pair.get(other.id)
        for other in codebook.codes()
        if other.id in pair or other.opposite_id in pair
    }
    if all(codebook.code(key).opposite_id == opposite for key, opposite in wanted.items()):
        return
    with store.edit("Change code {name}", name=code.name) as edit:
        for key, opposite in wanted.items():
            edit.update("code", key, opposite_id=opposite)
        raise_revision(edit, codebook)


def retire_code(store: Store, code_id: CodeId, *, retired: bool = True) -> None:
    """Offer a code no more, or again; what was coded with it stays."""
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    if code.retired == retired:
        return
    with store.edit("Retire code {name}" if retired else "Restore code {name}", name=code.name) as edit:
        edit.update("code", code_id, retired=int(retired))
        raise_revision(edit, codebook)


def move_code(store: Store, code_id: CodeId, place: int, *, parent_id: CodeId | None = None) -> None:
    """Let a code stand at `place`, from 0, among the codes of its variable, below `parent_id` or none.

    Raises WrongValueError when it would stand below itself, or below a code of another variable.
    """
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    _check_parent(codebook, code, parent_id)
    variable = _variable(codebook, code.variable_id)
    others = [other for other in variable.codes if other.id != code_id]
    order = [*others[:place], code, *others[place:]]
    if order == list(variable.codes) and parent_id == code.parent_id:
        return
    with store.edit("Move code {name}", name=code.name) as edit:
        for position, other in enumerate(order):
            edit.update("code", other.id, position=position)
        edit.update("code", code_id, parent_id=parent_id)
        raise_revision(edit, codebook)


def merge_codes(store: Store, code_id: CodeId, into_id: CodeId) -> int:
    """Let everything coded with one code be coded with another of its variable; the first is retired.

    Where both stood in one annotation, one stays. How many annotations changed. Raises WrongValueError
    for codes of two variables.
    """
    codebook = read_codebook(store)
    code, into = _code(codebook, code_id), _code(codebook, into_id)
    if code.variable_id != into.variable_id or code_id == into_id:
        variable = _variable(codebook, into.variable_id)
        raise WrongValueError(
            value=code.name, variable=variable.name, reason="codes of one variable can be merged"
        )
    with store.edit(
        "Merge code {name} into {into}", risk=Reason.CODEBOOK, name=code.name, into=into.name
    ) as edit:
        changed = _recode(store, edit, values_of_code(store, code_id), into_id)
        edit.update("code", code_id, retired=1)
        raise_revision(edit, codebook)
    return changed


def split_code(
    store: Store,
    code_id: CodeId,
    name: str,
    annotation_ids: Sequence[AnnotationId],
    *,
    colour: str = "#888888",
) -> CodeId:
    """Make a new code beside one, and let the chosen annotations carry it instead. Its key.

    Raises NameMissingError, NameTakenError.
    """
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    variable = _variable(codebook, code.variable_id)
    clean = _code_name(variable, name)
    chosen = set(annotation_ids)
    fresh = Code(CodeId(0), str(uuid.uuid4()), variable.id, clean, colour=colour)
    with store.edit("Split {into} from code {name}", name=code.name, into=clean) as edit:
        row = code_row(fresh, next_position(store, variable.id))
        made = CodeId(edit.insert("code", **row, variable_id=variable.id, parent_id=code.parent_id))
        found = [pair for pair in values_of_code(store, code_id) if pair[1] in chosen]
        _recode(store, edit, found, made)
        raise_revision(edit, codebook)
    return made


def delete_code(store: Store, code_id: CodeId, *, for_good: bool = False) -> None:
    """Take a code out of the codebook. Raises InUseError, unless it is wanted for good with all its values."""
    codebook = read_codebook(store)
    code = _code(codebook, code_id)
    used = code_use(store, code_id)
    if used and not for_good:
        raise InUseError(name=code.name, count=used)
    risk = Reason.CODEBOOK if used else None
    with store.edit("Delete code {name}", risk=risk, name=code.name, count=used) as edit:
        for value_id, _ in values_of_code(store, code_id):
            edit.delete("value", value_id)
        for other in codebook.codes():
            links = {
                column: None
                for column, linked in (("parent_id", other.parent_id), ("opposite_id", other.opposite_id))
                if linked == code_id
            }
            if links:
                edit.update("code", other.id, **links)
        edit.delete("code", code_id)
        raise_revision(edit, codebook)


def raise_revision(edit: Edit, codebook: Codebook) -> None:
    """The codebook is another one now."""
    edit.update("project", 1, codebook_revision=codebook.revision + 1)


def _recode(store: Store, edit: Edit, found: Sequence[tuple[int, AnnotationId]], into: CodeId) -> int:
    there = {annotation_id for _, annotation_id in values_of_code(store, into)}
    for value_id, annotation_id in found:
        if annotation_id in there:
            edit.delete("value", value_id)
        else:
            edit.update("value", value_id, code_id=into)
    return len(found)


def _variable(codebook: Codebook, variable_id: VariableId) -> Variable:
    try:
        return codebook.variable(variable_id)
    except KeyError as error:
        raise GoneError(what="variable") from error


def _code(codebook: Codebook, code_id: CodeId) -> Code:
    try:
        return codebook.code(code_id)
    except KeyError as error:
        raise GoneError(what="code") from error


def _variable_name(codebook: Codebook, name: str, *, beside: VariableId | None = None) -> str:
    clean = one_line(name)
    if not clean:
        raise NameMissingError(what="variable")
    if any(folded_name(one.name) == folded_name(clean) and one.id != beside for one in codebook.variables):
        raise NameTakenError(what="variable", name=clean)
    return clean


def _code_name(variable: Variable, name: str, *, beside: CodeId | None = None) -> str:
    clean = one_line(name)
    if not clean:
        raise NameMissingError(what="code")
    if any(folded_name(one.name) == folded_name(clean) and one.id != beside for one in variable.codes):
        raise NameTakenError(what="code", name=clean)
    return clean


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    return {one_line(name): one_line(value) for name, value in given.items()}


def _check_key(codebook: Codebook, key: str, *, beside: CodeId | None) -> None:
    taken = next((code for code in codebook.codes() if key and code.key == key and code.id != beside), None)
    if taken is not None and not taken.retired:
        raise KeyTakenError(key=key.upper(), name=taken.name)


def _check_colour(variable: Variable, colour: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise WrongValueError(value=colour, variable=variable.name, reason="a colour is written #RRGGBB")


def _check_parent(codebook: Codebook, code: Code, parent_id: CodeId | None) -> None:
    above = parent_id
    while above is not None:
        parent = _code(codebook, above)
        if above == code.id or parent.variable_id != code.variable_id:
            variable = _variable(codebook, code.variable_id)
            reason = "a code stands below another of its variable, never below itself"
            raise WrongValueError(value=code.name, variable=variable.name, reason=reason)
        above = parent.parent_id

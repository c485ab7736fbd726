"""Codebooks as JSON files, the form in which studies share them.

One object, UTF-8. A key in brackets may be left out.

- `format`: always `"annotator codebook"`; `version`: 1
- `uid`, `name`, [`revision`: 1, 2 …]
- `variables`, in order: `uid`, `name`, `kind` (code, codes, actors, number, text), [`definition`],
  [`required`: false], [`active`: true], [`codes`]
- `codes`, in order: `uid`, `name`, `colour` (#RRGGBB), [`parent`], [`key`], [`definition`], [`use_when`],
  [`avoid_when`], [`examples`: a list], [`attributes`: names to texts], [`opposite`], [`retired`: false];
  `parent` is the uid of a code of the same variable, `opposite` that of any code of the file

Lost on the way in: every other key. The shipped codebooks carry `description`, `licence` and
`sources` (the literature) for people who read the file. Nothing is lost on the way out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO, cast

from annotator.errors import BrokenCodebookError, BrokenRecordError
from annotator.formats.format import Format
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.project import Project
from annotator.model.text import to_stored_text

FORM = "annotator codebook"
VERSION = 1
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read_codebook(text: str, name: str) -> Codebook:
    """The codebook that `text` holds; ids count from 1, codes through all variables.

    `name` is the file's, for the message. Raises BrokenRecordError where the text is no JSON and
    BrokenCodebookError where it breaks the form above; nothing is read by halves.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenRecordError(line=error.lineno, name=name, reason="it is not JSON") from error
    except RecursionError as error:
        raise BrokenRecordError(line=1, name=name, reason="it is nested too deep") from error
    return _codebook(_Entry(found, "the file", name))


def write_codebook(codebook: Codebook) -> str:
    """`codebook` as a file's text; the same codebook gives the same text, byte for byte."""
    uids = {code.id: code.uid for code in codebook.codes()}
    found = {
        "format": FORM,
        "version": VERSION,
        "uid": codebook.uid,
        "name": codebook.name,
        "revision": codebook.revision,
        "variables": [_variable_record(variable, uids) for variable in codebook.variables],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


class _Entry:
    """One JSON object of a file, which knows its place; its getters refuse what breaks the form."""

    def __init__(self, found: object, place: str, name: str) -> None:
        self.place = place
        self._name = name
        if not isinstance(found, dict):
            raise self.broken("is not an object")
        self._found = cast("dict[str, object]", found)

    def broken(self, reason: str) -> BrokenCodebookError:
        return BrokenCodebookError(name=self._name, place=self.place, reason=reason)

    def text(self, key: str, default: str | None = None) -> str:
        """Text goes through the one door; None as default: it must be there and not be empty."""
        found = self._found.get(key, default)
        if found is None or (default is None and found == ""):
            raise self.broken(f"has no {key}")
        return self._stored(found, key)

    def truth(self, key: str, *, default: bool) -> bool:
        found = self._found.get(key, default)
        if not isinstance(found, bool):
            raise self.broken(f"has a {key} that is neither true nor false")
        return found

    def count(self, key: str, default: int) -> int:
        found = self._found.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self.broken(f"has a {key} that is not a whole number from 1 on")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._stored(item, key) for item in self._list(key))

    def texts_by_name(self, key: str) -> Mapping[str, str]:
        found = self._found.get(key, {})
        if not isinstance(found, dict):
            raise self.broken(f"has {key} that are not an object")
        return {self._stored(name, key): self._stored(value, key) for name, value in found.items()}

    def entries(self, key: str, kind: str) -> Iterator[_Entry]:
        before = "" if self.place == "the file" else f"{self.place}, "
        for number, item in enumerate(self._list(key), start=1):
            yield _Entry(item, f"{before}{kind} {number}", self._name)

    def _list(self, key: str) -> Sequence[object]:
        found = self._found.get(key, [])
        if not isinstance(found, list):
            raise self.broken(f"has {key} that are not a list")
        return found

    def _stored(self, found: object, key: str) -> str:
        if not isinstance(found, str):
            raise self.broken(f"has something else than text as {key}")
        return to_stored_text(found)[0]


def _codebook(entry: _Entry) -> Codebook:
    if entry.text("format", "") != FORM:
        raise entry.broken(f"does not call itself “{FORM}”")
    if entry.count("version", 1) > VERSION:
        raise entry.broken("was written by a newer version of Annotator")
    variables = tuple(entry.entries("variables", "variable"))
    codes = [tuple(variable.entries("codes", "code")) for variable in variables]
    _refuse_repeated_uids(entry, [*variables, *(code for some in codes for code in some)])
    ids = {code.text("uid"): number for number, code in enumerate((c for some in codes for c in some), 1)}
    return Codebook(
        uid=entry.text("uid"),
        name=entry.text("name"),
        revision=entry.count("revision", 1),
        variables=tuple(
            _variable(VariableId(number), variable, some, ids)
            for number, (variable, some) in enumerate(zip(variables, codes, strict=True), start=1)
        ),
    )


def _variable(
    variable_id: VariableId, entry: _Entry, codes: Sequence[_Entry], ids: Mapping[str, int]
) -> Variable:
    kind = entry.text("kind")
    if kind not in set(VariableKind):
        raise entry.broken(f"is of an unknown kind, “{kind}”")
    _refuse_broken_lines_of_descent(codes)
    return Variable(
        id=variable_id,
        uid=entry.text("uid"),
        name=entry.text("name"),
        kind=VariableKind(kind),
        definition=entry.text("definition", ""),
        required=entry.truth("required", default=False),
        active=entry.truth("active", default=True),
        codes=tuple(_code(variable_id, code, ids) for code in codes),
    )


def _code(variable_id: VariableId, entry: _Entry, ids: Mapping[str, int]) -> Code:
    colour = entry.text("colour")
    if not _COLOUR.fullmatch(colour):
        raise entry.broken("has a colour that is not of the form #RRGGBB")
    parent, opposite = entry.text("parent", ""), entry.text("opposite", "")
    if opposite and opposite not in ids:
        raise entry.broken("names an opposite that is not in the file")
    return Code(
        id=CodeId(ids[entry.text("uid")]),
        uid=entry.text("uid"),
        variable_id=variable_id,
        name=entry.text("name"),
        parent_id=CodeId(ids[parent]) if parent else None,
        colour=colour,
        key=entry.text("key", ""),
        definition=entry.text("definition", ""),
        use_when=entry.text("use_when", ""),
        avoid_when=entry.text("avoid_when", ""),
        examples=entry.texts("examples"),
        attributes=entry.texts_by_name("attributes"),
        opposite_id=CodeId(ids[opposite]) if opposite else None,
        retired=entry.truth("retired", default=False),
    )


def _refuse_repeated_uids(head: _Entry, entries: Sequence[_Entry]) -> None:
    seen = {head.text("uid")}
    for entry in entries:
        uid = entry.text("uid")
        if "/" in uid:
            raise entry.broken("has a slash in its uid")
        if uid in seen:
            raise entry.broken("has the uid of something before it")
        seen.add(uid)


def _refuse_broken_lines_of_descent(codes: Sequence[_Entry]) -> None:
    """A parent stands in the same variable, and nobody is their own ancestor."""
    parents = {code.text("uid"): code.text("parent", "") for code in codes}
    for code in codes:
        ancestor = parents[code.text("uid")]
        for _ in parents:
            if not ancestor:
                break
            if ancestor not in parents:
                raise code.broken("names a parent that is not in its variable")
            ancestor = parents[ancestor]
        if ancestor:
            raise code.broken("is below itself")


def _variable_record(variable: Variable, uids: Mapping[CodeId, str]) -> dict[str, object]:
    found: dict[str, object] = {"uid": variable.uid, "name": variable.name, "kind": variable.kind.value}
    if variable.definition:
        found["definition"] = variable.definition
    if variable.required:
        found["required"] = True
    if not variable.active:
        found["active"] = False
    if variable.codes:
        found["codes"] = [_code_record(code, uids) for code in variable.codes]
    return found


def _code_record(code: Code, uids: Mapping[CodeId, str]) -> dict[str, object]:
    """What is empty is left out."""
    found: dict[str, object] = {
        "uid": code.uid,
        "name": code.name,
        "parent": uids[code.parent_id] if code.parent_id is not None else "",
        "colour": code.colour,
        "key": code.key,
        "definition": code.definition,
        "use_when": code.use_when,
        "avoid_when": code.avoid_when,
        "examples": list(code.examples),
        "attributes": dict(sorted(code.attributes.items())),
        "opposite": uids[code.opposite_id] if code.opposite_id is not None else "",
        "retired": code.retired,
    }
    return {key: value for key, value in found.items() if value}


def _write_project(project: Project, out: TextIO) -> None:
    out.write(write_codebook(project.codebook))


FORMAT = Format(
    name="codebook",
    ending=".json",
    title="Codebook (JSON)",
    summary="The codebook alone, to be shared or to begin another project with.",
    write_project=_write_project,
)

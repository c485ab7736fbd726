"""Codebooks as REFI-QDA `.qdc` files, which ATLAS.ti, MAXQDA, NVivo, QualCoder and others read and write.

Standard: REFI-QDA Codebook 1.0 (urn:QDA-XML:codebook:1.0), www.qdasoftware.org, 2019.

- Out: a variable becomes a code that cannot be coded with (`isCodable="false"`), its codes stand below it.
  Definition, *use when*, *avoid when* and examples become the description, headed by these words.
- In: a code at the top that cannot be coded with and has codes below it becomes a variable; all others at the
  top become codes of one variable named after the file. GUIDs become the uids.

Lost on the way out: variables without codes and what a variable takes, keys, attributes, opposites, whether a
code is retired. Lost on the way in: sets, and whether a code inside a variable can be coded with.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import TextIO
from xml.etree import ElementTree as ET  # files with a DOCTYPE are refused before they are parsed

from annotator.errors import BrokenCodebookError
from annotator.formats.format import Format
from annotator.model.codebook import CODE_COLOURS, Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.project import Project
from annotator.model.text import to_stored_text

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_NAMES = uuid.UUID("0b6f6f0e-4b0a-4e0c-8a0d-0f6f5f2d7c11")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_codebook(codebook: Codebook, out: TextIO) -> None:
    """Write the codebook; the same codebook gives the same text."""
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "Annotator"})
    codes = ET.SubElement(root, "Codes")
    for variable in codebook.variables:
        if variable.codes:
            head = _element(codes, variable.uid, variable.name, codable=False)
            _describe(head, variable.definition)
            _write_below(head, variable.codes, None)
    ET.indent(root, " ")
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    out.write(ET.tostring(root, encoding="unicode") + "\n")


def read_codebook(text: str, name: str) -> Codebook:
    """The codebook that a file holds; `name` is the file's. Raises BrokenCodebookError."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BrokenCodebookError(name=name, place="the file", reason="declares a type of its own")
    try:
        root = ET.fromstring(text)  # noqa: S314  # without a DOCTYPE there are no entities to blow up
    except ET.ParseError as error:
        raise BrokenCodebookError(name=name, place="the file", reason=f"is not XML ({error})") from error
    if _tag(root) != "codebook":
        raise BrokenCodebookError(name=name, place="the file", reason="is no REFI-QDA codebook")
    return _Reader(name).codebook(root)


class _Reader:
    """Numbers variables and codes as they come."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._codes = 0
        self._uids: set[str] = set()

    def codebook(self, root: ET.Element) -> Codebook:
        stem = self._name.rsplit(".", 1)[0]
        tops = [code for codes in _children(root, "codes") for code in _children(codes, "code")]
        heads = [top for top in tops if not _is_codable(top) and _children(top, "code")]
        others = [top for top in tops if top not in heads]
        variables = [self._variable(number, head) for number, head in enumerate(heads, start=1)]
        if others:
            variable_id = VariableId(len(heads) + 1)
            codes = tuple(self._below(others, variable_id, None))
            uid = self._fresh(str(uuid.uuid5(_NAMES, stem)))
            variables.append(Variable(variable_id, uid, stem, VariableKind.CODES, codes=codes))
        if not variables:
            raise BrokenCodebookError(name=self._name, place="the file", reason="has no codes")
        return Codebook(
            str(uuid.uuid5(_NAMES, f"{stem}\n{len(self._uids)}")), stem, variables=tuple(variables)
        )

    def _variable(self, number: int, head: ET.Element) -> Variable:
        variable_id = VariableId(number)
        return Variable(
            variable_id,
            self._uid(head),
            self._title(head),
            VariableKind.CODES,
            _description(head),
            codes=tuple(self._below(_children(head, "code"), variable_id, None)),
        )

    def _below(
        self, elements: Sequence[ET.Element], variable_id: VariableId, parent_id: CodeId | None
    ) -> Iterator[Code]:
        for element in elements:
            self._codes += 1
            code_id = CodeId(self._codes)
            yield Code(
                code_id,
                self._uid(element),
                variable_id,
                self._title(element),
                parent_id=parent_id,
                colour=_colour(element.get("color", ""), code_id),
                definition=_description(element),
            )
            yield from self._below(_children(element, "code"), variable_id, code_id)

    def _title(self, element: ET.Element) -> str:
        title = " ".join(to_stored_text(element.get("name", ""))[0].split())
        if not title:
            place = f"code {self._codes or 1}"
            raise BrokenCodebookError(name=self._name, place=place, reason="has no name")
        return title

    def _uid(self, element: ET.Element) -> str:
        """The GUID without braces, small; another one where it is missing or no GUID."""
        found = element.get("guid", "").strip("{} ").lower()
        try:
            uid = str(uuid.UUID(found))
        except ValueError:
            uid = str(uuid.uuid5(_NAMES, f"{element.get('name', '')}\n{len(self._uids)}"))
        return self._fresh(uid)

    def _fresh(self, uid: str) -> str:
        while uid in self._uids:
            uid = str(uuid.uuid5(_NAMES, uid))
        self._uids.add(uid)
        return uid


def _write_below(above: ET.Element, codes: Sequence[Code], parent_id: CodeId | None) -> None:
    for code in codes:
        if code.parent_id == parent_id:
            element = _element(above, code.uid, code.name, codable=True)
            element.set("color", code.colour)
            _describe(
                element,
                code.definition,
                f"Use when: {code.use_when}" if code.use_when else "",
                f"Avoid when: {code.avoid_when}" if code.avoid_when else "",
                *(f"Example: {example}" for example in code.examples),
            )
            _write_below(element, codes, code.id)


def _element(above: ET.Element, uid: str, name: str, *, codable: bool) -> ET.Element:
    """A uid that is no GUID, as files from elsewhere may have, gives one made from it."""
    try:
        guid = str(uuid.UUID(uid)).upper()
    except ValueError:
        guid = str(uuid.uuid5(_NAMES, uid)).upper()
    flags = {"guid": guid, "name": _NOT_XML.sub("\ufffd", name), "isCodable": str(codable).lower()}
    return ET.SubElement(above, "Code", flags)


def _describe(element: ET.Element, *paragraphs: str) -> None:
    words = "\n".join(filter(None, paragraphs))
    if words:
        ET.SubElement(element, "Description").text = _NOT_XML.sub("\ufffd", words)


def _description(element: ET.Element) -> str:
    found = _children(element, "description")
    return to_stored_text((found[0].text or "") if found else "")[0].strip()


def _children(element: ET.Element, tag: str) -> list[ET.Element]:
    return [child for child in element if _tag(child) == tag]


def _tag(element: ET.Element) -> str:
    """Without its namespace, which programs write in several forms."""
    return str(element.tag).rsplit("}", 1)[-1].lower()


def _is_codable(element: ET.Element) -> bool:
    return element.get("isCodable", "true").strip().lower() not in {"false", "0"}


def _colour(found: str, code_id: CodeId) -> str:
    if not _COLOUR.fullmatch(found):
        return CODE_COLOURS[(code_id - 1) % len(CODE_COLOURS)]
    digits = found[1:] if len(found) == 7 else "".join(digit * 2 for digit in found[1:])
    return f"#{digits.upper()}"


def _write_project(project: Project, out: TextIO) -> None:
    write_codebook(project.codebook, out)


FORMAT = Format(
    name="qdc",
    ending=".qdc",
    title="Codebook (REFI-QDA)",
    summary="The codes with names, colours and definitions, for ATLAS.ti, MAXQDA, NVivo and others.",
    write_project=_write_project,
)

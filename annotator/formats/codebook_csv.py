"""Codebooks as CSV tables, to be read and written in a spreadsheet: one row a code.

RFC 4180 (2005) quoting, UTF-8, line feeds, a header. On the way in, semicolons and tabs between the cells
and a byte order mark are taken too, columns stand in any order, and only `code` must be there.

- `variable`, `kind` (code, codes, actors, number, text; empty means codes), `variable_definition`,
  `required` and `active` (1 or 0) say the same in every row of a variable; the first row counts.
- `code` is empty for a variable without codes. `parent` is the name of a code of the same variable,
  `opposite` that of any code.
- `examples` stand one a line, `attributes` one a line as `name: value`.
- `variable_uid` and `code_uid` tie the rows to other copies of the codebook. Where they are missing they are
  made from the names, so that two projects begun with the same table can be merged.

Lost: the codebook's own uid and revision, blanks around names. Attributes whose names hold a colon.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TextIO

from annotator.errors import BrokenCodebookError
from annotator.formats.csv_tables import write_rows
from annotator.formats.format import Format
from annotator.model.codebook import CODE_COLOURS, Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.project import Project
from annotator.model.text import to_stored_text

HEADER = (
    *("variable", "kind", "variable_definition", "required", "active"),
    *("code", "parent", "colour", "key", "definition", "use_when", "avoid_when", "examples"),
    *("attributes", "opposite", "retired", "variable_uid", "code_uid"),
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NAMES = uuid.UUID("6f1c2a52-6c1e-4f57-9d8e-6a4f1f0c9b1d")
_NO = {"", "0", "no", "false"}
_YES = {"1", "yes", "true"}


def write_codebook(codebook: Codebook, out: TextIO) -> None:
    """Write header and rows."""
    write_rows([HEADER], out)
    names = {code.id: code.name for code in codebook.codes()}
    for variable in codebook.variables:
        head = (
            *(variable.name, variable.kind.value, variable.definition),
            *(int(variable.required), int(variable.active)),
        )
        for code in variable.codes:
            row = (
                *(code.name, names.get(code.parent_id) if code.parent_id else None, code.colour, code.key),
                *(code.definition, code.use_when, code.avoid_when, "\n".join(code.examples)),
                "\n".join(f"{name}: {value}" for name, value in sorted(code.attributes.items())),
                names.get(code.opposite_id) if code.opposite_id else None,
                int(code.retired),
            )
            write_rows([(*head, *row, variable.uid, code.uid)], out)
        if not variable.codes:
            write_rows([(*head, *(None,) * 11, variable.uid, None)], out)


def read_codebook(text: str, name: str) -> Codebook:
    """The codebook that a table holds; `name` is the file's. Raises BrokenCodebookError with the row."""
    table = _Table(to_stored_text(text)[0], name)
    variables = table.variables()
    if not variables:
        raise BrokenCodebookError(name=name, place="the table", reason="has no row with a code")
    stem = name.rsplit(".", 1)[0]
    return Codebook(str(uuid.uuid5(_NAMES, text)), stem, variables=variables)


class _Table:
    """The rows by the names of their columns; a row knows its number, the header being row 1."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        first = text.split("\n", 1)[0]
        between = max(",;\t", key=first.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
        except csv.Error as error:
            raise BrokenCodebookError(name=name, place="the table", reason=f"is broken: {error}") from error
        header = [cell.strip().casefold() for cell in rows[0]] if rows else []
        if "code" not in header:
            raise BrokenCodebookError(name=name, place="row 1", reason="has no column named “code”")
        self._rows = [
            (number, dict(zip(header, map(str.strip, row), strict=False)))
            for number, row in enumerate(rows[1:], start=2)
            if any(cell.strip() for cell in row)
        ]

    def variables(self) -> tuple[Variable, ...]:
        found: dict[str, tuple[Variable, list[tuple[int, dict[str, str]]]]] = {}
        for number, row in self._rows:
            name = row.get("variable") or "code"
            if name not in found:
                found[name] = self._variable(number, row, name, len(found) + 1), []
            if row["code"]:
                found[name][1].append((number, row))
        codes: dict[tuple[str, str], CodeId] = {}
        for name, (_, rows) in found.items():
            for number, row in rows:
                if (name, row["code"]) in codes:
                    raise self._broken(number, f"has the code “{row['code']}” a second time")
                codes[name, row["code"]] = CodeId(len(codes) + 1)
        self._refuse_repeated_uids()
        return tuple(
            replace(variable, codes=tuple(self._code(number, row, variable, codes) for number, row in rows))
            for variable, rows in found.values()
        )

    def _variable(self, number: int, row: Mapping[str, str], name: str, place: int) -> Variable:
        kind = row.get("kind") or VariableKind.CODES.value
        if kind not in set(VariableKind):
            raise self._broken(number, f"has an unknown kind, “{kind}”")
        return Variable(
            id=VariableId(place),
            uid=row.get("variable_uid") or str(uuid.uuid5(_NAMES, name)),
            name=name,
            kind=VariableKind(kind),
            definition=row.get("variable_definition", ""),
            required=self._truth(number, row, "required", default=False),
            active=self._truth(number, row, "active", default=True),
        )

    def _code(
        self,
        number: int,
        row: Mapping[str, str],
        variable: Variable,
        codes: Mapping[tuple[str, str], CodeId],
    ) -> Code:
        code_id = codes[variable.name, row["code"]]
        colour = row.get("colour") or CODE_COLOURS[(code_id - 1) % len(CODE_COLOURS)]
        if not _COLOUR.fullmatch(colour):
            raise self._broken(number, "has a colour that is not of the form #RRGGBB")
        return Code(
            id=code_id,
            uid=row.get("code_uid") or str(uuid.uuid5(_NAMES, f"{variable.name}\n{row['code']}")),
            variable_id=variable.id,
            name=row["code"],
            parent_id=self._parent(number, row, variable, codes),
            colour=colour,
            key=row.get("key", ""),
            definition=row.get("definition", ""),
            use_when=row.get("use_when", ""),
            avoid_when=row.get("avoid_when", ""),
            examples=tuple(filter(None, row.get("examples", "").split("\n"))),
            attributes=dict(_pairs(row.get("attributes", ""))),
            opposite_id=self._opposite(number, row, variable, codes),
            retired=self._truth(number, row, "retired", default=False),
        )

    def _parent(
        self,
        number: int,
        row: Mapping[str, str],
        variable: Variable,
        codes: Mapping[tuple[str, str], CodeId],
    ) -> CodeId | None:
        """A code of the same variable, and nobody is their own ancestor."""
        if not row.get("parent"):
            return None
        parents = {
            other["code"]: other.get("parent", "")
            for _, other in self._rows
            if (other.get("variable") or "code") == variable.name
        }
        above, seen = row["parent"], {row["code"]}
        while above:
            if (variable.name, above) not in codes:
                raise self._broken(number, f"has a parent that is no code of its variable, “{above}”")
            if above in seen:
                raise self._broken(number, "has a code that is below itself")
            seen.add(above)
            above = parents.get(above, "")
        return codes[variable.name, row["parent"]]

    def _opposite(
        self,
        number: int,
        row: Mapping[str, str],
        variable: Variable,
        codes: Mapping[tuple[str, str], CodeId],
    ) -> CodeId | None:
        """The code of that name, of the same variable before any other."""
        wanted = row.get("opposite", "")
        if not wanted:
            return None
        own = codes.get((variable.name, wanted))
        others = [code_id for (_, name), code_id in codes.items() if name == wanted]
        if own is None and not others:
            raise self._broken(number, f"has an opposite that is not in the table, “{wanted}”")
        return own or others[0]

    def _truth(self, number: int, row: Mapping[str, str], column: str, *, default: bool) -> bool:
        found = row.get(column, "").casefold()
        if found not in _YES | _NO:
            raise self._broken(number, f"has something else than 1 or 0 as {column}, “{found}”")
        return found in _YES if found else default

    def _refuse_repeated_uids(self) -> None:
        seen: set[str] = set()
        for number, row in self._rows:
            uid = row.get("code_uid", "")
            if uid and row["code"] and uid in seen:
                raise self._broken(number, "has the uid of a code before it")
            seen.add(uid)

    def _broken(self, number: int, reason: str) -> BrokenCodebookError:
        return BrokenCodebookError(name=self._name, place=f"row {number}", reason=reason)


def _pairs(lines: str) -> Sequence[tuple[str, str]]:
    split = (line.split(":", 1) for line in lines.split("\n") if ":" in line)
    return [(name.strip(), value.strip()) for name, value in split]


def _write_project(project: Project, out: TextIO) -> None:
    write_codebook(project.codebook, out)


FORMAT = Format(
    name="codebook-csv",
    ending=".csv",
    title="Codebook (CSV)",
    summary="The codebook alone as a table, one row a code, to be edited in a spreadsheet and read again.",
    write_project=_write_project,
)

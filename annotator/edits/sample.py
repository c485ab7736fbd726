"""The sample project, built from the files of the sample corpus by the program's own verbs.

What the files hold stands in the README beside them.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import get_ident
from typing import Any  # JSON of our own, held to its form by the tests of the sample corpus

from annotator import paths
from annotator.edits.actors import insert_actor, names_of
from annotator.edits.annotations import check_values, insert_annotation
from annotator.edits.codebook_files import read_codebook_file
from annotator.edits.codebooks import insert_codebook
from annotator.edits.projects import codebook_file
from annotator.edits.sources import Origin, import_sources
from annotator.edits.statuses import write_status
from annotator.errors import FileUnwritableError, why_unwritable
from annotator.formats import plain_text
from annotator.model.actors import folded_name
from annotator.model.annotation import Absence, CoderId, Value, Voice
from annotator.model.codebook import Variable, VariableKind
from annotator.model.corpus import StatementKind
from annotator.model.span import Span
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.store import Edit, Store

Line = Mapping[str, Any]
_UNFINISHED_S = 3600
"""What a killed process began goes after that."""


def sample_file() -> Path:
    """Where the sample project lies: in the user's own folder."""
    return paths.user_files() / "sample.annotator"


def sample_project(path: Path | None = None) -> Path:
    """The file of the sample project, made where it is missing; one that is there is left as it is.

    It lies in the user's own folder unless `path` is given, and appears when it is whole. Delete it
    to begin afresh. Raises FileUnwritableError.
    """
    target = path or sample_file()
    building = target.with_name(f".{target.stem}.{os.getpid()}-{get_ident()}.building.annotator")
    try:
        if target.exists():
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        building.unlink(missing_ok=True)
        _tidy(target)
    except OSError as error:
        raise FileUnwritableError(name=target.name, reason=why_unwritable(error)) from error
    try:
        build_sample(building)
        building.replace(target)
    except FileUnwritableError as error:
        raise FileUnwritableError(name=target.name, reason=error.values["reason"]) from error
    finally:
        building.unlink(missing_ok=True)
    return target


def _tidy(target: Path) -> None:
    for left in target.parent.glob(f"*.{target.stem}.*.building.annotator*"):
        if time.time() - left.stat().st_mtime > _UNFINISHED_S:
            left.unlink(missing_ok=True)


def build_sample(path: Path) -> None:
    """Make the sample project: codebook, actors and coders in one step, each text in one, the coding in one."""
    folder = paths.seeds()
    study = json.loads((folder / "project.json").read_text(encoding="utf-8"))
    actors = json.loads((folder / "actors.json").read_text(encoding="utf-8"))
    codebook = read_codebook_file(codebook_file(study["codebook"].removesuffix(".json")))
    with Store.create(path, title=study["title"], uid=study["uid"], snapshots=False) as store:
        with store.edit("Set up {title}", title=study["title"]) as edit:
            edit.update("project", 1, time_zone=study["time_zone"])
            insert_codebook(edit, codebook)
            for actor in actors:
                insert_actor(edit, **actor)
            for coder in study["coders"]:
                edit.insert("coder", **coder)
        statements = {
            source["file"]: _import(store, folder / "texts" / source["file"], source)
            for source in study["sources"]
        }
        coding = (folder / "coding.jsonl").read_text(encoding="utf-8").splitlines()
        with store.edit("Take over the sample coding") as edit:
            _Coding(store, edit, statements).take_over([json.loads(line) for line in coding])


def _import(store: Store, file: Path, known: Line) -> list[StatementRow]:
    """Bring one text in, with what the study knows of it and the text does not say; its body statements."""
    there = {row.id for row in statement_rows(store)}
    said = {key: value for key, value in known.items() if key != "file"}
    reading = plain_text.read(file)
    origin = Origin(file.name, reading.sha256, reading.importer, reading.encoding, reading.problems)
    import_sources(store, origin, [replace(draft, **said) for draft in reading.drafts])
    return [row for row in statement_rows(store) if row.id not in there and row.kind is StatementKind.BODY]


class _Coding:
    """Turns lines of coding into annotations and stages, inside one step."""

    def __init__(self, store: Store, edit: Edit, statements: Mapping[str, list[StatementRow]]) -> None:
        self._store = store
        self._edit = edit
        self._statements = statements
        self._codebook = read_codebook(store)
        self._variables = {variable.name: variable for variable in self._codebook.variables}
        self._actors = names_of(read_actors(store))
        self._coders = {coder.name: coder.id for coder in read_coders(store)}

    def take_over(self, lines: list[Line]) -> None:
        for line in lines:
            rows = self._statements[line["source"]]
            statement = next(row for row in rows if row.text.startswith(line["statement"]))
            coder = self._coders[line["coder"]]
            if "values" in line:
                self._annotate(line, statement, coder)
            else:
                self._set_stage(line, statement, coder)

    def _annotate(self, line: Line, statement: StatementRow, coder: CoderId) -> None:
        place = None
        if "quote" in line:
            start = statement.span.start + statement.text.index(line["quote"])
            place = Span(start, start + len(line["quote"]))
        values = [
            value
            for name, given in line["values"].items()
            for value in self._values(self._variables[name], given)
        ]
        check_values(self._codebook, values)
        insert_annotation(
            self._edit,
            statement,
            coder,
            place=place,
            values=values,
            memo=line.get("memo", ""),
            speaker_id=self._actors[folded_name(line["speaker"])] if "speaker" in line else None,
            voice=Voice(line["voice"]) if "voice" in line else None,
            made_by="hand",
            codebook_revision=self._codebook.revision,
        )

    def _values(self, variable: Variable, given: str | list[str]) -> list[Value]:
        if isinstance(given, str):
            return [Value(variable.id, absence=Absence(given))]
        if variable.kind is VariableKind.ACTORS:
            return [Value(variable.id, actor_id=self._actors[folded_name(name)]) for name in given]
        codes = {code.name: code.id for code in variable.codes}
        return [Value(variable.id, code_id=codes[name]) for name in given]

    def _set_stage(self, line: Line, statement: StatementRow, coder: CoderId) -> None:
        write_status(
            self._store,
            self._edit,
            statement.id,
            coder,
            stage=line["stage"],
            reason=line.get("reason", ""),
            flagged=int("flag" in line),
            note=line.get("flag", ""),
        )

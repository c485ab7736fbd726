"""Looking through a whole project, to see whether everything in it agrees with everything else.

Each problem is a sentence that names its row by the number it has in the file's tables. Nothing is
changed, and a project that somebody is working on can be looked through too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from enum import StrEnum

from annotator.errors import MeaninglessCellError
from annotator.model.corpus import DropReason, SourceId, SourceKind, Unit
from annotator.model.dates import How, StatedDate
from annotator.store.corpus import read_text
from annotator.store.frozen import parsed_coding, read_frozen
from annotator.store.schema import expected_schema, found_schema
from annotator.store.store import Store

_SHOWN = 40


def find_problems(store: Store) -> Iterator[str]:
    """Every problem, in the order of the checks; none where all is well.

    Where the file itself is damaged only that is told, for what else it says means little then.
    """
    damaged = list(_file(store))
    yield from damaged
    if damaged:
        return
    for check in _CHECKS:
        yield from check(store)


def _file(store: Store) -> Iterator[str]:
    for (message,) in store.rows("PRAGMA integrity_check"):
        if message != "ok":
            yield f"The file is damaged: {message}."


def _tables(store: Store) -> Iterator[str]:
    """Tables, views, indexes and rules that another program took out or made otherwise."""
    found = found_schema(store.connection)
    for (kind, name), sql in expected_schema().items():
        what = "rule" if kind == "trigger" else kind
        if (kind, name) not in found:
            yield f"The {what} {name} is missing."
        elif found[kind, name] != sql:
            yield f"The {what} {name} is not as this program makes it."


def _links(store: Store) -> Iterator[str]:
    for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."
    if len(store.rows("SELECT 1 FROM project")) != 1:
        yield "The table project does not hold exactly one row."
    for (source,) in store.rows("SELECT id FROM source EXCEPT SELECT source_id FROM source_text"):
        yield f"Source {source} has no text."


def _words(store: Store) -> Iterator[str]:
    """Words that only this program gives a meaning to."""
    columns: tuple[tuple[str, str, type[StrEnum]], ...] = (
        ("source", "kind", SourceKind),
        ("source", "unit", Unit),
        ("dropped", "reason", DropReason),
        *((table, "speaker_how", How) for table in ("source", "part", "statement")),
        *((table, f"{column}_how", How) for table, column in DATES),
    )
    for table, column, known in columns:
        marks = ",".join("?" * len(known))
        where = f"{column} IS NOT NULL AND {column} NOT IN ({marks})"
        for row, word in store.rows(f"SELECT id, {column} FROM {table} WHERE {where}", *known):
            yield f"Row {row} of {table} has the {column} “{_short(word)}”, which means nothing here."


DATES = (("source", "published"), ("part", "date"), ("statement", "said"))


def _dates(store: Store) -> Iterator[str]:
    for table, column in DATES:
        for row, date in store.rows(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"):
            try:
                StatedDate(date)
            except ValueError:
                yield f"Row {row} of {table} has the date “{_short(date)}”, which is none."


def _texts(store: Store) -> Iterator[str]:
    """Statements against the text of their source, source by source."""
    for (number,) in store.rows("SELECT source_id FROM source_text ORDER BY source_id"):
        text = read_text(store, SourceId(number))
        yield from _pieces(store, number, len(text))
        covered = []
        for row, start, end, words in store.rows(
            "SELECT id, span_start, span_end, text FROM statement WHERE source_id = ?", number
        ):
            covered.append((start, end, f"statement {row}"))
            if text[start:end] != words:
                there = _short(text[start:end])
                yield (
                    f"Statement {row} reads “{_short(words)}”, "
                    f"but source {number} has “{there}” at its place."
                )
        for row, start, end in store.rows(
            "SELECT id, span_start, span_end FROM dropped WHERE source_id = ?", number
        ):
            covered.append((start, end, f"dropped stretch {row}"))
        yield from _coverage(number, text, sorted(covered))
        yield from _copies(store, number, text)


def _pieces(store: Store, source: int, length: int) -> Iterator[str]:
    for table in ("part", "statement", "dropped"):
        for row, end in store.rows(
            f"SELECT id, span_end FROM {table} WHERE source_id = ? AND span_end > ?", source, length
        ):
            yield f"Row {row} of {table} ends at {end}, but source {source} has only {length} characters."


def _copies(store: Store, source: int, text: str) -> Iterator[str]:
    for row, start, end, first, last in store.rows(
        "SELECT id, span_start, span_end, repeats_start, repeats_end FROM dropped "
        "WHERE source_id = ? AND repeats_start IS NOT NULL",
        source,
    ):
        if text[start:end].split() != text[first:last].split():
            there = _short(text[first:last])
            yield f"The copy {row} in source {source} is linked to “{there}”, which it does not say."


def _coverage(source: int, text: str, pieces: list[tuple[int, int, str]]) -> Iterator[str]:
    """Every character that is not blank lies in exactly one piece."""
    last, before = 0, ""
    for start, end, name in [*pieces, (len(text), len(text), "")]:
        if start < last and name:
            yield f"{name.capitalize()} and {before} of source {source} overlap."
        elif lost := text[last:start].strip():
            yield f"“{_short(lost)}” in source {source} is neither in a statement nor dropped."
        if end > last:
            last, before = end, name


def _parts(store: Store) -> Iterator[str]:
    for (row,) in store.rows(
        "SELECT statement.id FROM statement JOIN part ON part.id = part_id "
        "WHERE part.source_id <> statement.source_id"
    ):
        yield f"Statement {row} belongs to a part of another source."


def _annotations(store: Store) -> Iterator[str]:
    for row, statement in store.rows(
        "SELECT annotation.id, statement.id FROM annotation JOIN statement ON statement.id = statement_id "
        "WHERE annotation.span_start < statement.span_start OR annotation.span_end > statement.span_end"
    ):
        yield f"Annotation {row} reaches beyond statement {statement}."
    for row, quote, words in store.rows(
        "SELECT * FROM (SELECT annotation.id, quote, ifnull(substr(statement.text, "
        "annotation.span_start - statement.span_start + 1, annotation.span_end - annotation.span_start), '') "
        "AS words FROM annotation JOIN statement ON statement.id = statement_id "
        "WHERE annotation.span_start IS NULL OR (annotation.span_start >= statement.span_start "
        "AND annotation.span_end <= statement.span_end)) WHERE quote <> words"
    ):
        yield f"Annotation {row} quotes “{_short(quote)}”, but its place holds “{_short(words)}”."


def _values(store: Store) -> Iterator[str]:
    for row, code, variable in store.rows(
        "SELECT value.id, code.name, variable.name FROM value JOIN code ON code.id = code_id "
        "JOIN variable ON variable.id = value.variable_id WHERE code.variable_id <> value.variable_id"
    ):
        yield f"Value {row} gives {variable} the code {_short(code)}, which belongs to another variable."
    for row, variable, kind in store.rows(
        "SELECT value.id, name, kind FROM value JOIN variable ON variable.id = variable_id "
        "WHERE absence IS NULL AND CASE kind WHEN 'actors' THEN actor_id WHEN 'number' THEN number "
        "WHEN 'text' THEN text ELSE code_id END IS NULL"
    ):
        yield f"Value {row} does not fit {variable}, which takes {kind}."
    for annotation, variable, absences, kind in store.rows(
        "SELECT annotation_id, name, count(absence), kind FROM value JOIN variable ON variable.id = variable_id "
        "GROUP BY annotation_id, variable_id "
        "HAVING count(*) > 1 AND (count(absence) > 0 OR kind NOT IN ('codes', 'actors'))"
    ):
        wrong = "an answer beside an absence" if absences else f"several answers, but takes one {kind}"
        yield f"In annotation {annotation}, {variable} has {wrong}."


def _statuses(store: Store) -> Iterator[str]:
    for statement, coder, number in store.rows(
        "SELECT statement_id, coder_id, count(*) FROM status GROUP BY 1, 2 HAVING count(*) > 1"
    ):
        yield f"Coder {coder} has {number} statuses for statement {statement}."


def _frozen(store: Store) -> Iterator[str]:
    for one in read_frozen(store, whole=True):
        try:
            parsed_coding(one.name, one.coding)
        except MeaninglessCellError:
            yield f"The frozen coding “{_short(one.name)}” does not keep its form."


def _search(store: Store) -> Iterator[str]:
    """Looking through a search index counts as writing, so it happens in a copy that goes away."""
    with closing(sqlite3.connect("")) as copy:
        store.connection.backup(copy)
        try:
            copy.execute(
                "INSERT INTO statement_search (statement_search, rank) VALUES ('integrity-check', 1)"
            )
        except sqlite3.DatabaseError:
            yield "The search index does not agree with the statements; searches may miss some."


_CHECKS: tuple[Callable[[Store], Iterator[str]], ...] = (
    *(_tables, _links, _words, _dates, _texts, _parts, _annotations, _values, _statuses, _frozen, _search),
)


def _short(text: str) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"

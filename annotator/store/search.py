"""Looking for words in all statements, and reading what stands around them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import regex

from annotator.errors import BrokenPatternError
from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.dates import StatedDate
from annotator.model.span import Span
from annotator.store import cells
from annotator.store.explaining import explained
from annotator.store.search_query import (
    Joined,
    Near,
    Pattern,
    Query,
    Term,
    Wanted,
    has_literals,
    terms_of,
    to_fts,
)
from annotator.store.store import Store

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Non-characters that mark a hit; Unicode keeps them for such inner use."""

_PATIENCE_S = 0.5
"""How long a pattern may think about one statement."""

_CHUNK = 500
_Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where something was found: statements with start and end in their source's stored text, in order."""

    statements: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.statements)

    def at(self, place: int) -> tuple[StatementId, Span]:
        """One hit."""
        return StatementId(self.statements[place]), Span(self.starts[place], self.ends[place])

    def count_statements(self) -> int:
        """In how many statements."""
        return len(set(self.statements))


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with the words around it, and whose they are."""

    statement_id: StatementId
    span: Span
    left: str
    match: str
    right: str
    speaker: str
    outlet: str
    date: StatedDate
    set_aside: bool


def find(store: Store, query: Query, *, limit: int | None = None) -> Hits:
    """Where the query is met, in the order of the project; the first `limit` hits, or all.

    Hits that lie upon one another are one. Raises BrokenPatternError.
    """
    with explained(store.path):
        places = list(islice(_places(store, query), limit))
    places.sort()
    hits = Hits()
    for _source, start, end, statement in places:
        hits.statements.append(statement)
        hits.starts.append(start)
        hits.ends.append(end)
    return hits


def read_lines(
    store: Store, hits: Sequence[tuple[StatementId, Span]], around: int = 100
) -> list[Line | None]:
    """The hits with `around` code points on either side; None where the statement is gone."""
    numbers = json.dumps(sorted({statement_id for statement_id, _ in hits}))
    rows = {row["statement_id"]: row for row in store.rows(_LINES, numbers)}
    return [_line(rows.get(statement_id), statement_id, span, around) for statement_id, span in hits]


def spans_marked(store: Store, coder_id: CoderId) -> set[tuple[int, int, int]]:
    """Statement, start and end of every span that a coder marked, so that a hit is not labelled twice."""
    rows = store.rows(
        "SELECT statement_id, span_start, span_end FROM annotation WHERE coder_id = ? AND span_start IS NOT NULL",
        coder_id,
    )
    return {(row[0], row[1], row[2]) for row in rows}


def words_condition(store: Store, query: Query) -> tuple[str, list[object]]:
    """SQL that holds for statements in which the query is met, and its values."""
    if isinstance(query, Pattern):
        found = sorted({place[3] for place in _pattern_places(store, query)})
        return "statement.id IN (SELECT value FROM json_each(?))", [json.dumps(found)]
    if not has_literals(query):
        return _MATCHES, [to_fts(query)]
    return _condition(query)


_MATCHES = "statement.id IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)"
_LINES = """
SELECT statement_id, text, span_start, speaker, outlet, date, set_aside FROM statements_flat
WHERE statement_id IN (SELECT value FROM json_each(?))
"""


def _line(row: sqlite3.Row | None, statement_id: StatementId, span: Span, around: int) -> Line | None:
    if row is None or span.start < row["span_start"]:
        return None
    text, inside = row["text"], span.moved(-row["span_start"])
    return Line(
        statement_id=statement_id,
        span=span,
        left=text[max(0, inside.start - around) : inside.start],
        match=inside.of(text),
        right=text[inside.end : inside.end + around],
        speaker=row["speaker"] or "",
        outlet=row["outlet"],
        date=cells.date(row["date"]),
        set_aside=bool(row["set_aside"]),
    )


def _condition(wanted: Wanted) -> tuple[str, list[object]]:
    match wanted:
        case Term(text, _) if wanted.is_literal:
            return "instr(statement.text, ?) > 0", [text]
        case Term() | Near():
            return _MATCHES, [to_fts(wanted)]
        case Joined(operator, parts):
            word = {"AND": " AND ", "OR": " OR ", "NOT": " AND NOT "}[operator]
            conditions = [_condition(part) for part in parts]
            joined = word.join(condition for condition, _ in conditions)
            return f"({joined})", [value for _, values in conditions for value in values]


def _places(store: Store, query: Query) -> Iterator[_Place]:
    if isinstance(query, Pattern):
        return _pattern_places(store, query)
    if has_literals(query):
        return _literal_places(store, query)
    return _word_places(store, to_fts(query), "", [])


def _word_places(store: Store, fts: str, condition: str, values: list[object]) -> Iterator[_Place]:
    """Hits as FTS5 marks them in the text, in the order of its rows, which is the order of import."""
    cursor = store.connection.execute(
        "SELECT statement.source_id, statement.span_start, statement.id, "
        f"highlight(statement_search, 0, '{_OPEN}', '{_CLOSE}') "
        "FROM statement_search JOIN statement ON statement.id = statement_search.rowid "
        f"WHERE statement_search MATCH ? {condition} ORDER BY statement_search.rowid",
        [fts, *values],
    )
    for source, start, statement, marked in cursor:
        at = start
        for before, inside in _marked(marked):
            at += before
            yield source, at, at + inside, statement
            at += inside


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """How many code points lie before each marked stretch since the last one, and how many in it."""
    passed = 0
    for piece in text.split(_CLOSE)[:-1]:
        before, mark, inside = piece.rpartition(_OPEN)
        if mark:
            yield passed + len(before), len(inside)
        passed = 0 if mark else passed + len(piece) + 1  # the mark stood in the text itself


def _literal_places(store: Store, wanted: Wanted) -> Iterator[_Place]:
    """Statements by a condition; then what stands as typed is found in their texts, words by FTS5."""
    condition, values = _condition(wanted)
    literals = [term.text for term in terms_of(wanted) if term.is_literal]
    words = [to_fts(term) for term in terms_of(wanted) if not term.is_literal]
    cursor = store.connection.execute(
        f"SELECT source_id, span_start, id, text FROM statement WHERE {condition} ORDER BY id", values
    )
    while rows := cursor.fetchmany(_CHUNK):
        places = {
            (source, start + at, start + at + len(literal), statement)
            for source, start, statement, text in rows
            for literal in literals
            for at in _occurrences(text, literal)
        }
        if words:
            ids = json.dumps([statement for _, _, statement, _ in rows])
            among = "AND statement_search.rowid IN (SELECT value FROM json_each(?))"
            places.update(_word_places(store, " OR ".join(words), among, [ids]))
        yield from sorted(places, key=lambda place: (place[3], place[1]))


def _occurrences(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


def _pattern_places(store: Store, query: Pattern) -> Iterator[_Place]:
    pattern: regex.Pattern[str] = query.compiled()
    cursor = store.connection.execute("SELECT source_id, span_start, id, text FROM statement ORDER BY id")
    for source, start, statement, text in cursor:
        try:
            for found in pattern.finditer(text, timeout=_PATIENCE_S):
                if found.end() > found.start():
                    yield source, start + found.start(), start + found.end(), statement
        except TimeoutError as error:
            raise BrokenPatternError(pattern=query.text, reason="it takes too long") from error

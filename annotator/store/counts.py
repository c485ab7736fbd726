"""Reading what a timeline is counted from, a column at a time.

Each column comes as one text of numbers, which is four times quicker than a row a value
(a million labels: 0.1 s a column). Every query but those for dates and words is answered by an
index alone; the columns are joined in memory by key.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotator.model.annotation import CoderId, CoderKind
from annotator.model.codebook import Variable, VariableKind
from annotator.model.entries import ANY_VALUE, NOT_APPLICABLE, UNDECIDED, Entries
from annotator.model.text import words
from annotator.model.timeline import Counted, DateKind, Question
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.store import Store

Integers = NDArray[np.int64]

_EPOCH = 719163
"""The ordinal of 1 January 1970."""


def shown_coder(store: Store, current: CoderId) -> CoderId:
    """Whose layer a first view shows: the adjudicated one once it holds anything, else the current coder's."""
    for coder in read_coders(store):
        if coder.kind is CoderKind.ADJUDICATED:
            _, homes = _annotations(store, coder.id)
            if _coded_statements(store, coder.id, homes).size:
                return coder.id
    return current


def read_entries(store: Store, question: Question) -> Entries:
    """One coder's answers to one variable. Raises KeyError for a variable or coder that is not there.

    Of the question only variable, coder, kind of date and, for counts per 1,000 words, what is
    counted decide what is read; everything else can be asked of the same entries.
    """
    variable = read_codebook(store).variable(question.variable_id)
    coder = {coder.id: coder for coder in read_coders(store)}[question.coder_id]
    keys, homes = _annotations(store, coder.id)
    statements = _coded_statements(store, coder.id, homes)
    sources = _looked_up(store, "SELECT id, source_id AS found FROM statement", statements)
    parts = _looked_up(store, "SELECT id, part_id AS found FROM statement WHERE part_id > 0", statements)
    first_days, last_days = _days(_dates(store, question.dates, statements, parts, sources))
    speakers = _speakers(store, statements, parts, sources)
    outlets, outlet_numbers = _outlets(store, sources)
    rows, annotations, values, own_speakers = _values(store, variable, (keys, homes), statements)
    (time_zone,) = store.rows("SELECT time_zone FROM project")[0]
    return Entries(
        variable=variable,
        coder=coder,
        dates=question.dates,
        time_zone=time_zone,
        statement_ids=statements,
        first_days=first_days,
        last_days=last_days,
        source_ids=sources,
        outlet_numbers=outlet_numbers,
        speaker_ids=speakers,
        words=_words(store, statements) if question.counted is Counted.PER_1000_WORDS else _NONE,
        rows=rows,
        annotations=annotations,
        values=values,
        value_speakers=np.where(own_speakers > 0, own_speakers, speakers[rows]),
        outlets=outlets,
        actors={actor.id: actor for actor in read_actors(store)},
    )


_NONE: Integers = np.zeros(0, dtype=np.int64)


def _column(store: Store, column: str, rest: str, *values: object) -> Integers:
    """One column of whole numbers, none of them null, `rest` being what follows SELECT's list."""
    (row,) = store.rows(f"SELECT group_concat({column}) {rest}", *values)
    return np.fromstring(row[0] or "", dtype=np.int64, sep=",")


def _pairs(store: Store, first: str, second: str, rest: str, *values: object) -> tuple[Integers, Integers]:
    """Two columns, none negative, packed into one number a row: half the text to write and to read."""
    (row,) = store.rows(f"SELECT max({second}) {rest}", *values)  # bare, so that an index answers it
    factor = int(row[0] or 0) + 1
    packed = _column(store, f"{first} * {factor} + {second}", rest, *values)
    return packed // factor, packed % factor


def _looked_up(store: Store, pairs: str, keys: Integers) -> Integers:
    """What `pairs`, a query for `id` and `found`, says of each key; 0 where it says nothing."""
    known, found = _pairs(store, "id", "found", f"FROM ({pairs})")
    if not known.size or not keys.size:
        return np.zeros(keys.size, dtype=np.int64)
    table = np.zeros(_size(known, keys), dtype=np.int64)
    table[known] = found
    return np.asarray(table[keys], dtype=np.int64)


def _annotations(store: Store, coder_id: CoderId) -> tuple[Integers, Integers]:
    """All annotations of a coder, and the statement of each."""
    return _pairs(store, "id", "statement_id", "FROM annotation WHERE coder_id = ?", coder_id)


def _coded_statements(store: Store, coder_id: CoderId, annotated: Integers) -> Integers:
    """Statements that the coder has done or annotated and not excluded, by id."""
    in_stage = "FROM status WHERE coder_id = ? AND stage = ?"
    done = _column(store, "statement_id", in_stage, coder_id, "done")
    excluded = _column(store, "statement_id", in_stage, coder_id, "excluded")
    flags = np.zeros(_size(annotated, done, excluded), dtype=np.bool_)
    flags[annotated] = True
    flags[done] = True
    flags[excluded] = False
    return np.flatnonzero(flags)


def _size(*keys: Integers) -> int:
    """How long a table must be that has a place for each of the keys."""
    return 1 + max(int(some.max(initial=0)) for some in keys)


def _dates(
    store: Store, kind: DateKind, statements: Integers, parts: Integers, sources: Integers
) -> Integers:
    """Year, month and day of each statement as one number, 20240716; 20240700 and 20240000 as far as known."""
    dates = _looked_up(store, _packed_dates("source", "published"), sources)
    if parts.any():
        own = _looked_up(store, _packed_dates("part", "date"), parts)
        dates = np.where(own > 0, own, dates)
    if kind is DateKind.SAID:
        own = _looked_up(store, _packed_dates("statement", "said"), statements)
        dates = np.where(own > 0, own, dates)
    return dates


def _packed_dates(table: str, column: str) -> str:
    return (
        f"SELECT id, substr({column}, 1, 4) * 10000 + substr({column}, 6, 2) * 100 "
        f"+ substr({column}, 9, 2) AS found FROM {table} WHERE {column} IS NOT NULL"
    )


def _days(packed: Integers) -> tuple[Integers, Integers]:
    """The first and the last day that each packed date can mean, as ordinals; 0 when undated."""
    year, month, day = packed // 10000, packed // 100 % 100, packed % 100
    start = (year - 1970) * 12 + np.maximum(month, 1) - 1
    after = start + np.where(month > 0, 1, 12)
    first = _ordinals(start) + np.maximum(day, 1) - 1
    last = np.where(day > 0, first, _ordinals(after) - 1)
    return np.where(packed > 0, first, 0), np.where(packed > 0, last, 0)


def _ordinals(months: Integers) -> Integers:
    """The first day of each month, counted from January 1970."""
    days = months.astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray(days.astype(np.int64) + _EPOCH, dtype=np.int64)


def _speakers(store: Store, statements: Integers, parts: Integers, sources: Integers) -> Integers:
    """Who speaks in each statement: its own speaker, else its part's, else its source's, else 0."""
    speakers = np.zeros(statements.size, dtype=np.int64)
    for table, keys in (("source", sources), ("part", parts), ("statement", statements)):
        own = _looked_up(store, f"SELECT id, speaker_id AS found FROM {table} WHERE speaker_id > 0", keys)
        speakers = np.where(own > 0, own, speakers)
    return speakers


def _outlets(store: Store, sources: Integers) -> tuple[tuple[str, ...], Integers]:
    """The names of all outlets, and which of them each source has."""
    names = tuple(row["outlet"] for row in store.rows("SELECT DISTINCT outlet FROM source ORDER BY outlet"))
    numbers = (
        "SELECT source.id, number AS found FROM source JOIN (SELECT outlet, "
        "row_number() OVER (ORDER BY outlet) - 1 AS number FROM (SELECT DISTINCT outlet FROM source)) USING (outlet)"
    )
    return names, _looked_up(store, numbers, sources)


def _values(
    store: Store, variable: Variable, annotations: tuple[Integers, Integers], statements: Integers
) -> tuple[Integers, Integers, Integers, Integers]:
    """Row, annotation, value and own speaker of every value; as in `Entries`.

    `annotations`: the coder's, each with its statement.
    """
    keys, homes = annotations
    found, values = _answers(store, variable)
    row_of_statement = np.full(_size(homes, statements), -1, dtype=np.int64)
    row_of_statement[statements] = np.arange(statements.size)
    row_of = np.full(_size(keys, found), -1, dtype=np.int64)
    row_of[keys] = row_of_statement[homes]
    rows = row_of[found]
    kept = rows >= 0
    rows, found, values = rows[kept], found[kept], values[kept]
    number_of = np.zeros(row_of.size, dtype=np.int64)
    number_of[keys] = np.arange(keys.size)
    speakers = _looked_up(store, "SELECT id, speaker_id AS found FROM annotation WHERE speaker_id > 0", found)
    return rows, number_of[found], values, speakers


def _answers(store: Store, variable: Variable) -> tuple[Integers, Integers]:
    """Which annotations answer the variable, by any coder, and with what; one entry a value."""
    found: list[Integers] = []
    values: list[Integers] = []
    for code in variable.codes:
        found.append(_column(store, "annotation_id", "FROM value WHERE code_id = ?", code.id))
        values.append(np.full(found[-1].size, code.id, dtype=np.int64))
    # The + keeps SQLite from walking through the variable's index, where all the codes are.
    plus = "+" if variable.kind in {VariableKind.CODE, VariableKind.CODES} else ""
    rest = f"FROM value WHERE code_id IS NULL AND {plus}variable_id = ?"
    answer = f"CASE absence WHEN 'not applicable' THEN {NOT_APPLICABLE} WHEN 'undecided' THEN {UNDECIDED} "
    answer += f"ELSE ifnull(actor_id, {ANY_VALUE}) END"
    others, answers = _pairs(store, "annotation_id", f"({answer} - {UNDECIDED})", rest, variable.id)
    return np.concatenate([*found, others]), np.concatenate([*values, answers + UNDECIDED])


def _words(store: Store, statements: Integers) -> Integers:
    """How many words each statement has, by the program's own rules of what a word is."""
    known = set(statements.tolist())
    rows = store.connection.execute("SELECT id, text FROM statement ORDER BY id")
    return np.array([len(words(text)) for key, text in rows if key in known], dtype=np.int64)

"""Reading what a timeline is counted from, a column at a time.

Every query but those for dates and words is answered by an index alone.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from annotator.model.actors import Actor
from annotator.model.annotation import CoderId, CoderKind
from annotator.model.codebook import Variable, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.entries import ANY_VALUE, NOT_APPLICABLE, UNDECIDED, Entries
from annotator.model.text import words
from annotator.model.timeline import Counted, DateKind, Duplicates, Question, SeriesBy
from annotator.store.packed import FEW, among, column, looked_up, pairs, size
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.store import Store

Integers = NDArray[np.int64]

_EPOCH = 719163
"""The ordinal of 1 January 1970."""


def shown_coder(store: Store, current: CoderId) -> CoderId:
    """Whose layer a first view shows: the adjudicated one once it holds anything, else the current coder's."""
    for coder in read_coders(store):
        if coder.kind is CoderKind.ADJUDICATED and _has_coded(store, coder.id):
            return coder.id
    return current


def _has_coded(store: Store, coder_id: CoderId) -> bool:
    """Whether a coder has done or annotated any statement and not excluded it."""
    (row,) = store.rows(
        "SELECT EXISTS (SELECT 1 FROM status WHERE coder_id = ? AND stage = 'done') OR EXISTS "
        "(SELECT 1 FROM annotation WHERE coder_id = ? AND NOT EXISTS (SELECT 1 FROM status WHERE status.coder_id "
        "= annotation.coder_id AND stage = 'excluded' AND status.statement_id = annotation.statement_id))",
        coder_id,
        coder_id,
    )
    return bool(row[0])


def read_entries(store: Store, question: Question, *, only: Collection[StatementId] | None = None) -> Entries:
    """One coder's answers to one variable. Raises KeyError for a variable or coder that is not there.

    Of the question, variable, coder and kind of date decide what is read; words only where counts are
    per 1,000 of them, folded copies only where they count, actors and outlets only where series are
    named after them (`same_entries`). All else can be asked of the same entries. With `only`, a few
    statements are read, at a price that does not grow with the project.
    """
    variable = read_codebook(store).variable(question.variable_id)
    coder = {coder.id: coder for coder in read_coders(store)}[question.coder_id]
    keys, homes = _annotations(store, coder.id, only)
    statements = _coded_statements(store, coder.id, homes, only)
    sources = looked_up(store, "statement", "source_id", statements)
    parts = looked_up(store, "statement", "part_id", statements)
    first_days, last_days = _days(_dates(store, question.dates, statements, parts, sources))
    speakers = _speakers(store, statements, parts, sources)
    outlets, outlet_numbers = (
        _outlets(store, sources) if question.by is SeriesBy.OUTLET else ((), sources * 0)
    )
    found, values = _answers(store, variable) if only is None else _answers_of(store, variable, keys)
    rows, annotations, values, own_speakers = _values(store, (keys, homes), (found, values), statements)
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
        copies=_copies(store, statements) if question.duplicates is Duplicates.EACH_TIME else _NONE,
        rows=rows,
        annotations=annotations,
        values=values,
        value_speakers=np.where(own_speakers > 0, own_speakers, speakers[rows])
        if own_speakers.any()
        else speakers[rows],
        outlets=outlets,
        actors=_actors(store) if _names_actors(variable, question) else {},
    )


def statement_days(store: Store, statement_id: StatementId, kind: DateKind) -> tuple[int, int]:
    """The first and the last day on which a statement can have been published or said, coded or not.

    Ordinals; 0 and 0 when undated, or when there is no such statement.
    """
    key = np.array([statement_id])
    sources = looked_up(store, "statement", "source_id", key)
    parts = looked_up(store, "statement", "part_id", key)
    first, last = _days(_dates(store, kind, key, parts, sources))
    return int(first[0]), int(last[0])


def same_entries(one: Question, other: Question, variable: Variable) -> bool:
    """Whether what was read for one question answers the other, too."""
    return (
        (one.variable_id, one.coder_id, one.dates) == (other.variable_id, other.coder_id, other.dates)
        and (other.counted is not Counted.PER_1000_WORDS or one.counted is other.counted)
        and (other.duplicates is Duplicates.ONCE or one.duplicates is other.duplicates)
        and (other.by is not SeriesBy.OUTLET or one.by is other.by)
        and (not _names_actors(variable, other) or _names_actors(variable, one))
    )


def _names_actors(variable: Variable, question: Question) -> bool:
    return variable.kind is VariableKind.ACTORS or question.by is SeriesBy.SPEAKER


def _actors(store: Store) -> dict[int, Actor]:
    return {int(actor.id): actor for actor in read_actors(store)}


_NONE: Integers = np.zeros(0, dtype=np.int64)


def _annotations(
    store: Store, coder_id: CoderId, only: Collection[StatementId] | None
) -> tuple[Integers, Integers]:
    """All annotations of a coder, and the statement of each."""
    return pairs(store, "id", "statement_id", f"FROM annotation WHERE coder_id = ?{_in(only)}", coder_id)


def _coded_statements(
    store: Store, coder_id: CoderId, annotated: Integers, only: Collection[StatementId] | None
) -> Integers:
    """Statements that the coder has done or annotated and not excluded, by id."""
    in_stage = f"FROM status WHERE coder_id = ? AND stage = ?{_in(only)}"
    done = column(store, "statement_id", in_stage, coder_id, "done")
    excluded = column(store, "statement_id", in_stage, coder_id, "excluded")
    if only is not None:
        return np.setdiff1d(np.union1d(annotated, done), excluded)
    flags = np.zeros(size(annotated, done, excluded), dtype=np.bool_)
    flags[annotated] = True
    flags[done] = True
    flags[excluded] = False
    return np.flatnonzero(flags)


def _in(only: Collection[StatementId] | None) -> str:
    return "" if only is None else f" AND statement_id IN ({','.join(map(str, sorted(only)))})"


def _dates(
    store: Store, kind: DateKind, statements: Integers, parts: Integers, sources: Integers
) -> Integers:
    """Year, month and day of each statement as one number, 20240716; 20240700 and 20240000 as far as known."""
    dates = looked_up(store, "source", _packed("published"), sources, _NO_DATE)
    if parts.any():
        own = looked_up(store, "part", _packed("date"), parts, _NO_DATE)
        dates = np.where(own > 0, own, dates)
    if kind is DateKind.SAID:
        own = looked_up(store, "statement", _packed("said"), statements, _NO_DATE)
        dates = np.where(own > 0, own, dates)
    return dates


_NO_DATE = 100_000_000
"""More than any packed date."""


def _packed(column: str) -> str:
    tens = f"CASE length({column}) WHEN 10 THEN 1 WHEN 7 THEN 100 ELSE 10000 END"
    return f"(replace({column}, '-', '') * {tens})"


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
        own = looked_up(store, table, "speaker_id", keys)
        speakers = np.where(own > 0, own, speakers)
    return speakers


def _outlets(store: Store, sources: Integers) -> tuple[tuple[str, ...], Integers]:
    """The names of all outlets, and which of them each source has."""
    numbers: dict[str, int] = {}
    known = np.zeros(size(sources), dtype=np.int64)
    for row in store.rows("SELECT id, outlet FROM source ORDER BY outlet, id"):
        if row["id"] < known.size:
            known[row["id"]] = numbers.setdefault(row["outlet"], len(numbers))
    return tuple(numbers), known[sources]


def _values(
    store: Store,
    annotations: tuple[Integers, Integers],
    answers: tuple[Integers, Integers],
    statements: Integers,
) -> tuple[Integers, Integers, Integers, Integers]:
    """Row, annotation, value and own speaker of every value; as in `Entries`.

    `annotations`: the coder's, each with its statement; `answers`: anybody's, each with its value.
    """
    keys, homes = annotations
    found, values = answers
    row_of_statement = np.full(size(homes, statements), -1, dtype=np.int64)
    row_of_statement[statements] = np.arange(statements.size)
    row_of = np.full(size(keys, found), -1, dtype=np.int64)
    row_of[keys] = row_of_statement[homes]
    rows = row_of[found]
    kept = rows >= 0
    if not kept.all():  # others' answers, or to statements left out
        rows, found, values = rows[kept], found[kept], values[kept]
    number_of = np.zeros(row_of.size, dtype=np.int64)
    number_of[keys] = np.arange(keys.size)
    return rows, number_of[found], values, looked_up(store, "annotation", "speaker_id", found)


def _answers(store: Store, variable: Variable) -> tuple[Integers, Integers]:
    """Which annotations answer the variable, by any coder, and with what; one entry a value."""
    found: list[Integers] = []
    values: list[Integers] = []
    for code in variable.codes:
        found.append(column(store, "annotation_id", "FROM value WHERE code_id = ?", code.id))
        values.append(np.full(found[-1].size, code.id, dtype=np.int64))
    # The + keeps SQLite from walking through the variable's index, where all the codes are.
    plus = "+" if variable.kind in {VariableKind.CODE, VariableKind.CODES} else ""
    rest = f"FROM value WHERE code_id IS NULL AND {plus}variable_id = ?"
    others, answers = pairs(store, "annotation_id", f"({_ANSWER} - {UNDECIDED})", rest, variable.id)
    return np.concatenate([*found, others]), np.concatenate([*values, answers + UNDECIDED])


def _answers_of(store: Store, variable: Variable, annotations: Integers) -> tuple[Integers, Integers]:
    """The same of a few annotations."""
    keys = ",".join(map(str, annotations.tolist()))
    rest = f"FROM value WHERE annotation_id IN ({keys}) AND variable_id = ?"
    found, answers = pairs(store, "annotation_id", f"({_ANSWER} - {UNDECIDED})", rest, variable.id)
    return found, answers + UNDECIDED


_ANSWER = (
    f"CASE absence WHEN 'not applicable' THEN {NOT_APPLICABLE} WHEN 'undecided' THEN {UNDECIDED} "
    f"ELSE coalesce(code_id, actor_id, {ANY_VALUE}) END"
)


def _words(store: Store, statements: Integers) -> Integers:
    """How many words each statement has, by the program's own rules of what a word is."""
    known = set(statements.tolist())
    rows = store.connection.execute(
        f"SELECT id, text FROM statement WHERE 1{among('id', statements)} ORDER BY id"
    )
    return np.array([len(words(text)) for key, text in rows if key in known], dtype=np.int64)


def _copies(store: Store, statements: Integers) -> Integers:
    """How many folded copies each statement has: lines that repeat the one in which it begins."""
    # CROSS JOIN begins with the few copies, or with the few statements.
    tables = ("statement", "dropped") if statements.size <= FEW else ("dropped", "statement")
    rest = (
        f"FROM {tables[0]} CROSS JOIN {tables[1]} ON dropped.source_id = statement.source_id "
        "AND statement.span_start >= repeats_start AND statement.span_start < repeats_end "
        f"WHERE repeats_start IS NOT NULL{among('statement.id', statements)}"
    )
    found = column(store, "statement.id", rest)
    return np.bincount(found, minlength=size(statements, found))[statements]

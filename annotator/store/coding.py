"""What coders have done and said, as plain rows: what spans are compared from, and what is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.annotation import Absence, Coder, CoderId, Stage
from annotator.model.codebook import Variable, VariableId
from annotator.model.corpus import SourceId, StatementId
from annotator.model.marked import Marked, MarkedSpan, MarkedStatement
from annotator.model.span import Span
from annotator.store.store import Store

_ABSENT = frozenset(absence.value for absence in Absence)


class Said(NamedTuple):
    """One answer; without start and end it is about the whole statement. Codes and actors go by uid."""

    statement_id: StatementId
    coder_id: CoderId
    start: int | None
    end: int | None
    variable_id: VariableId
    answer: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Who has done or excluded which statement, and what was said in those that are done."""

    done: list[tuple[StatementId, CoderId]] = field(default_factory=list)
    excluded: list[tuple[StatementId, CoderId]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def read_coding(
    store: Store,
    variables: Sequence[Variable],
    coders: Sequence[Coder],
    statement_ids: Iterable[StatementId] | None = None,
) -> Coding:
    """What these coders say now on these variables; `statement_ids` limits the statements."""
    people = _numbers(coder.id for coder in coders)
    among = "" if statement_ids is None else f" AND statement_id IN ({_numbers(statement_ids)})"
    stages = store.connection.execute(
        f"SELECT statement_id, coder_id, stage FROM status WHERE coder_id IN ({people}) "
        f"AND stage IN ('done', 'excluded'){among}"
    ).fetchall()
    said = store.connection.execute(
        "SELECT annotation.statement_id, annotation.coder_id, span_start, span_end, value.variable_id, "
        "coalesce(code.uid, actor.uid, number, value.text, absence) "
        "FROM annotation JOIN status USING (statement_id, coder_id) JOIN value ON annotation_id = annotation.id "
        "LEFT JOIN code ON code.id = code_id LEFT JOIN actor ON actor.id = actor_id "
        f"WHERE annotation.coder_id IN ({people}) AND stage = 'done' "
        f"AND value.variable_id IN ({_numbers(variable.id for variable in variables)}){among} "
        "ORDER BY annotation.statement_id, annotation.coder_id, annotation.id, value.id"
    ).fetchall()
    return Coding(
        [(statement, coder) for statement, coder, stage in stages if stage == Stage.DONE.value],
        [(statement, coder) for statement, coder, stage in stages if stage == Stage.EXCLUDED.value],
        [Said(*row) for row in said],
    )


def excluded_among(
    store: Store, coders: Sequence[Coder], statement_ids: Iterable[StatementId] | None = None
) -> set[StatementId]:
    """The statements that at least one of the coders excluded."""
    people = _numbers(coder.id for coder in coders)
    rows = store.rows(
        f"SELECT DISTINCT statement_id FROM status WHERE stage = 'excluded' AND coder_id IN ({people})"
    )
    among = None if statement_ids is None else frozenset(statement_ids)
    found = {StatementId(row["statement_id"]) for row in rows}
    return found if among is None else found & among


def openings_of(store: Store, statement_ids: Iterable[StatementId]) -> dict[StatementId, str]:
    """The first words of each statement, in quotation marks."""
    numbers = _numbers(statement_ids)
    rows = store.rows(f"SELECT id, substr(text, 1, 40) AS words FROM statement WHERE id IN ({numbers})")
    return {StatementId(row["id"]): f"“{' '.join(row['words'].split())} …”" for row in rows}


def marked_of(
    store: Store,
    coding: Coding,
    variables: Sequence[Variable],
    coders: Sequence[Coder],
    *,
    undecided_is_missing: bool = True,
) -> list[Marked]:
    """The stretches marked for each variable.

    A coder who was undecided in a statement is left out there, unless undecided is an answer like others.
    """
    uid = {coder.id: coder.uid for coder in coders}
    places = _places(store, {statement for statement, _ in coding.done})
    spans: dict[VariableId, dict[tuple[StatementId, CoderId], set[MarkedSpan]]] = {}
    undecided: set[tuple[VariableId, StatementId, CoderId]] = set()
    for said in coding.said:
        if said.answer in _ABSENT and (undecided_is_missing or said.answer != Absence.UNDECIDED.value):
            if said.answer == Absence.UNDECIDED.value:
                undecided.add((said.variable_id, said.statement_id, said.coder_id))
            continue
        if said.statement_id in places:
            whole = places[said.statement_id][1]
            span = whole if said.start is None or said.end is None else Span(said.start, said.end)
            there = spans.setdefault(said.variable_id, {})
            marked = MarkedSpan(span.start, span.end, said.answer)
            there.setdefault((said.statement_id, said.coder_id), set()).add(marked)
    done: dict[StatementId, list[CoderId]] = {}
    for statement, coder in coding.done:
        done.setdefault(statement, []).append(coder)
    return [
        Marked(
            variable,
            tuple(coders),
            tuple(
                MarkedStatement(
                    statement,
                    source,
                    whole,
                    {
                        uid[coder]: tuple(sorted(spans.get(variable.id, {}).get((statement, coder), ())))
                        for coder in uid
                        if coder in done[statement] and (variable.id, statement, coder) not in undecided
                    },
                )
                for statement, (source, whole) in places.items()
            ),
        )
        for variable in variables
    ]


def _places(store: Store, statement_ids: Iterable[StatementId]) -> dict[StatementId, tuple[SourceId, Span]]:
    """Source and place of each statement, in the order of the project; those that are gone are left out."""
    wanted = set(statement_ids)
    rows = store.connection.execute(
        "SELECT id, source_id, span_start, span_end FROM statement ORDER BY source_id, span_start"
    )
    return {
        StatementId(key): (SourceId(source), Span(start, end))
        for key, source, start, end in rows
        if key in wanted
    }


def _numbers(keys: Iterable[int]) -> str:
    return ",".join(str(int(key)) for key in keys)

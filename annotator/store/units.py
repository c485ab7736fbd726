"""Reading what agreement is computed from.

A unit is a statement; a coder's answer is all that the coder's annotations there say for the variable,
whatever their spans. Done with nothing is the empty set; not done, or excluded, is missing. Statements
that are set aside count once they are done.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotator.model.annotation import Absence, Coder, CoderId, CoderKind
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.units import MISSING, Answer, Units
from annotator.store.coding import Coding
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store

_FEW = 500
_Names = Mapping[int | str, str]


def read_units(
    store: Store,
    variables: Sequence[Variable] | None = None,
    coders: Sequence[Coder] | None = None,
    *,
    statement_ids: Iterable[StatementId] | None = None,
    undecided_is_missing: bool = True,
) -> list[Units]:
    """The units of each variable: of the active ones and of all persons, unless others are given.

    The order of statements is that of the project; `statement_ids` limits them. When undecided is not
    missing, it is an answer like *not applicable*.
    """
    if variables is None:
        variables = [variable for variable in read_codebook(store).variables if variable.active]
    if coders is None:
        coders = [coder for coder in read_coders(store) if coder.kind is CoderKind.PERSON]
    among = None if statement_ids is None else _numbers(statement_ids)
    coder_ids = [coder.id for coder in coders]
    done = _done(store, coder_ids, among)
    order = _in_order(store, {statement for statement, _ in done})
    row = {statement: at * len(coders) for at, statement in enumerate(order)}
    column = {coder: at for at, coder in enumerate(coder_ids)}
    cell = {(statement, coder): row[statement] + column[coder] for statement, coder in done}
    cells = {
        annotation: cell[statement, coder]
        for annotation, statement, coder in _annotations(store, coder_ids, among)
        if (statement, coder) in cell
    }
    nothing = array("i", [MISSING]) * (len(order) * len(coders))
    for at in cell.values():
        nothing[at] = 0
    answers = {variable.id: _Answers(nothing, _names(store, variable)) for variable in variables}
    for variable_id, annotation, answer in _values(store, answers, among):
        if annotation in cells:
            answers[variable_id].add(cells[annotation], answer)
    return [
        Units(variable, tuple(coders), tuple(order), *answers[variable.id].settled(undecided_is_missing))
        for variable in variables
    ]


def units_of(
    store: Store,
    coding: Coding,
    variables: Sequence[Variable],
    coders: Sequence[Coder],
    *,
    undecided_is_missing: bool = True,
) -> list[Units]:
    """The units of coding that was read already, in the same order as `read_units`."""
    order = _in_order(store, {statement for statement, _ in coding.done})
    row = {statement: at * len(coders) for at, statement in enumerate(order)}
    column = {coder.id: at for at, coder in enumerate(coders)}
    cell = {(statement, coder): row[statement] + column[coder] for statement, coder in coding.done}
    nothing = array("i", [MISSING]) * (len(order) * len(coders))
    for at in cell.values():
        nothing[at] = 0
    answers = {variable.id: _Answers(nothing, {}) for variable in variables}
    for said in coding.said:
        answers[said.variable_id].add(cell[said.statement_id, said.coder_id], said.answer)
    return [
        Units(variable, tuple(coders), tuple(order), *answers[variable.id].settled(undecided_is_missing))
        for variable in variables
    ]


def read_again(
    store: Store,
    units: Sequence[Units],
    statement_ids: Iterable[StatementId],
    *,
    undecided_is_missing: bool = True,
) -> list[Units]:
    """The units after some statements were coded anew: only those are read."""
    if not units:
        return []
    changed = frozenset(statement_ids)
    fresh = read_units(
        store,
        [found.variable for found in units],
        units[0].coders,
        statement_ids=changed,
        undecided_is_missing=undecided_is_missing,
    )
    before, now = units[0].statement_ids, fresh[0].statement_ids
    place = {statement: at for at, statement in enumerate(before)}
    if changed.intersection(place) == set(now):
        return [_patched(old, new, place) for old, new in zip(units, fresh, strict=True)]
    order = _in_order(store, {*(statement for statement in before if statement not in changed), *now})
    return [_merged(old, new, place, order) for old, new in zip(units, fresh, strict=True)]


def _patched(old: Units, new: Units, place: Mapping[StatementId, int]) -> Units:
    """The same statements, with the rows of `new` in place of those of `old`."""
    sets, rows = _known_rows(old, new)
    places, width = old.places[:], len(old.coders)
    for statement, row in rows.items():
        at = place[statement] * width
        places[at : at + width] = row
    return replace(old, sets=sets, places=places)


def _merged(old: Units, new: Units, place: Mapping[StatementId, int], order: Sequence[StatementId]) -> Units:
    """The statements in another order, each with its row of `new`, else of `old`."""
    sets, rows = _known_rows(old, new)
    places, width = array("i"), len(old.coders)
    for statement in order:
        at = place.get(statement, 0) * width
        places += rows.get(statement) or old.places[at : at + width]
    return replace(old, statement_ids=tuple(order), sets=sets, places=places)


def _known_rows(old: Units, new: Units) -> tuple[tuple[Answer, ...], dict[StatementId, array[int]]]:
    """The sets of both, and the rows of `new` in their places."""
    answers, width = _Answers(old.places, {}, old.sets), len(old.coders)
    there = [*map(answers.place_of, new.sets), MISSING]
    places = array("i", [there[place] for place in new.places])
    rows = {
        statement: places[at * width : (at + 1) * width] for at, statement in enumerate(new.statement_ids)
    }
    return tuple(answers.sets), rows


class _Answers:
    """Answers while they are read: sets grow value by value, each known by its place."""

    def __init__(self, places: array[int], names: _Names, sets: Iterable[Answer] = (frozenset(),)) -> None:
        self.places = places[:]
        self.sets = list(sets)
        self._names = names
        self._place = {known: at for at, known in enumerate(self.sets)}
        self._steps: dict[tuple[int, int | str], int] = {}

    def add(self, cell: int, answer: int | str) -> None:
        """Put an answer into the set of a cell; each step from set to set is worked out once."""
        step = (self.places[cell], answer)
        try:
            self.places[cell] = self._steps[step]
        except KeyError:
            name = self._names.get(answer, str(answer))
            self.places[cell] = self._steps[step] = self.place_of(self.sets[step[0]] | {name})

    def place_of(self, wanted: Answer) -> int:
        """Where a set stands among the distinct ones."""
        if wanted not in self._place:
            self._place[wanted] = len(self.sets)
            self.sets.append(wanted)
        return self._place[wanted]

    def settled(self, undecided_is_missing: bool) -> tuple[tuple[Answer, ...], array[int]]:  # noqa: FBT001 (private)
        """The sets and the places, undecided ones missing if so wanted."""
        open_ones = {at for at, known in enumerate(self.sets) if Absence.UNDECIDED.value in known}
        if undecided_is_missing and open_ones:
            self.places = array("i", [MISSING if place in open_ones else place for place in self.places])
        return tuple(self.sets), self.places


def _done(store: Store, coder_ids: Iterable[CoderId], among: str | None) -> list[tuple[StatementId, CoderId]]:
    where = f"coder_id IN ({_numbers(coder_ids)}) AND stage = 'done'{_restricted(among)}"
    return [tuple(row) for row in store.rows(f"SELECT statement_id, coder_id FROM status WHERE {where}")]


def _in_order(store: Store, statement_ids: set[StatementId]) -> list[StatementId]:
    few = f"WHERE id IN ({_numbers(statement_ids)})" if len(statement_ids) < _FEW else ""
    rows = store.rows(f"SELECT id FROM statement {few} ORDER BY source_id, span_start")
    return [StatementId(number) for (number,) in rows if number in statement_ids]


def _annotations(
    store: Store, coder_ids: Iterable[CoderId], among: str | None
) -> list[tuple[int, StatementId, CoderId]]:
    where = f"coder_id IN ({_numbers(coder_ids)}){_restricted(among)}"
    return [
        tuple(row) for row in store.rows(f"SELECT id, statement_id, coder_id FROM annotation WHERE {where}")
    ]


def _values(
    store: Store, variable_ids: Iterable[VariableId], among: str | None
) -> Iterator[tuple[VariableId, int, int | str]]:
    """Variable, annotation and answer of every value: three long lists in one row are read fastest."""
    where = f"+variable_id IN ({_numbers(variable_ids)})"
    if among is not None:
        where += f" AND annotation_id IN (SELECT id FROM annotation WHERE statement_id IN ({among}))"
    (row,) = store.rows(
        "SELECT json_group_array(variable_id), json_group_array(annotation_id), "
        f"json_group_array(coalesce(code_id, actor_id, number, text, absence)) FROM value WHERE {where}"
    )
    return zip(*map(json.loads, row), strict=True)


def _names(store: Store, variable: Variable) -> _Names:
    """The uid behind each key that may answer the variable."""
    if variable.kind is VariableKind.ACTORS:
        return {row["id"]: row["uid"] for row in store.rows("SELECT id, uid FROM actor")}
    return {code.id: code.uid for code in variable.codes}


def _restricted(among: str | None) -> str:
    return "" if among is None else f" AND statement_id IN ({among})"


def _numbers(keys: Iterable[int]) -> str:
    return ",".join(str(int(key)) for key in keys)

"""Comparing and joining what several coders said about one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.model.annotation import Absence, Annotation, CoderId, CoderKind, Value
from annotator.model.codebook import Codebook, VariableKind
from annotator.model.corpus import StatementId
from annotator.store.annotations import annotations_of
from annotator.store.registers import read_coders
from annotator.store.settlements import done_by, excluded_by_somebody, settlement_keys
from annotator.store.store import Store
from annotator.store.units import read_units

_SEVERAL = {VariableKind.CODES, VariableKind.ACTORS}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Unanimous:
    """Statements that are not settled, on which all who did them agree: on the spans too, or on codes only."""

    alike: tuple[StatementId, ...]
    other_spans: tuple[StatementId, ...]


def find_unanimous(store: Store) -> Unanimous:
    """What could be settled in one step.

    Two persons at least have done the statement, nobody excludes it, and for every variable all of them gave
    the same answer, none of them *undecided*. Free text is compared as it stands.
    """
    people = [coder for coder in read_coders(store) if coder.kind is CoderKind.PERSON]
    units = read_units(store, coders=people, undecided_is_missing=False)
    if not units:
        return Unanimous((), ())
    passed = excluded_by_somebody(store) | set(settlement_keys(store))
    rows = [found.rows for found in units]
    agreed = [
        statement
        for at, statement in enumerate(units[0].statement_ids)
        if statement not in passed and all(_agree(column[at]) for column in rows)
    ]
    done = done_by(store)
    alike: list[StatementId] = []
    other_spans: list[StatementId] = []
    for start in range(0, len(agreed), _AT_ONCE):
        chunk = agreed[start : start + _AT_ONCE]
        layers = _layers(store, chunk)
        for statement in chunk:
            same = len({layers[statement].get(coder, frozenset()) for coder in done[statement]}) == 1
            (alike if same else other_spans).append(statement)
    return Unanimous(tuple(alike), tuple(other_spans))


def joined(codebook: Codebook, annotations: Iterable[Annotation]) -> list[Annotation]:
    """Annotations of several coders as one layer.

    Those of different coders on the same words become one: where a variable takes several values they are
    united. Where they contradict each other both stay. Two annotations of one coder always stay two.
    """
    found: list[tuple[Annotation, set[CoderId]]] = []
    for annotation in annotations:
        for at, (there, coders) in enumerate(found):
            values = united(codebook, there, annotation)
            if annotation.coder_id not in coders and values is not None:
                found[at] = (replace(there, values=values), coders | {annotation.coder_id})
                break
        else:
            found.append((annotation, {annotation.coder_id}))
    return [annotation for annotation, _ in found]


def united(codebook: Codebook, one: Annotation, other: Annotation) -> tuple[Value, ...] | None:
    """The values of both, those of `one` first; None where the two cannot be one annotation."""
    if (one.span, one.speaker_id, one.voice) != (other.span, other.speaker_id, other.voice):
        return None
    values = list(one.values)
    for variable_id in {value.variable_id for value in other.values}:
        mine = [value for value in one.values if value.variable_id == variable_id]
        theirs = [value for value in other.values if value.variable_id == variable_id]
        absent = any(value.absence for value in (*mine, *theirs))
        if (
            mine
            and set(mine) != set(theirs)
            and (absent or codebook.variable(variable_id).kind not in _SEVERAL)
        ):
            return None
        values += [value for value in theirs if value not in mine]
    return tuple(values)


def _agree(answers: Sequence[frozenset[str] | None]) -> bool:
    given = [answer for answer in answers if answer is not None]
    return len(given) > 1 and len(set(given)) == 1 and Absence.UNDECIDED.value not in given[0]


def _layers(
    store: Store, statement_ids: Sequence[StatementId]
) -> dict[StatementId, dict[CoderId, frozenset[tuple[object, ...]]]]:
    """Per statement and coder: spans with their values, whatever their order."""
    found: dict[StatementId, dict[CoderId, list[tuple[object, ...]]]] = {key: {} for key in statement_ids}
    for annotation in annotations_of(store, statement_ids):
        layer = found[annotation.statement_id].setdefault(annotation.coder_id, [])
        layer.append((annotation.span, frozenset(annotation.values), annotation.speaker_id, annotation.voice))
    return {
        statement: {coder: frozenset(layer) for coder, layer in layers.items()}
        for statement, layers in found.items()
    }

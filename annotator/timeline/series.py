"""Which series there are, and to which of them each value belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.model.codebook import Code, VariableKind
from annotator.model.entries import ANY_VALUE, NOT_APPLICABLE, UNDECIDED, Entries
from annotator.model.timeline import Counted, Question, Series, SeriesBy

Integers = NDArray[np.int64]

# Paul Tol's muted scheme, after its technical note (SRON/EPS/TN/09-002, 2021); grey for what is no name.
COLOURS = (
    *("#332288", "#88CCEE", "#44AA99", "#117733", "#999933"),
    *("#DDCC77", "#CC6677", "#882255", "#AA4499"),
)
_GREYS = ("#BBBBBB", "#999999", "#777777", "#DDDDDD")


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The series, and per value its place among them, -1 where it is in none.

    Where series are speakers or outlets, `statement_places` and `voice_places` say the same of the
    statements and of all values, chosen or not; else they are None. `not_coded` is the place of
    *not coded*. `one_to_one` tells that no two values of one annotation can meet in a series.
    """

    series: tuple[Series, ...]
    places: Integers
    statement_places: Integers | None
    voice_places: Integers | None
    not_coded: int | None
    one_to_one: bool


def group(entries: Entries, question: Question) -> Grouping:
    """Sort the values into series as the question asks."""
    if question.by is SeriesBy.VALUE:
        return _by_value(entries, question)
    wanted = np.isin(entries.values, list(_wanted_values(entries, question)))
    if question.by is SeriesBy.OUTLET:
        statement_groups = entries.outlet_numbers
        value_groups = statement_groups[entries.rows]
        names = {number: name or "no outlet" for number, name in enumerate(entries.outlets)}
        unnamed = {number for number, name in enumerate(entries.outlets) if not name}
    else:
        statement_groups, value_groups = entries.speaker_ids, entries.value_speakers
        names = {number: _actor_name(entries, question, number) for number in used(value_groups)}
        for number in used(statement_groups):
            names.setdefault(number, _actor_name(entries, question, number))
        unnamed = {0}
    ranked = _ranked(value_groups[wanted], names, unnamed, question.most)
    voices = _mapped(value_groups, ranked.places)
    own = _mapped(statement_groups, ranked.places)
    return Grouping(ranked.series, np.where(wanted, voices, -1), own, voices, None, one_to_one=False)


def _by_value(entries: Entries, question: Question) -> Grouping:
    if entries.variable.kind in {VariableKind.CODE, VariableKind.CODES}:
        ranked = _codes(entries, question)
    else:
        names = {number: _actor_name(entries, question, number) for number in used(entries.values)}
        given = entries.values[entries.values >= 0]
        ranked = _ranked(given, names, {ANY_VALUE}, question.most)
    one_to_one = len(set(ranked.places.values())) == len(ranked.places)
    if not question.absences:
        return Grouping(ranked.series, _mapped(entries.values, ranked.places), None, None, None, one_to_one)
    ranked, not_coded = _with_absences(ranked, question)
    return Grouping(ranked.series, _mapped(entries.values, ranked.places), None, None, not_coded, one_to_one)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Series in order, and the place of each key among them."""

    series: tuple[Series, ...]
    places: Mapping[int, int]


def _codes(entries: Entries, question: Question) -> _Ranked:
    """Codes in the order of the codebook; retired ones only where they are used."""
    found = set(used(entries.values))
    homes = code_homes(entries.variable.codes, question)
    shown = [code for code in entries.variable.codes if homes.get(code.id) == code.id]
    held = {homes[number] for number in found if number in homes}
    shown = [code for code in shown if not code.retired or code.id in held]
    if question.attribute:
        return _codes_by_attribute(shown, homes, question.attribute)
    series = tuple(Series(code.id, code.name, code.colour) for code in shown)
    place_of = {int(code.id): place for place, code in enumerate(shown)}
    return _Ranked(series, {code: place_of[home] for code, home in homes.items() if home in place_of})


def code_homes(codes: Iterable[Code], question: Question) -> dict[int, int]:
    """For each code that counts, the code it counts as: itself, or its nearest chosen ancestor."""
    by_id = {int(code.id): code for code in codes}
    if question.codes is not None:
        chosen = {int(number) for number in question.codes}
    else:
        chosen = {key for key, code in by_id.items() if code.parent_id is None or not question.with_children}
    homes: dict[int, int] = {}
    for key in by_id:
        home: int | None = key
        while home is not None and home not in chosen:
            parent = by_id[home].parent_id if question.with_children else None
            home = None if parent is None else int(parent)
        if home is not None:
            homes[key] = home
    return homes


def _codes_by_attribute(shown: Iterable[Code], homes: Mapping[int, int], attribute: str) -> _Ranked:
    named = {int(code.id): code.attributes.get(attribute) or f"no {attribute}" for code in shown}
    names = list(dict.fromkeys(named.values()))
    series = tuple(Series(place + 1, name, COLOURS[place % 9]) for place, name in enumerate(names))
    return _Ranked(series, {code: names.index(named[home]) for code, home in homes.items() if home in named})


def _wanted_values(entries: Entries, question: Question) -> set[int]:
    """The values that count where series are not values: codes chosen, or any answer."""
    if entries.variable.kind in {VariableKind.CODE, VariableKind.CODES}:
        return set(code_homes(entries.variable.codes, question))
    return {number for number in used(entries.values) if number >= 0}


def _actor_name(entries: Entries, question: Question, number: int) -> str:
    if number not in entries.actors:
        return "any answer" if question.by is SeriesBy.VALUE else "no speaker known"
    actor = entries.actors[number]
    if question.attribute:
        return actor.attributes.get(question.attribute) or f"no {question.attribute}"
    return actor.name


def _ranked(given: Integers, names: Mapping[int, str], unnamed: set[int], most: int) -> _Ranked:
    """The most frequent groups by name, most frequent first, then the rest as one, then what has no name.

    Groups of one name count together; equals stand in the order of the alphabet.
    """
    totals: dict[str, int] = {}
    keys = used(given)
    counts = np.bincount(given)
    for key in keys:
        if key not in unnamed:
            totals[names[key]] = totals.get(names[key], 0) + int(counts[key])
    order = sorted(totals, key=lambda name: (-totals[name], name))
    shown, rest = order[:most], order[most:]
    first_key = {names[key]: key for key in reversed(keys)}
    series = [Series(first_key[name], name, COLOURS[place % 9]) for place, name in enumerate(shown)]
    place_of = {name: place for place, name in enumerate(shown)}
    if rest:
        place_of |= dict.fromkeys(rest, len(series))
        series.append(Series(0, f"others ({len(rest)})", _GREYS[1]))
    for key in sorted(unnamed & set(keys)):
        place_of[names[key]] = len(series)
        series.append(Series(0, names[key], _GREYS[0]))
    return _Ranked(tuple(series), {key: place_of[name] for key, name in names.items() if name in place_of})


def _with_absences(ranked: _Ranked, question: Question) -> tuple[_Ranked, int | None]:
    """Add the three kinds of nothing; *not coded* is said of statements only."""
    place = len(ranked.series)
    names = ["not applicable", "undecided"]
    if question.counted in {Counted.STATEMENTS, Counted.SHARE}:
        names.append("not coded")
    series = ranked.series + tuple(Series(0, name, grey) for name, grey in zip(names, _GREYS, strict=False))
    places = {**ranked.places, NOT_APPLICABLE: place, UNDECIDED: place + 1}
    return _Ranked(series, places), place + 2 if len(names) == 3 else None


def used(keys: Integers) -> list[int]:
    """The distinct keys in order; they begin at -2."""
    return (np.flatnonzero(np.bincount(keys + 2)) - 2).tolist()


def _mapped(keys: Integers, places: Mapping[int, int]) -> Integers:
    """The place of every key, -1 where it has none; keys begin at -2."""
    if not keys.size:
        return np.zeros(0, dtype=np.int64)
    table = np.full(int(keys.max()) + 3, -1, dtype=np.int64)
    for key, place in places.items():
        if key + 2 < table.size:
            table[key + 2] = place
    return np.asarray(table[keys + 2], dtype=np.int64)

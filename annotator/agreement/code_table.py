"""Which codes are taken for each other, and in which units: the table behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.patterns import Floats, IntArray
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.sets import codes_in


@dataclass(frozen=True, slots=True, eq=False)
class CodeTable:
    """How often the code of the row met the code of the column; None stands for *no code*.

    What both coders of a pair gave meets itself; what only one gave meets each code that the other gave
    instead, or None. Two coders: units, the first coder's codes in the rows. More: symmetrical, each
    unit's pairs weighing 1 / (m_u - 1). With one code everywhere these are the cross table and the
    coincidences. `units_of`: the units behind each cell that is not 0, in their order.
    """

    codes: tuple[Value | None, ...]
    cells: Floats
    coders: tuple[str, ...]
    units_of: dict[tuple[int, int], tuple[int, ...]]


def code_table(ratings: Ratings, pair: Sequence[str] | None = None) -> CodeTable:
    """The table of two coders (named, or the only two), else of all pairs together."""
    chosen = ratings.of_coders(pair) if pair is not None else ratings
    at_work = [name for name, rated in zip(chosen.coders, chosen.active, strict=True) if rated]
    two = len(at_work) <= 2
    if two and pair is None:
        chosen = chosen.of_coders(at_work)
    sets = [value if isinstance(value, frozenset) else frozenset({value}) for value in chosen.values]
    codes: list[Value | None] = [*_codes(chosen)]
    place = {code: at for at, code in enumerate([*codes, None])}
    codes = [*codes, None]
    cells = np.zeros((len(codes), len(codes)))
    patterns: dict[tuple[int, int], set[int]] = defaultdict(set)
    for at, (row, size, count) in enumerate(
        zip(chosen.patterns.tolist(), chosen.sizes, chosen.counts, strict=True)
    ):
        given = [sets[value] for value in row if value >= 0]
        for one, other in combinations(given, 2):
            for first, second in _meetings(one, other):
                both = {(place[first], place[second])} if two else ()
                for cell in both or ((place[first], place[second]), (place[second], place[first])):
                    cells[cell] += count / (size - 1)
                    patterns[cell].add(at)
    return CodeTable(
        codes=tuple(codes),
        cells=cells,
        coders=tuple(chosen.coders) if two else (),
        units_of=_units(patterns, chosen.pattern_of_unit),
    )


def _codes(ratings: Ratings) -> Sequence[Value]:
    return (
        codes_in(ratings.values) if any(isinstance(v, frozenset) for v in ratings.values) else ratings.values
    )


def _meetings(one: frozenset[Value], other: frozenset[Value]) -> Iterator[tuple[Value | None, Value | None]]:
    """Shared codes meet themselves; the rest of one meets the rest of the other, or nothing."""
    for code in one & other:
        yield code, code
    if one != other or not one:
        yield from product(one - other or (None,), other - one or (None,))


def _units(
    patterns: dict[tuple[int, int], set[int]], pattern_of_unit: IntArray | None
) -> dict[tuple[int, int], tuple[int, ...]]:
    assert pattern_of_unit is not None, "units have to be told apart"
    order = np.argsort(pattern_of_unit, kind="stable")
    ends = np.cumsum(np.bincount(pattern_of_unit)) if len(pattern_of_unit) else np.zeros(0, dtype=np.int64)

    def units(pattern: int) -> NDArray[np.int64]:
        return order[ends[pattern - 1] if pattern else 0 : ends[pattern]]

    return {
        cell: tuple(np.sort(np.concatenate([units(pattern) for pattern in found])).tolist())
        for cell, found in patterns.items()
    }

"""Do two cuttings of one text put their boundaries in the same places: boundary similarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.agreement.figure import Figure
from annotator.errors import DifferentLengthsError


@dataclass(frozen=True, slots=True)
class Cuttings:
    """The lengths of the segments into which two coders cut the same text."""

    first: Sequence[int]
    second: Sequence[int]


def boundary_similarity(material: Cuttings, n_t: int = 2) -> Figure:
    """1 - (A + sum of the costs of T) / (A + T + M); 1 when there are no boundaries at all.

    M: boundaries in the same place. T: near misses, less than `n_t` apart, each costing distance / n_t,
    paired so that the total cost is smallest. A: all other boundaries, each costing 1.
    Source: Fournier (2013), ACL, equations 1 and 5. Raises DifferentLengthsError.
    """
    if sum(material.first) != sum(material.second):
        raise DifferentLengthsError(first=sum(material.first), second=sum(material.second))
    one, other = _boundaries(material.first), _boundaries(material.second)
    matched = len(one & other)
    cost, near = 0.0, 0
    for places in _groups(sorted(one ^ other), n_t):
        group = _cheapest([at for at in places if at in one], [at for at in places if at in other], n_t)
        cost, near = cost + group[0], near + group[1]
    alone = len(one ^ other) - 2 * near
    total = alone + near + matched
    value = 1 - cost / total if total else 1.0
    return Figure(
        "boundary_similarity",
        value,
        n_units=1,
        n_coders=2,
        n_pairable=sum(material.first),
        params={"n_t": n_t},
    )


def _boundaries(masses: Sequence[int]) -> set[int]:
    return set(list(accumulate(masses))[:-1])


def _groups(places: Sequence[int], n_t: int) -> Iterator[list[int]]:
    """Runs of boundaries less than `n_t` apart; near misses stay within a run."""
    run: list[int] = []
    for place in places:
        if run and place - run[-1] >= n_t:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _cheapest(one: Sequence[int], other: Sequence[int], n_t: int) -> tuple[float, int]:
    """The smallest cost of explaining all boundaries, and how many near misses it uses.

    Near misses never cross in a cheapest solution, so both rows are walked together.
    """
    best: list[tuple[float, int]] = [(float(at), 0) for at in range(len(other) + 1)]
    for row, place in enumerate(one, start=1):
        previous, best = best, [(float(row), 0)]
        for column, facing in enumerate(other, start=1):
            ways = [
                (previous[column][0] + 1, previous[column][1]),
                (best[column - 1][0] + 1, best[column - 1][1]),
            ]
            if abs(place - facing) < n_t:
                before = previous[column - 1]
                ways.append((before[0] + abs(place - facing) / n_t, before[1] - 1))
            best.append(min(ways))
    cost, near = best[-1]
    return cost, -near

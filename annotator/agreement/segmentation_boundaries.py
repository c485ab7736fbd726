"""Do two cuttings of one text put their boundaries in the same places: boundary similarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.agreement.figure import Figure
from annotator.agreement.spans import Continua, Continuum, as_continua, obstacle, spans_figure
from annotator.errors import DifferentLengthsError


@dataclass(frozen=True, slots=True)
class Cuttings:
    """The lengths of the segments into which two coders cut the same text."""

    first: Sequence[int]
    second: Sequence[int]


def boundary_similarity(
    material: Cuttings | Continuum | Continua, n_t: int = 2, pair: Sequence[str] | None = None
) -> Figure:
    """1 - (A + sum of the costs of T) / (A + T + M); 1 when there are no boundaries at all.

    M: boundaries in the same place. T: near misses, less than `n_t` apart, each costing distance / n_t,
    paired so that the total cost is smallest. A: all other boundaries, each costing 1. Spans of two
    coders cut each text at their ends; sums are taken over texts.
    Source: Fournier (2013), ACL, equations 1 and 5. Raises DifferentLengthsError.
    """
    params: dict[str, object] = {"n_t": n_t}
    if not isinstance(material, Cuttings):
        return _of_spans(as_continua(material).pair("boundary_similarity", pair), params, n_t)
    if sum(material.first) != sum(material.second):
        raise DifferentLengthsError(first=sum(material.first), second=sum(material.second))
    cost, total = _cost(_boundaries(material.first), _boundaries(material.second), n_t)
    return Figure(
        "boundary_similarity",
        1 - cost / total if total else 1.0,
        n_units=1,
        n_coders=2,
        n_pairable=sum(material.first),
        params=params,
    )


def _of_spans(two: Continua, params: dict[str, object], n_t: int) -> Figure:
    reason = obstacle(two, partition=False)
    if reason is not None:
        return spans_figure("boundary_similarity", two, reason[0], params, place=reason[1])
    cost, total = 0.0, 0
    for text, tracks in two.shared:
        one, other = (
            {*track.starts.tolist(), *track.ends.tolist()} - {text.begin, text.end} for track in tracks
        )
        more, boundaries = _cost(one, other, n_t)
        cost, total = cost + more, total + boundaries
    return spans_figure("boundary_similarity", two, 1 - cost / total if total else 1.0, params)


def _cost(one: set[int], other: set[int], n_t: int) -> tuple[float, int]:
    """What the boundaries that are not shared cost, and how many there are: A + T + M."""
    cost, near = 0.0, 0
    for places in _groups(sorted(one ^ other), n_t):
        group = _cheapest([at for at in places if at in one], [at for at in places if at in other], n_t)
        cost, near = cost + group[0], near + group[1]
    return cost, len(one ^ other) - near + len(one & other)


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

"""Gamma: how well the spans of coders can be aligned, places and labels together.

Handles overlapping spans and spans that one coder splits. Needs scipy (the extra `gamma`) to find the
best alignment. Source: Mathet, Widlöcher and Métivier (2015), Computational Linguistics 41(3), 437-479.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.patterns import Floats
from annotator.agreement.sampler import Draws
from annotator.agreement.spans import Continua, Continuum, Track, as_continua, obstacle, spans_figure
from annotator.errors import MissingPackageError, WrongMaterialError
from annotator.progress import Progress, silent

SAMPLES = 300
SEED = 1

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """How far two spans are apart: `alpha` weighs places, `beta` labels, `empty` is the cost of no partner."""

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0

    def between(self, one: Track, other: Track) -> Floats:
        """All spans of one coder by all of another, with nobody as the last row and column."""
        starts = np.abs(one.starts[:, np.newaxis] - other.starts)
        ends = np.abs(one.ends[:, np.newaxis] - other.ends)
        lengths = (one.ends - one.starts)[:, np.newaxis] + (other.ends - other.starts)
        places = self.alpha * ((starts + ends) / lengths) ** 2
        labels = self.beta * (one.places[:, np.newaxis] != other.places)
        table = np.full((len(one.starts) + 1, len(other.starts) + 1), float(self.empty))
        table[:-1, :-1] = (places + labels) * self.empty
        return table


def gamma_disorder(
    material: Continuum | Continua, alpha: float = 1.0, beta: float = 1.0, delta_empty: float = 1.0
) -> Figure:
    """Disorder of the best alignment: sum of its unitary disorders / mean number of spans per coder.

    d(a, b) = alpha ((|s_a - s_b| + |e_a - e_b|) / (len_a + len_b))^2 D + beta [labels differ] D, D to
    nobody (`delta_empty`). A unitary alignment holds one span per coder at most, its disorder is the mean
    of d over all pairs of coders. Source: Mathet, Widlöcher and Métivier (2015), sections 4 and 5.
    """
    params: dict[str, object] = {"alpha": alpha, "beta": beta, "delta_empty": delta_empty}
    continua = _one_text("gamma_disorder", material)
    reason = _reason(continua)
    if reason is not None:
        return spans_figure("gamma_disorder", continua, reason[0], params, place=reason[1])
    value = disorder(continua.tracks[0], Dissimilarity(alpha, beta, delta_empty))
    return spans_figure("gamma_disorder", continua, value, params)


def gamma(
    material: Continuum | Continua,
    alpha: float = 1.0,
    beta: float = 1.0,
    delta_empty: float = 1.0,
    sampler: str = "shuffle",
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Progress = silent,
) -> Figure:
    """1 - observed disorder / mean disorder of random texts; 1 without drawing when nothing is in disorder.

    `shuffle`, the only sampler: each coder of a random text is a coder of the real one, drawn with
    replacement, whose spans are moved round the text by a random distance; two coders are moved at
    least half a mean span apart. Publish all parameters. Source: Mathet et al. (2015), section 5.2.
    Raises WrongMaterialError for several texts, which the paper does not join.
    """
    rule = Dissimilarity(alpha, beta, delta_empty)
    params: dict[str, object] = {"alpha": alpha, "beta": beta, "delta_empty": delta_empty}
    params |= {"sampler": sampler, "samples": samples, "seed": seed}
    continua = _one_text("gamma", material)
    reason = _reason(continua)
    if reason is not None:
        return spans_figure("gamma", continua, reason[0], params, place=reason[1])
    observed = disorder(continua.tracks[0], rule)
    if observed == 0:
        return spans_figure("gamma", continua, 1.0, params)
    draws, chance = Draws(seed), 0.0
    for at in range(samples):
        progress(at, samples)
        chance += disorder(_shuffled(continua.tracks[0], continua.texts[0], draws), rule) / samples
    return spans_figure("gamma", continua, 1 - observed / chance, params)


def disorder(tracks: Sequence[Track], rule: Dissimilarity) -> float:
    """The smallest disorder of all alignments of these spans."""
    members, costs = candidates(tracks, rule)
    n_spans = sum(len(track.starts) for track in tracks)
    chosen = _cheapest_cover(members, costs, [len(track.starts) for track in tracks])
    return float(chosen / (n_spans / len(tracks)))


def candidates(tracks: Sequence[Track], rule: Dissimilarity) -> tuple[NDArray[np.int64], Floats]:
    """Unitary alignments that can be part of a best one: one row each, a span or nobody (-1) per coder.

    One that costs more than leaving its spans alone, D each, is never part of a best alignment. They
    grow coder by coder; what costs too much already is dropped at once.
    """
    m = len(tracks)
    n_pairs = m * (m - 1) / 2
    rows, costs = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
    for coder, track in enumerate(tracks):
        added = np.arange(NOBODY, len(track.starts))
        tables = [rule.between(before, track) for before in tracks[:coder]]
        kept_rows, kept_costs = [], []
        for place in added:
            more = sum((table[rows[:, at], place] for at, table in enumerate(tables)), np.zeros(len(rows)))
            total = costs + more
            fits = total <= rule.empty * m * n_pairs + 1e-9
            kept_rows.append(np.column_stack([rows[fits], np.full(int(fits.sum()), place)]))
            kept_costs.append(total[fits])
        rows, costs = np.concatenate(kept_rows), np.concatenate(kept_costs)
    costs = costs / n_pairs
    there = (rows != NOBODY).sum(axis=1)
    useful = (there > 0) & (costs <= there * rule.empty + 1e-9)
    return rows[useful], costs[useful]


def _cheapest_cover(members: NDArray[np.int64], costs: Floats, sizes: Sequence[int]) -> float:
    """The smallest sum of costs with every span in exactly one unitary alignment."""
    try:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array
    except ImportError as error:
        raise MissingPackageError(measure="gamma", package="scipy") from error
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    which, coder = np.nonzero(members != NOBODY)
    spans = members[which, coder] + offsets[coder]
    matrix = csr_array((np.ones(len(spans)), (spans, which)), shape=(sum(sizes), len(costs)))
    once = np.ones(sum(sizes))
    found = milp(
        costs,
        constraints=LinearConstraint(matrix, once, once),
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    assert found.x is not None, "every span may stand alone, so there is always an alignment"
    return float(costs @ np.round(found.x))


def _shuffled(tracks: Sequence[Track], text: Continuum, draws: Draws) -> list[Track]:
    length = text.end - text.begin
    lengths = np.concatenate([track.ends - track.starts for track in tracks])
    apart = min(float(lengths.mean()) / 2, length / (2 * len(tracks)) - 1)
    moves: list[int] = []
    for move in _moves(length, draws):
        if all(min(abs(move - other), length - abs(move - other)) >= apart for other in moves):
            moves.append(move)
        if len(moves) == len(tracks):
            break
    taken = draws.below(len(tracks), len(tracks))
    return [_moved(tracks[at], move, text) for at, move in zip(taken, moves, strict=True)]


def _moves(length: int, draws: Draws) -> Iterator[int]:
    while True:
        yield int(draws.below(length, 1)[0])


def _moved(track: Track, move: int, text: Continuum) -> Track:
    """A span whose start leaves the text at its end comes in again at its begin."""
    starts = text.begin + (track.starts - text.begin + move) % (text.end - text.begin)
    return Track(starts, starts + (track.ends - track.starts), track.places)


def _one_text(measure: str, material: Continuum | Continua) -> Continua:
    """The one text that two coders or more have finished. Raises WrongMaterialError where there are several."""
    shared = tuple(text for text, _ in as_continua(material).shared)
    if len(shared) > 1:
        expected = "one text (in a project with --per all)"
        raise WrongMaterialError(measure=measure, expected=expected, found=f"{len(shared)} texts")
    return Continua(shared) if shared else as_continua(material)


def _reason(material: Continua) -> tuple[Undefined, str] | None:
    reason = obstacle(material, partition=False)
    if reason is None and not any(spans for text in material.texts for spans in text.spans.values()):
        return Undefined.NO_SPANS, ""
    return reason

"""Which units the coders disagree on, the worst first."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.alpha import Matrix, default_metric, metric_of
from annotator.agreement.patterns import Floats
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.units import spreads


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One unit on which coders differ: its share of all observed disagreement, and who said what."""

    unit: Hashable
    share: float
    values: dict[str, Value]


def unit_disagreement(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> Floats:
    """Each unit's share of D_o, in the order of the units; the shares sum to 1, or all are 0.

    [sum of d over the unit's ordered pairs] / (m_u - 1), divided by the sum over all units. Units that
    fewer than two coders rated have no share.
    """
    assert ratings.pattern_of_unit is not None, "units have to be told apart"
    distances = metric_of(ratings, metric or default_metric(ratings), disagreement_matrix)
    of_pattern = spreads(ratings.patterns, distances) / np.maximum(ratings.sizes - 1, 1)
    total = float((of_pattern * ratings.counts).sum())
    return np.asarray(of_pattern[ratings.pattern_of_unit] / (total or 1.0))


def disagreements(
    ratings: Ratings, metric: str | None = None, disagreement_matrix: Matrix | None = None
) -> list[Disagreement]:
    """All units on which coders differ, the largest share first, equal shares in the units' own order."""
    shares = unit_disagreement(ratings, metric, disagreement_matrix)
    assert ratings.pattern_of_unit is not None
    units = ratings.units if ratings.units is not None else range(len(shares))
    order = np.argsort(-shares, kind="stable")
    return [
        Disagreement(units[at], float(shares[at]), _given(ratings, int(ratings.pattern_of_unit[at])))
        for at in order
        if shares[at] > 0
    ]


def _given(ratings: Ratings, pattern: int) -> dict[str, Value]:
    row = ratings.patterns[pattern]
    return {coder: ratings.values[at] for coder, at in zip(ratings.coders, row, strict=True) if at >= 0}

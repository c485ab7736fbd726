"""How sure a coefficient is: intervals from drawing units, documents or pairs again and again.

Every draw comes from `sampler.Draws`, so a seed gives the same interval everywhere. Rows are put
into a fixed order first: neither the order of the units nor, for alpha, that of the coders matters.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement import metrics
from annotator.agreement.alpha import Matrix, default_metric, disagreement, krippendorff_alpha, metric_of
from annotator.agreement.figure import Figure, Interval, Undefined
from annotator.agreement.metrics import Metric
from annotator.agreement.patterns import Counts, Floats
from annotator.agreement.ratings import Ratings
from annotator.agreement.sampler import Draws
from annotator.agreement.units import figure, histogram, pairable, spreads
from annotator.errors import WrongParameterError
from annotator.progress import Progress, silent

SEED = 1
METHODS = ("unit-resampling", "pair-resampling")
RESAMPLES = {"unit-resampling": 2_000, "pair-resampling": 10_000}

_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Resampling:
    """How to draw: the method, how often, and from which seed.

    `clusters`: one name per unit (its document); then whole clusters are drawn, because units of one
    document are alike. `resamples` None takes the usual number of the method.
    """

    method: str = "unit-resampling"
    resamples: int | None = None
    seed: int = SEED
    clusters: Sequence[Hashable] | None = None
    progress: Progress = silent

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            known = ", ".join(METHODS)
            raise WrongParameterError(measure="alpha_ci", parameter="method", value=self.method, known=known)

    @property
    def times(self) -> int:
        """How many resamples are drawn."""
        return RESAMPLES[self.method] if self.resamples is None else self.resamples


def alpha_ci(
    ratings: Ratings,
    metric: str | None = None,
    level: float = 0.95,
    disagreement_matrix: Matrix | None = None,
    *,
    method: str = "unit-resampling",
    resamples: int | None = None,
    seed: int = SEED,
    clusters: Sequence[Hashable] | None = None,
    progress: Progress = silent,
) -> Figure:
    """Krippendorff's alpha with a percentile interval of resampled alphas.

    `unit-resampling` draws whole units and recomputes D_o, D_e and the ordinal distance.
    `pair-resampling` draws M = sum m_u (m_u - 1) / 2 pairs from the coincidences and keeps D_e (Hayes
    and Krippendorff 2007); too narrow with three coders or more, there to compare with other programs.
    The others are those of `Resampling`.
    """
    drawing = Resampling(method, resamples, seed, clusters, progress)
    alpha = krippendorff_alpha(ratings, metric, disagreement_matrix)
    named = alpha.named("alpha_ci", {**alpha.params, "method": drawing.method, "level": level})
    if alpha.value is None:
        return named
    found = resampled_alphas(ratings, metric, disagreement_matrix, drawing)
    return named.with_interval(percentiles(found, level, drawing))


def alpha_q(
    ratings: Ratings,
    minimum: float,
    metric: str | None = None,
    disagreement_matrix: Matrix | None = None,
    *,
    method: str = "unit-resampling",
    resamples: int | None = None,
    seed: int = SEED,
    clusters: Sequence[Hashable] | None = None,
    progress: Progress = silent,
) -> Figure:
    """Probability q that alpha lies under `minimum`: the share of resampled alphas below it.

    Parameters as for `alpha_ci`. Source: Hayes and Krippendorff (2007).
    """
    drawing = Resampling(method, resamples, seed, clusters, progress)
    params = {"metric": metric or default_metric(ratings), "method": drawing.method, "minimum": minimum}
    params |= {"resamples": drawing.times, "seed": drawing.seed}
    alpha = krippendorff_alpha(ratings, metric, disagreement_matrix)
    if alpha.undefined is not None:
        return figure("alpha_q", ratings, alpha.undefined, params)
    found = resampled_alphas(ratings, metric, disagreement_matrix, drawing)
    kept = found[~np.isnan(found)]
    share = float((kept < minimum).mean()) if len(kept) else Undefined.NO_VARIATION
    return figure("alpha_q", ratings, share, params)


def resampled_interval(
    measure: Callable[[Ratings], Figure],
    ratings: Ratings,
    level: float = 0.95,
    *,
    resamples: int | None = None,
    seed: int = SEED,
    clusters: Sequence[Hashable] | None = None,
    progress: Progress = silent,
) -> Figure:
    """Any coefficient of ratings with the percentile interval of resampled units (or clusters)."""
    drawing = Resampling("unit-resampling", resamples, seed, clusters, progress)
    found = measure(ratings)
    if found.value is None:
        return found
    rated = (ratings.sizes > 0) & (ratings.counts > 0)
    values = []
    for weights in _weights(ratings, rated, drawing):
        value = measure(ratings.reweighted(weights)).value
        values.append(np.nan if value is None else value)
    return found.with_interval(percentiles(np.array(values), level, drawing))


def resampled_alphas(
    ratings: Ratings, metric: str | None, disagreement_matrix: Matrix | None, drawing: Resampling
) -> Floats:
    """One alpha per resample, NaN where the resample has no variation."""
    name = metric or default_metric(ratings)
    blind = ratings.without_coders()
    if drawing.method == "pair-resampling":
        return _by_pairs(blind, name, disagreement_matrix, drawing)
    distances = metric_of(blind, name, disagreement_matrix)
    if name == "ordinal":
        return _with_new_ranks(blind, drawing)
    return _by_units(blind, distances, drawing)


def percentiles(found: Floats, level: float, drawing: Resampling) -> Interval | None:
    """The middle `level` of the resampled values; None when not one has a value."""
    kept = found[~np.isnan(found)]
    if not len(kept):
        return None
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    skipped = len(found) - len(kept)
    return Interval(float(low), float(high), level, drawing.method, len(found), skipped, drawing.seed)


def _by_units(blind: Ratings, distances: Metric, drawing: Resampling) -> Floats:
    """Observed and expected disagreement are sums over units; only their weights change."""
    m = blind.sizes
    within = spreads(blind.patterns, distances) / np.maximum(m - 1, 1)
    found: list[Floats] = []
    block: list[tuple[float, Floats]] = []
    for weights in _weights(blind, m >= 2, drawing):
        block.append((float(weights @ within), histogram(blind.patterns, weights, blind.n_values)))
        if len(block) * blind.n_values >= _CELLS_AT_ONCE:
            found.append(_alphas(block, distances))
            block = []
    return np.concatenate([*found, _alphas(block, distances)])


def _alphas(block: list[tuple[float, Floats]], distances: Metric) -> Floats:
    if not block:
        return np.empty(0)
    within = np.array([part for part, _ in block])
    shares = np.stack([part for _, part in block])
    n = shares.sum(axis=1)
    expected = np.where((shares > 0).sum(axis=1) > 1, distances.spread(shares), 0.0) / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - within / expected, np.nan)


def _with_new_ranks(blind: Ratings, drawing: Resampling) -> Floats:
    """The ordinal distance follows from the resample's own ranks."""
    m = blind.sizes
    found = []
    for weights in _weights(blind, m >= 2, drawing):
        shares = histogram(blind.patterns, weights, blind.n_values)
        ranks = metrics.ordinal(shares)
        within = float((weights / np.maximum(m - 1, 1)) @ ranks.spread_of_rows(blind.patterns))
        found.append(_alphas([(within, shares)], ranks))
    return np.concatenate(found)


def _by_pairs(blind: Ratings, name: str, disagreement_matrix: Matrix | None, drawing: Resampling) -> Floats:
    paired = pairable(blind)
    expected = disagreement(paired, name, disagreement_matrix)
    assert not isinstance(expected, Undefined)
    apart, chances, n_pairs = _pairs(paired, metric_of(paired, name, disagreement_matrix))
    limits = np.cumsum(chances)[:-1] / chances.sum()
    draws = Draws(drawing.seed)
    found = np.empty(drawing.times)
    for at in range(drawing.times):
        drawing.progress(at, drawing.times)
        drawn = np.searchsorted(limits, draws.shares(n_pairs), side="right")
        found[at] = np.bincount(drawn, minlength=len(apart)) @ apart
    return np.asarray(1 - found / n_pairs / expected.expected)


def _pairs(paired: Ratings, distances: Metric) -> tuple[Floats, Floats, int]:
    """The distances that occur, how likely each is among the coincidences, and the number of pairs."""
    apart, chances, m = [], [], paired.sizes
    for first, second in combinations(paired.patterns.T, 2):
        both = (first >= 0) & (second >= 0)
        apart.append(distances.between(first[both], second[both]))
        chances.append(2 * paired.counts[both] / (m[both] - 1))
    distinct, which = np.unique(np.concatenate(apart), return_inverse=True)
    weights = np.bincount(which.reshape(-1), weights=np.concatenate(chances)).astype(np.float64)
    return distinct, weights, int((paired.counts * m * (m - 1)).sum()) // 2


def _weights(ratings: Ratings, eligible: NDArray[np.bool_], drawing: Resampling) -> Iterator[Counts]:
    """How many units carry each pattern, resample after resample; only eligible patterns are drawn."""
    draw = _draw_units if drawing.clusters is None else _draw_clusters
    for at, weights in zip(range(drawing.times), draw(ratings, eligible, drawing), strict=False):
        drawing.progress(at, drawing.times)
        yield weights


def _draw_units(ratings: Ratings, eligible: NDArray[np.bool_], drawing: Resampling) -> Iterator[Counts]:
    draws, n_patterns = Draws(drawing.seed), len(ratings.patterns)
    pool = np.repeat(np.arange(n_patterns), np.where(eligible, ratings.counts, 0))
    while True:
        yield np.bincount(pool[draws.below(len(pool), len(pool))], minlength=n_patterns)


def _draw_clusters(ratings: Ratings, eligible: NDArray[np.bool_], drawing: Resampling) -> Iterator[Counts]:
    assert ratings.pattern_of_unit is not None, "clusters need units that are told apart"
    assert drawing.clusters is not None
    draws, n_patterns = Draws(drawing.seed), len(ratings.patterns)
    place = {name: at for at, name in enumerate(dict.fromkeys(drawing.clusters))}
    keep = eligible[ratings.pattern_of_unit]
    pattern = ratings.pattern_of_unit[keep]
    cluster = np.unique(np.array([place[name] for name in drawing.clusters])[keep], return_inverse=True)[1]
    n_clusters = int(cluster.max()) + 1
    while True:
        times = np.bincount(draws.below(n_clusters, n_clusters), minlength=n_clusters)
        yield np.bincount(pattern, weights=times[cluster], minlength=n_patterns).astype(np.int64)

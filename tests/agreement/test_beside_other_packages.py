"""Our figures beside those of other packages, on the same random ratings; each known deviation has its test.

They are extras for tests only: pip install -e ".[peers]". Without them these tests are skipped.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from annotator.agreement.encoding import encode, encode_numbers
from annotator.agreement.figure import Undefined
from annotator.agreement.measures import compute
from annotator.agreement.sampler import Draws

pytestmark = pytest.mark.filterwarnings("ignore")  # the other packages' own business

SEEDS = range(12)


def table(seed: int, n_coders: int, *, gaps: float = 0.0, codes: int = 4) -> NDArray[np.float64]:
    """Thirty units of the numbers 1 to `codes`; six in ten ratings are the unit's true value."""
    draws = Draws(seed)
    shape = (30, n_coders)
    truth = draws.below(codes, 30)[:, np.newaxis]
    ratings = np.where(
        draws.shares(30 * n_coders).reshape(shape) < 0.6,
        truth,
        draws.below(codes, 30 * n_coders).reshape(shape),
    )
    return np.where(draws.shares(30 * n_coders).reshape(shape) < gaps, np.nan, ratings + 1)


def value(measure: str, ratings: NDArray[np.float64], **params: object) -> float:
    found = compute(measure, encode_numbers(ratings), **params).value
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_that_of_krippendorff(metric: str, seed: int) -> None:
    peer = pytest.importorskip("krippendorff")
    ratings = table(seed, 4, gaps=0.2)

    theirs = peer.alpha(reliability_data=ratings.T, level_of_measurement=metric)

    assert value("krippendorff_alpha", ratings, metric=metric) == pytest.approx(theirs, abs=1e-9)


def test_where_krippendorff_raises_or_says_1_we_say_why_there_is_none() -> None:
    peer = pytest.importorskip("krippendorff")
    same = np.ones((5, 2))

    try:
        theirs = float(peer.alpha(reliability_data=same.T, level_of_measurement="nominal"))
    except ValueError:
        theirs = np.nan  # "There has to be more than one value in the domain"

    assert theirs == 1.0 or np.isnan(theirs)
    assert compute("krippendorff_alpha", encode_numbers(same)).undefined is Undefined.NO_VARIATION


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_kappa_is_that_of_scikit_learn(weights: str | None, seed: int) -> None:
    peer = pytest.importorskip("sklearn.metrics")
    ratings = table(seed, 2)

    theirs = peer.cohen_kappa_score(*ratings.T, weights=weights)

    params = {} if weights is None else {"weights": weights}
    assert value("cohen_kappa", ratings, **params) == pytest.approx(theirs, abs=1e-9)


def test_where_scikit_learn_says_nan_we_say_why_there_is_none() -> None:
    peer = pytest.importorskip("sklearn.metrics")
    same = np.ones((5, 2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = float(peer.cohen_kappa_score(*same.T))

    assert np.isnan(theirs)
    assert compute("cohen_kappa", encode_numbers(same)).undefined is Undefined.NO_VARIATION


@pytest.mark.parametrize("seed", SEEDS)
def test_fleiss_and_free_marginal_kappa_are_those_of_statsmodels(seed: int) -> None:
    peer = pytest.importorskip("statsmodels.stats.inter_rater")
    ratings = table(seed, 4)
    counts = peer.aggregate_raters(ratings.astype(int))[0]

    assert value("fleiss_kappa", ratings) == pytest.approx(peer.fleiss_kappa(counts), abs=1e-9)
    theirs = peer.fleiss_kappa(counts, method="randolph")
    assert value("brennan_prediger", ratings) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("weights", [None, "linear", "quadratic"])
def test_standard_error_and_limits_of_kappa_are_those_of_statsmodels(weights: str | None, seed: int) -> None:
    peer = pytest.importorskip("statsmodels.stats.inter_rater")
    ratings = table(seed, 2)
    counts = np.zeros((4, 4))
    np.add.at(counts, tuple(ratings.T.astype(int) - 1), 1)

    theirs = peer.cohens_kappa(counts, wt=weights)

    params = {} if weights is None else {"weights": weights}
    assert value("cohen_kappa_se", ratings, **params) == pytest.approx(theirs.std_kappa, abs=1e-9)
    interval = compute("cohen_kappa_ci", encode_numbers(ratings), **params).interval
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((theirs.kappa_low, theirs.kappa_upp), abs=1e-9)


def _sets(seed: int) -> list[list[frozenset[str]]]:
    """Units x coders of sets with one code or two, never empty."""
    one, two = table(seed, 3).astype(int), table(seed + 100, 3, codes=6).astype(int)
    return [
        [frozenset({f"code {first}", f"code {second}"}) for first, second in zip(*row, strict=True)]
        for row in zip(one, two, strict=True)
    ]


def _of_nltk(rows: list[list[frozenset[str]]], distance: Callable[[object, object], float]) -> float:
    peer = pytest.importorskip("nltk.metrics.agreement")
    triples = [
        (str(coder), str(unit), cell) for unit, row in enumerate(rows) for coder, cell in enumerate(row)
    ]
    return float(peer.AnnotationTask(triples, distance=distance).alpha())


@pytest.mark.parametrize("seed", SEEDS)
def test_jaccard_alpha_of_sets_is_that_of_nltk(seed: int) -> None:
    metrics = pytest.importorskip("nltk.metrics")
    rows = _sets(seed)

    found = compute("krippendorff_alpha", encode(rows, scale="set"), metric="jaccard").value

    assert found == pytest.approx(_of_nltk(rows, metrics.jaccard_distance), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_masi_alpha_of_sets_is_that_of_nltk_but_for_its_rounding(seed: int) -> None:
    """NLTK has 0.67 and 0.33 where Passonneau (2006) has 2/3 and 1/3; with her fractions it says what we say."""
    metrics = pytest.importorskip("nltk.metrics")
    rows = _sets(seed)

    def exact(one: frozenset[str], other: frozenset[str]) -> float:
        shared, either = len(one & other), len(one | other)
        nested = 1.0 if one == other else 2 / 3 if one <= other or other <= one else 1 / 3 if shared else 0.0
        return 1 - shared / either * nested

    found = compute("krippendorff_alpha", encode(rows, scale="set"), metric="masi").value

    assert found == pytest.approx(_of_nltk(rows, exact), abs=1e-9)  # type: ignore[arg-type]  # sets are what comes
    assert found == pytest.approx(_of_nltk(rows, metrics.masi_distance), abs=5e-3)


def test_two_empty_sets_are_equal_where_nltk_divides_by_zero() -> None:
    metrics = pytest.importorskip("nltk.metrics")
    with pytest.raises(ZeroDivisionError):
        metrics.masi_distance(set(), set())

    rows = [[frozenset[str](), frozenset[str]()], [frozenset({"x"}), frozenset({"x"})]]

    assert compute("krippendorff_alpha", encode(rows, scale="set"), metric="masi").value == pytest.approx(1.0)

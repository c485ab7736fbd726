"""What holds for every coefficient, whatever the ratings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.alpha import krippendorff_alpha, metric_of
from annotator.agreement.encoding import encode, encode_numbers
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.measures import compute
from annotator.agreement.ratings import Ratings
from annotator.agreement.sampler import Draws
from annotator.agreement.sets import jaccard, masi, passonneau2004
from annotator.agreement.two_coders import cohen_kappa, scott_pi
from annotator.agreement.units import spreads

Rows = list[list[int | None]]

few = settings(max_examples=30)

ANY_CODERS = (
    "percent_agreement",
    "krippendorff_alpha",
    "fleiss_kappa",
    "conger_kappa",
    "gwet_ac",
    "brennan_prediger",
)
METRICS = ("nominal", "ordinal", "interval", "ratio")


def _tables(values: st.SearchStrategy[int | None], least: int = 2, most: int = 4) -> st.SearchStrategy[Rows]:
    return st.integers(least, most).flatmap(
        lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=15)
    )


WITH_GAPS = _tables(st.sampled_from([None, 1, 2, 3, 7]))
WITHOUT_GAPS = _tables(st.sampled_from([1, 2, 3, 7]))
TWO_CODERS = _tables(st.sampled_from([1, 2, 3, 7]), 2, 2)


def _same(one: Figure, other: Figure) -> bool:
    return one.undefined == other.undefined and one.value == pytest.approx(other.value, abs=1e-9)


@pytest.mark.parametrize("measure", ANY_CODERS)
@few
@given(rows=WITH_GAPS)
def test_the_order_of_coders_does_not_matter(measure: str, rows: Rows) -> None:
    turned = [row[::-1] for row in rows]

    assert _same(compute(measure, encode(rows)), compute(measure, encode(turned)))


@pytest.mark.parametrize("measure", ANY_CODERS)
@few
@given(rows=WITH_GAPS, seed=st.integers(0, 99))
def test_the_order_of_units_does_not_matter(measure: str, rows: Rows, seed: int) -> None:
    order = np.argsort(Draws(seed).words(len(rows)))

    assert _same(compute(measure, encode(rows)), compute(measure, encode([rows[at] for at in order])))


@pytest.mark.parametrize("measure", ANY_CODERS)
@few
@given(rows=WITH_GAPS, names=st.permutations(["x", "y", "z", "w"]))
def test_what_values_are_called_does_not_matter(measure: str, rows: Rows, names: list[str]) -> None:
    called = dict(zip((1, 2, 3, 7), names, strict=True))
    renamed = [[None if value is None else called[value] for value in row] for row in rows]

    assert _same(compute(measure, encode(rows)), compute(measure, encode(renamed)))


@pytest.mark.parametrize("measure", [*ANY_CODERS, "cohen_kappa", "scott_pi"])
@few
@given(column=st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=15))
def test_a_coder_and_a_copy_agree_fully_or_leave_nothing_to_compare(measure: str, column: list[int]) -> None:
    found = compute(measure, encode([[value, value] for value in column]))

    assert found.value == pytest.approx(1.0) or found.undefined is Undefined.NO_VARIATION


@pytest.mark.parametrize("metric", METRICS)
@few
@given(rows=WITH_GAPS)
def test_units_that_one_coder_rated_do_not_change_alpha(metric: str, rows: Rows) -> None:
    lone = [*rows, [9, *[None] * (len(rows[0]) - 1)]]

    assert _same(krippendorff_alpha(encode(rows), metric), krippendorff_alpha(encode(lone), metric))


@few
@given(rows=TWO_CODERS)
def test_for_two_coders_without_gaps_alpha_is_pi_and_a_little(rows: Rows) -> None:
    ratings = encode(rows)
    pi, alpha = scott_pi(ratings), krippendorff_alpha(ratings)

    if pi.value is None:
        assert alpha.undefined == pi.undefined
    else:
        assert alpha.value == pytest.approx(pi.value + (1 - pi.value) / (2 * len(rows)), abs=1e-9)


@few
@given(rows=TWO_CODERS)
def test_for_two_coders_without_gaps_fleiss_is_scott_and_conger_is_cohen(rows: Rows) -> None:
    ratings = encode(rows)

    assert _same(compute("fleiss_kappa", ratings), scott_pi(ratings))
    assert _same(compute("conger_kappa", ratings), cohen_kappa(ratings))
    assert _same(compute("light_kappa", ratings), cohen_kappa(ratings))


@few
@given(rows=WITHOUT_GAPS)
def test_without_gaps_the_three_readings_of_percent_agreement_are_one(rows: Rows) -> None:
    ratings = encode(rows)
    values = [
        compute("percent_agreement", ratings, variant=variant).value
        for variant in ("unit_mean", "pooled_pairs", "value_weighted")
    ]

    assert values == pytest.approx([values[0]] * 3)


@pytest.mark.parametrize("metric", METRICS)
@few
@given(rows=WITH_GAPS)
def test_forgetting_who_is_who_changes_no_alpha(metric: str, rows: Rows) -> None:
    ratings = encode(rows)

    assert _same(krippendorff_alpha(ratings, metric), krippendorff_alpha(ratings.without_coders(), metric))


@pytest.mark.parametrize("metric", METRICS)
@few
@given(rows=WITH_GAPS)
def test_the_spread_of_a_row_is_that_of_its_histogram(metric: str, rows: Rows) -> None:
    ratings = encode(rows)
    distances = metric_of(ratings, metric)
    places = np.arange(ratings.n_values)
    histograms = (ratings.patterns[:, :, np.newaxis] == places).sum(axis=1)

    by_row = spreads(ratings.patterns, distances)

    assert by_row == pytest.approx(distances.spread(histograms.astype(np.float64)), abs=1e-6)


@few
@given(rows=WITH_GAPS)
def test_ordinal_alpha_sees_ranks_only(rows: Rows) -> None:
    stretched = [[None if cell is None else cell**3 for cell in row] for row in rows]

    assert _same(
        krippendorff_alpha(encode(rows), "ordinal"), krippendorff_alpha(encode(stretched), "ordinal")
    )


@few
@given(rows=WITH_GAPS)
def test_interval_alpha_does_not_mind_where_zero_is_nor_ratio_alpha_the_unit(rows: Rows) -> None:
    moved = [[None if cell is None else cell + 40 for cell in row] for row in rows]
    scaled = [[None if cell is None else cell * 8 for cell in row] for row in rows]

    assert _same(krippendorff_alpha(encode(rows), "interval"), krippendorff_alpha(encode(moved), "interval"))
    assert _same(krippendorff_alpha(encode(rows), "ratio"), krippendorff_alpha(encode(scaled), "ratio"))


@pytest.mark.parametrize("measure", ANY_CODERS[1:])
def test_ratings_by_chance_agree_by_chance(measure: str) -> None:
    by_chance = Draws(11).below(4, 40_000).reshape(-1, 4).astype(np.float64)

    assert compute(measure, encode_numbers(by_chance)).value == pytest.approx(0, abs=0.01)


SETS = st.frozensets(st.sampled_from("abcd"))


@pytest.mark.parametrize("distance", [jaccard, masi, passonneau2004])
@few
@given(one=SETS, other=SETS)
def test_distances_of_sets_are_zero_for_equal_sets_only_and_one_for_disjoint_ones(
    distance: object, one: frozenset[str], other: frozenset[str]
) -> None:
    assert callable(distance)
    sizes = [np.array([float(len(part))]) for part in (one & other, one, other)]

    found = float(distance(*sizes)[0])

    assert 0 <= found <= 1
    assert (found == 0) == (one == other)
    if one and other and not one & other:
        assert found == 1
    assert found == float(distance(sizes[0], sizes[2], sizes[1])[0])


def test_masi_is_one_minus_jaccard_times_monotonicity() -> None:
    # Passonneau (2006): {a} in {a, b}: 1 - 1/2 · 2/3; {a, b} with {b, c}: 1 - 1/3 · 1/3
    sizes = [np.array(part, dtype=float) for part in ([1, 1, 0, 0], [1, 2, 0, 0], [2, 2, 0, 3])]

    assert masi(*sizes).tolist() == pytest.approx([2 / 3, 8 / 9, 0, 1])


def _many_sets() -> Ratings:
    names = [f"code {at}" for at in range(12)]
    drawn = Draws(3).below(2**12, 4400).reshape(-1, 2)
    return encode(
        [[{name for at, name in enumerate(names) if cell >> at & 1} for cell in row] for row in drawn],
        scale="set",
    )


@pytest.mark.parametrize("metric", ["jaccard", "masi"])
def test_thousands_of_different_sets_are_compared_block_by_block(metric: str) -> None:
    ratings = _many_sets()

    found = krippendorff_alpha(ratings, metric)

    assert ratings.n_values > 2048
    assert found.value == pytest.approx(0, abs=0.1)


def test_thousands_of_different_numbers_on_a_ratio_scale_are_compared_block_by_block() -> None:
    table = Draws(5).shares(4400).reshape(-1, 2) + 1

    assert krippendorff_alpha(encode_numbers(table), "ratio").value == pytest.approx(0, abs=0.1)

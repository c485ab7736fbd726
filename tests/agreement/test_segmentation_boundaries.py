from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.segmentation_boundaries import Cuttings, boundary_similarity
from annotator.errors import DifferentLengthsError

BOUNDARIES = st.sets(st.integers(1, 11), max_size=5)


def _masses(boundaries: set[int]) -> list[int]:
    cuts = [0, *sorted(boundaries), 12]
    return [right - left for left, right in pairwise(cuts)]


def _cheapest_by_trying_all(one: set[int], other: set[int], n_t: int) -> float:
    """The smallest edit cost over all ways of pairing boundaries less than n_t apart."""
    left, right = sorted(one - other), sorted(other - one)
    costs = []
    for size in range(min(len(left), len(right)) + 1):
        for chosen in combinations(left, size):
            for partners in permutations(right, size):
                apart = [abs(a - b) for a, b in zip(chosen, partners, strict=True)]
                if all(distance < n_t for distance in apart):
                    costs.append(len(left) + len(right) - 2 * size + sum(apart) / n_t)
    return min(costs)


@settings(max_examples=50)
@given(BOUNDARIES, BOUNDARIES, st.integers(1, 4))
def test_near_misses_are_paired_at_the_smallest_cost(one: set[int], other: set[int], n_t: int) -> None:
    found = boundary_similarity(Cuttings(_masses(one), _masses(other)), n_t)

    assert found.value is not None
    cheapest = _cheapest_by_trying_all(one, other, n_t)
    if cheapest == 0:
        assert found.value == 1.0
    else:
        places = cheapest / (1 - found.value)  # A + T + M
        assert places == pytest.approx(round(places), abs=1e-6)
        assert max(len(one), len(other)) <= round(places) <= len(one | other)


@settings(max_examples=50)
@given(BOUNDARIES, BOUNDARIES)
def test_both_directions_give_the_same(one: set[int], other: set[int]) -> None:
    there = boundary_similarity(Cuttings(_masses(one), _masses(other)))
    back = boundary_similarity(Cuttings(_masses(other), _masses(one)))

    assert there.value == pytest.approx(back.value)


def test_segmentations_of_different_texts_are_refused() -> None:
    with pytest.raises(DifferentLengthsError, match="add up to 5 and to 6"):
        boundary_similarity(Cuttings([2, 3], [6]))

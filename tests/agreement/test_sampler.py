from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.sampler import Draws


def test_the_numbers_are_those_of_the_published_generator() -> None:
    # Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
    expected = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]

    assert Draws(1234567).words(5).tolist() == expected


@given(st.integers(0, 2**64 - 1), st.lists(st.integers(0, 9), max_size=6))
def test_a_sequence_may_be_taken_in_pieces(seed: int, sizes: list[int]) -> None:
    draws = Draws(seed)

    pieces = np.concatenate([draws.words(size) for size in [*sizes, 1]])

    assert pieces.tolist() == Draws(seed).words(sum(sizes) + 1).tolist()


def test_whole_numbers_come_from_the_upper_and_the_lower_half_of_each_word() -> None:
    word = 6457827717110365317  # the first of seed 1234567

    drawn = Draws(1234567).below(1000, 3)

    assert drawn.tolist()[:2] == [(word >> 32) * 1000 >> 32, (word & 0xFFFFFFFF) * 1000 >> 32]
    assert len(drawn) == 3


def test_all_numbers_below_a_limit_are_about_as_frequent() -> None:
    counts = np.bincount(Draws(1).below(7, 70_000), minlength=7)

    assert counts.sum() == 70_000
    assert np.abs(counts - 10_000).max() < 500  # five standard deviations


def test_shares_stay_under_one() -> None:
    shares = Draws(1).shares(10_000)

    assert 0 <= shares.min() < 0.01
    assert 0.99 < shares.max() < 1


@pytest.mark.parametrize("limit", [0, -1, 2**32])
def test_a_limit_out_of_reach_is_our_own_mistake(limit: int) -> None:
    with pytest.raises(ValueError, match="cannot draw"):
        Draws(1).below(limit, 1)

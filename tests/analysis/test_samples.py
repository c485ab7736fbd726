from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.samples import sampled, sampled_evenly

UIDS = st.lists(st.text(min_size=1), unique=True, max_size=30)


@given(UIDS, st.integers(0, 40), st.text(), st.randoms())
def test_a_sample_depends_on_seed_and_statements_alone(
    uids: list[str], size: int, seed: str, random: object
) -> None:
    assert random
    drawn = sampled(uids, size, seed)

    assert len(drawn) == min(size, len(uids))
    assert set(drawn) <= set(uids)
    assert set(drawn) == set(sampled(reversed(uids), size, seed))
    assert set(drawn) <= set(sampled(uids, size + 1, seed))


def test_every_statement_is_as_likely_as_the_next() -> None:
    """3 of 10 in 2,000 draws: 600 times each; the standard deviation is 20.5, and 5 of them are allowed."""
    uids = [f"uid {number}" for number in range(10)]

    times = Counter(uid for seed in range(2000) for uid in sampled(uids, 3, str(seed)))

    assert all(abs(times[uid] - 600) < 103 for uid in uids)


def test_a_known_sample_stays_the_same() -> None:
    """By `printf '7\\037a' | sha256sum` and so on: a begins with 845c, b with 6481, c with 82a3."""
    assert sampled("abc", 2, "7") == ["b", "c"]


def test_each_stratum_gives_in_proportion_and_the_rest_goes_to_the_largest_fractions() -> None:
    strata = {
        f"{name}{number}": name for name, size in (("a", 5), ("b", 3), ("c", 2)) for number in range(size)
    }

    drawn = Counter(strata[uid] for uid in sampled_evenly(strata, 4, "7"))

    # 4 of 10: a 2.0, b 1.2, c 0.8: whole places 2, 1, 0 and the last to c.
    assert drawn == {"a": 2, "b": 1, "c": 1}


@given(
    st.dictionaries(st.text(min_size=1), st.sampled_from("abc"), max_size=30), st.integers(0, 40), st.text()
)
def test_an_even_sample_is_as_large_as_wanted_and_close_to_proportion(
    strata: dict[str, str], size: int, seed: str
) -> None:
    drawn = sampled_evenly(strata, size, seed)

    assert len(set(drawn)) == len(drawn) == min(size, len(strata))
    assert set(drawn) == set(sampled_evenly(dict(reversed(strata.items())), size, seed))
    for name, there in Counter(strata.values()).items():
        taken = sum(strata[uid] == name for uid in drawn)
        assert abs(taken - len(drawn) * there / len(strata)) < 1

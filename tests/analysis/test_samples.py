from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.analysis.samples import sampled

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

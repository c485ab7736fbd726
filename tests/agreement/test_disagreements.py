from __future__ import annotations

import pytest

from annotator.agreement.disagreements import disagreements, unit_disagreement
from annotator.agreement.encoding import encode


def test_shares_of_the_observed_disagreement_add_up_to_one() -> None:
    # unit 1: 2 unequal ordered pairs / (2 - 1) = 2; unit 2: 4 / (3 - 1) = 2; unit 3: none; unit 4: one coder
    rows: list[list[str | None]] = [["a", "b", None], ["a", "a", "b"], ["b", "b", "b"], ["c", None, None]]

    shares = unit_disagreement(encode(rows))

    assert shares.tolist() == [0.5, 0.5, 0.0, 0.0]


def test_the_list_names_units_and_what_was_said_the_worst_first() -> None:
    rows = [[1, 2], [1, 4], [3, 3], [2, 1]]

    found = disagreements(
        encode(rows, coders=["ana", "ben"], scale="interval", units=["s1", "s2", "s3", "s4"])
    )

    assert [(row.unit, row.values) for row in found] == [
        ("s2", {"ana": 1, "ben": 4}),
        ("s1", {"ana": 1, "ben": 2}),
        ("s4", {"ana": 2, "ben": 1}),
    ]
    assert [row.share for row in found] == pytest.approx([9 / 11, 1 / 11, 1 / 11])


def test_where_all_agree_nobody_has_a_share() -> None:
    assert unit_disagreement(encode([["a", "a"], ["b", "b"]])).tolist() == [0.0, 0.0]

from __future__ import annotations

from datetime import date

import pytest

from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.timeline import Question
from annotator.timeline.before_after import compare, comparison_csv, comparison_table, difference_interval
from tests.timelines import entries

QUESTION = Question(VariableId(1), CoderId(1))
DAY = (date(2024, 3, 10), date(2024, 3, 10))
FOUND = entries(
    *[("2024-03-09", "equality"), ("2024-03-08", ""), ("2023", "domination"), ("2024-03-10", "domination")],
    *[("2024-04", "domination"), ("2024-03", "security"), (None, "security"), ("2024", "equality")],
)


def test_the_interval_of_a_difference_is_that_of_the_paper() -> None:
    # Newcombe (1998), table II, column (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    assert difference_interval((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=0.00005)
    # Column (b): 9/10 - 3/10: 0.1705 to 0.8090.
    assert difference_interval((9, 10), (3, 10)) == pytest.approx((0.1705, 0.8090), abs=0.00005)


def test_the_day_of_an_event_belongs_to_what_follows() -> None:
    found = compare(FOUND, QUESTION, DAY)

    # Before: two days of March, and 2023. After: the day itself, and April. March and 2024 can be either.
    assert (found.coded_before, found.coded_after, found.neither) == (3, 2, 3)
    equality, domination, _ = found.changes
    assert (equality.before, equality.after) == (1, 0)
    assert (domination.before, domination.after) == (1, 2)
    assert domination.difference == pytest.approx(2 / 3)


def test_the_days_of_a_longer_event_belong_to_neither_side() -> None:
    found = compare(FOUND, QUESTION, (date(2024, 3, 1), date(2024, 3, 31)))

    assert (found.coded_before, found.coded_after, found.neither) == (1, 1, 6)


def test_both_sides_can_be_kept_short() -> None:
    found = compare(FOUND, QUESTION, DAY, days=2)

    # The 8th and 9th; the 10th and 11th. March, 2024 and the undated one may lie there.
    assert (found.coded_before, found.coded_after, found.neither) == (2, 1, 3)


def test_a_short_side_ends_before_its_next_day() -> None:
    days = [f"2024-03-{day:02}" for day in range(5, 16)]

    found = compare(entries(*((day, "equality") for day in days)), QUESTION, DAY, days=3)

    # The 7th, 8th, 9th; the 10th, 11th, 12th. The 6th and the 13th are on neither side, and not near.
    assert (found.coded_before, found.coded_after, found.neither) == (3, 3, 0)


def test_a_side_without_statements_gives_no_difference() -> None:
    found = compare(entries(("2024-01-01", "equality")), QUESTION, DAY)

    assert [change.difference for change in found.changes] == [None, None, None]
    assert (
        comparison_table(found).splitlines()[1] == "equality    100.0 % (1)      -           -              -"
    )


def test_the_comparison_is_written_as_a_table() -> None:
    rows = comparison_csv(compare(FOUND, QUESTION, DAY)).splitlines()

    assert rows[0] == "series,before,n before,after,n after,difference,low,high"
    assert rows[1].startswith("equality,1,3,0,2,-0.333333,")

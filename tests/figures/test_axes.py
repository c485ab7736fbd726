from __future__ import annotations

from datetime import date

import pytest

from annotator.figures.axes import Frame, calendar_rows, height_ticks
from annotator.figures.style import screen


@pytest.mark.parametrize(
    ("highest", "whole", "expected"),
    [
        (0, True, [0, 1]),
        (1, True, [0, 1]),
        (3, True, [0, 1, 2, 3]),
        (34, True, [0, 10, 20, 30, 40]),
        (0.37, False, [0, 0.1, 0.2, 0.3, 0.4]),
        (1234, True, [0, 500, 1000, 1500]),
    ],
)
def test_heights_are_round_and_reach_the_highest(highest: float, whole: bool, expected: list[float]) -> None:  # noqa: FBT001
    assert height_ticks(highest, whole=whole) == pytest.approx(expected)


def _names(first: date, last: date, width: float, finest: str) -> list[list[str]]:
    frame = Frame(0, 0, width, 100, first.toordinal(), last.toordinal() + 1, 1)
    return [[period.name for period in row] for row in calendar_rows(frame, screen(), finest=finest)]


def test_months_are_named_where_there_is_room_and_years_below() -> None:
    months, years = _names(date(2023, 11, 1), date(2024, 2, 29), 400, "month")

    assert months == ["Nov", "Dec", "Jan", "Feb"]
    assert years == ["2023", "2024"]


def test_narrow_months_have_a_letter_and_narrower_ones_a_quarter() -> None:
    assert _names(date(2024, 1, 1), date(2024, 12, 31), 200, "month")[0][:4] == ["J", "F", "M", "A"]
    assert _names(date(2024, 1, 1), date(2024, 12, 31), 120, "month") == [["Q1", "Q2", "Q3", "Q4"], ["2024"]]


def test_centuries_name_some_round_years() -> None:
    (years,) = _names(date(1789, 1, 1), date(2024, 12, 31), 300, "year")

    assert years == ["1800", "1850", "1900", "1950", "2000"]


def test_bins_of_years_name_no_months() -> None:
    assert _names(date(2023, 1, 1), date(2024, 12, 31), 900, "year") == [["2023", "2024"]]


def test_days_are_named_below_their_month() -> None:
    days, months = _names(date(2024, 2, 28), date(2024, 3, 2), 400, "day")

    assert days == ["28", "29", "1", "2"]
    assert months == ["Feb 2024", "Mar 2024"]

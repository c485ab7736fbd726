from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.timeline import BinSize
from annotator.timeline.bins import automatic_size, bin_at, bin_number, bin_numbers

SIZES = [size for size in BinSize if size is not BinSize.AUTOMATIC]


@pytest.mark.parametrize(
    ("day", "size", "name", "first", "last"),
    [
        # 2020 has 53 ISO weeks; its last one reaches into 2021 (ISO 8601; any calendar with week numbers).
        (date(2021, 1, 3), BinSize.WEEK, "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (date(2021, 1, 4), BinSize.WEEK, "2021-W01", date(2021, 1, 4), date(2021, 1, 10)),
        # 30 December 2024 is a Monday: week 1 of 2025 begins in the old year.
        (date(2024, 12, 30), BinSize.WEEK, "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        # Leap years: 2000 and 2024 are, 1900 is not.
        (date(2024, 2, 29), BinSize.MONTH, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (date(1900, 2, 3), BinSize.MONTH, "1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        (date(2000, 2, 3), BinSize.MONTH, "2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        (date(1648, 10, 24), BinSize.QUARTER, "1648-Q4", date(1648, 10, 1), date(1648, 12, 31)),
        (date(1789, 7, 14), BinSize.DAY, "1789-07-14", date(1789, 7, 14), date(1789, 7, 14)),
        (date(987, 7, 3), BinSize.YEAR, "0987", date(987, 1, 1), date(987, 12, 31)),
        (date(9999, 12, 31), BinSize.MONTH, "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        (date(9999, 12, 31), BinSize.WEEK, "9999-W52", date(9999, 12, 27), date(9999, 12, 31)),
        (date(1, 1, 1), BinSize.YEAR, "0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_a_day_lies_in_its_bin(day: date, size: BinSize, name: str, first: date, last: date) -> None:
    found = bin_at(bin_number(day, size), size)

    assert (found.name, found.first, found.last) == (name, first, last)


@given(st.dates(), st.sampled_from(SIZES))
def test_every_day_lies_in_the_bin_of_its_number(day: date, size: BinSize) -> None:
    number = bin_number(day, size)

    assert bin_numbers(np.array([day.toordinal()]), size).tolist() == [number]
    assert bin_at(number, size).first <= day <= bin_at(number, size).last


@given(st.dates(max_value=date(9990, 1, 1)), st.sampled_from(SIZES))
def test_bins_follow_one_another_without_holes(day: date, size: BinSize) -> None:
    number = bin_number(day, size)

    assert bin_at(number + 1, size).first == bin_at(number, size).last + timedelta(days=1)


@given(st.dates())
def test_weeks_are_called_what_the_calendar_calls_them(day: date) -> None:
    year, week, _ = day.isocalendar()

    assert bin_at(bin_number(day, BinSize.WEEK), BinSize.WEEK).name == f"{year:04}-W{week:02}"


def _ordinals(*days: date) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def test_the_automatic_size_is_the_finest_that_stays_readable() -> None:
    start = date(2024, 1, 1)

    def chosen(days: int) -> BinSize:
        ends = _ordinals(start, start + timedelta(days=days - 1))
        return automatic_size(ends, ends)

    # 60 days, 61; 60 weeks and a day; 60 months (1,827 days) and a day; 14 years; 83 years
    assert [chosen(days) for days in (60, 61, 421, 1828, 5000, 30_000)] == [
        BinSize.DAY,
        BinSize.WEEK,
        BinSize.MONTH,
        BinSize.QUARTER,
        BinSize.QUARTER,
        BinSize.YEAR,
    ]


def test_dates_known_to_the_month_make_no_days() -> None:
    first = _ordinals(date(2024, 1, 1), date(2024, 2, 1))
    last = _ordinals(date(2024, 1, 31), date(2024, 2, 29))

    assert automatic_size(first, last) is BinSize.MONTH


def test_nothing_dated_makes_months() -> None:
    assert automatic_size(_ordinals(), _ordinals()) is BinSize.MONTH

from __future__ import annotations

import pytest

from annotator.errors import WrongPeriodError
from annotator.model.periods import Period, read_period


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        (" 2031-03-05 ", "2031-03-05", "2031-03-05"),
        ("2031-03 – 2031-05-15", "2031-03-01", "2031-05-15"),
        ("2031-03 - 2031-05", "2031-03-01", "2031-05-31"),
        ("2031 to 2033", "2031-01-01", "2033-12-31"),
        ("2031-03..2031-04", "2031-03-01", "2031-04-30"),
        ("2031-03 –", "2031-03-01", ""),
        ("– 2031-03", "", "2031-03-31"),
    ],
)
def test_coarse_dates_mean_all_their_days(typed: str, first: str, last: str) -> None:
    assert read_period(typed) == Period(first, last)


@pytest.mark.parametrize(
    "typed", ["", " – ", "March", "2031-13", "2031-02-30", "2031-05 – 2031-03", "2031 2032", "31-03-2031"]
)
def test_what_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(WrongPeriodError):
        read_period(typed)

from __future__ import annotations

from datetime import date

import pytest

from annotator.model.dates import UNDATED, Precision, StatedDate


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2024-02-29", Precision.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("1899", Precision.YEAR, date(1899, 1, 1), date(1899, 12, 31)),
        (None, Precision.NONE, None, None),
    ],
)
def test_a_date_says_how_far_it_is_known(
    value: str | None, precision: Precision, first: date | None, last: date | None
) -> None:
    stated = StatedDate(value)

    assert (stated.precision, stated.first_day(), stated.last_day()) == (precision, first, last)


@pytest.mark.parametrize(
    "value", ["2023-02-29", "24 April", "2024-13", "", "2024-1-1", "２０２４", "٢٠٢٤-٠١"]
)
def test_what_never_was_is_no_date(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        StatedDate(value)


def test_undated_is_a_value_of_its_own() -> None:
    assert UNDATED.precision is Precision.NONE

"""The axes of the timeline in the window, asked as pyqtgraph asks them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from annotator.gui.timeline.calendar_axis import CalendarAxis, NumbersAxis

pytestmark = pytest.mark.usefixtures("qapp")


def _names(axis: CalendarAxis | NumbersAxis, first: int, end: int, width: float) -> dict[float, str]:
    found: dict[float, str] = {}
    for _, values in axis.tickValues(first, end, width):
        found |= dict(zip(values, axis.tickStrings(values, 1.0, 1.0), strict=True))
    return found


def test_a_year_stands_below_the_middle_of_its_months() -> None:
    first, end = date(2030, 11, 1).toordinal(), date(2032, 1, 1).toordinal() - 1

    names = _names(CalendarAxis(), first, end, 700)

    texts = {text.strip("\n"): place for place, text in names.items() if text}
    assert texts["2030"] == pytest.approx(date(2030, 12, 1).toordinal() + 0.5, abs=1)
    assert texts["2031"] == pytest.approx(date(2031, 7, 2).toordinal() + 0.5, abs=1)
    assert sum(text.strip("\n") == "Nov" for text in names.values()) == 2


def test_the_year_of_one_month_alone_stands_right_below_it() -> None:
    first, end = date(2030, 9, 1).toordinal(), date(2030, 10, 1).toordinal()

    names = _names(CalendarAxis(), first, end, 700)

    assert names[(first + end) / 2] == "Sep\n2030"


def test_numbers_stand_below_their_columns_where_all_have_room() -> None:
    axis = NumbersAxis()
    axis.show_numbers(np.array([0.0, 10.0, 20.0]), np.array([10.0, 20.0, 30.0]), [12, 0, 1234])

    assert _names(axis, 0, 30, 300) == {5.0: "n 12", 25.0: "1,234"}
    assert _names(axis, 0, 30, 60) == {}

from __future__ import annotations

from dataclasses import replace

from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.timeline import Question
from annotator.timeline.aligning import aligned
from annotator.timeline.counting import count
from tests.timelines import entries

BY_MONTH = Question(VariableId(1), CoderId(1))


def test_all_get_the_bins_of_all_and_what_was_missing_is_a_gap() -> None:
    early = count(entries(("2023-12-05", "equality"), ("2024-01-05", "")), BY_MONTH)
    late = count(entries(("2024-03-05", "equality"), (None, "")), BY_MONTH)
    none = count(entries(), BY_MONTH)

    found = aligned([early, late, none])

    assert [[column.name for column in one.bins] for one in found] == [
        ["2023-12", "2024-01", "2024-02", "2024-03"]
    ] * 3
    assert [[column.is_gap for column in one.bins] for one in found] == [
        [False, False, True, True],
        [True, True, True, False],
        [True] * 4,
    ]
    assert found[1].bands == late.bands


def test_all_get_the_series_of_all() -> None:
    first = count(entries(("2024-01-05", "equality security")), BY_MONTH)
    second = replace(
        first,
        series=first.series[1:],
        bins=tuple(
            replace(one, counts=one.counts[1:], bases=one.bases[1:], heights=one.heights[1:])
            for one in first.bins
        ),
    )

    found = aligned([second, first])

    assert [series.name for series in found[0].series] == ["domination", "security", "equality"]
    assert [one.bins[0].counts for one in found] == [(0, 1, 0), (0, 1, 1)]


def test_nothing_stays_nothing() -> None:
    none = count(entries(), BY_MONTH)

    assert aligned([none]) == [none]

from __future__ import annotations

from dataclasses import replace

from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.timeline import BinSize, Question, Series
from annotator.timeline.aligning import aligned, coarsest
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


def test_one_name_is_one_series_and_no_two_share_a_colour() -> None:
    counted = count(entries(("2024-01-05", "equality security domination")), BY_MONTH)
    first = replace(
        counted,
        series=(
            Series(7, "Orlan", "#332288"),
            Series(8, "Kesh", "#88CCEE"),
            Series(0, "others (3)", "#999999"),
        ),
    )
    second = replace(
        counted,
        series=(
            Series(8, "Kesh", "#332288"),
            Series(9, "Vey", "#88CCEE"),
            Series(0, "others (5)", "#999999"),
        ),
    )

    found = aligned([first, second])

    assert [(one.name, one.colour) for one in found[0].series] == [
        ("Orlan", "#332288"),
        ("Kesh", "#88CCEE"),
        ("others (3)", "#999999"),
        ("Vey", "#44AA99"),
    ]
    assert [one.bins[0].counts for one in found] == [(1, 1, 1, 0), (0, 1, 1, 1)]


def test_the_coarsest_size_is_taken_where_each_chose_for_itself() -> None:
    automatic = replace(BY_MONTH, bin_size=BinSize.AUTOMATIC)
    short = count(entries(("2024-01-05", "equality"), ("2024-01-15", "")), automatic)
    long = count(entries(("2020-01-05", "equality"), ("2024-01-15", "")), automatic)

    assert (short.question.bin_size, coarsest([short, long])) == (BinSize.DAY, BinSize.MONTH)

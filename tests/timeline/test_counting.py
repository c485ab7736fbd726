from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from annotator.model.actors import Actor, ActorId
from annotator.model.annotation import CoderId
from annotator.model.codebook import CodeId, VariableId
from annotator.model.entries import Entries
from annotator.model.timeline import (
    Band,
    Bin,
    BinSize,
    Column,
    Counted,
    Duplicates,
    OncePer,
    Question,
    SeriesBy,
)
from annotator.timeline.counting import count, statements_in
from annotator.timeline.heights import wilson
from tests.timelines import entries

BY_MONTH = Question(VariableId(1), CoderId(1))
EQUALITY, DOMINATION, SECURITY = CodeId(1), CodeId(2), CodeId(3)


def _counts(found: Entries, **changes: Any) -> dict[str, tuple[int, ...]]:
    timeline = count(found, replace(BY_MONTH, **changes))
    return {column.name: column.counts for column in timeline.columns()}


def _heights(found: Entries, **changes: Any) -> list[tuple[float | None, ...]]:
    return [column.heights for column in count(found, replace(BY_MONTH, **changes)).bins]


def test_statements_count_once_and_annotations_each() -> None:
    found = entries(("2024-07-16", "equality equality domination"), ("2024-07-17", "equality+security"))

    assert _counts(found) == {"2024-07": (2, 1, 1)}
    assert _counts(found, counted=Counted.ANNOTATIONS) == {"2024-07": (3, 1, 1)}


def test_a_bin_where_nothing_was_found_is_zero_and_one_where_nobody_looked_is_a_gap() -> None:
    timeline = count(entries(("2024-01-05", "equality"), ("2024-02-05", ""), ("2024-04-05", "")), BY_MONTH)

    assert [column.heights for column in timeline.bins] == [
        (1, 0, 0),
        (0, 0, 0),
        (None, None, None),
        (0, 0, 0),
    ]
    assert [column.is_gap for column in timeline.bins] == [False, False, True, False]
    assert [column.coded for column in timeline.bins] == [1, 1, 0, 1]


def test_what_no_bin_can_hold_stands_in_a_band_of_its_own() -> None:
    found = entries(
        ("2024-01-05", "equality"), ("2024-01", "equality"), ("2024", "security"), (None, "domination")
    )

    assert _counts(found) == {"2024-01": (2, 0, 0), "year only": (0, 0, 1), "undated": (0, 1, 0)}
    assert _counts(found, bin_size=BinSize.WEEK) == {
        "2024-W01": (1, 0, 0),
        "month only": (1, 0, 0),
        "year only": (0, 0, 1),
        "undated": (0, 1, 0),
    }
    assert _counts(found, bin_size=BinSize.YEAR) == {"2024": (2, 0, 1), "undated": (0, 1, 0)}


def test_nothing_but_undated_statements_make_no_bins() -> None:
    timeline = count(entries((None, "equality")), replace(BY_MONTH, bin_size=BinSize.AUTOMATIC))

    assert (timeline.bins, [column.place for column in timeline.bands]) == ((), [Band.UNDATED])


def test_one_day_is_one_bin() -> None:
    timeline = count(entries(("1789-07-14", "equality")), replace(BY_MONTH, bin_size=BinSize.AUTOMATIC))

    assert [column.place for column in timeline.bins] == [
        Bin("1789-07-14", date(1789, 7, 14), date(1789, 7, 14))
    ]


def test_a_range_keeps_what_can_lie_in_it_and_shows_all_its_bins() -> None:
    found = entries(("2024-01-05", "equality"), ("2024-03-05", "equality"), ("2024", ""), (None, ""))

    timeline = count(found, replace(BY_MONTH, since=date(2024, 2, 1), until=date(2024, 4, 30)))

    assert [(column.name, column.coded) for column in timeline.columns()] == [
        ("2024-02", 0),
        ("2024-03", 1),
        ("2024-04", 0),
        ("year only", 1),
    ]


def test_a_filter_leaves_the_other_statements_out_of_every_number() -> None:
    found = entries(("2024-01-05", "equality"), ("2024-01-06", "equality"), ("2024-02-05", ""))

    timeline = count(found, BY_MONTH, only=np.array([2, 3]))

    assert [(column.coded, column.counts[0]) for column in timeline.bins] == [(1, 1), (1, 0)]


def test_children_count_with_their_parents_once() -> None:
    found = entries(("2024-01-05", "equality+security domination"), children={"security": "equality"})

    assert _counts(found, with_children=True) == {"2024-01": (1, 1)}
    assert _counts(found, with_children=True, counted=Counted.ANNOTATIONS) == {"2024-01": (1, 1)}
    assert _counts(found, codes=(EQUALITY,), with_children=True) == {"2024-01": (1,)}
    assert _counts(found, codes=(DOMINATION, SECURITY)) == {"2024-01": (1, 1)}


def test_a_chosen_child_is_taken_from_its_chosen_parent() -> None:
    found = entries(("2024-01-05", "security"), children={"security": "equality"})

    assert _counts(found, codes=(EQUALITY, SECURITY), with_children=True) == {"2024-01": (0, 1)}


def test_the_three_kinds_of_nothing_stay_apart() -> None:
    found = entries(
        ("2024-01-05", "-"), ("2024-01-06", "?"), ("2024-01-07", ""), ("2024-01-08", "security -")
    )

    timeline = count(found, replace(BY_MONTH, absences=True))

    assert [series.name for series in timeline.series][3:] == ["not applicable", "undecided", "not coded"]
    assert timeline.bins[0].counts == (0, 0, 1, 2, 1, 1)
    assert _counts(found) == {"2024-01": (0, 0, 1)}


def test_retired_codes_are_shown_where_they_were_used() -> None:
    found = entries(("2024-01-05", "security"))
    codes = tuple(replace(code, retired=True) for code in found.variable.codes)

    timeline = count(replace(found, variable=replace(found.variable, codes=codes)), BY_MONTH)

    assert [series.name for series in timeline.series] == ["security"]


def test_shares_are_of_coded_statements_and_rates_of_their_words() -> None:
    found = entries(("2024-01-05", "equality equality"), ("2024-01-06", ""), ("2024-01-07", "security"))

    assert _heights(found, counted=Counted.SHARE) == [pytest.approx((1 / 3, 0, 1 / 3))]
    # Two annotations in three statements of two words.
    assert _heights(found, counted=Counted.PER_1000_WORDS)[0][0] == pytest.approx(1000 * 2 / 6)


def test_shares_of_annotations_add_up_to_one() -> None:
    found = entries(("2024-01-05", "equality+security security"), ("2024-01-06", "domination"))

    assert _heights(found, counted=Counted.MIX) == [(0.25, 0.25, 0.5)]


def test_the_moving_average_skips_gaps_and_pools_shares() -> None:
    found = entries(
        *[
            ("2024-01-05", "equality"),
            ("2024-01-06", "equality"),
            ("2024-02-05", ""),
            ("2024-04-05", "equality"),
        ],
        *[("2024-05-05", ""), ("2024-05-05", ""), ("2024-05-05", "")],
    )

    counts = [heights[0] for heights in _heights(found, window=3)]
    shares = [heights[0] for heights in _heights(found, window=3, counted=Counted.SHARE)]

    assert counts == [1, 1, None, 0.5, 0.5]
    assert shares == [pytest.approx(2 / 3), pytest.approx(2 / 3), None, 0.25, 0.25]


def test_summed_up_counts_never_fall() -> None:
    found = entries(("2024-01-05", "equality"), ("2024-03-05", "equality"), ("2024-03-06", "domination"))

    assert _heights(found, cumulative=True) == [(1, 0, 0), (1, 0, 0), (2, 1, 0)]


def test_wilson_intervals_are_those_of_the_books() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }

    for (found, base), interval in published.items():
        assert _wilson(found, base) == pytest.approx(interval, abs=0.00005)
    assert _wilson(0, 0) == (0, 1)


def _wilson(found: int, base: int) -> tuple[float, float]:
    low, high = wilson(np.array([found]), np.array([base]))
    return float(low[0]), float(high[0])


def test_intervals_of_none_and_of_all_end_at_nothing_and_at_everything() -> None:
    low, high = wilson(np.array([0, 6, 0]), np.array([6, 6, 0]))

    assert (low[0], high[1]) == (0, 1)
    assert high[0] == pytest.approx(1 - low[1])
    assert (low[2], high[2]) == (0, 1)


def test_intervals_are_added_to_shares_on_request() -> None:
    found = entries(("2024-01-05", "equality"), ("2024-01-06", ""))

    (column,) = count(found, replace(BY_MONTH, counted=Counted.SHARE, interval=True)).bins

    assert (column.low[0], column.high[0]) == pytest.approx(_wilson(1, 2))


def _spoken(found: Entries, speakers: list[int], sources: list[int]) -> Entries:
    return replace(
        found,
        speaker_ids=np.array(speakers),
        value_speakers=np.array(speakers)[found.rows],
        source_ids=np.array(sources),
        actors={
            number: Actor(ActorId(number), str(number), name) for number, name in ((1, "Orlan"), (2, "Velm"))
        },
    )


def test_repeats_count_once_where_they_come_first() -> None:
    found = _spoken(
        entries(*[(f"2024-{month}", "equality") for month in ("01-30", "01-31", "02-01", "02-02", "02-03")]),
        speakers=[1, 1, 1, 2, 0],
        sources=[7, 7, 7, 7, 8],
    )

    # Orlan says it three times in one source, twice in January.
    assert _counts(found, once_per=OncePer.SOURCE) == {"2024-01": (1, 0, 0), "2024-02": (2, 0, 0)}
    assert _counts(found, once_per=OncePer.MONTH) == {"2024-01": (1, 0, 0), "2024-02": (3, 0, 0)}
    assert _counts(found, once_per=OncePer.DAY) == {"2024-01": (2, 0, 0), "2024-02": (3, 0, 0)}
    assert _counts(found, once_per=OncePer.YEAR) == {"2024-01": (1, 0, 0), "2024-02": (2, 0, 0)}


def test_folded_copies_count_with_their_statement_once_or_each_time() -> None:
    # The second statement stands three times in its post, the fourth twice.
    found = entries(
        *[("2024-01-05", "equality"), ("2024-01-06", "equality+security equality"), ("2024-01-07", "")],
        (None, "security"),
    )
    found = replace(found, copies=np.array([0, 2, 0, 1]))
    each: dict[str, Any] = {"duplicates": Duplicates.EACH_TIME}

    assert _counts(found) == {"2024-01": (2, 0, 1), "undated": (0, 0, 1)}
    assert _counts(found, **each) == {"2024-01": (4, 0, 3), "undated": (0, 0, 2)}
    assert _counts(found, **each, counted=Counted.ANNOTATIONS)["2024-01"] == (7, 0, 3)
    assert count(found, replace(BY_MONTH, **each)).coded == 7
    # Four of the five of January; three of ten annotations; seven in ten words.
    assert _heights(found, **each, counted=Counted.SHARE)[0][0] == pytest.approx(4 / 5)
    assert _heights(found, **each, counted=Counted.MIX)[0][2] == pytest.approx(3 / 10)
    assert _heights(found, **each, counted=Counted.PER_1000_WORDS)[0][0] == pytest.approx(7 / 10 * 1000)


def test_where_repeats_count_once_copies_do_too() -> None:
    found = replace(entries(("2024-01-05", "equality"), (None, "equality")), copies=np.array([2, 2]))

    assert _counts(found, duplicates=Duplicates.EACH_TIME, once_per=OncePer.DAY) == {
        "2024-01": (1, 0, 0),
        "undated": (1, 0, 0),
    }


def test_repeats_of_unknown_day_are_never_taken_for_the_same() -> None:
    found = _spoken(entries((None, "equality"), (None, "equality")), speakers=[1, 1], sources=[7, 7])

    assert _counts(found, once_per=OncePer.DAY) == {"undated": (2, 0, 0)}
    assert _counts(found, once_per=OncePer.SOURCE) == {"undated": (1, 0, 0)}


def test_the_share_of_a_speaker_is_of_what_that_speaker_said() -> None:
    found = _spoken(
        entries(
            ("2024-01-05", "equality"), ("2024-01-06", ""), ("2024-01-07", "equality"), ("2024-01-08", "")
        ),
        speakers=[1, 1, 2, 0],
        sources=[1, 2, 3, 4],
    )

    timeline = count(found, replace(BY_MONTH, by=SeriesBy.SPEAKER, counted=Counted.SHARE, codes=(EQUALITY,)))

    assert [series.name for series in timeline.series] == ["Orlan", "Velm"]
    assert (timeline.bins[0].counts, timeline.bins[0].bases) == ((1, 1), (2, 1))


def test_the_rest_of_a_long_list_is_put_together() -> None:
    found = _spoken(
        entries(("2024-01-05", "equality"), ("2024-01-06", "equality"), ("2024-01-07", "equality")),
        speakers=[1, 1, 2],
        sources=[1, 2, 3],
    )

    timeline = count(found, replace(BY_MONTH, by=SeriesBy.SPEAKER, most=1))

    assert [series.name for series in timeline.series] == ["Orlan", "others (1)"]
    assert timeline.bins[0].counts == (2, 1)


def test_a_click_lists_the_statements_of_a_cell() -> None:
    found = entries(("2024-01-05", "equality"), ("2024-01-06", "equality domination"), ("2024-02-01", ""))
    january: Column = count(found, BY_MONTH).bins[0]

    assert statements_in(found, BY_MONTH, [january.place]) == [1, 2]
    assert statements_in(found, BY_MONTH, [january.place], series=1) == [2]

from __future__ import annotations

import pytest

from annotator.model.dates import How, StatedDate
from annotator.segmentation import dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 2024-07-16 at", [("2024-07-16", "2024-07-16")]),
        ("July 16, 2024", [("July 16, 2024", "2024-07-16")]),
        ("Jul. 16th, 2024", [("Jul. 16th, 2024", "2024-07-16")]),
        (
            "16 July 2024; 3rd of May, 2023",
            [("16 July 2024", "2024-07-16"), ("3rd of May, 2023", "2023-05-03")],
        ),
        ("16.07.2024 and 6.7.2024", [("16.07.2024", "2024-07-16"), ("6.7.2024", "2024-07-06")]),
        ("am 3. Oktober 2023", [("3. Oktober 2023", "2023-10-03")]),
        ("le 1er mai 2024", [("1er mai 2024", "2024-05-01")]),
        ("el 16 de julio de 2024", [("16 de julio de 2024", "2024-07-16")]),
        ("16 июля 2024 года", [("16 июля 2024", "2024-07-16")]),
        ("13/04/2024, 04/13/2024", [("13/04/2024", "2024-04-13"), ("04/13/2024", "2024-04-13")]),
        ("03/04/2024", [("03/04/2024", None)]),
        ("in July 2024", [("July 2024", "2024-07")]),
        ("on April 24, FM", [("April 24", None)]),
        ("30 February 2024", []),
        ("we may go now, in 2024, with 5 of 7; v1.2.2024.3; A/RES/73/127; 1/2", []),
        ("end of 2023", []),
    ],
)
def test_dates_are_found_as_people_write_them_and_nothing_else(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert [(date.span.of(text), date.value) for date in dates.find_dates(text)] == found


def test_what_is_doubtful_says_so() -> None:
    (either,) = dates.find_dates("03/04/2024")
    (wrong,) = dates.find_dates("Monday, July 16, 2024")
    (right,) = dates.find_dates("Tuesday, July 16, 2024")

    assert either.doubt == "03/04/2024 can be read in two ways; it was not taken as a date."
    assert wrong.doubt == "Monday does not fit July 16, 2024."
    assert right.doubt == ""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("July 16, 2024", "2024-07-16"),
        ("Published: Tuesday, 16 July 2024, 10:30 GMT", "2024-07-16"),
        ("2024-07-16 10:30", "2024-07-16"),
        ("Updated on July 2024", "2024-07"),
        ("16 July 2024 it began", None),
        ("Velm, 16 July 2024", None),
        ("may", None),
    ],
)
def test_a_line_can_be_nothing_but_a_date(line: str, value: str | None) -> None:
    found = dates.whole_date(line)

    assert (found.value if found else None) == value


def test_a_title_can_give_its_date_in_brackets() -> None:
    found = dates.date_in_brackets("FM Orlova’s remarks (Velm, February 9, 2024)")

    assert found is not None
    assert (found.date.value, found.place, found.words) == ("2024-02-09", "Velm", "(Velm, February 9, 2024)")
    assert dates.date_in_brackets("Results (in the end of 2023)") is None
    assert dates.date_in_brackets("Results of 9 February 2024") is None


def test_a_date_line_gives_place_and_date() -> None:
    found = dates.place_and_date("📍 Velm City, July 16, 2024")

    assert found is not None
    assert (found.place, found.date.value) == ("Velm City", "2024-07-16")
    assert dates.place_and_date("Velm City, July 16, 2024") is None
    assert dates.place_and_date("📍 On July 16, 2024 the talks began") is None


def test_a_caption_can_end_with_its_date() -> None:
    found = dates.last_date("The ministers pose in Velm City March 23, 2021.")

    assert found is not None
    assert found.value == "2021-03-23"
    assert dates.last_date("On March 23, 2021 they met.") is None


def test_a_day_called_today_is_kept_as_words_when_its_year_is_missing() -> None:
    found = dates.today("⏰ Today, on April 24, FM Orlova will speak.")

    assert dates.stated(found, How.INFERRED, "Today, on April 24") == StatedDate(
        None, None, "Today, on April 24"
    )
    assert dates.today("On April 24 she spoke; today she rests.") is None


@pytest.mark.parametrize(
    ("stem", "value"),
    [
        ("2024-07-16_speech", "2024-07-16"),
        ("speech 20240716", "2024-07-16"),
        ("velm.2024.07.16", "2024-07-16"),
        ("daily-beacon-2030-09-14", "2030-09-14"),
        ("000_517724bd7a35cc46", None),
        ("speech-20241399", None),
        ("notes 2024", None),
    ],
)
def test_a_file_name_can_hold_a_date(stem: str, value: str | None) -> None:
    assert dates.date_in_name(stem) == value

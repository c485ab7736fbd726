from __future__ import annotations

from annotator.formats.events_csv import read_events_csv


def test_rows_give_events_and_what_cannot_be_read_is_named() -> None:
    found = read_events_csv(
        '\ufeffDate;Event;Note\n2031-09-12;"Assembly; first day";x\n\nsoon;Vote\n2031-10;\n2031;Year\n',
        "events.csv",
    )

    assert found.events == (("2031-09-12", "Assembly; first day"), ("2031", "Year"))
    assert found.problems == (
        "Row 4 of events.csv has no date in the form 2031-03-09, 2031-03 or 2031, but “soon”. The row was left out.",
        "Row 5 of events.csv has a date and no text. The row was left out.",
    )


def test_commas_and_no_header_will_do() -> None:
    assert read_events_csv("2031-09-12,Assembly\r\n", "a.csv").events == (("2031-09-12", "Assembly"),)
    assert read_events_csv("", "a.csv").events == ()

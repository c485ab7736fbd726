"""Events of the timeline from a CSV file: two columns, date and text.

CSV as in RFC 4180 (2005); comma, semicolon or tab between the cells; UTF-8 with or without a byte
order mark. The first row may name the columns. Dates are ISO: a day, a month or a year. Rows that
cannot be read are left out and named. Lost on the way in: every further column.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from annotator.model.dates import StatedDate

_HEADS = {"date", "day", "when"}


@dataclass(frozen=True, slots=True)
class EventsFile:
    """Date and text of each row, and what was left out, in sentences with their rows."""

    events: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def read_events_csv(text: str, name: str) -> EventsFile:
    """The events of a file; `name` is the file's, for the problems."""
    clean = text.removeprefix("\ufeff")
    separator = max(";\t,", key=clean.partition("\n")[0].count)
    events: list[tuple[str, str]] = []
    problems: list[str] = []
    for number, row in enumerate(csv.reader(StringIO(clean, newline=""), delimiter=separator), start=1):
        cells = [cell.strip() for cell in row] + ["", ""]
        if not any(cells) or (number == 1 and cells[0].casefold() in _HEADS):
            continue
        problem = _problem(cells[0], cells[1])
        if problem:
            problems.append(f"Row {number} of {name} {problem}. The row was left out.")
        else:
            events.append((cells[0], cells[1]))
    return EventsFile(tuple(events), tuple(problems))


def _problem(date: str, text: str) -> str:
    try:
        known = StatedDate(date or None).value is not None
    except ValueError:
        known = False
    if not known:
        return f"has no date in the form 2031-03-09, 2031-03 or 2031, but “{date}”"
    return "" if text else "has a date and no text"

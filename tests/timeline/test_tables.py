from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.timeline import Counted, Question
from annotator.timeline.counting import count
from annotator.timeline.tables import as_csv, as_json, timeline_table
from tests.timelines import entries

FOUND = entries(
    *[("2024-01-05", "equality"), ("2024-01-06", "equality domination"), ("2024-03-05", "")],
    (None, "equality"),
)
BY_MONTH = Question(VariableId(1), CoderId(1))
SHARES = Question(VariableId(1), CoderId(1), counted=Counted.SHARE)


def test_the_terminal_shows_one_line_per_bin() -> None:
    assert timeline_table(count(FOUND, BY_MONTH)) == (
        "Framing: statements with at least one annotation, by month\n"
        "Coded by Ana. n = 4 coded statements; 2024-01 to 2024-03; dated as published; time zone UTC.\n"
        "\n"
        "month    n  equality  domination\n"
        "2024-01  2         2           1\n"
        "2024-02  0         -           -\n"
        "2024-03  1         0           0\n"
        "undated  1         1           0\n"
        "all      4         3           1\n"
        "\n"
        "Not found: security.\n"
    )


def test_shares_are_shown_in_per_cent_and_not_added_up() -> None:
    lines = timeline_table(count(FOUND, SHARES)).splitlines()

    assert lines[4] == "2024-01  2   100.0 %      50.0 %"
    assert lines[7] == "undated  1   100.0 %       0.0 %"
    assert not lines[8]


def test_the_csv_says_how_its_numbers_came_about() -> None:
    text = as_csv(
        replace(count(FOUND, BY_MONTH), filtered="speaker: M. Orlan"), version="1.2.3", date="2031-03-03"
    )

    said = dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# "))
    assert said["coder"] == "Ana"
    assert said["counted"] == "statements"
    assert said["bin"] == "month"
    assert said["n"] == "4 coded statements"
    assert said["filter"] == "speaker: M. Orlan"
    assert (said["exported"], said["program"]) == ("2031-03-03", "Annotator 1.2.3")


def test_the_csv_holds_what_is_plotted_and_leaves_gaps_empty() -> None:
    text = as_csv(count(FOUND, SHARES), version="1.2.3", date="2031-03-03")

    rows = list(
        csv.reader(io.StringIO("".join(line for line in text.splitlines(keepends=True) if line[0] != "#")))
    )
    assert rows == [
        [
            *("bin", "first day", "last day", "n coded", "equality", "domination", "security"),
            *("equality: share", "domination: share", "security: share"),
        ],
        ["2024-01", "2024-01-01", "2024-01-31", "2", "2", "1", "0", "1", "0.5", "0"],
        ["2024-02", "2024-02-01", "2024-02-29", "0", "", "", "", "", "", ""],
        ["2024-03", "2024-03-01", "2024-03-31", "1", "0", "0", "0", "0", "0", "0"],
        ["undated", "", "", "1", "1", "0", "0", "1", "0", "0"],
    ]


def test_the_json_holds_the_same() -> None:
    found = json.loads(as_json(count(FOUND, BY_MONTH), version="1.2.3", date="2031-03-03"))

    assert found["about"]["variable"] == "framing"
    assert [column["counts"] for column in found["bins"]] == [[2, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert [column.get("gap", False) for column in found["bins"]] == [False, True, False]
    assert found["bands"] == [
        {"name": "undated", "coded": 1, "counts": [1, 0, 0], "bases": [1, 1, 1], "plotted": [1, 0, 0]}
    ]


def test_an_empty_timeline_is_still_a_table() -> None:
    timeline = count(entries(), BY_MONTH)

    assert timeline_table(timeline).endswith(
        "month  n\nall    0\n\nNot found: equality, domination, security.\n"
    )

"""Codes counted over time, with what stands beside them."""

from __future__ import annotations

import json
from pathlib import Path

from annotator import paths
from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_stage
from annotator.edits.worklists import save_filter
from annotator.model.annotation import Stage
from annotator.store.corpus import statement_rows
from annotator.store.queue import QueueFilter
from annotator.store.store import Store
from tests.running import Run


def test_the_timeline_is_that_of_the_known_figures(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    known = json.loads((paths.seeds() / "figures.json").read_text(encoding="utf-8"))["codes per month"]

    found = run("timeline", sample, "--coder", "Bruno", "--count", "annotations", "--json").json

    names = [series["name"] for series in found["series"]]
    months = {
        place["name"]: {name: n for name, n in zip(names, place["counts"], strict=True) if n}
        for place in (*found["bins"], *found["bands"])
    }
    expected = {
        month: {code: n for code, n in codes.items() if code in names}
        for month, codes in known["Bruno"]["framing"].items()
    }
    assert {month: codes for month, codes in months.items() if codes} == {
        month: codes for month, codes in expected.items() if codes
    }
    assert "2031-10" in run("timeline", sample).out
    assert run("timeline", sample, "--csv", "--bin", "year").out.startswith("# title: Framing: statements")


def test_a_timeline_can_be_had_as_pictures(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    names = [tmp_path / f"timeline.{ending}" for ending in ("svg", "png", "pdf")]

    found = run("timeline", sample, "--svg", names[0], "--png", names[1], "--pdf", names[2])

    assert (found.status, found.out) == (0, "".join(f"Wrote {name}.\n" for name in names))
    assert [name.read_bytes()[:4] for name in names] == [b"<?xm", b"\x89PNG", b"%PDF"]
    missing = run("timeline", sample, "--svg", tmp_path / "no" / "x.svg")
    assert (missing.status, missing.err) == (
        1,
        "x.svg cannot be written: there is no such folder. Choose another folder.\n",
    )


def test_the_command_asks_what_the_window_asks(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")

    def asked(*more: object) -> list[tuple[str, list[int]]]:
        columns = run("timeline", sample, "--json", *more).json["bins"]
        return [(column["name"], column["counts"]) for column in columns]

    some = ("--code", "Domination", "--code", "development", "--since", "2031-10", "--until", "2032-02")
    # The table of all codes: 6 and 0 in October 2031, 1 and 6 in February 2032.
    assert asked(*some, "--bin", "quarter") == [("2031-Q4", [6, 0]), ("2032-Q1", [1, 6])]
    assert asked(*some, "--bin", "quarter", "--cumulative") == [("2031-Q4", [6, 0]), ("2032-Q1", [1, 6])]
    assert [name for name, _ in asked(*some)] == ["2031-10", "2031-11", "2031-12", "2032-01", "2032-02"]
    usage = run("timeline", sample, "--usage").out.splitlines()
    assert usage[0] == "speaker,code,annotations,statements,first,last,undated statements"
    assert any(line.startswith("Marit Orlan,sovereign equality,") for line in usage)
    assert run("timeline", sample, "--since", "2031-13").err == (
        "2031-13 is not a date. Write a day, a month or a year, like 2031-03-09, 2031-03 or 2031.\n"
    )
    assert run("timeline", sample, "--average", "2").status == 2
    picture = tmp_path / "heat.svg"
    run("timeline", sample, "--chart", "heat map", "--width", "89", "--title", "Frames", "--svg", picture)
    assert "Frames" in picture.read_text(encoding="utf-8")


def test_several_coders_stand_side_by_side(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    both = ("timeline", sample, "--coder", "Ana", "--coder", "Bruno")

    tables = run(*both).out.count("Framing: statements")
    found = run(*both, "--json").json["timelines"]
    picture = tmp_path / "both.svg"
    run(*both, "--svg", picture)

    assert tables == 2
    assert [one["about"]["coder"] for one in found] == ["Ana", "Bruno"]
    assert "Bruno: n = " in picture.read_text(encoding="utf-8")


def test_folded_copies_count_once_or_each_time(tmp_path: Path, study: Path, run: Run) -> None:
    channel = tmp_path / "channel.txt"
    said = "The sea is one. The law is one.\n#Law\n"
    channel.write_text(
        f"Forwarded from Velm MFA\n{said}{said}\nForwarded from Velm MFA\nBoats are out.\n", "utf-8"
    )
    run("import", study, channel)
    with Store(study, write=True) as store:
        ana = add_coder(store, "Ana")
        set_stage(store, [row.id for row in statement_rows(store)], ana, Stage.DONE)

    once = run("timeline", study, "--json").json
    each = run("timeline", study, "--duplicates", "each time", "--json").json
    compared = run("timeline", study, "--duplicates", "each time", "--compare", "2031").out

    # Two sentences and their line of tags are said twice; the boats are not.
    assert (once["about"]["n"], each["about"]["n"]) == ("4 coded statements", "7 coded statements")
    assert once["about"]["duplicates"] == "folded copies counted once"
    assert each["about"]["duplicates"] == "folded copies counted each time"
    assert compared.endswith("On neither side, undated or dated too coarsely: 7.\n")
    assert "linked" not in run("check", study).out


def test_only_the_statements_of_a_kept_filter_count(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    with Store(sample, write=True) as store:
        save_filter(store, "Late", QueueFilter(first_day="2032-01-01"))
    all_of_it = run("timeline", sample, "--coder", "Ana", "--json").json

    found = run("timeline", sample, "--coder", "Ana", "--filter", "late", "--json").json
    wrong = run("timeline", sample, "--filter", "Early")

    late = [one for one in all_of_it["bins"] if one["name"] >= "2032"]
    assert found["bins"] == late
    assert found["bands"] == []
    assert found["about"]["filter"] == "the filter late"
    assert (wrong.status, wrong.err) == (1, "No filter or worklist is kept as Early. Kept are Late.\n")


def test_events_are_added_listed_drawn_and_compared(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    table = tmp_path / "events.csv"
    table.write_text("date,text\n2031-10,The vote\nsoon,Nothing\n", encoding="utf-8")

    added = run("events", sample, "--add", "2031-03-01", "Talks begin")
    imported = run("events", sample, "--import", table)

    assert "2031-03-01  Talks begin" in added.out
    assert "Row 3 of events.csv has no date" in imported.err
    assert run("events", sample, "--json").json["events"] == [
        {"date": "2031-03-01", "text": "Talks begin"},
        {"date": "2031-10", "text": "The vote"},
    ]
    picture = tmp_path / "timeline.svg"
    run("timeline", sample, "--svg", picture)
    assert "Talks begin" in picture.read_text(encoding="utf-8")
    run("timeline", sample, "--no-events", "--svg", picture)
    assert "Talks begin" not in picture.read_text(encoding="utf-8")
    # The table by month: 13 + 8 + 5 statements before March 2031, 11 + 6 + 4 + 29 + 6 + 9 + 5 from then on.
    compared = run("timeline", sample, "--compare", "2031-03-01").out.splitlines()
    assert compared[0].split() == ["before", "after", "difference", "95", "%", "interval"]
    assert ["n", "26", "70"] in [line.split() for line in compared]
    assert "neither side, undated or dated too coarsely: 30." in compared[-1]


def test_contradictions_are_told_with_their_dates(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")

    found = run("contradictions", sample, "--json").json["contradictions"]

    assert found
    for one in found:
        assert len(one["in turn"]) == one["times"] + one["opposite times"]
    assert run("contradictions", sample, "--across-targets").out


def test_a_timeline_of_what_is_not_there_is_refused_in_a_sentence(
    study: Path, tmp_path: Path, run: Run
) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")

    for arguments, sentence in (
        (("timeline", study), "Nobody codes in study.annotator yet."),
        (
            ("timeline", sample, "--variable", "mood"),
            "There is no variable mood. The variables are framing, ",
        ),
        (("timeline", sample, "--coder", "Zoe"), "There is no coder Zoe. The coders are Ana, Bruno, Chen."),
        (("agreement", sample, "--coders", "Ana,Zoe"), "There is no coder Zoe."),
        (("agreement", sample, "--variable", "mood"), "There is no variable mood."),
    ):
        found = run(*arguments)
        assert (found.status, found.out) == (1, "")
        assert found.err.startswith(sentence)

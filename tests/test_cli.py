from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # JSON as it is printed

import pytest

from annotator import __version__, paths
from annotator.cli import main
from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_stage
from annotator.edits.worklists import save_filter
from annotator.model.annotation import Stage
from annotator.store.connection import connect
from annotator.store.corpus import statement_rows
from annotator.store.queue import QueueFilter
from annotator.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
TEXTS = sorted((paths.seeds() / "texts").glob("*.txt"))


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run_(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return run_


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    """A new project with the starter codebook."""
    path = tmp_path / "study.annotator"
    assert run("new", path).status == 0
    return path


def in_shell(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the real command."""
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, **options)


# --- the commands, one by one ---


def test_the_sample_project_is_made_shown_and_kept(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "new folder" / "sample.annotator"

    found = run("demo", "--to", path, "--no-window")

    assert (found.status, found.err) == (0, "")
    assert "The Lantern Strait" in found.out
    assert [
        line.split()[:2] for line in found.out.splitlines() if line.startswith(("Ana", "Bruno", "Chen"))
    ] == [
        ["Ana", "146"],
        ["Bruno", "119"],
        ["Chen", "69"],
    ]
    assert "framing     0.632  masi      57.9%    125       3         1" in found.out
    before = path.read_bytes()
    assert run("demo", "--to", path, "--no-window").out == found.out
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["sample.annotator"]


def test_the_demo_lies_in_the_folder_of_ones_own(run: Run) -> None:
    assert "sample.annotator. Delete that file" in run("demo", "--no-window").out
    assert (paths.user_files() / "sample.annotator").exists()


def test_a_new_project_has_a_title_and_a_codebook(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes((paths.resources() / "codebooks" / "generic-news-frames.json").read_bytes())

    assert run("new", tmp_path / "a.annotator").out.endswith("a.annotator.\n")
    run("new", tmp_path / "b.annotator", "--title", "Straße", "--codebook", file)
    run("new", tmp_path / "c.annotator", "--codebook", "legitimation")
    run("new", tmp_path / "d.annotator", "--codebook", "none")

    found = [run("info", tmp_path / f"{name}.annotator", "--json").json for name in "abcd"]
    assert [record["title"] for record in found] == ["a", "Straße", "c", "d"]
    assert [record["codebook"]["name"] for record in found] == [
        "Foreign policy and news",
        "Generic news frames",
        "Legitimation",
        "d",  # the study's own, which is named after it
    ]
    assert [len(record["codebook"]["variables"]) for record in found] == [4, 1, 3, 0]


def test_a_codebook_that_is_not_there_is_named_and_nothing_is_made(tmp_path: Path, run: Run) -> None:
    found = run("new", tmp_path / "a.annotator", "--codebook", "legitimization")

    assert (found.status, found.err) == (
        1,
        "There is no file legitimization. Check the name and the folder.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_the_ready_made_codebooks_are_listed(run: Run) -> None:
    lines = run("codebooks").out.splitlines()

    assert lines[2].split("  ")[0] == "foreign-policy-and-news"
    assert "framing, claim type, target, position" in lines[2]
    listed = run("codebooks", "--json").json["codebooks"]
    assert listed[3] == {
        "name": "legitimation",
        "title": "Legitimation",
        "variables": ["legitimation", "direction", "target"],
    }


def test_an_import_reports_each_file_and_goes_on_after_a_bad_one(
    study: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)

    found = run(
        "import", study, tmp_path / "empty.txt", tmp_path / "picture.txt", tmp_path / "no.txt", *TEXTS
    )

    assert found.status == 1
    assert found.err.splitlines() == [
        "empty.txt holds no text. Nothing was imported from it.",
        "picture.txt is not a text file. Save it as plain text, then import that.",
        "There is no file no.txt. Check the name and the folder.",
    ]
    lines = found.out.splitlines()
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == [file.name for file in TEXTS]
    assert "tarsia-channel.txt: 10 sources with " in found.out
    again = run("import", study, *TEXTS)
    assert again.status == 1
    assert again.err.splitlines()[0] == f"{TEXTS[0].name} is in the project already. Nothing was added."


def test_an_import_can_be_read_by_programs(study: Path, run: Run) -> None:
    found = run("import", study, TEXTS[0], "no.txt", "--unit", "paragraph", "--json")

    first, second = found.json["files"]
    assert (first["file"], first["error"]) == (TEXTS[0].name, None)
    assert first["sources"] == run("info", study, "--json").json["sources"] > 0
    assert second["error"] == "There is no file no.txt. Check the name and the folder."
    assert found.status == 1


def test_files_in_other_encodings_come_in(study: Path, tmp_path: Path, run: Run) -> None:
    text = (
        "The Minister said on Monday that nobody had asked the islands about the new patrols in the strait.\n"
        "“We are ready – née or not.”\nShe was then seen in a café with the people who had written it.\n"
    )
    (tmp_path / "windows.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "wide.txt").write_bytes(("Second. " + text).encode("utf-16"))

    assert run("import", study, tmp_path / "windows.txt", tmp_path / "wide.txt").status == 0

    words = " ".join(row["text"] for row in run("statements", study, "--json").json)
    assert words.count("“We are ready – née or not.”") == 2


def test_statements_are_listed_with_their_place_in_the_stored_text(
    study: Path, run: Run, tmp_path: Path
) -> None:
    run("import", study, *TEXTS)
    run("export", study, "--format", "jsonl", "-o", tmp_path / "study.jsonl")

    rows = run("statements", study, "--json").json

    lines = (tmp_path / "study.jsonl").read_text(encoding="utf-8").split("\n")
    records = [json.loads(line) for line in lines if line]
    texts = {record["uid"]: record["text"] for record in records if record["type"] == "source"}
    assert all(texts[row["source"]][row["start"] : row["end"]] == row["text"] for row in rows)
    assert len(rows) == 148
    assert set(rows[0]) >= {
        *("id", "source", "kind", "set_aside", "part", "text", "start", "end", "speaker", "speaker_how"),
        *("date", "date_precision", "date_how", "date_evidence", "source_title", "outlet"),
    }
    assert {row["set_aside"] for row in rows if row["kind"] == "body"} == {False}
    assert {row["part"] for row in rows} > {str(number) for number in range(1, 8)}
    assert "Helka Brann: Our offer of joint rescue drills still stands." in run("statements", study).out


def test_statements_are_listed_by_wishes(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--no-window", "--to", sample)
    listed = run("statements", sample, "--json").json
    undated = run("statements", sample, "--undated", "--json").json
    disputed = run("statements", sample, "--disputed", "--search", "lantern", "--json").json

    assert undated == [row for row in listed if row["date"] is None]
    assert 0 < len(undated) < len(listed)
    assert disputed
    assert all("lantern" in row["text"].casefold() for row in disputed)


def test_a_whole_project_goes_out_and_into_a_new_one(tmp_path: Path, run: Run, study: Path) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    for form in ("jsonl", "csv"):
        target = tmp_path / f"one.{form}"
        assert run("export", sample, "--format", form, "-o", target).out == f"Wrote {target}.\n"

    found = run("import", study, tmp_path / "one.jsonl")

    assert found.out == (
        "one.jsonl: 18 sources with 148 statements, 22 set aside, 78 copies folded, 6 sources undated\n"
    )
    for form in ("jsonl", "csv"):
        run("export", study, "--format", form, "-o", tmp_path / f"two.{form}")
        assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()
    again = run("import", study, tmp_path / "one.jsonl")
    assert (again.status, again.err) == (1, "one.jsonl is in the project already. Nothing was added.\n")


def test_formats_are_named_and_an_export_can_go_to_standard_output(study: Path, run: Run) -> None:
    assert re.search(r"^jsonl +\.jsonl +Everything", run("export", "--list").out, re.MULTILINE)
    assert run("export", study, "--format", "csv", "-o", "-").out.startswith("annotation_id,coder,")
    unknown = run("export", study, "--format", "xlsb", "-o", "x")
    assert (unknown.status, unknown.err) == (
        1,
        "There is no format xlsb. Known are codebook, codebook-csv, csv, jsonl, qdc.\n",
    )


def test_a_file_is_not_given_the_ending_of_another_form(study: Path, run: Run, tmp_path: Path) -> None:
    for name, other in (("out.jsonl", "JSON lines"), ("out.annotator", "a project")):
        refused = run("export", study, "--format", "csv", "-o", tmp_path / name)
        assert refused.status == 1
        assert refused.err.startswith(f"{name} ends like {other}")
        assert not (tmp_path / name).exists()
    assert run("export", study, "--format", "csv", "-o", tmp_path / "Übersicht.txt").status == 0


def test_agreement_is_that_of_the_known_figures(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    known = json.loads((paths.seeds() / "figures.json").read_text(encoding="utf-8"))["agreement"]

    results = run("agreement", sample, "--json").json["results"]

    for variable, figures in known["Ana, Bruno, Chen"].items():
        alpha, percent = (result for result in results if result["variable"] == variable)
        assert alpha["measure"] == "krippendorff_alpha"
        assert alpha["params"] == {"metric": "masi"}
        assert alpha["value"] == pytest.approx(figures["alpha"], abs=1e-6)
        assert percent["value"] == pytest.approx(figures["percent"], abs=1e-6)
        assert (alpha["n_units"], alpha["n_coders"], alpha["undefined"]) == (figures["units"], 3, None)


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


def test_agreement_of_two_with_an_interval(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    chosen = ("agreement", sample, "--coders", "Ana, Chen", "--variable", "Framing", "--ci", "--seed", "3")

    alpha = run(*chosen, "--json").json["results"][0]

    assert alpha["value"] == pytest.approx(0.608353, abs=1e-6)  # seeds/figures.json
    assert alpha["interval"]["low"] < alpha["value"] < alpha["interval"]["high"]
    assert alpha["interval"]["seed"] == 3
    assert "Intervals of 95 %: unit-resampling, 2000 resamples, seed 3." in run(*chosen).out
    assert run(*chosen).out == run(*chosen).out


def test_agreement_without_coders_says_why_there_is_none(study: Path, run: Run) -> None:
    found = run("agreement", study)

    assert found == Outcome(0, "There is nothing to compare: the project has no coders yet.\n", "")
    assert run("agreement", study, "--json").json["results"][0]["undefined"] == "no-pairable-values"


def test_agreement_before_anything_is_done_says_so(study: Path, run: Run) -> None:
    run("import", study, *TEXTS)
    with Store(study, write=True) as store:
        add_coder(store, "Ana")
        add_coder(store, "Okten, Mira")

    found = run("agreement", study, "--coders", "Okten, Mira,Ana")

    sentence = "There is nothing to compare: nobody has done a statement yet (done: Okten, Mira 0, Ana 0).\n"
    assert found == Outcome(0, sentence, "")


def test_a_codebook_comes_from_standard_input(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    codebook = (paths.resources() / "codebooks" / "generic-news-frames.json").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(codebook)))

    assert run("new", tmp_path / "a.annotator", "--codebook", "-").status == 0

    assert run("info", tmp_path / "a.annotator", "--json").json["codebook"]["name"] == "Generic news frames"


def test_a_check_finds_what_another_program_broke(study: Path, run: Run) -> None:
    run("import", study, *TEXTS)
    assert run("check", study) == Outcome(0, "No problem found.\n", "")
    assert run("check", study, "--json").json == {"problems": [], "can_be_mended": []}
    other = sqlite3.connect(study)
    other.execute("UPDATE statement SET part_id = 999 WHERE id = 1")
    other.commit()
    other.close()

    found = run("check", study)

    sentence = "Row 1 of statement points to a row of part that is not there."
    assert (found.status, found.out.splitlines()[0]) == (1, sentence)
    assert run("check", study, "--json").json == {"problems": [sentence], "can_be_mended": [sentence]}


def test_agreement_of_a_project_by_other_measures(tmp_path: Path, run: Run) -> None:
    sample = tmp_path / "sample.annotator"
    run("demo", "--to", sample, "--no-window")
    two = ("agreement", sample, "--variable", "framing", "--coders", "Ana,Bruno")

    given = run(*two, "--measure", "label_presence_alpha", "--param", "label=domination", "--json").json[
        "results"
    ]
    nominal = run(*two, "--measure", "krippendorff_alpha", "--param", "metric=jaccard", "--json").json[
        "results"
    ]

    assert [(one["measure"], one["params"]) for one in (*given, *nominal)] == [
        ("label_presence_alpha", {"label": "domination"}),
        ("krippendorff_alpha", {"metric": "jaccard"}),
    ]
    assert "cohen_kappa" in run(*two, "--measure", "cohen_kappa").out
    for arguments, sentence in (
        (("--measure", "moon"), "There is no measure moon. Known are alpha_ci, "),
        (("--param", "moon=1"), "moon is not a parameter of krippendorff_alpha."),
        (("--measure", "specific_agreement"), "specific_agreement needs a category."),
    ):
        assert run(*two, *arguments).err.startswith(sentence)
    assert run("agreement", sample, "--measure", "cohen_kappa").err.startswith(
        "cohen_kappa compares two coders"
    )


@pytest.mark.parametrize("measures", [(), ("krippendorff_alpha", "fleiss_kappa")])
def test_agreement_of_a_table_of_ratings(tmp_path: Path, run: Run, measures: tuple[str, ...]) -> None:
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: alpha = 0.743.
    rows = zip(
        "123321412---",
        "1233224125-3",
        "-3332342251-",
        "12332441251-",
        strict=True,
    )
    table = tmp_path / "ratings.csv"
    lines = ["A,B,C,D", *(",".join(row).replace("-", "") for row in rows), "1,2"]
    table.write_text("\n".join(lines), encoding="utf-8")

    found = run("agreement", table, "--json", *(word for name in measures for word in ("--measure", name)))

    first = found.json["results"][0]
    assert first["value"] == pytest.approx(0.743, abs=5e-4)
    assert (first["n_units"], first["n_coders"], first["n_pairable"]) == (11, 4, 40)
    assert found.err == "Row 14 of ratings.csv has 2 values, but there are 4 coders. The row was skipped.\n"
    assert found.status == 0


def test_agreement_of_a_table_of_spans(tmp_path: Path, run: Run) -> None:
    table = tmp_path / "spans.csv"
    table.write_text("document,coder,start,end,label\nd,a,0,10,x\nd,b,0,10,x\nd,b,20,30,y\nd,a,20,30,y\n")

    found = run("agreement", table, "--length", "d=100")

    assert [line.split()[:2] for line in found.out.splitlines()[2:5]] == [
        ["u_alpha", "1.000"],
        ["u_alpha_binary", "1.000"],
        ["cu_alpha", "1.000"],
    ]
    assert run("agreement", table, "--length", "d=many").status == 2
    assert run("agreement", tmp_path / "no.csv").err == (
        "There is no file no.csv. Check the name and the folder.\n"
    )


# --- the window ---


def test_a_file_means_the_window_and_other_words_mean_a_mistake(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    for arguments in ([study], [], ["demo"]):
        assert run(*arguments) == Outcome(1, "", run(study).err)
        assert run(*arguments).err.startswith("There is no screen here for a window to open on.")
    wrong = run("inport", study, "a.txt")
    assert wrong.status == 2
    assert "'import'" in wrong.err


def test_no_command_needs_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from annotator.cli import main; path = sys.argv[1];"
        "main(['demo', '--to', path, '--no-window']); main(['check', path]);"
        "main(['export', path, '--format', 'csv', '-o', path + '.csv']);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))])"
    )

    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "s.annotator")],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert found.stdout.endswith("[]\n")


# --- bad input ---


def test_every_command_says_in_a_sentence_what_is_wrong_with_its_file(
    study: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "empty.annotator").touch()
    (tmp_path / "picture.annotator").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400)
    (tmp_path / "folder.annotator").mkdir()
    foreign = sqlite3.connect(tmp_path / "foreign.annotator")
    foreign.execute("CREATE TABLE project (title TEXT)")
    foreign.close()
    shutil.copy(study, tmp_path / "newer.annotator")
    newer = sqlite3.connect(tmp_path / "newer.annotator")
    newer.execute("PRAGMA user_version = 700")
    newer.close()
    (tmp_path / "cut.annotator").write_bytes(study.read_bytes()[:20_000])
    expected = {
        "missing": "There is no file missing.annotator. Check the name and the folder.",
        "empty": "empty.annotator is not an Annotator project. Open a file that ends in .annotator",
        "picture": "picture.annotator is not an Annotator project.",
        "folder": "folder.annotator cannot be read: it is a folder. Nothing was changed.",
        "foreign": "foreign.annotator is not an Annotator project.",
        "newer": "newer.annotator was written by a newer version of Annotator (project version 700; this program",
        "cut": "cut.annotator is damaged: ",
    }
    for name, sentence in expected.items():
        file = tmp_path / f"{name}.annotator"
        content = file.read_bytes() if file.is_file() else None
        for arguments in (
            *(["info", file], ["info", file, "--json"], ["statements", file], ["agreement", file], [file]),
            *(["check", file], ["timeline", file]),
            *(["import", file, TEXTS[0]], ["export", file, "--format", "csv", "-o", tmp_path / "out.csv"]),
        ):
            if name == "cut" and arguments == [file]:
                continue  # the window says it
            found = run(*arguments)
            assert (found.status, found.out) == (1, ""), arguments
            assert found.err.startswith(sentence), arguments
            assert found.err.count("\n") == 1
        assert (file.read_bytes() if file.is_file() else None) == content
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "home") == sorted(
        [*(f"{name}.annotator" for name in expected if name != "missing"), "study.annotator"]
    )


def test_a_project_in_use_can_be_read_and_not_written(study: Path, run: Run) -> None:
    with Store(study, write=True):
        assert run("info", study).status == 0
        found = run("import", study, TEXTS[0])

    assert found.status == 1
    assert found.err.startswith("study.annotator is open in another window (")


def test_nothing_appears_where_nothing_can_be_written(study: Path, tmp_path: Path, run: Run) -> None:
    missing = tmp_path / "missing"

    for arguments in (
        ["new", missing / "x.annotator"],
        ["export", study, "--format", "csv", "-o", missing / "x.csv"],
        ["new", study / "x.annotator"],
        ["demo", "--no-window", "--to", study / "x.annotator"],
    ):
        found = run(*arguments)
        assert (found.status, found.out) == (1, "")
        assert re.match(r"x\.(annotator|csv) cannot be written: ", found.err), arguments
        assert found.err.count("\n") == 1
    assert not missing.exists()


def test_what_is_there_is_never_taken_for_something_new(study: Path, run: Run) -> None:
    before = study.read_bytes()

    for arguments in (
        ["new", study],
        ["export", study, "--format", "csv", "-o", study],
        ["timeline", study, "--svg", study],
    ):
        found = run(*arguments)
        assert found.status == 1
        assert found.err == "study.annotator is there already and was left as it is. Choose another name.\n"

    assert study.read_bytes() == before


def test_names_that_cannot_be_are_refused_in_a_sentence(tmp_path: Path, study: Path, run: Run) -> None:
    long = "x" * 300

    assert run("new", tmp_path / "y.annotator", "--title", " ") == Outcome(
        1, "", "The project needs a name. Type one.\n"
    )
    assert run("new", tmp_path / long).err.endswith("the name is too long. Choose another folder.\n")
    for arguments in (
        ["info", tmp_path / long],
        ["import", study, tmp_path / long],
        ["demo", "--no-window", "--to", long],
    ):
        found = run(*arguments)
        assert found.status == 1
        assert found.err.count("\n") == 1
    odd = tmp_path / "a?b#c%20 ü.annotator"
    assert run("new", odd).status == run("info", odd).status == run("check", odd).status == 0


def test_a_broken_codebook_leaves_no_project_behind(tmp_path: Path, run: Run) -> None:
    (tmp_path / "codes.json").write_text("[]")

    for name in ("codes.json", "no.json"):
        assert run("new", tmp_path / "x.annotator", "--codebook", tmp_path / name).status == 1

    assert not (tmp_path / "x.annotator").exists()


def test_broken_json_lines_leave_the_project_as_it_was(study: Path, tmp_path: Path, run: Run) -> None:
    run("import", study, *TEXTS)
    target = tmp_path / "one.jsonl"
    run("export", study, "--format", "jsonl", "-o", target)
    lines = target.read_text(encoding="utf-8").splitlines()
    target.write_text("\n".join([*lines[:-1], lines[-1][:40]]), encoding="utf-8")
    fresh = tmp_path / "fresh.annotator"
    run("new", fresh)
    before = run("info", fresh, "--json").out

    found = run("import", fresh, target)

    assert (found.status, found.err) == (
        1,
        f"Line {len(lines)} of one.jsonl cannot be read: it is not JSON. Nothing was imported.\n",
    )
    assert run("info", fresh, "--json").out == before


def test_a_full_disk_is_called_so_and_nothing_is_half_written(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cramped(path: Path, *, write: bool) -> sqlite3.Connection:
        connection = connect(path, write=write)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    before = run("info", study, "--json").out
    monkeypatch.setattr("annotator.store.opening.connect", cramped)

    largest = max(TEXTS, key=lambda file: file.stat().st_size)  # a small one fits into the empty tables
    found = run("import", study, largest)

    assert (found.status, found.err) == (
        1,
        (
            "The disk that holds study.annotator is full. "
            "The last change was not saved; make room and repeat it.\n"
        ),
    )
    assert run("info", study, "--json").out == before


def test_wrong_usage_ends_with_2(run: Run) -> None:
    for arguments in (
        ["new"],
        ["import", "x"],
        ["nonsense"],
        ["info", "--what"],
        ["import", "x", "y", "--unit", "z"],
    ):
        found = run(*arguments)
        assert (found.status, found.out) == (2, "")
    assert run("--version").out == f"Annotator {__version__}\n"


def test_help_says_what_every_command_is_for_in_one_whole_sentence(run: Run) -> None:
    lines = run("--help").out.split("Commands:\n")[1].split("\n\n")[0].splitlines()

    assert len(lines) > 20
    assert [line for line in lines if "..." in line or not line.endswith(".")] == []


# --- as a program among others ---


def test_a_command_that_is_stopped_ends_quietly_and_changes_nothing(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = run("info", study, "--json").out
    monkeypatch.setattr("annotator.edits.sources.source_uid", stopped)

    found = run("import", study, TEXTS[0])

    assert (found.status, found.out, found.err.strip()) == (130, "", "")
    assert run("info", study, "--json").out == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_reader_that_has_enough_ends_the_command_quietly(study: Path, run: Run) -> None:
    run("import", study, *TEXTS)
    command = f'"{sys.executable}" -m annotator statements "{study}" --json | head -c 20'

    found = subprocess.run(["sh", "-c", command], check=False, cwd=ROOT, capture_output=True)

    assert (found.stdout[:2], found.stderr) == (b"[\n", b"")


def test_output_is_utf8_whatever_the_locale(study: Path, run: Run) -> None:
    run("import", study, *TEXTS)
    environ = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}

    found = in_shell("statements", study, capture_output=True, env=environ)

    assert "👨‍👩‍👧 on our rescue decks".encode() in found.stdout
    assert found.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_said_so(study: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        found = in_shell("info", study, stdout=full, stderr=subprocess.PIPE)

    assert (found.returncode, found.stderr) == (
        1,
        b"The output cannot be written: the disk is full. Write it to another place.\n",
    )

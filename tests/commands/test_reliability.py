"""Samples, second passes, frozen coding, the log, and agreement that is computed of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.asking import Asked
from annotator.api import open_project
from annotator.cli import main
from annotator.comparing import Choice, compare_project
from annotator.edits.actors import add_actor
from annotator.edits.sample import build_sample
from annotator.edits.statuses import set_stage
from annotator.model.annotation import Stage
from annotator.model.units import Over
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_coders
from annotator.store.store import Store
from annotator.store.worklists import read_worklists, statements_of
from tests.builders import draft, fill, label

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; what it printed, or what it complained of."""

    def run_(*arguments: str | Path) -> str:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run_


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.annotator"
    build_sample(path)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "sample.annotator"
    copy.write_bytes(sample_file.read_bytes())
    return copy


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Ana and Bruno have done three statements of two sources; in the second they mark other words."""
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        coders = fill(
            store,
            draft("No treaty holds.\nThe islands wait.", title="First", published="2031-03-01"),
            draft("Ships came.\nNobody knows.", title="Second", published="2031-04-02"),
        )
        for coder, words in zip(coders, ("islands", "islands wait"), strict=True):
            label(store, coder, "treaty", "equality")
            label(store, coder, words, "domination")
            rows = statement_rows(store)
            set_stage(store, [row.id for row in rows[:3]], coder, Stage.DONE)
            set_stage(store, [rows[3].id], coder, Stage.EXCLUDED, reason="off topic")
    return path


def figures(run: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("agreement", *arguments, "--json"))["results"]
    return found


def test_stretches_of_a_project_are_compared(run: Run, study: Path) -> None:
    measures = ("--measure", "u_alpha", "--measure", "span_f1", "--measure", "cu_alpha")

    found = {one["measure"]: one for one in figures(run, study, "--variable", "framing", *measures)}

    # Two stretches each; one pair has the same ends. Where stretches meet the codes are the same.
    assert found["span_f1"]["value"] == pytest.approx(0.5)
    assert found["cu_alpha"]["value"] == pytest.approx(1.0)
    assert 0 < found["u_alpha"]["value"] < 1
    # 6 + 7 characters are marked by both, of 16 + 17 + 11.
    assert found["cu_alpha"]["coverage"] == pytest.approx(13 / 44)
    assert found["u_alpha"]["n_units"] == 3
    assert found["u_alpha"]["how"]["texts"] == "statement"


def test_a_source_is_one_text_where_that_is_asked(run: Run, study: Path) -> None:
    by_source = figures(run, study, "--variable", "framing", "--spans", "--per", "source")
    by_statement = figures(run, study, "--variable", "framing", "--spans")

    assert by_source[0]["n_units"] == 2
    assert [one["value"] for one in by_source] == pytest.approx([one["value"] for one in by_statement])


def test_figures_of_a_project_are_those_of_its_table(run: Run, study: Path, tmp_path: Path) -> None:
    table = tmp_path / "spans.csv"
    equality, domination = "equality", "domination"
    table.write_text(
        "document,coder,start,end,label\n"
        f"1,Ana,3,9,{equality}\n1,Bruno,3,9,{equality}\n"
        f"2,Ana,4,11,{domination}\n2,Bruno,4,16,{domination}\n3,Ana,,,\n3,Bruno,,,\n",
        "utf-8",
    )
    lengths = [word for pair in ("1=16", "2=17", "3=11") for word in ("--length", pair)]

    of_table = figures(run, table, *lengths)
    of_project = figures(run, study, "--variable", "framing", "--spans")

    assert [(one["measure"], one["value"]) for one in of_table] == [
        (one["measure"], pytest.approx(one["value"])) for one in of_project
    ]


def test_the_result_says_all_that_was_chosen(run: Run, study: Path) -> None:
    how = figures(run, study, "--variable", "framing", "--undecided", "--draw-sources", "--ci")[0]["how"]

    assert how["coders"] == ["Ana", "Bruno"]
    assert (how["statements"], how["excluded_left_out"], how["undecided"]) == ("all", 1, "answer")
    assert (how["coding"], how["drawn_for_intervals"]) == ("as it is now", "sources")
    assert {"unit", "formula", "source", "codebook_revision", "program"} <= how.keys()


def test_one_label_after_the_other(run: Run, study: Path) -> None:
    found = figures(run, study, "--variable", "framing", "--measure", "u_alpha", "--param", "label=*")

    assert [one["params"]["label"] for one in found] == ["equality", "domination"]
    assert found[0]["value"] == pytest.approx(1.0)


def test_a_value_of_several_codes_is_named_by_them(run: Run, study: Path) -> None:
    """Both gave one statement of three equality alone, and one domination alone; the third has nothing."""
    asked = ("--variable", "framing", "--measure", "specific_agreement", "--param")

    each = figures(run, study, *asked, "category=*")
    one = figures(run, study, *asked, "category=equality")

    assert {found["params"]["category"]: found["value"] for found in each} == {
        "nothing": 1.0,
        "equality": 1.0,
        "domination": 1.0,
    }
    assert [found["value"] for found in one] == [1.0]
    told = run("agreement", study, *asked, "category=security")
    assert told.startswith("There is no value security. The values are ")
    assert "equality" in told
    assert "00000000" not in told


def test_a_name_that_an_actor_has_too_is_the_codes(run: Run, study: Path) -> None:
    with Store(study, write=True) as store:
        add_actor(store, "equality")

    found = figures(run, study, "--variable", "framing", "--measure", "u_alpha", "--param", "label=equality")

    assert [one["value"] for one in found] == [pytest.approx(1.0)]


def test_parts_follow_the_whole(run: Run, study: Path) -> None:
    found = figures(run, study, "--variable", "framing", "--measure", "percent_agreement", "--over", "source")

    assert [(one["part"], one["n_units"]) for one in found] == [(None, 3), ("First", 2), ("Second", 1)]


def test_frozen_coding_stays_as_it_was(run: Run, sample: Path) -> None:
    before = figures(run, sample, "--variable", "framing")[0]["value"]
    assert "Before discussion" in run("freeze", sample, "Before discussion", "--note", "round one")
    with Store(sample, write=True) as store:
        rows = statement_rows(store)
        set_stage(store, [row.id for row in rows[:60]], read_coders(store)[0].id, Stage.SKIPPED)

    assert figures(run, sample, "--variable", "framing")[0]["value"] != before
    then = figures(run, sample, "--variable", "framing", "--as-of", "before discussion")[0]
    assert then["value"] == pytest.approx(before)
    assert then["how"]["coding"]["frozen"] == "Before discussion"
    assert json.loads(run("freeze", sample, "--json"))["frozen"][0]["note"] == "round one"
    assert run("agreement", sample, "--as-of", "After") == (
        "No coding was frozen under the name After. There is Before discussion.\n"
    )


def test_a_sample_is_drawn_listed_and_compared(run: Run, sample: Path) -> None:
    listed = run("sample", sample, "--draw", "Test", "--size", "20", "--seed", "7", "--by", "source")
    assert "Test" in listed
    found = json.loads(run("sample", sample, "--needed", "0.8", "0.25", "--json"))

    # z² [(1 + a)(3 - a) / (4 (1 - a) p (1 - p)) - a], a = 0.8, p = 0.25, z = 1.645: 70.
    assert found["needed"] == 70
    assert (found["samples"][0]["count"], found["samples"][0]["seed"]) == (20, "7, by source")
    how = figures(run, sample, "--variable", "framing", "--sample", "test")[0]
    assert how["n_units"] <= 20
    assert how["how"]["statements"] == {
        "sample": "Test",
        "count": 20,
        "drawn_from": 126,
        "seed": "7, by source",
    }
    assert run("agreement", sample, "--sample", "Other") == "There is no sample Other. There is Test.\n"


def test_a_coder_codes_again(run: Run, sample: Path) -> None:
    said = run("again", sample, "Ana", "--size", "10", "--seed", "3")

    assert said == "10 statements are to be coded again by “Ana (again)”.\n"
    with Store(sample, write=True) as store:
        (worklist,) = read_worklists(store)
        set_stage(store, sorted(statements_of(store, worklist.id)), worklist.coder_ids[0], Stage.DONE)
    both = figures(run, sample, "--variable", "framing", "--coders", "Ana,Ana (again)")[0]
    assert (both["n_units"], both["n_coders"]) == (10, 2)
    assert figures(run, sample, "--variable", "framing")[0]["n_coders"] == 3


def test_the_log_takes_notes_questions_and_answers(run: Run, study: Path) -> None:
    run("log", study, "--coder", "Ana", "--ask", "Is irony a framing?")
    run("log", study, "--coder", "Ana", "--note", "Began.")
    run("log", study, "--coder", "Bruno", "--answer", "1", "No.")

    found = json.loads(run("log", study, "--json"))["log"]

    assert [
        (one["coder"], one["entry"], one["text"], one["answer"], one["answered_by"]) for one in found
    ] == [
        ("Ana", "question", "Is irony a framing?", "No.", "Bruno"),
        ("Ana", "note", "Began.", "", ""),
    ]
    assert run("log", study, "--open") == "The log is empty.\n"
    assert "Say who writes." in run("log", study, "--note", "x")


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        ("1,x,x\n2,x,x", (), "there is no value, because all ratings are the same"),
        ("1,x,\n2,,y", (), "no unit was coded by two coders. Coded: A 1, B 1."),
        ("1,x,y", (), "This rests on one unit."),
        ("1,low,high\n2,low,low", ("--scale", "ordinal"), "have no declared order"),
        ("1,x,y\n2,x,z", ("--values", "x,y"), "which is not among the declared values x, y"),
        ("1,1,2\n2,high,2\n3,3,4", ("--scale", "interval"), "0."),
    ],
)
def test_what_cannot_be_computed_is_told_in_a_sentence(
    run: Run, tmp_path: Path, rows: str, options: tuple[str, ...], said: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"unit,A,B\n{rows}\n", "utf-8")

    assert said in run("agreement", table, *options)


def test_overlaps_name_the_measures_that_allow_them(run: Run, study: Path) -> None:
    with Store(study, write=True) as store:
        label(store, read_coders(store)[0].id, "treaty holds", "security")

    found = run("agreement", study, "--variable", "framing", "--spans")

    assert "spans of one coder overlap (“No treaty holds. …”, Ana, 3–15)" in found
    assert "char_alpha_set, mean_pairwise_span_f1 and boundary_similarity allow overlaps" in found


def test_declared_values_change_what_depends_on_them(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("unit,A,B\n1,low,high\n2,low,low\n3,high,high\n", "utf-8")

    measure = ("--measure", "brennan_prediger")

    # p_a = 2/3; q = 2 or 3.
    assert figures(run, table, *measure)[0]["value"] == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    three = figures(run, table, *measure, "--values", "low,mid,high")[0]
    assert three["value"] == pytest.approx((2 / 3 - 1 / 3) / (2 / 3))


def test_scripts_ask_for_the_same(study: Path) -> None:
    with open_project(study) as project:
        (found,) = project.figures("percent_agreement", variable="framing")
        parts = project.figures("percent_agreement", variable="framing", over="month")
        (same,) = compare_project(project.store, "framing", None, Asked(("percent_agreement",)), Choice())

    assert found.figures[0].value == pytest.approx(1.0)
    assert same.figures == found.figures
    assert [one.part for one in parts] == [None, "2031-03", "2031-04"]
    assert Over("month") is Over.MONTH

"""How far coders agree, of projects and of tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import paths
from annotator.edits.coders import add_coder
from annotator.store.store import Store
from tests.running import TEXTS, Outcome, Run


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

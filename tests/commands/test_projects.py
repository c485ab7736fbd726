"""Making projects: the sample, a new one, its codebook."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from annotator import paths
from tests.running import Outcome, Run


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


def test_a_codebook_comes_from_standard_input(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    codebook = (paths.resources() / "codebooks" / "generic-news-frames.json").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(codebook)))

    assert run("new", tmp_path / "a.annotator", "--codebook", "-").status == 0

    assert run("info", tmp_path / "a.annotator", "--json").json["codebook"]["name"] == "Generic news frames"


def test_a_codebook_piped_as_utf_16_is_refused_in_a_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("{}".encode("utf-16"))))

    found = run("new", tmp_path / "a.annotator", "--codebook", "-")

    assert found.status == 1
    assert found.err == "standard input cannot be read: it is not UTF-8 text. Nothing was changed.\n"
    assert not (tmp_path / "a.annotator").exists()


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

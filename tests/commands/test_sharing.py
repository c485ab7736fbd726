from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill, label

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def projects(tmp_path: Path) -> tuple[Path, Path]:
    """Two projects with one text: “Ana” labelled in the one, “ana” in the other."""
    paths = tmp_path / "mine.annotator", tmp_path / "übrige 📁.annotator"
    for path, name, code in zip(paths, ("Ana", "ana"), ("equality", "security"), strict=True):
        with Store.create(path, title="Study") as store:
            (coder,) = fill(store, draft(TEXT), coders=(name,))
            label(store, coder, "treaty", code)
    return paths


def test_a_dry_run_says_what_would_be_done(
    projects: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = map(str, projects)

    assert main(["merge", mine, other, "--dry-run"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Would be added: 1 coder, 1 annotation, 1 stage",
        "Perhaps the same coder: Ana, ana",
    ]
    with Store(projects[0], write=False) as store:
        assert len(read_coders(store)) == 1


def test_merging_joins_whom_it_is_told_to(
    projects: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = map(str, projects)

    assert main(["merge", mine, other, "--join", "ana=Ana", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["added"] == {"coder": 1, "annotation": 1, "status": 1}
    assert (found["conflicts"], found["alike"]) == ([], [])
    with Store(projects[0], write=False) as store:
        assert [coder.name for coder in read_coders(store)] == ["Ana"]


def test_a_file_that_is_no_project_is_refused_in_a_sentence(
    projects: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("No project.", encoding="utf-8")

    assert main(["merge", str(projects[0]), str(other)]) == 1

    assert "notes.txt is not an Annotator project" in capsys.readouterr().err


def test_copies_for_others_are_made_and_nothing_is_replaced(
    projects: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = str(projects[0])
    copy, shared, key = (str(tmp_path / name) for name in ("copy.annotator", "shared.annotator", "key.csv"))

    assert main(["copy", mine, "--for", "Ana", "-o", copy]) == 0
    assert main(["pseudonymise", mine, "-o", shared, "--key", key]) == 0
    assert main(["copy", mine, "--for", "Ana", "-o", copy]) == 1

    assert "copy.annotator is there already" in capsys.readouterr().err
    assert "Coder 1,Ana," in Path(key).read_text(encoding="utf-8")


def test_erasing_wants_to_be_told_twice(
    projects: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine = str(projects[0])

    assert main(["erase", mine, "--coder", "Ana"]) == 2
    assert main(["erase", mine, "--coder", "Ana", "--yes"]) == 0

    assert "still hold it" in capsys.readouterr().out
    with Store(projects[0], write=False) as store:
        assert read_coders(store) == ()

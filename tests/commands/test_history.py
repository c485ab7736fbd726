from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.store.store import Store
from tests.builders import draft, fill, label


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "übrige 📁.annotator"
    with Store.create(path, title="Study", clock=lambda: "2031-03-03T10:00:00.000+00:00") as store:
        ana, bruno = fill(store, draft("No treaty holds.\nThe islands wait."))
        label(store, ana, "treaty", "equality")
        label(store, bruno, "islands", "security")
    return path


def test_who_did_what_is_listed_with_the_latest_first(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(project), "--last", "2"]) == 0

    _, _, last, before = capsys.readouterr().out.splitlines()
    assert last.split()[:2] == ["2031-03-03T10:00:00", "Bruno"]
    assert "security" in last
    assert last.endswith("The islands wait.")
    assert before.split()[1] == "Ana"


def test_it_is_narrowed_by_coder_and_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(project), "--coder", "Ana", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["coder"], record["statement"], record["can_be_undone"]) == (
        "Ana",
        "No treaty holds.",
        True,
    )

    assert main(["history", str(project), "--words", "nowhere"]) == 0
    assert capsys.readouterr().out == "Nothing that was done meets this.\n"
    assert main(["history", str(project), "--coder", "Carla"]) == 1
    assert "Ana, Bruno" in capsys.readouterr().err


def test_compacting_says_what_it_gained(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compact", str(project), "--limit", "0"]) == 0

    assert "takes 0." in capsys.readouterr().out
    assert main(["check", str(project)]) == 0

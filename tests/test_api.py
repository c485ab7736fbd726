from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator import paths
from annotator.api import new_project, open_project, open_sample
from annotator.cli import main
from annotator.errors import NoSuchVariableError, ReadOnlyProjectError
from annotator.model.corpus import Unit

MANUAL = (paths.resources() / "manual" / "command-line.md").read_text(encoding="utf-8")


def test_the_examples_of_the_manual_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("monday.txt").write_text("The bloc never asked the islands. No treaty can hold.", encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", MANUAL, flags=re.DOTALL)

    exec(example, {})  # noqa: S102  # our own manual

    assert "No treaty can hold." in capsys.readouterr().out
    assert Path("annotations.csv").read_text(encoding="utf-8").startswith("annotation_id,")


def test_the_commands_of_the_manual_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_sample("straits.annotator"):
        pass
    (block,) = re.findall(r"beginning to end\n\n```\n(.*?)```", MANUAL, flags=re.DOTALL)
    commands = [line.split(" > ")[0].replace('"', "").split()[1:] for line in block.splitlines()]

    statuses = [main(command) for command in commands if command[0] not in {"new", "import"}]

    assert statuses == [0] * 7, capsys.readouterr().err


def test_the_columns_of_the_manual_are_those_of_the_export() -> None:
    rows = re.findall(r"^\| (`.*`) \|", MANUAL, flags=re.MULTILINE)

    with open_sample() as project:
        first = next(project.annotations())

    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(first)


def test_a_script_reads_what_the_window_wrote() -> None:
    with open_sample() as project:
        assert project.overview().sources == 18
        assert len(project.statements()) == 148
        assert project.whole().title == "The Lantern Strait"
        assert {row["coder"] for row in project.annotations()} == {"Ana", "Bruno", "Chen"}
        assert project.timeline("claim type", "Chen", bin="year").bins[0].name == "2030"
        assert project.agreement("target")[0].alpha.value == pytest.approx(0.735606, abs=1e-6)
        assert project.check() == []
        with pytest.raises(NoSuchVariableError):
            project.timeline("mood")


def test_what_is_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One. Two.", encoding="utf-8")
    new_project(tmp_path / "study.annotator").close()

    with open_project(tmp_path / "study.annotator") as project:
        (found,) = project.import_files(tmp_path / "a.txt")
    assert isinstance(found.error, ReadOnlyProjectError)
    with open_project(tmp_path / "study.annotator", write=True) as project:
        (found,) = project.import_files(tmp_path / "a.txt", unit=Unit.PARAGRAPH)
        assert found.imported is not None


def test_an_open_project_is_exported_from_a_sync_folder_too(tmp_path: Path) -> None:
    """There SQLite's lock keeps everybody else out."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()

    with new_project(folder / "study.annotator", title="Study") as project:
        project.export("jsonl", tmp_path / "study.jsonl")

    assert '"title": "Study"' in (tmp_path / "study.jsonl").read_text(encoding="utf-8")

"""Whole projects in other forms."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from annotator.store.connection import connect
from tests.running import TEXTS, Run


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

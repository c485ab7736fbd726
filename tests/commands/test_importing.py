"""Texts into a project, and its statements listed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.running import TEXTS, Run


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

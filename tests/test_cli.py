from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import __version__
from annotator.store.store import Store
from tests.running import ROOT, TEXTS, Outcome, Run, in_shell


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

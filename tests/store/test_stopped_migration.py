"""A file of an earlier version, whose migration is stopped or killed, is whole: as it was, or as it should be."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from annotator.progress import CancelledError
from annotator.store.checking import find_problems
from annotator.store.connection import check_header
from annotator.store.ring import list_snapshots
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.store import Store
from tests.benchmarks.large import large_project
from tests.builders import contents, draft, fill, label
from tests.earlier import older
from tests.store.editor import digest

ROOT = Path(__file__).parents[2]
FIRST = 1
"""The farthest way to go: the schema of the first files."""


@pytest.mark.parametrize("folder", ["place", "Dropbox"])
def test_a_migration_that_is_stopped_leaves_the_file_as_it_was(tmp_path: Path, folder: str) -> None:
    full, path = tmp_path / "full.annotator", tmp_path / folder / "older.annotator"
    path.parent.mkdir()
    with Store.create(full, title="Study") as store:
        ana, _ = fill(store, draft("\n".join(f"Line {number} of the treaty." for number in range(1000))))
        label(store, ana, "Line 77 ", "equality")
        wanted = contents(store)
    older(path, full, FIRST)
    before = path.read_bytes()

    for most in range(10_000):
        told = 0

        def stop(_done: int, _total: int, most: int = most) -> None:
            nonlocal told
            told += 1
            if told > most:
                raise CancelledError

        try:
            store = Store(path, write=True, progress=stop)
        except CancelledError:
            assert [found.name for found in path.parent.iterdir()] == [path.name]
            assert check_header(path) == FIRST
            with Store(path, write=False) as reader:
                assert contents(reader) == wanted
            if not list_snapshots(path):
                assert path.read_bytes() == before
            continue
        with store:
            assert contents(store) == wanted
        break

    assert most > 3
    assert all(check_header(found.path) == FIRST for found in list_snapshots(path))
    assert list((tmp_path / "home").rglob("*.new*")) == []


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the first schema that takes a moment to be brought up to date."""
    folder = tmp_path_factory.mktemp("earlier")
    older(folder / "older.annotator", large_project(folder / "full.annotator", 4000, 8000), FIRST)
    return folder / "older.annotator"


@pytest.fixture(scope="module")
def opener() -> Iterator[subprocess.Popen[str]]:
    """A process that forks one that opens a project, as often as it is asked to."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.editor"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize("folder", ["place", "Dropbox"])
@pytest.mark.parametrize(("seed", "kills"), [(1, 8), pytest.param(2, 60, marks=pytest.mark.slow)])
def test_a_migration_that_is_killed_leaves_a_whole_file(
    tmp_path: Path, earlier: Path, opener: subprocess.Popen[str], folder: str, seed: int, kills: int
) -> None:
    random = Random(seed)  # noqa: S311
    path = tmp_path / folder / earlier.name
    path.parent.mkdir()
    shutil.copyfile(earlier, path)
    with Store(path, write=False) as store:
        wanted = digest(store)
    whole_s = open_and_kill(opener, path)

    for kill in range(kills):
        shutil.copyfile(earlier, path)
        moment = random.random() * whole_s * 1.1
        open_and_kill(opener, path, moment)
        story = f"seed {seed}, kill {kill}, after {moment:.3f} of {whole_s:.3f} s"

        with Store(path, write=False) as reader:
            assert digest(reader) == wanted, story
        assert check_header(path) in {FIRST, SCHEMA_VERSION}, story
        with Store(path, write=True) as writer:
            assert digest(writer) == wanted, story
            assert [row[0] for row in writer.rows("PRAGMA integrity_check")] == ["ok"], story
        assert [found.name for found in path.parent.iterdir()] == [path.name], story
    with Store(path, write=False) as store:
        assert list(find_problems(store)) == []


def open_and_kill(opener: subprocess.Popen[str], path: Path, after_s: float | None = None) -> float:
    """Let the project be opened, and kill that after a while, or when it is open; how long it went on."""
    assert opener.stdin is not None
    assert opener.stdout is not None
    opener.stdin.write(json.dumps({"path": str(path)}) + "\n")
    words = iter(opener.stdout)
    told = [next(words).split() for _ in range(2)]  # which of the two processes is heard first is open
    begun = time.monotonic()
    if after_s is None:
        assert next(words).strip() == "opened"
    else:
        time.sleep(after_s)
    elapsed = time.monotonic() - begun
    os.kill(next(int(rest[0]) for word, *rest in told if word == "begun"), signal.SIGKILL)
    while next(words).strip() != "dead":
        pass
    return elapsed

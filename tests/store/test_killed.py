from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from annotator.errors import RuleError
from annotator.store.checking import find_problems
from annotator.store.store import Store
from tests import random_edits
from tests.store.editor import digest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def editor() -> Iterator[subprocess.Popen[str]]:
    """A process that forks one that edits, as often as it is asked to."""
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


@pytest.mark.parametrize("folder", ["place", "Dropbox"])
@pytest.mark.parametrize(
    ("seed", "kills"), [(1, 20), *(pytest.param(seed, 25, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_nothing_that_was_acknowledged_is_lost_to_a_kill(
    tmp_path: Path, editor: subprocess.Popen[str], folder: str, seed: int, kills: int
) -> None:
    random = Random(seed)  # noqa: S311
    path = tmp_path / folder / "study.annotator"
    path.parent.mkdir()
    with Store.create(path, title="Study") as store:
        random_edits.begin(store, random)
        acknowledged = digest(store)

    for kill in range(kills):
        told = edit_and_kill(editor, path, random)
        acknowledged = told[-1][0] if told else acknowledged
        story = f"seed {seed}, kill {kill}, after {[done for _, done in told]}"

        with Store(path, write=True) as store:
            assert acknowledged in set(within_reach(store)), story
            assert [row[0] for row in store.rows("PRAGMA quick_check")] == ["ok"], story
            acknowledged = digest(store)
        assert [found.name for found in path.parent.iterdir()] == [path.name], story
    with Store(path, write=False) as store:
        assert list(find_problems(store)) == []


def within_reach(store: Store) -> Iterator[str]:
    """The present state, and those one undo and one redo away: the edit that was under way may be in."""
    present = digest(store)
    yield present
    for act, back in ((store.undo, store.redo), (store.redo, store.undo)):
        with suppress(RuleError):
            act()
            yield digest(store)
            back()
            assert digest(store) == present


def edit_and_kill(editor: subprocess.Popen[str], path: Path, random: Random) -> list[tuple[str, str]]:
    """Let the editor work for a random while; the digest and the name of every edit it acknowledged."""
    assert editor.stdin is not None
    assert editor.stdout is not None
    editor.stdin.write(json.dumps({"path": str(path), "seed": random.randrange(10**9)}) + "\n")
    wanted = random.randrange(8)
    child = 0
    told: list[tuple[str, str]] = []
    for line in editor.stdout:
        word, *rest = line.split()
        if word == "dead":
            break
        if word == "begun":
            child = int(rest[0])
        else:
            told.append((rest[0], rest[1]))
        if child and len(told) >= wanted:
            time.sleep(random.random() * 0.03)  # a random moment in what comes next
            os.kill(child, signal.SIGKILL)
            child = 0
    return told

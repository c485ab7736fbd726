from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from annotator.errors import AnnotatorError
from annotator.store.checking import find_problems
from annotator.store.queue import QueueFilter, queue_ids
from annotator.store.store import Store
from annotator.store.whole import read_project
from tests import random_edits

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project of some hundred rows."""
    path = tmp_path_factory.mktemp("whole") / "study.annotator"
    random = Random(1)  # noqa: S311
    with Store.create(path, title="Study") as store:
        random_edits.begin(store, random)
        for _ in range(150):
            random_edits.edit(store, random)
    return path


def read_everything(path: Path, random: Random, *, write: bool) -> None:
    """What a session does: open, read, label, take back, look for problems, close."""
    with Store(path, write=write) as store:
        list(queue_ids(store, QueueFilter()))
        project = read_project(store)
        sum(1 for _ in project.sources)
        sum(1 for _ in project.annotations)
        sum(1 for _ in project.statuses)
        if write:
            random_edits.edit(store, random)
            store.undo()
            store.redo()
        list(find_problems(store))


def cut(path: Path, random: Random) -> str:
    length = random.randrange(path.stat().st_size)
    with path.open("r+b") as file:
        file.truncate(length)
    return f"cut to {length}"


def overwrite(path: Path, random: Random) -> str:
    """A stretch of noise or zeros: within a page, whole pages, or in the header."""
    size = path.stat().st_size
    at = random.choice(
        [0, random.randrange(100), random.randrange(size), PAGE * random.randrange(size // PAGE)]
    )
    length = random.choice([1, 16, 500, PAGE, 3 * PAGE])
    noise = random.choice([b"\0" * length, random.randbytes(length)])
    with path.open("r+b") as file:
        file.seek(at)
        file.write(noise[: size - at])
    return f"{length} at {at}"


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("seed", "times"), [(1, 40), *(pytest.param(seed, 100, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_whatever_is_damaged_is_told_in_a_sentence(
    whole: Path, tmp_path: Path, seed: int, times: int, *, write: bool
) -> None:
    random = Random(seed)  # noqa: S311
    told = 0
    for number in range(times):
        path = tmp_path / str(number) / "study.annotator"
        path.parent.mkdir()
        shutil.copy(whole, path)
        done = random.choice([cut, overwrite, overwrite, overwrite])(path, random)
        try:
            read_everything(path, random, write=write)
        except AnnotatorError:
            told += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}, {number}: {done}: {error!r}") from error
    assert told > times / 3


def test_a_file_that_was_cut_off_is_noticed_at_once(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    path.write_bytes(whole.read_bytes()[: -10 * PAGE])

    with pytest.raises(AnnotatorError, match=r"study\.annotator is damaged: its end is missing"):
        Store(path, write=True)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]

"""What every test may lean on: no screen, folders of its own, no network."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from annotator.cli import main
from annotator.store.store import Store
from tests.running import Outcome, Run

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same cases for everybody where a change is judged; new ones at every desk, where there is time to look.
# How long a case takes says what else the machine does; what time is worth is measured in benchmarks.
settings.register_profile("judged", derandomize=True, print_blob=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("judged" if os.environ.get("CI") else "desk")


_MEMORY = Path("/dev/shm")  # noqa: S108 - Linux keeps it in memory
_ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Keep the files of tests in memory where there is room, for each project waits for the disk at every step.

    Benchmarks wait: what they time is on the disk.
    """
    wanted = "TMPDIR" not in os.environ and not config.getoption("benchmark_only", default=False)
    if wanted and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # asked for anew


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def real_texts() -> Path:
    """The folder of real documents that ANNOTATOR_REAL_TEXTS names; the test is skipped without it."""
    named = os.environ.get("ANNOTATOR_REAL_TEXTS", "")
    folder = Path(named)
    if not named or not folder.is_dir():
        pytest.skip("ANNOTATOR_REAL_TEXTS names no folder of real texts")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh project, open for writing, with a clock that ticks once a call."""
    ticks = iter(range(10**6))
    made = Store.create(
        tmp_path / "study.annotator",
        title="Study",
        clock=lambda: f"2031-03-03T10:00:00.{next(ticks):06}+00:00",
    )
    with made:
        yield made


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    """A new project at each call."""
    numbers = iter(range(10**6))
    folder = tmp_path_factory.mktemp("projects")
    return lambda: Store.create(folder / f"{next(numbers)}.annotator", title="Fresh")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run_(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return run_


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    """A new project with the starter codebook."""
    path = tmp_path / "study.annotator"
    assert run("new", path).status == 0
    return path

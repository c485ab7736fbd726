"""The large project of the benchmarks, made once a run and copied for each test that writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.large import large_project

STATEMENTS, ANNOTATIONS = 100_000, 300_000


@pytest.fixture(scope="session")
def _crowded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_project(tmp_path_factory.mktemp("large") / "large.annotator", STATEMENTS, ANNOTATIONS)


@pytest.fixture
def crowded(_crowded_once: Path, tmp_path: Path) -> Path:
    """100,000 statements of 5,000 sources and 300,000 annotations by two coders."""
    return Path(shutil.copyfile(_crowded_once, tmp_path / "large.annotator"))

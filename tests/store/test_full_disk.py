from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from annotator.edits.actors import add_actor
from annotator.errors import AnnotatorError, DiskFailedError, DiskFullError, StoreError
from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents

ROOT = Path(__file__).parents[2]
SIZE = 3 << 20
LIMITED = """
import resource, signal, sys
from pathlib import Path
from annotator.edits.actors import add_actor
from annotator.errors import AnnotatorError
from annotator.store.store import Store
from tests.builders import contents
from tests.store.test_full_disk import edit_until_refused
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(Path(sys.argv[1]), write=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
error, before = edit_until_refused(store)
print(type(error).__name__, contents(store) == before)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.close()
"""
Contents = dict[str, list[tuple[object, ...]]]


def edit_until_refused(store: Store) -> tuple[AnnotatorError, Contents]:
    """Edit until there is no room: the refusal, and the contents before the edit that was refused."""
    random = Random(1)  # noqa: S311
    random_edits.begin(store, random)
    for number in range(1000):
        acts = (
            partial(random_edits.edit, store, random),
            partial(add_actor, store, f"Actor {number}", attributes={"note": "x" * 9000}),
        )
        for act in acts:
            before = contents(store)
            try:
                act()
            except StoreError as error:
                return error, before
    message = "there was room for everything"
    raise AssertionError(message)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes, where the machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_an_edit_that_finds_no_room_changes_nothing_and_can_be_repeated(store: Store) -> None:
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages + 40}")

    error, before = edit_until_refused(store)

    assert isinstance(error, DiskFullError)
    assert "The disk that holds study.annotator is full" in str(error)
    assert contents(store) == before
    store.connection.execute(f"PRAGMA max_page_count = {pages + 4000}")
    add_actor(store, "There is room again", attributes={"note": "x" * 9000})
    store.undo()
    assert contents(store) == before


def test_a_full_disk_costs_nothing_that_was_acknowledged(
    small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = small_disk / "study.annotator"
    filler = small_disk / "filler"
    store = Store.create(path, title="Study")
    filler.write_bytes(b"x" * (SIZE // 3))

    error, before = edit_until_refused(store)
    with caplog.at_level(logging.WARNING):
        store.close()

    assert isinstance(error, DiskFullError)
    assert path.with_name("study.annotator-wal").exists() == bool(caplog.records)
    with Store(path, write=False) as reader:
        assert contents(reader) == before
    filler.unlink()
    with Store(path, write=True) as store:
        assert contents(store) == before
        add_actor(store, "There is room again")
    assert sorted(found.name for found in small_disk.iterdir()) == ["study.annotator"]


def test_where_there_is_no_room_at_all_opening_and_creating_say_so(small_disk: Path) -> None:
    path = small_disk / "study.annotator"
    with Store.create(path, title="Study") as store:
        add_actor(store, "Ana")
        before = contents(store)
    fill_up(small_disk)

    with pytest.raises(AnnotatorError, match=r"no room|full"):
        Store.create(small_disk / "second.annotator", title="Second")
    with pytest.raises(DiskFullError):
        Store(path, write=True)
    with Store(path, write=False) as reader:
        assert contents(reader) == before
    assert sorted(found.name for found in small_disk.iterdir()) == ["filler", "study.annotator"]


def fill_up(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    Store.create(path, title="Study").close()

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout.split() in (
        [name, "True"] for name in (DiskFullError.__name__, DiskFailedError.__name__)
    )
    with Store(path, write=False) as store:
        assert [row[0] for row in store.rows("PRAGMA integrity_check")] == ["ok"]

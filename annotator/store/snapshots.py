"""Taking snapshots of a project, also while somebody works on it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident

from annotator.errors import SnapshotFailedError, why_unwritable
from annotator.progress import Progress, silent
from annotator.store.connection import connect, leave_one_file, stoppable
from annotator.store.creating import put_in_place
from annotator.store.explaining import explained
from annotator.store.handles import copy_bytes
from annotator.store.places import beside
from annotator.store.ring import (
    Reason,
    Snapshot,
    damaged,
    due,
    file_name,
    last_good,
    list_snapshots,
    most_bytes,
    ring_folder,
    superfluous,
    this_moment,
)
from annotator.store.scratch import scratch_folder

_SOUND = ("ok", "CHECK constraint failed in ", "NULL value in ")
"""What is said of a file whose pages are sound; rows that break a rule are mended after a snapshot of them."""
_UNFINISHED_S = 24 * 3600
_TRIES = 20
_REST_S = 0.1
_PAGES_A_STEP = 2000
"""After so many it tells how far the copy is."""


def take_snapshot(
    path: Path,
    reason: Reason,
    *,
    source: sqlite3.Connection | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
) -> Snapshot:
    """Copy the project as it is now into its ring, look whether the copy is sound, and thin the ring.

    It may be written to meanwhile. `source` reads it, such as the connection that locks it for itself; else
    one is made. Raises SnapshotFailedError; DamagedProjectError when the project is damaged, and then no older
    snapshot is touched.
    """
    at = now or this_moment()
    with explained(path), _reading(path, source) as reader:
        found = reader.execute("SELECT uid FROM project").fetchone()
        if found is None:
            raise damaged(path, "its first table is empty")
        folder = ring_folder(path, found[0])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            snapshot = _copy(reader, path, folder, at, reason, progress)
        except OSError as error:
            raise failed(path, folder, why_unwritable(error)) from error
    _tidy(list_snapshots(path, found[0]), folder, at)
    return snapshot


def keep_work(path: Path, source: sqlite3.Connection) -> Snapshot | None:
    """A snapshot of the work done since the last one; None where it is too early or nothing was done.

    `source` reads the project, and nobody else uses it. Raises SnapshotFailedError or DamagedProjectError.
    """
    with explained(path):
        if not is_due(path, _uid(source)) or is_kept(path, source):
            return None
        if source.execute("SELECT 1 FROM statement LIMIT 1").fetchone() is None:
            return None
    return take_snapshot(path, Reason.WORK, source=source)


def is_due(path: Path, uid: str | None = None) -> bool:
    """Whether some minutes have passed since the last snapshot, of that project where `uid` is given."""
    last = last_good(path, uid)
    return due(None if last is None else last.at, datetime.now(UTC))


@contextmanager
def quiet_copy(path: Path, transactions: Callable[[], int]) -> Iterator[Path]:
    """A copy of a file that is locked for one connection, made without touching that connection.

    `transactions` counts its transactions when they begin and when they end: while the number is even and
    stays, nobody writes. Raises SnapshotFailedError where it never rests for long enough.
    """
    with scratch_folder() as folder:
        copy = Path(folder) / path.name
        for _ in range(_TRIES):
            before = transactions()
            try:
                copy_bytes(path, copy)
            except OSError as error:
                raise failed(path, Path(folder), why_unwritable(error)) from error
            if before % 2 == 0 and transactions() == before:
                break
            time.sleep(_REST_S)
        else:
            raise failed(path, Path(folder), "it is written to all the time")
        yield copy


def is_kept(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the latest snapshot holds the same steps as the project at the other end of a connection."""
    last = last_good(path, _uid(connection))
    if last is None:
        return False
    try:
        with closing(connect(last.path, write=False)) as snapshot:
            return _latest_steps(snapshot) == _latest_steps(connection)
    except sqlite3.Error:
        return False


def _uid(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT uid FROM project").fetchone()
    return found and str(found[0])


def _latest_steps(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The last step, and the last that is not taken back: they tell one state of a project from all others."""
    return [
        *connection.execute("SELECT id, at FROM step ORDER BY id DESC LIMIT 1"),
        *connection.execute("SELECT id, at FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"),
    ]


def _tidy(ring: list[Snapshot], folder: Path, now: datetime) -> None:
    """Take out what the ring need not hold, and what a killed process left unfinished."""
    for one in superfluous(ring, now, most_bytes()):
        with suppress(OSError):
            one.path.unlink()
    for left in folder.glob(".*.new*"):
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _UNFINISHED_S:
                left.unlink()


@contextmanager
def _reading(path: Path, source: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    if source is not None:
        yield source
        return
    with closing(connect(path, write=False)) as reader:
        yield reader


def _copy(
    source: sqlite3.Connection, path: Path, folder: Path, at: datetime, reason: Reason, progress: Progress
) -> Snapshot:
    """Into the ring, under its name only when it is whole and sound."""
    fresh = folder / f".{os.getpid()}-{get_ident()}.new"
    try:
        with closing(sqlite3.connect(fresh)) as copy:
            try:
                source.backup(
                    copy,
                    pages=-1 if progress is silent else _PAGES_A_STEP,
                    progress=lambda _, left, total: progress(total - left, total),
                    sleep=0,
                )
                with stoppable(copy, progress):
                    check_pages(copy, path)
                    counts = [_count(copy, table) for table in ("statement", "annotation")]
                leave_one_file(copy)
            except sqlite3.OperationalError as error:
                raise failed(path, folder, str(error)) from error
        snapshot = Snapshot(folder / file_name(at, reason, *counts), at, reason, *counts)
        put_in_place(fresh, snapshot.path)
        return snapshot
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            beside(fresh, ending).unlink(missing_ok=True)


def check_pages(copy: sqlite3.Connection, path: Path) -> None:
    """Look whether a copy of the project at `path` is sound. Raises DamagedProjectError."""
    for (found,) in copy.execute("PRAGMA quick_check(1000)"):
        if not found.startswith(_SOUND):
            raise damaged(path, " ".join(found.split()))


def _count(copy: sqlite3.Connection, table: str) -> int:
    count: int = copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


def failed(path: Path, folder: Path, reason: str) -> SnapshotFailedError:
    """The sentence for what could not be written."""
    return SnapshotFailedError(name=path.name, folder=str(folder), reason=reason)

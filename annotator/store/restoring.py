"""Bringing a snapshot back: never in place, and never without keeping what was there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from annotator.errors import (
    DamagedProjectError,
    DamagedSnapshotError,
    FileError,
    NoSnapshotError,
    NoSuchSnapshotError,
    NotAProjectError,
    StoreError,
    why_unwritable,
)
from annotator.store.connection import check_header, connect, leave_one_file, leftovers
from annotator.store.creating import put_in_place
from annotator.store.differences import Difference, differences
from annotator.store.explaining import explained
from annotator.store.locking import WriterLock
from annotator.store.places import beside, half_restored, real_path, shared_folder, take_away
from annotator.store.ring import (
    UNKNOWN,
    Reason,
    Snapshot,
    file_name,
    list_snapshots,
    ring_folder,
    ring_name,
    snapshots_elsewhere,
    this_moment,
    uid_at,
)
from annotator.store.snapshots import check_pages, failed, take_snapshot
from annotator.store.store import Store


def restore_snapshot(path: Path, snapshot: Path, *, now: datetime | None = None) -> Snapshot | None:
    """Let the project be as it was in a snapshot; what it was until now goes into the ring first.

    Nobody may have it open. A file that is damaged or no project is put aside as it is. What the present
    state was kept as; None where there was no file. Raises ProjectInUseError, SnapshotFailedError, or
    DamagedSnapshotError.
    """
    place = real_path(path)
    lock = WriterLock(place, shared=shared_folder(place))
    fresh = half_restored(place)  # the lock is ours: whatever has the name is left over
    try:
        take_away(fresh)
        _copy_whole(snapshot, fresh, place)
        kept = _keep_present(place, now or this_moment()) if place.exists() else None
        for ending in ("-wal", "-shm", "-journal"):
            beside(place, ending).unlink(missing_ok=True)
        put_in_place(fresh, place)
    except OSError as error:
        raise failed(place, place.parent, why_unwritable(error)) from error
    finally:
        with suppress(OSError):
            take_away(fresh)
        lock.release()
    return kept


def snapshots_of(path: Path, uid: str | None = None) -> list[Snapshot]:
    """The snapshots of a project, the latest first; of one that was moved or copied, those from where it was.

    `uid`: which project it is, where that is known; of one that is open and locked the file does not tell.

    Behind them those of other projects that lay at the same place, with their titles; where the file cannot
    say which project it is, all of them, and their titles if they are of several.
    """
    uid = uid or uid_at(real_path(path))
    here = list_snapshots(path)
    if uid is None:
        projects = {one.project for one in here if one.is_whole}
        return [_titled(one) for one in here] if len(projects) > 1 else here
    own = [one for one in here if one.project in {ring_name(uid), UNKNOWN}]
    if not any(one.is_whole for one in own):
        own += [one for one in snapshots_elsewhere(uid) if one not in own]
    return [*own, *(_titled(one) for one in here if one not in own)]


def find_snapshot(path: Path, name: str | None) -> Snapshot:
    """The latest snapshot whose name begins so; the latest of the project itself without a name.

    Raises NoSnapshotError or NoSuchSnapshotError.
    """
    known = [one for one in snapshots_of(path) if one.is_whole]
    if name is None and uid_at(real_path(path)) is not None:
        known = [one for one in known if not one.other]
    if not known:
        raise NoSnapshotError(name=path.name)
    found = next((one for one in known if one.name.startswith(name or "")), None)
    if found is None:
        raise NoSuchSnapshotError(name=path.name, wanted=name)
    return found


def _titled(snapshot: Snapshot) -> Snapshot:
    """With the title of the project that it is of."""
    try:
        with closing(connect(snapshot.path, write=False)) as kept:
            (title,) = kept.execute("SELECT title FROM project").fetchone()
    except (sqlite3.Error, TypeError):  # the file says what is wrong with it when it is asked for
        title = ""
    return replace(snapshot, other=title or snapshot.project)


def compare_with(path: Path, snapshot: Path, *, opened: Store | None = None) -> list[Difference] | None:
    """What restoring would change; None where the present file is gone or cannot be read.

    `opened` is the store that has the project open, perhaps on another thread. Raises DamagedSnapshotError.
    """
    with _whole(snapshot):
        past = Store(snapshot, write=False)
    with past:
        try:
            with Store(path, write=False) if opened is None else opened.on_another_thread() as present:
                return differences(present, past)
        except (FileError, StoreError):
            return None


def _copy_whole(snapshot: Path, fresh: Path, place: Path) -> None:
    """The snapshot beside the project, ready to take its place."""
    with (
        _whole(snapshot),
        closing(connect(snapshot, write=False)) as source,
        explained(place),
        closing(sqlite3.connect(fresh)) as copy,
    ):
        source.backup(copy)
        check_pages(copy, snapshot)
        leave_one_file(copy)
    if place.exists():
        shutil.copymode(place, fresh)


@contextmanager
def _whole(snapshot: Path) -> Iterator[None]:
    """What is wrong with a snapshot, in the words for snapshots."""
    try:
        check_header(snapshot)
        with explained(snapshot):
            yield
    except (DamagedProjectError, NotAProjectError) as error:
        reason = str(error.values.get("reason", "it does not begin as a project does"))
        name = snapshot.name.partition(" ")[0]
        raise DamagedSnapshotError(snapshot=name, reason=reason) from error


def _keep_present(place: Path, now: datetime) -> Snapshot:
    try:
        return take_snapshot(place, Reason.RESTORE, now=now)
    except (DamagedProjectError, sqlite3.DatabaseError):
        return _put_aside(place, now)


def _put_aside(place: Path, now: datetime) -> Snapshot:
    """Keep a file that cannot be read as a project, with what lies beside it."""
    folder = ring_folder(place, uid_at(place) or UNKNOWN)
    folder.mkdir(parents=True, exist_ok=True)
    kept = Snapshot(folder / file_name(now, Reason.DAMAGED, None, None), now, Reason.DAMAGED, None, None)
    for file in (place, *leftovers(place)):
        shutil.copyfile(file, beside(kept.path, file.name.removeprefix(place.name)))
    return kept

"""The ring of snapshots of a project: where they lie, what they are called, which of them stay.

Every project has a folder of its own, named by its uid and its place, in the folder of the user or
where the setting `snapshot_folder` says. A snapshot is a whole project file; its name tells when and
why it was taken, and how much was in it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from annotator import paths
from annotator.errors import (
    DamagedProjectError,
    DamagedWithSnapshotError,
    SnapshotsNotMovedError,
    why_unwritable,
)
from annotator.settings import read_settings
from annotator.store.handles import connect_holding
from annotator.store.places import beside, file_uri, real_path

EVERY = timedelta(minutes=5)
"""So often a snapshot is taken while somebody works."""
MOST_BYTES = 2 << 30
"""All snapshots of one project together, unless the setting `snapshot_megabytes` says otherwise."""
UNKNOWN = "unknown"
"""The ring of files that were put aside and do not say which project they are."""
_FEW = 100
AT_LEAST = 3
"""So many are kept whatever their size."""


class Reason(StrEnum):
    """Why a snapshot was taken: time had passed, or something was about to happen."""

    WORK = "work"
    IMPORT = "import"
    MERGE = "merge"
    CODEBOOK = "codebook"
    BULK = "bulk"
    ERASE = "erase"
    MIGRATION = "migration"
    RESTORE = "restore"
    REPAIR = "repair"
    DAMAGED = "damaged"
    """No snapshot but the file as it was found, put aside before one was restored."""


def bulk(count: int) -> Reason | None:
    """What is at risk when so many rows change at once: nothing as long as undo is the nearer way back."""
    return Reason.BULK if count > _FEW else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One file of a ring; the counts are those of its statements and annotations, None where unknown.

    `other` is the title of the project that it is of, where that is not the one asked about.
    """

    path: Path
    at: datetime
    reason: Reason
    statements: int | None
    annotations: int | None
    other: str = field(default="", kw_only=True)

    @property
    def name(self) -> str:
        """What it is called on the command line: the moment it was taken."""
        return self.path.name.partition(" ")[0]

    @property
    def project(self) -> str:
        """What the ring calls the project that it is of."""
        return self.path.parent.name.rpartition("-")[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is a project that can be restored, not a damaged file put aside."""
        return self.reason is not Reason.DAMAGED

    @property
    def size(self) -> int:
        """Bytes."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def snapshots_folder() -> Path:
    """Where all rings lie."""
    moved = read_settings(paths.user_files() / "settings.json").get("snapshot_folder")
    return Path(moved) if isinstance(moved, str) and moved else paths.user_files() / "snapshots"


def most_bytes() -> int:
    """How large one ring may become."""
    chosen = read_settings(paths.user_files() / "settings.json").get("snapshot_megabytes")
    return chosen << 20 if isinstance(chosen, int) and chosen > 0 else MOST_BYTES


def ring_folder(path: Path, uid: str) -> Path:
    """The folder of one project at one place."""
    return snapshots_folder() / f"{ring_name(uid)}-{_digest(path)}"


def ring_name(uid: str) -> str:
    """A project's uid, as it may stand in the name of a folder; files from elsewhere may hold any."""
    return uid if _PLAIN.fullmatch(uid) else hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:32]


def list_snapshots(path: Path, uid: str | None = None) -> list[Snapshot]:
    """The snapshots taken of what lay at this place, the latest first; of one project where `uid` is given.

    The file need not be there, or open.
    """
    return _in_folders(f"{'*' if uid is None else ring_name(uid)}-{_digest(path)}")


def snapshots_elsewhere(uid: str) -> list[Snapshot]:
    """Those of a project wherever its file lay, the latest first."""
    return _in_folders(f"{ring_name(uid)}-*")


def last_good(path: Path, uid: str | None = None) -> Snapshot | None:
    """The latest snapshot that can be restored; of one project where `uid` is given.

    One of tomorrow was taken while the clock was wrong: it counts only where there is no other.
    """
    found, now = [one for one in list_snapshots(path, uid) if one.is_whole], datetime.now(UTC)
    return next((one for one in found if one.at <= now), found[0] if found else None)


def uid_at(path: Path) -> str | None:
    """Which project lies there; None where the file is gone, locked or cannot be read as one."""
    try:
        with closing(connect_holding(path, file_uri(path, "ro"))) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            found = connection.execute("SELECT uid FROM project").fetchone()
    except (sqlite3.Error, ValueError):
        return None
    return found[0] if found and isinstance(found[0], str) else None


def move_snapshots(before: Path, after: Path) -> None:
    """Let all rings lie in another folder; in both there may be other things, which stay.

    Raises SnapshotsNotMovedError; some may have moved by then.
    """
    try:
        after.mkdir(parents=True, exist_ok=True)
        for ring in sorted(before.glob("*-*")):
            if not _RING.fullmatch(ring.name):
                continue
            target = after / ring.name
            target.mkdir(exist_ok=True)
            for file in ring.glob("*.annotator*"):
                if _NAME.match(file.name):
                    shutil.move(file, target / file.name)
            with suppress(OSError):  # what else lies there stays there
                ring.rmdir()
    except OSError as error:
        raise SnapshotsNotMovedError(folder=str(after), reason=why_unwritable(error)) from error


def delete_snapshots(path: Path, uid: str) -> int:
    """Delete all snapshots of the project on this computer, wherever its file lay; how many there were.

    Files that were put aside here and do not say which project they are may be this one.
    """
    unknown = [one for one in list_snapshots(path, UNKNOWN) if not one.is_whole]
    found = {one.path for one in (*unknown, *snapshots_elsewhere(uid))}
    for file in found:
        for ending in ("", "-wal", "-journal"):
            beside(file, ending).unlink(missing_ok=True)
    return len(found)


def this_moment() -> datetime:
    """Now, to the millisecond, as the name of a snapshot tells it."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def file_name(at: datetime, reason: Reason, statements: int | None, annotations: int | None) -> str:
    """What a snapshot is called; the names sort by time."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%S.%f")[:-3]
    counts = "" if statements is None else f" {statements} statements {annotations} annotations"
    return f"{moment}Z {reason}{counts}.annotator"


def due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for another snapshot of the work."""
    return last is None or not now - EVERY < last <= now


def superfluous(snapshots: Iterable[Snapshot], now: datetime, limit: int) -> list[Snapshot]:
    """Those that may go: all of the last hour stay, one an hour for a day, one a day for a month, one a week.

    Of those that stay the oldest go until all together take no more than `limit` bytes; a few always stay.
    Before them go those of tomorrow, taken while the clock was wrong.
    """
    kept: list[Snapshot] = []
    gone: list[Snapshot] = []
    seen: set[object] = set()
    for one in sorted(snapshots, key=lambda snapshot: snapshot.at, reverse=True):
        place = _place(one, now)
        (gone if place in seen else kept).append(one)
        seen.add(place)
    kept.sort(key=lambda snapshot: (snapshot.at <= now, snapshot.at), reverse=True)
    while len(kept) > AT_LEAST and sum(one.size for one in kept) > limit:
        gone.append(kept.pop())
    return gone


def damaged(path: Path, reason: str) -> DamagedProjectError:
    """The sentence about a damaged project, with the last good snapshot where there is one."""
    uid = uid_at(path)
    snapshot = last_good(path, uid)
    if snapshot is None and uid is not None:
        snapshot = next((one for one in snapshots_elsewhere(uid) if one.is_whole), None)
    if snapshot is None:
        return DamagedProjectError(name=path.name, reason=reason)
    at = snapshot.at.strftime("%Y-%m-%d %H:%M UTC")
    return DamagedWithSnapshotError(name=path.name, reason=reason, at=at, snapshot=snapshot.name)


def _place(snapshot: Snapshot, now: datetime) -> object:
    """Which of the ring's places it takes; two that take the same need not both stay."""
    age = now - snapshot.at
    if age <= timedelta(hours=1) or snapshot.reason in {Reason.MIGRATION, Reason.DAMAGED}:
        return snapshot.path
    if age <= timedelta(days=1):
        return snapshot.at.strftime("%Y-%m-%d %H")
    if age <= timedelta(days=31):
        return snapshot.at.strftime("%Y-%m-%d")
    return snapshot.at.isocalendar()[:2]


def _digest(path: Path) -> str:
    place = str(real_path(path)).encode("utf-8", "surrogateescape")
    return hashlib.sha256(place).hexdigest()[:12]


def _in_folders(pattern: str) -> list[Snapshot]:
    try:
        files = [file for folder in snapshots_folder().glob(pattern) for file in folder.glob("*.annotator")]
    except OSError:
        return []
    return sorted(filter(None, map(_snapshot, files)), key=lambda snapshot: snapshot.at, reverse=True)


_PLAIN = re.compile(r"[0-9A-Za-z-]{1,64}")
_RING = re.compile(r".+-[0-9a-f]{12}")
_NAME = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3})Z (?P<reason>[a-z]+)"
    r"(?: (?P<statements>\d+) statements (?P<annotations>\d+) annotations)?\.annotator"
)


def _snapshot(path: Path) -> Snapshot | None:
    found = _NAME.fullmatch(path.name)
    if found is None or found["reason"] not in set(Reason):
        return None
    at = datetime.strptime(found["at"], "%Y-%m-%dT%H-%M-%S.%f").replace(tzinfo=UTC)
    counts = [int(found[name]) if found[name] else None for name in ("statements", "annotations")]
    return Snapshot(path, at, Reason(found["reason"]), *counts)

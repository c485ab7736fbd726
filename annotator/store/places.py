"""Where a project lies: its one true path, and whether the folder is shared with other computers."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from annotator.errors import ProjectMovedError

_SYNC_FOLDERS = (
    *("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "cloudstorage"),
    *("nextcloud", "owncloud", "syncthing", "pcloud", "seafile", "yandex.disk", "tresorit", "synologydrive"),
)
_NETWORK_FILE_SYSTEMS = (
    *("nfs", "cifs", "smb", "sshfs", "9p", "afs", "afpfs", "ncpfs", "webdav", "davfs", "curlftpfs"),
    *("fuse.rclone", "s3fs", "gvfsd", "vboxsf", "vmhgfs", "prl_fs"),
    *("gluster", "ceph", "lustre", "beegfs", "gpfs"),
)


def real_path(path: Path) -> Path:
    """The file itself, whatever links lead to it; SQLite and the lock must mean the same one."""
    return Path(os.path.realpath(path))


class Watch:
    """Notices that a file was moved, deleted or replaced since it was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = path.stat()
        # Some network file systems give a file another number each time they are asked.
        self._is_remote = network_folder(path)

    def check(self) -> None:
        """Raises ProjectMovedError."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            raise ProjectMovedError(name=self._path.name) from None
        except OSError:
            return  # the disk does not answer; SQLite will say so
        if not self._is_remote and not os.path.samestat(self._seen, found):
            raise ProjectMovedError(name=self._path.name)


def beside(path: Path, ending: str) -> Path:
    """The file of the same name with something added: SQLite's `-wal`, `-shm` and `-journal`."""
    return path.with_name(path.name + ending)


def half_restored(path: Path) -> Path:
    """What a snapshot is written to before it takes the project's name; whoever has the lock may delete it."""
    return path.with_name(f".{path.name}.restored")


def take_away(fresh: Path) -> None:
    """Delete a file that was being written, and its journal, where they are."""
    for ending in ("", "-journal"):
        beside(fresh, ending).unlink(missing_ok=True)


def file_uri(path: Path, mode: str) -> str:
    """The path as SQLite reads it in a URI: nothing in a name is taken for a query or an escape."""
    absolute = path.absolute()
    if sys.platform == "win32":
        plain = absolute.as_posix()
        start = "file://" if plain.startswith("/") else "file:///"
        return f"{start}{quote(plain, safe='/:')}?mode={mode}"
    return f"file://{quote(os.fsencode(absolute))}?mode={mode}"


def shared_folder(path: Path) -> bool:
    """Whether the file lies on a network drive or in a folder that a sync program watches."""
    absolute = path.absolute()
    if any(name in part.casefold() for part in absolute.parts[:-1] for name in _SYNC_FOLDERS):
        return True
    return network_folder(absolute)


def network_folder(path: Path) -> bool:
    """Whether the file lies on another computer's disk, as far as the system tells."""
    if sys.platform == "win32":
        return _remote_drive(path)
    return _file_system(path).startswith(_NETWORK_FILE_SYSTEMS)


def _file_system(path: Path) -> str:
    """The name of the file system that holds `path`; empty where the system does not tell (not Linux)."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    best, kind, whole = "", "", f"{path}/"
    for line in mounts.splitlines():
        _, place, found, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if len(place) >= len(best) and whole.startswith(f"{place.rstrip('/')}/"):
            best, kind = place, found
    return kind.removeprefix("fuse.") if kind != "fuse.rclone" else kind


if sys.platform == "win32":

    def _remote_drive(path: Path) -> bool:
        import ctypes

        remote = 4  # DRIVE_REMOTE, winbase.h
        anchor = path.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote

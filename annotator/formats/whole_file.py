"""Writing a file so that it appears whole under its name, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from annotator.errors import FileUnwritableError

_REASONS = {
    errno.EACCES: "you may not write in that folder",
    errno.EPERM: "you may not write in that folder",
    errno.EROFS: "that folder is read-only",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.EISDIR: "a folder has that name",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
}


@contextmanager
def written_text(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text with line feeds that takes its place when all is written. Raises FileUnwritableError."""
    with (
        _explained(path),
        _fresh_name(path) as fresh,
        fresh.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        yield file


def write_bytes(path: Path, content: bytes) -> None:
    """The same for a picture. Raises FileUnwritableError."""
    with _explained(path), _fresh_name(path) as fresh:
        fresh.write_bytes(content)


@contextmanager
def _fresh_name(path: Path) -> Iterator[Path]:
    """A name beside `path` that is renamed to it at the end; devices and pipes are written as they are."""
    if path.exists() and not path.is_file():
        yield path
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or "the system refuses"
        raise FileUnwritableError(name=path.name, reason=reason) from error

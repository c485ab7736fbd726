"""Files read whole, and written so that they appear whole under their name, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from annotator.errors import (
    FileExistsAlreadyError,
    FileMissingError,
    FileUnreadableError,
    FileUnwritableError,
    why_unreadable,
    why_unwritable,
)


@contextmanager
def written_text(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text with line feeds that takes its place when all is written. Raises FileUnwritableError."""
    with (
        _explained(path),
        _fresh_name(path) as fresh,
        fresh.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        yield file


def read_whole_text(path: Path) -> str:
    """A small UTF-8 file. Raises FileMissingError, FileUnreadableError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = why_unreadable(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise FileUnreadableError(name=path.name, reason=reason) from error


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a UTF-8 file, read afresh each time they are walked."""

    path: Path

    def __iter__(self) -> Iterator[str]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="\n") as file:
                yield from file
        except FileNotFoundError as error:
            raise FileMissingError(name=self.path.name) from error
        except (OSError, UnicodeDecodeError) as error:
            reason = why_unreadable(error) if isinstance(error, OSError) else "it is not UTF-8 text"
            raise FileUnreadableError(name=self.path.name, reason=reason) from error


def write_bytes(path: Path, content: bytes) -> None:
    """The same for a picture. Raises FileUnwritableError."""
    with _explained(path), _fresh_name(path) as fresh:
        fresh.write_bytes(content)


def refuse_same_file(target: Path, source: Path) -> None:
    """Nothing may take the place of the file it is made from. Raises FileExistsAlreadyError."""
    with suppress(OSError):
        if target.samefile(source):
            raise FileExistsAlreadyError(name=target.name)


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
        raise FileUnwritableError(name=path.name, reason=why_unwritable(error)) from error

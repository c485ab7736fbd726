"""What every reader hands back."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.corpus import SourceDraft


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources of one file, what was doubtful or left out in sentences with places, and whence it came.

    `sha256` is of the file's bytes, in hexadecimal; `importer` the reader and its version; `shape` how the
    text came about, where that was looked for.
    """

    drafts: tuple[SourceDraft, ...]
    problems: tuple[str, ...] = ()
    encoding: str = ""
    sha256: str = ""
    importer: str = ""
    shape: str = ""

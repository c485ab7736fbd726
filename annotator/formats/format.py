"""What a format is: a name, an ending, and the ways in and out that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO

from annotator.model.project import Project

ProjectReader = Callable[[Iterable[str], str], Project]
"""Takes lines that can be walked again and again, and the file's name for messages."""

ProjectWriter = Callable[[Project, TextIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of file. `summary` says in a sentence what it holds and what it leaves out.

    `name` is what the command line calls it; `ending` has its full stop.
    """

    name: str
    ending: str
    title: str
    summary: str
    write_project: ProjectWriter | None = None
    read_project: ProjectReader | None = None

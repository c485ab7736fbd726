"""Making a project, with a codebook to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator import paths
from annotator.edits.codebook_files import read_codebook_file
from annotator.edits.codebooks import adopt_codebook
from annotator.errors import NameMissingError
from annotator.model.codebook import Codebook
from annotator.model.text import one_line
from annotator.store.store import Store

STARTER = "foreign-policy-and-news"
"""The ready-made codebook of a project that asks for no other."""
NONE = "none"
"""Asks for a project whose codebook is empty, for a study that makes its own."""


def create_project(path: Path, *, title: str, codebook: str | Path | Codebook = STARTER) -> Store:
    """A new project, open for writing, with a codebook: a ready-made one by its name, a file, NONE, or one at hand.

    Nothing is left behind when the codebook cannot be read. Raises NameMissingError,
    FileExistsAlreadyError, FileUnwritableError, FileMissingError, or what reading the codebook raises.
    """
    name = one_line(title)
    if not name:
        raise NameMissingError(what="project")
    adopted = codebook if isinstance(codebook, Codebook) else _read(codebook)
    store = Store.create(path, title=name)
    try:
        if adopted is not None:
            adopt_codebook(store, adopted)
    except BaseException:
        store.close()
        path.unlink()
        raise
    return store


def _read(codebook: str | Path) -> Codebook | None:
    return None if codebook == NONE else read_codebook_file(codebook_file(codebook))


def codebook_file(codebook: str | Path) -> Path:
    """The file of a codebook: of a ready-made one by its name, else the file that is meant."""
    ready = [file for file in _shipped() if file.stem == str(codebook)]
    return ready[0] if ready else Path(codebook)


def ready_codebooks() -> Mapping[str, Codebook]:
    """The codebooks that come with the program by their names: the starter first, the rest by title."""
    found = {file.stem: read_codebook_file(file) for file in _shipped()}
    return dict(sorted(found.items(), key=lambda item: (item[0] != STARTER, item[1].name)))


def _shipped() -> Iterable[Path]:
    return (paths.resources() / "codebooks").glob("*.json")

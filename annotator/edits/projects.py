"""Making a project."""

from __future__ import annotations

from pathlib import Path

from annotator import paths
from annotator.edits.codebook_files import read_codebook_file
from annotator.edits.codebooks import adopt_codebook
from annotator.errors import NameMissingError
from annotator.store.store import Store

STARTER = "foreign-policy-and-news"


def create_project(path: Path, *, title: str, codebook: Path | None = None) -> Store:
    """A new project with a codebook, the starter one unless another file is named; open for writing.

    Nothing is left behind when the codebook cannot be read. Raises NameMissingError,
    FileExistsAlreadyError, FileUnwritableError, FileMissingError, or what reading the codebook raises.
    """
    if not title.strip():
        raise NameMissingError(what="project")
    adopted = read_codebook_file(codebook or shipped_codebook(STARTER))
    store = Store.create(path, title=title.strip())
    try:
        adopt_codebook(store, adopted)
    except BaseException:
        store.close()
        path.unlink()
        raise
    return store


def shipped_codebook(name: str) -> Path:
    """The file of a codebook that comes with the program."""
    return paths.resources() / "codebooks" / f"{name}.json"

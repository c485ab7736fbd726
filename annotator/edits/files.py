"""Verbs that begin or end at a file: import texts and projects, export a project."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from annotator.edits.interchange import add_project
from annotator.edits.sources import Imported, Origin, import_sources
from annotator.errors import AnnotatorError, FileUnreadableError
from annotator.formats import plain_text
from annotator.formats.registry import check_ending, format_of_project, format_to_write
from annotator.formats.whole_file import Lines, refuse_same_file, written_text
from annotator.model.corpus import Unit
from annotator.progress import Progress, silent
from annotator.store.copies import at_one_moment
from annotator.store.store import Store
from annotator.store.whole import read_project


@dataclass(frozen=True, slots=True)
class FileImported:
    """What became of one file; `error` when nothing of it came in, `problems` what was doubtful."""

    name: str
    imported: Imported | None = None
    error: AnnotatorError | None = None
    problems: tuple[str, ...] = ()


def import_files(
    store: Store, files: Iterable[Path], *, unit: Unit = Unit.SENTENCE, progress: Progress = silent
) -> list[FileImported]:
    """Bring files in, each as a step of its own; one that fails does not stop the others."""
    return [import_file(store, file, unit=unit, progress=progress) for file in files]


def import_file(
    store: Store, file: Path, *, unit: Unit = Unit.SENTENCE, progress: Progress = silent
) -> FileImported:
    """Bring one file in, by its ending a whole project or else a text; what went wrong is in the result."""
    name = file.name or file.resolve().name
    form = format_of_project(file)
    try:
        _refuse_itself(store, file)
        if form is not None and form.read_project is not None:
            project = form.read_project(Lines(file), name)
            return FileImported(name, add_project(store, project, name=name, progress=progress))
        reading = plain_text.read(file, unit=unit)
        origin = Origin(name, reading.sha256, reading.importer, reading.encoding, reading.problems)
        imported = import_sources(store, origin, reading.drafts, progress=progress)
    except AnnotatorError as error:
        return FileImported(name, error=error)
    return FileImported(name, imported, problems=reading.problems)


def _refuse_itself(store: Store, file: Path) -> None:
    """A project does not come into itself; to open it as a file would let its lock go, see `store.handles`."""
    with suppress(OSError):
        if file.samefile(store.path):
            raise FileUnreadableError(name=file.name, reason="it is the project that is open")


def export_file(project: Path | Store, form: str, target: Path | TextIO) -> None:
    """Write a project in the form of that name, as it is at this moment; perhaps on another thread than its store.

    Raises NoSuchFormatError, OtherEndingError, FileUnwritableError, FileExistsAlreadyError (for the project's own
    file) and what opening a project raises.
    """
    wanted = format_to_write(form)
    write = wanted.write_project
    assert write is not None
    if isinstance(target, Path):
        refuse_same_file(target, project.path if isinstance(project, Store) else project)
        check_ending(wanted, target)
    with at_one_moment(project) as store:
        if not isinstance(target, Path):
            write(read_project(store), target)
            return
        with written_text(target) as out:
            write(read_project(store), out)

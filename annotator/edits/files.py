"""Verbs that begin or end at a file: import texts and projects, export a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from annotator.edits.interchange import add_project
from annotator.edits.sources import Imported, Origin, fresh_sources, import_sources, write_sources
from annotator.errors import AnnotatorError, FileUnreadableError
from annotator.formats import plain_text
from annotator.formats.reading import Reading
from annotator.formats.registry import check_ending, format_of_project, format_to_write
from annotator.formats.whole_file import Lines, refuse_same_file, written_text
from annotator.model.corpus import Unit
from annotator.progress import Progress, silent
from annotator.segmentation.reading import Shape
from annotator.store.copies import at_one_moment
from annotator.store.ring import Reason
from annotator.store.store import Edit, Store
from annotator.store.whole import read_project


@dataclass(frozen=True, slots=True)
class FileImported:
    """What became of one file; `error` when nothing of it came in, `problems` what was doubtful."""

    name: str
    imported: Imported | None = None
    error: AnnotatorError | None = None
    problems: tuple[str, ...] = ()


_AS_THEY_LOOK: Mapping[Path, Shape] = MappingProxyType({})


def import_files(
    store: Store,
    files: Iterable[Path],
    *,
    unit: Unit = Unit.SENTENCE,
    shapes: Mapping[Path, Shape] = _AS_THEY_LOOK,
    progress: Progress = silent,
) -> list[FileImported]:
    """Bring files in; one that fails does not stop the others, and what went wrong is in its result.

    `shapes`: how a text is read where somebody chose otherwise than it looks.

    By its ending a file is a whole project or else a text. All texts together are one step; a project, which
    only an empty one takes, is a step of its own. `progress` counts files, or the sources of a single one.
    """
    files = list(files)
    texts = list(dict.fromkeys(file for file in files if not _is_project(file)))
    if len(texts) < 2:
        found = {
            file: import_file(store, file, unit=unit, shape=shapes.get(file), progress=progress)
            for file in files
        }
        return [found[file] for file in files]
    found = {
        file: import_file(store, file, unit=unit, progress=progress) for file in files if file not in texts
    }
    with store.edit("Import {count} files", risk=Reason.IMPORT, count=len(texts)) as edit:
        for done, file in enumerate(texts):
            progress(done, len(texts))
            found[file] = _import_among(store, edit, file, unit, shapes.get(file))
    return [found[file] for file in files]


def import_file(
    store: Store,
    file: Path,
    *,
    unit: Unit = Unit.SENTENCE,
    shape: Shape | None = None,
    progress: Progress = silent,
) -> FileImported:
    """Bring one file in, by its ending a whole project or else a text; what went wrong is in the result."""
    name = _name(file)
    form = format_of_project(file)
    try:
        _refuse_itself(store, file)
        if form is not None and form.read_project is not None:
            project = form.read_project(Lines(file), name)
            return FileImported(name, add_project(store, project, name=name, progress=progress))
        reading = plain_text.read(file, unit=unit, shape=shape)
        imported = import_sources(store, _origin(name, reading), reading.drafts, progress=progress)
    except AnnotatorError as error:
        return FileImported(name, error=error)
    return FileImported(name, imported, problems=reading.problems)


def import_pasted(
    store: Store,
    text: str,
    *,
    name: str,
    unit: Unit = Unit.SENTENCE,
    shape: Shape | None = None,
    progress: Progress = silent,
) -> FileImported:
    """Bring a pasted text in, called `name` where it has no title; what went wrong is in the result."""
    try:
        reading = plain_text.read_pasted(text, name=name, unit=unit, shape=shape)
        imported = import_sources(store, _origin(name, reading), reading.drafts, progress=progress)
    except AnnotatorError as error:
        return FileImported(name, error=error)
    return FileImported(name, imported, problems=reading.problems)


def _import_among(store: Store, edit: Edit, file: Path, unit: Unit, shape: Shape | None) -> FileImported:
    """One text of several: what can be wrong with it is found before anything of it is written."""
    name = _name(file)
    try:
        _refuse_itself(store, file)
        reading = plain_text.read(file, unit=unit, shape=shape)
        origin = _origin(name, reading)
        fresh = fresh_sources(store, origin, reading.drafts)
    except AnnotatorError as error:
        return FileImported(name, error=error)
    imported = write_sources(store, edit, origin, reading.drafts, fresh, silent)
    return FileImported(name, imported, problems=reading.problems)


def _origin(name: str, reading: Reading) -> Origin:
    return Origin(name, reading.sha256, reading.importer, reading.encoding, reading.problems)


def _name(file: Path) -> str:
    return file.name or file.resolve().name


def _is_project(file: Path) -> bool:
    form = format_of_project(file)
    return form is not None and form.read_project is not None


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

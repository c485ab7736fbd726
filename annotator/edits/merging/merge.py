"""Verbs of merging: the work of several laptops in one project.

What belongs together is found by uid. The rules are in rules.py; the order of the files does not
matter, and merging a file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.edits.interchange import add_project
from annotator.edits.joining import Alike, alike, join_into
from annotator.edits.merging.both import Both
from annotator.edits.merging.one_pass import put_in
from annotator.edits.merging.tally import Tally
from annotator.errors import NotAlikeError
from annotator.formats.registry import format_of_project
from annotator.formats.whole_file import Lines
from annotator.model.actors import Actor
from annotator.model.annotation import Coder, CoderKind
from annotator.model.corpus import Unit
from annotator.progress import Progress, silent
from annotator.store.conflicts import Conflict, read_conflicts
from annotator.store.copies import copy_of
from annotator.store.erasing import erased, forget, statements_of
from annotator.store.registers import read_actors, read_coders
from annotator.store.ring import Reason
from annotator.store.scratch import scratch_folder, sweep_scratch
from annotator.store.stamps import forget_all
from annotator.store.store import Edit, Store


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do: rows by table, conflicts that it found, names to be looked at."""

    added: dict[str, int]
    changed: dict[str, int]
    removed: dict[str, int]
    conflicts: tuple[Conflict, ...]
    waiting: int
    alike: tuple[Alike, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it was here already."""
        return not (self.added or self.changed or self.removed)


def merge(
    store: Store,
    others: Sequence[Path],
    *,
    joins: Sequence[tuple[str, str]] = (),
    unit: Unit | None = None,
    progress: Progress = silent,
) -> Merged:
    """Bring everything in other projects into this one, as one step; the other files stay as they are.

    The others may be project files or whole projects in another form. `joins` are pairs of names or uids
    of coders or actors, the first to be joined with the second. `unit` chooses between two cuts of one
    source. Raises DifferentCutError, CrossesCutError, NotAlikeError, BrokenRecordError,
    and what opening the other files raises; then nothing was changed.
    """
    names = ", ".join(path.name for path in others)
    tally = Tally()
    with (
        _opened(others) as opened,
        store.edit("Merge {name}", merging=True, risk=Reason.MERGE, name=names) as edit,
    ):
        has_revived = True
        while has_revived:
            has_revived = False
            for path, other in zip(others, opened, strict=True):
                _keep_erased_out(store, other)
                both = Both(store, edit, other, name=path.name, tally=tally, unit=unit)
                put_in(both, progress)
                # What came back may have been changed in a file before: they are all looked at again.
                has_revived |= both.has_revived and len(others) > 1
        _join_adjudicated(store, edit)
        for name, into in joins:
            _join(store, edit, name, into)
    return Merged(
        added=tally.added,
        changed=tally.changed,
        removed=tally.removed,
        conflicts=tuple(tally.conflicts),
        waiting=len(read_conflicts(store, settled=False)),
        alike=tuple(alike(store)),
    )


def preview_merge(
    target: Path | Store,
    others: Sequence[Path],
    *,
    joins: Sequence[tuple[str, str]] = (),
    unit: Unit | None = None,
    progress: Progress = silent,
) -> Merged:
    """What `merge` would do to that project, tried on a copy of it."""
    with _opened([target]) as (store,):
        return merge(store, others, joins=joins, unit=unit, progress=progress)


def _keep_erased_out(store: Store, copy: Store) -> None:
    """Take out of the copy that is put in what it says, by uid alone, of whom and what was erased here."""
    statements = statements_of(copy, erased(store, "source"))
    forget(copy, coders=erased(store, "coder"), statements=statements)


@contextmanager
def _opened(paths: Sequence[Path | Store]) -> Iterator[list[Store]]:
    """Copies of projects in a folder that goes away; the files may be open elsewhere, old or read-only."""
    sweep_scratch()
    with scratch_folder() as folder, ExitStack() as stack:
        yield [
            stack.enter_context(_opened_one(path, Path(folder) / f"{number}.annotator"))
            for number, path in enumerate(paths)
        ]


def _opened_one(source: Path | Store, target: Path) -> Store:
    """A copy of a project file, or a project made from a whole one in another form."""
    form = format_of_project(source) if isinstance(source, Path) else None
    if not isinstance(source, Path) or form is None or form.read_project is None:
        return copy_of(source, target)
    project = form.read_project(Lines(source), source.name)
    Store.create(target, title=project.title).close()
    store = Store(target, write=True, snapshots=False)
    try:
        add_project(store, project, name=source.name)
        forget_all(store.connection)  # the lines tell no history, and coming in is none
    except BaseException:
        store.close()
        raise
    return store


def _join_adjudicated(store: Store, edit: Edit) -> None:
    """A project has one settled result: the layers of two that were begun apart are one, whatever the order."""
    layers = [coder for coder in read_coders(store) if coder.kind is CoderKind.ADJUDICATED]
    into = min(layers, key=lambda coder: coder.uid, default=None)
    for layer in layers:
        if into is not None and layer != into:
            join_into(store, edit, "coder", layer, into, merging=True)


def _join(store: Store, edit: Edit, one: str, into: str) -> None:
    """Join two coders, or two actors, by name."""
    registers: tuple[tuple[str, tuple[Coder, ...] | tuple[Actor, ...]], ...] = (
        ("coder", read_coders(store)),
        ("actor", read_actors(store)),
    )
    for table, entries in registers:
        pair = [[entry for entry in entries if name in {entry.name, entry.uid}] for name in (one, into)]
        if all(len(found) == 1 for found in pair) and pair[0] != pair[1]:
            join_into(store, edit, table, pair[0][0], pair[1][0], merging=True)
            return
    raise NotAlikeError(what="coder or actor", name=f"{one} = {into}")

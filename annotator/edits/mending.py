"""Looking through a project, and mending what another program broke in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.errors import RuleError, StoreError
from annotator.store.checking import find_problems
from annotator.store.copies import at_one_moment, copy_of
from annotator.store.mending import mend_rows
from annotator.store.ring import Reason, Snapshot
from annotator.store.scratch import scratch_folder
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a project, a sentence each; `lasting` are those that cannot be mended."""

    problems: tuple[str, ...]
    lasting: tuple[str, ...] = ()

    @property
    def mendable(self) -> tuple[str, ...]:
        """Those that can be mended."""
        return tuple(problem for problem in self.problems if problem not in self.lasting)


def check_file(project: Path | Store) -> Checked:
    """Look through a whole project, and try on a copy what can be mended. Raises StoreError."""
    with at_one_moment(project) as store:
        problems = tuple(find_problems(store))
        return Checked(problems, _lasting(store, problems) if problems else ())


def mend_project(store: Store) -> Snapshot:
    """Mend what another program broke, as far as that goes, after a snapshot: that is the way back.

    What the snapshot is. Raises SnapshotFailedError or another StoreError; nothing is changed then.
    """
    snapshot = store.take_snapshot(Reason.REPAIR)
    mend_rows(store)
    return snapshot


def _lasting(store: Store, problems: tuple[str, ...]) -> tuple[str, ...]:
    with scratch_folder() as folder:
        try:
            with copy_of(store, Path(folder) / "copy.annotator") as copy:
                mend_rows(copy)
                return tuple(find_problems(copy))
        except (StoreError, RuleError):
            return problems

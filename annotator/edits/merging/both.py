"""The two files of a merge, and what was decided of them so far."""

from __future__ import annotations

from annotator.edits.merging.recorder import Recorder
from annotator.edits.merging.rules import later_tombstone
from annotator.edits.merging.tally import Tally
from annotator.model.corpus import Unit
from annotator.store.sides import Side, Tombstone
from annotator.store.store import Edit, Store


class Both:
    """The project and the file `name` that is put into it, inside a larger edit."""

    def __init__(
        self, store: Store, edit: Edit, other: Store, *, name: str, tally: Tally, unit: Unit | None = None
    ) -> None:
        self.store = store
        self.edit = edit
        self.name = name
        self.tally = tally
        self.unit = unit
        self.mine = Side(store)
        self.theirs = Side(other)
        self.recorder = Recorder(edit, self.mine, self.theirs, tally.conflicts)
        self.redirects = self.mine.redirects() | self.theirs.redirects()
        self.arrived: dict[str, list[str]] = {}
        self.dying: dict[str, set[str]] = {}
        self.kept: dict[tuple[str, str], Tombstone] = {}
        self.cut: set[int] = set()
        self.redefined: dict[bool, set[str]] = {False: set(), True: set()}
        self.has_revived = False

    def final(self, table: str, uid: str) -> str:
        """Where a coder or actor was joined to; itself where it was not."""
        if table not in {"coder", "actor"}:
            return uid
        seen = [uid]
        while self.is_redirected(table, seen[-1]):
            onward = min(into for name, old, into in self.redirects if (name, old) == (table, seen[-1]))
            if onward in seen:
                return min(seen)
            seen.append(onward)
        return seen[-1]

    def is_redirected(self, table: str, uid: str) -> bool:
        """Whether a row was put together with another, and that was not taken back."""
        if table not in {"coder", "actor"}:
            return False
        if not any((name, old) == (table, uid) for name, old, _ in self.redirects):
            return False
        theirs = self.theirs.tombstones.get((table, uid))
        mine = self.mine.tombstones.get((table, uid))
        last = later_tombstone(mine, theirs) if theirs is not None else mine
        return last is not None and bool(last.gone)

    def is_dying(self, table: str, uid: str) -> bool:
        """Whether a row is to go at the end."""
        return uid in self.dying.get(table, set())

    def keep(self, table: str, uid: str, tombstone: Tombstone) -> None:
        """Let a row live that one file deleted, and keep on record why."""
        self.kept[table, uid] = tombstone._replace(gone=0)
        self.recorder.deleted(table, uid)

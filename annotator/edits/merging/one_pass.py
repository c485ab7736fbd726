"""One file put into another: table by table, what arrives, what changes and what goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.edits.merging.burying import bury_what_goes
from annotator.edits.merging.cuts import check_cuts, choose_one_cut
from annotator.edits.merging.homes import Homes
from annotator.edits.merging.memos import merge_memos
from annotator.edits.merging.recorder import Recorder
from annotator.edits.merging.records import write_records
from annotator.edits.merging.rules import choose, later_tombstone, survives
from annotator.edits.merging.sets import merge_set
from annotator.edits.merging.settlements import merge_settlements
from annotator.edits.merging.sources import SourceCopier
from annotator.edits.merging.values import merge_values
from annotator.edits.merging.worklists import fill_worklists
from annotator.model.corpus import Unit
from annotator.progress import Progress, silent
from annotator.store.conflicts import Conflict
from annotator.store.fields import FIELDS, REFERENCES, Field
from annotator.store.images import Values, differences, image
from annotator.store.merging import (
    import_rows,
    part_key,
    project_head,
    read_slice,
)
from annotator.store.sides import NEVER, Side, Stamp, Tombstone
from annotator.store.stamps import forget_stamps
from annotator.store.store import Edit, Store

_MEANING = frozenset(("name", "definition", "use_when", "avoid_when"))
_ENTITIES = ("coder", "actor", "variable", "code", "event", "frozen_coding", "log_entry")
BATCH = 500


@dataclass(slots=True)
class Tally:
    """What came in, what changed and what went, by table."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def count(self, what: dict[str, int], table: str, number: int = 1) -> None:
        """Note some more rows."""
        if number:
            what[table] = what.get(table, 0) + number


class Pass:
    """Puts `other` into the project inside a larger edit. Raises CrossesCutError, DifferentCutError."""

    def __init__(
        self,
        store: Store,
        edit: Edit,
        other: Store,
        *,
        name: str,
        tally: Tally,
        unit: Unit | None = None,
        progress: Progress = silent,
    ) -> None:
        self.store = store
        self.edit = edit
        self.name = name
        self.tally = tally
        self.mine = Side(store)
        self.theirs = Side(other)
        self.unit = unit
        self.progress = progress
        self.dying: dict[str, set[str]] = {}
        self.arrived: dict[str, list[str]] = {}
        self.kept: dict[tuple[str, str], Tombstone] = {}
        self._links: list[tuple[str, str, str]] = []
        self.cut: set[int] = set()
        self.redefined: dict[bool, set[str]] = {False: set(), True: set()}
        self.has_revived = False
        self.recorder = Recorder(edit, self.mine, self.theirs, tally.conflicts)
        self.redirects = self.mine.redirects() | self.theirs.redirects()
        self.homes = Homes(self)

    def run(self) -> None:
        """Do all of it; nothing is written where nothing differs."""
        self._project()
        self._imports()
        self._write_redirects()
        for table in _ENTITIES:
            self._rows(table)
        self._link_codes()
        self._rows("source")
        merge_set(self, "dropped")
        self._rows("part")
        self._rows("statement")
        self._rows("annotation")
        merge_values(self)
        self.homes.statuses()
        merge_settlements(self)
        merge_memos(self)
        self._rows("worklist")
        self._rows("saved_filter")
        fill_worklists(self, self.arrived["worklist"])
        merge_set(self, "actor_alias")
        bury_what_goes(self)
        self.recorder.shared_keys()
        self.recorder.take_over()
        write_records(self)
        check_cuts(self)

    # --- the rows of a table ---

    def _rows(self, table: str) -> None:
        self._mark_dying(table)
        found = differences(self.store, self.theirs.store, table)
        arriving = []
        for place, difference in enumerate(found):
            assert difference.theirs is not None
            if difference.mine is not None:
                self._reconcile(table, difference.uid, difference.mine, difference.theirs)
            elif self._arrives(table, difference.uid, difference.theirs):
                arriving.append((difference.uid, difference.theirs))
            if place % BATCH == 0:
                self.progress(place, len(found))
        if table == "source":
            self._copy_sources([uid for uid, _ in arriving])
        else:
            self._insert(table, arriving)
        self.arrived[table] = [uid for uid, _ in arriving]

    def _mark_dying(self, table: str) -> None:
        """Rows that the other file deleted go, unless they were changed here meanwhile."""
        dying = self.dying.setdefault(table, set())
        for (name, uid), tombstone in self.theirs.tombstones.items():
            if name != table or not tombstone.gone or uid not in self.mine.ids(table):
                continue
            if self.is_redirected(table, uid) or not survives(table, uid, tombstone, self.mine, self.theirs):
                dying.add(uid)
            elif not self.mine.has_seen(tombstone.stamp):
                self.keep(table, uid, tombstone)

    def _arrives(self, table: str, uid: str, theirs: Values) -> bool:
        """Whether a row that is only in the other file comes in; one deleted here comes back only if changed there."""
        if self.is_redirected(table, uid):
            return False
        if table == "part":
            return False
        if table == "statement" and str(theirs[0][0]) not in self.mine.ids("source"):
            return False
        tombstone = self.mine.gone(table, uid)
        if tombstone is None:
            return True
        if not survives(table, uid, tombstone, self.theirs, self.mine):
            return False
        if not self.theirs.has_seen(tombstone.stamp):
            self.keep(table, uid, tombstone)
        self._revive(table, uid)
        return True

    def _revive(self, table: str, uid: str) -> None:
        """A row comes back as the other file has it: what was changed here before it went is unknown now.

        A file that was put in before may know; that one has to be looked at again.
        """
        self.has_revived = True
        forget_stamps(self.store.connection, table, uid)

    def _insert(self, table: str, arriving: list[tuple[str, Values]]) -> None:
        rows, uids = [], []
        for uid, values in arriving:
            if uid in self.mine.ids(table):
                continue  # something before it needed it already
            columns = self.columns(table, uid, values, fresh=True)
            if columns is not None:
                rows.append({"uid": uid, **columns})
                uids.append(uid)
        if not rows:
            return
        keys = self.edit.insert_many(table, rows)
        self.mine.ids(table).update(zip(uids, keys, strict=True))
        self.tally.count(self.tally.added, table, len(rows))

    def _reconcile(self, table: str, uid: str, mine: Values, theirs: Values) -> None:
        columns: dict[str, object] = {}
        stamps: tuple[dict[str, Stamp], dict[str, Stamp]] | None = None
        for one, my_value, their_value in zip(FIELDS[table], mine, theirs, strict=True):
            if my_value == their_value or one.fixed or self._same_words(table, one.name, mine, theirs):
                continue
            if stamps is None:
                stamps = (self.mine.stamps(table, uid), self.theirs.stamps(table, uid))
            pair = self._pair(table, uid, one, stamps)
            if table == "source" and one.name == "unit" and pair[0] == pair[1]:
                columns |= choose_one_cut(self, uid, str(my_value[0]), str(their_value[0]))
                continue
            choice = choose(one, (my_value, their_value), pair, (self.mine, self.theirs))
            found = self._field_columns(table, uid, one.columns, choice.value) if choice.is_theirs else {}
            if table == "code" and one.name in _MEANING:
                self.redefined[choice.is_theirs].add(uid)
            if choice.is_conflict:
                lost = my_value if choice.is_theirs else their_value
                self.recorder.differ(table, uid, one, choice.value, lost)
            columns |= found or {}
        if table == "part":
            key = part_key(self.store, *uid.rsplit("/", 1))
        else:
            key = 1 if table == "project" else self.mine.ids(table)[uid]
        if columns and key is not None:
            self.edit.update(table, key, **columns)
            if columns.keys() != {"import_id"}:  # of two imports of one text either will do
                self.tally.count(self.tally.changed, table)

    def _pair(
        self, table: str, uid: str, one: Field, stamps: tuple[dict[str, Stamp], dict[str, Stamp]]
    ) -> tuple[Stamp, Stamp]:
        """When a field was changed here and there."""
        if one.follows:
            return self.mine.latest(table, uid), self.theirs.latest(table, uid)
        return stamps[0].get(one.name, NEVER), stamps[1].get(one.name, NEVER)

    def _same_words(self, table: str, name: str, mine: Values, theirs: Values) -> bool:
        """Whether two places differ only because a statement was split or joined in one file."""
        return table == "annotation" and name == "place" and mine[0][1:] == theirs[0][1:]

    # --- columns, and what they point to ---

    def columns(self, table: str, uid: str, values: Values, *, fresh: bool) -> dict[str, object] | None:
        """All columns of a row; None where something that it cannot be without was erased for good."""
        found: dict[str, object] = {}
        for one, value in zip(FIELDS[table], values, strict=True):
            columns = self._field_columns(table, uid, one.columns, value, fresh=fresh)
            if columns is None:
                return None
            found |= columns
        if table == "statement":
            found["text"] = read_slice(
                self.store,
                int(str(found["source_id"])),
                int(str(found["span_start"])),
                int(str(found["span_end"])),
            )
            self.cut.add(int(str(found["source_id"])))
        return found

    def _field_columns(
        self, table: str, uid: str, names: tuple[str, ...], value: list[object], *, fresh: bool = False
    ) -> dict[str, object] | None:
        found: dict[str, object] = {}
        for name, part in zip(names, value, strict=True):
            if part is None or name not in REFERENCES:
                found[name] = part
                continue
            if table == "code" and fresh and name in {"parent_id", "opposite_id"}:
                self._links.append((uid, name, str(part)))
                found[name] = None
            elif name == "part_id":
                found[name] = self._part(table, uid, str(part))
            elif name == "statement_id":
                found[name] = self.homes.of_annotation(str(part), value)
            else:
                found[name] = self.key(REFERENCES[name], str(part))
            if found[name] is None and name in {"statement_id", "coder_id", "source_id", "variable_id"}:
                return None
        return found

    def key(self, table: str, uid: str) -> int | None:
        """The row of that uid here; brought in when it was deleted here and is needed again."""
        last = self.final(table, uid)
        known = self.mine.ids(table).get(last)
        if known is not None or table == "import_record":
            return known
        tombstone = self.mine.gone(table, last)
        if tombstone is not None and tombstone.gone == 2:
            return None
        values = image(self.theirs.store, table, last)
        if values is None:
            return None
        if tombstone is not None:
            self.keep(table, last, tombstone)
            self._revive(table, last)
        if table == "source":
            self._copy_sources([last])
        else:
            self._insert(table, [(last, values)])
        return self.mine.ids(table).get(last)

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

    def home(self, statement_uid: str) -> int | None:
        """The statement for what is said of all of one: itself, or what took its place; None where it is gone."""
        return self.homes.of_statement(statement_uid)

    def is_dying(self, table: str, uid: str) -> bool:
        """Whether a row is to go at the end."""
        return uid in self.dying.get(table, set())

    def keep(self, table: str, uid: str, tombstone: Tombstone) -> None:
        """Let a row live that one file deleted, and keep on record why."""
        self.kept[table, uid] = tombstone._replace(gone=0)
        self.recorder.deleted(table, uid)

    def _part(self, table: str, uid: str, rank: str) -> int | None:
        there = image(self.theirs.store, table, uid)
        return None if there is None else part_key(self.store, str(there[0][0]), rank)

    def _link_codes(self) -> None:
        for uid, name, other in self._links:
            self.edit.update("code", self.mine.ids("code")[uid], **{name: self.key("code", other)})
        self._links.clear()

    # --- the small tables ---

    def _project(self) -> None:
        """Copies of one project agree on its title; of another project only the rows are taken."""
        if project_head(self.store) != project_head(self.theirs.store):
            return
        for found in differences(self.store, self.theirs.store, "project"):
            assert found.mine is not None
            assert found.theirs is not None
            self._reconcile("project", found.uid, found.mine, found.theirs)

    def _imports(self) -> None:
        known = self.mine.ids("import_record")
        fresh = [(uid, row) for uid, row in import_rows(self.theirs.store) if uid not in known]
        if fresh:
            keys = self.edit.insert_many("import_record", [row for _, row in fresh])
            known.update(zip((uid for uid, _ in fresh), keys, strict=True))

    def _write_redirects(self) -> None:
        fresh = sorted(self.redirects - self.mine.redirects())
        self.edit.insert_all(
            "redirect", [{"table_name": table, "uid": uid, "into_uid": into} for table, uid, into in fresh]
        )

    def _copy_sources(self, uids: list[str]) -> None:
        copier = SourceCopier(self.edit, self.mine, self.theirs, self.key)
        for start in range(0, len(uids), BATCH):
            statements = copier.copy(uids[start : start + BATCH])
            self.tally.count(self.tally.added, "statement", statements)
            self.progress(start, len(uids))
        if uids:
            self.tally.count(self.tally.added, "source", len(uids))

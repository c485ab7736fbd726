"""One file put into another: table by table, what arrives, what changes and what goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.edits.joining import repoint
from annotator.edits.merge_conflicts import Recorder
from annotator.edits.merge_homes import Homes
from annotator.edits.merge_memos import merge_memos
from annotator.edits.merge_rules import choose, later_tombstone, survives
from annotator.edits.merge_settlements import merge_settlements
from annotator.edits.merge_sources import SourceCopier, remove_work
from annotator.edits.merge_worklists import fill_worklists
from annotator.edits.sources import PLURALS
from annotator.errors import DifferentCutError, DifferentUnitsError
from annotator.model.corpus import Unit
from annotator.progress import Progress, silent
from annotator.store.conflicts import Conflict, about
from annotator.store.fields import FIELDS, REFERENCES, Field
from annotator.store.images import SETS, Values, differences, image, set_members
from annotator.store.merging import (
    cross_cut_sources,
    import_rows,
    is_referenced,
    keys_in_source,
    memos_in_source,
    part_key,
    places_in,
    project_head,
    read_slice,
    statuses_in_source,
)
from annotator.store.sides import NEVER, Side, Stamp, Tombstone, take_over_records
from annotator.store.stamps import choose_cut, forget_stamps
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
        self._unit = unit
        self._progress = progress
        self._dying: dict[str, set[str]] = {}
        self._arrived: dict[str, list[str]] = {}
        self._kept: dict[tuple[str, str], Tombstone] = {}
        self._links: list[tuple[str, str, str]] = []
        self._cut: set[int] = set()
        self._redefined: dict[bool, set[str]] = {False: set(), True: set()}
        self.has_revived = False
        self.recorder = Recorder(edit, self.mine, self.theirs, tally.conflicts)
        self._redirects = self.mine.redirects() | self.theirs.redirects()
        self._homes = Homes(self)

    def run(self) -> None:
        """Do all of it; nothing is written where nothing differs."""
        self._project()
        self._imports()
        self._write_redirects()
        for table in _ENTITIES:
            self._rows(table)
        self._link_codes()
        self._rows("source")
        self._set("dropped")
        self._rows("part")
        self._rows("statement")
        self._rows("annotation")
        self._values()
        self._homes.statuses()
        merge_settlements(self)
        merge_memos(self)
        self._rows("worklist")
        fill_worklists(self, self._arrived["worklist"])
        self._set("actor_alias")
        self._bury()
        self.recorder.shared_keys()
        self.recorder.take_over()
        self._records()
        self._check_cuts()

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
                self._progress(place, len(found))
        if table == "source":
            self._copy_sources([uid for uid, _ in arriving])
        else:
            self._insert(table, arriving)
        self._arrived[table] = [uid for uid, _ in arriving]

    def _mark_dying(self, table: str) -> None:
        """Rows that the other file deleted go, unless they were changed here meanwhile."""
        dying = self._dying.setdefault(table, set())
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
                columns |= self._choose_cut(uid, str(my_value[0]), str(their_value[0]))
                continue
            choice = choose(one, (my_value, their_value), pair, (self.mine, self.theirs))
            found = self._field_columns(table, uid, one.columns, choice.value) if choice.is_theirs else {}
            if table == "code" and one.name in _MEANING:
                self._redefined[choice.is_theirs].add(uid)
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
            self._cut.add(int(str(found["source_id"])))
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
                found[name] = self._homes.of_annotation(str(part), value)
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
            onward = min(into for name, old, into in self._redirects if (name, old) == (table, seen[-1]))
            if onward in seen:
                return min(seen)
            seen.append(onward)
        return seen[-1]

    def is_redirected(self, table: str, uid: str) -> bool:
        """Whether a row was put together with another, and that was not taken back."""
        if table not in {"coder", "actor"}:
            return False
        if not any((name, old) == (table, uid) for name, old, _ in self._redirects):
            return False
        theirs = self.theirs.tombstones.get((table, uid))
        mine = self.mine.tombstones.get((table, uid))
        last = later_tombstone(mine, theirs) if theirs is not None else mine
        return last is not None and bool(last.gone)

    def home(self, statement_uid: str) -> int | None:
        """The statement for what is said of all of one: itself, or what took its place; None where it is gone."""
        return self._homes.of_statement(statement_uid)

    def is_dying(self, table: str, uid: str) -> bool:
        """Whether a row is to go at the end."""
        return uid in self._dying.get(table, set())

    def keep(self, table: str, uid: str, tombstone: Tombstone) -> None:
        """Let a row live that one file deleted, and keep on record why."""
        self._kept[table, uid] = tombstone._replace(gone=0)
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
        fresh = sorted(self._redirects - self.mine.redirects())
        self.edit.insert_all(
            "redirect", [{"table_name": table, "uid": uid, "into_uid": into} for table, uid, into in fresh]
        )

    def _set(self, table: str) -> None:
        owner, names = SETS[table]
        mine = {uid for uid, _, _ in set_members(self.store, table)}
        fresh: dict[str, dict[str, object]] = {}
        for uid, owner_uid, columns in set_members(self.theirs.store, table):
            key = self.mine.ids(owner).get(self.final(owner, owner_uid))
            if uid in mine or key is None or not self._member_lives(table, uid):
                continue
            fresh[uid] = {f"{owner}_id": key, **dict(zip(names, columns, strict=True))}
        self.edit.insert_all(table, fresh.values())
        for uid, owner_uid, columns in set_members(self.store, table):
            tombstone = self.theirs.gone(table, uid)
            own = self.mine.tombstones.get((table, uid))
            if tombstone is not None and (own is None or own.stamp < tombstone.stamp):
                place = dict(zip(names, columns, strict=True))
                self.edit.delete_where(table, **{f"{owner}_id": self.mine.ids(owner)[owner_uid], **place})

    def _member_lives(self, table: str, uid: str) -> bool:
        tombstone = self.mine.gone(table, uid)
        theirs = self.theirs.tombstones.get((table, uid))
        return tombstone is None or (theirs is not None and theirs.stamp > tombstone.stamp)

    def _copy_sources(self, uids: list[str]) -> None:
        copier = SourceCopier(self.edit, self.mine, self.theirs, self.key)
        for start in range(0, len(uids), BATCH):
            statements = copier.copy(uids[start : start + BATCH])
            self.tally.count(self.tally.added, "statement", statements)
            self._progress(start, len(uids))
        if uids:
            self.tally.count(self.tally.added, "source", len(uids))

    # --- values ---

    def _values(self) -> None:
        rows: list[dict[str, object]] = []
        (one,) = FIELDS["value"]
        for found in differences(self.store, self.theirs.store, "value"):
            annotation_uid, variable_uid = found.uid.split("/")
            key = self.mine.ids("annotation").get(annotation_uid)
            if key is None or self.is_dying("annotation", annotation_uid):
                continue
            theirs = self.theirs.stamps("value", found.uid).get(one.name, NEVER)
            if found.theirs is None and (
                theirs == NEVER or annotation_uid not in self.theirs.ids("annotation")
            ):
                continue
            stamps = (self.mine.stamps("value", found.uid).get(one.name, NEVER), theirs)
            pair = ((found.mine or [[]])[0], (found.theirs or [[]])[0])
            choice = choose(one, pair, stamps, (self.mine, self.theirs))
            if choice.is_conflict:
                lost = pair[0] if choice.is_theirs else pair[1]
                self.recorder.differ("value", found.uid, one, choice.value, lost)
            if not choice.is_theirs:
                continue
            variable = self.key("variable", variable_uid)
            if variable is None:
                continue
            if found.mine is not None:
                self.edit.delete_where("value", annotation_id=key, variable_id=variable)
            rows += [self._value_row(key, variable, answer) for answer in choice.value]
        rows = [row for row in rows if any(row[name] is not None for name in _ANSWERS.values())]
        self.edit.insert_all("value", rows)

    def _value_row(self, annotation: int, variable: int, answer: object) -> dict[str, object]:
        assert isinstance(answer, list)
        kind, given = answer
        row: dict[str, object] = {"annotation_id": annotation, "variable_id": variable}
        row |= dict.fromkeys(_ANSWERS.values())
        row[_ANSWERS[kind]] = self.key(kind, given) if kind in {"code", "actor"} else given
        return row

    # --- what goes ---

    def _bury(self) -> None:
        """Take out what the other file deleted and nothing here needs."""
        for uid in sorted(self._dying["annotation"]):
            key = self.mine.ids("annotation").pop(uid)
            self.edit.delete_where("value", annotation_id=key)
            self.edit.delete("annotation", key)
            self.tally.count(self.tally.removed, "annotation")
        for uid in sorted(self._dying["statement"]):
            if uid in self.mine.ids("statement"):
                self._homes.move_out(uid)
                self.edit.delete("statement", self.mine.ids("statement").pop(uid))
                self.tally.count(self.tally.removed, "statement")
        for uid in sorted(self._dying["source"]):
            self._bury_source(uid)
        for table in (
            "event",
            "frozen_coding",
            "log_entry",
            "worklist",
            "code",
            "variable",
            "coder",
            "actor",
        ):
            waiting = sorted(self._dying[table])
            while left := [uid for uid in waiting if not self._bury_row(table, uid)]:
                if left == waiting:
                    break
                waiting = left
            else:
                continue
            for uid in left:
                self.keep(table, uid, self.theirs.tombstones[table, uid])

    def _bury_row(self, table: str, uid: str) -> bool:
        key = self.mine.ids(table)[uid]
        if self.is_redirected(table, uid):
            into = self.key(table, self.final(table, uid))
            assert into is not None
            repoint(self.store, self.edit, table, key, into)
        elif table == "coder" and self.theirs.tombstones[table, uid].gone == 2:
            remove_work(self.store, self.edit, "coder_id", key)
        elif is_referenced(self.store, table, key):
            return False
        if table == "actor":
            self.edit.delete_where("actor_alias", actor_id=key)
        self.edit.delete(table, key)
        del self.mine.ids(table)[uid]
        self.tally.count(self.tally.removed, table)
        return True

    def _bury_source(self, uid: str) -> None:
        key = self.mine.ids("source")[uid]
        tombstone = self.theirs.tombstones["source", uid]
        work = [("status", name) for name in statuses_in_source(self.store, key)]
        work += [("memo", name) for name in memos_in_source(self.store, key)]
        unseen = [
            name
            for table, name in work
            if any(not self.theirs.has_seen(stamp) for stamp in self.mine.stamps(table, name).values())
        ]
        if tombstone.gone != 2 and (unseen or keys_in_source(self.store, "annotation", key)):
            self.keep("source", uid, tombstone)
            return
        SourceCopier(self.edit, self.mine, self.theirs, self.key).remove(uid)
        self.tally.count(self.tally.removed, "source")

    # --- the end ---

    def _records(self) -> None:
        merged = {
            place: later_tombstone(self.mine.tombstones.get(place), found)
            for place, found in self.theirs.tombstones.items()
        }
        for place, found in self._kept.items():
            merged[place] = later_tombstone(merged.get(place) or self.mine.tombstones.get(place), found)
        changed = {
            place: found for place, found in merged.items() if self.mine.tombstones.get(place) != found
        }
        self._raise_revision()
        take_over_records(self.mine, self.theirs, changed)

    def _raise_revision(self) -> None:
        """The codebook of both is a later one than either: what each writer changed counts once."""
        mine, theirs = project_head(self.store), project_head(self.theirs.store)
        both = {**self.mine.writers}
        for writer in self.theirs.writers.values():
            known = both.get(writer.uid)
            if known is None or known.counter < writer.counter:
                both[writer.uid] = writer
        bases = [
            head.revision - sum(writer.revisions for writer in side.writers.values())
            for head, side in ((mine, self.mine), (theirs, self.theirs))
        ]
        revision = max(bases) + sum(writer.revisions for writer in both.values())
        if revision != mine.revision:
            self.edit.update("project", 1, codebook_revision=revision)
        self._question(revision)

    def _question(self, revision: int) -> None:
        """What was coded in one file before it knew a definition of the other is in question from now on."""
        changed = self._redefined[True] | (self._redefined[False] if self._arrived["annotation"] else set())
        for uid in sorted(changed & self.mine.ids("code").keys()):
            self.edit.update("code", self.mine.ids("code")[uid], defined_revision=revision)

    def _check_cuts(self) -> None:
        for title, source in cross_cut_sources(self.store, self._cut):
            raise DifferentCutError(name=title or source, file=self.name)

    def _choose_cut(self, uid: str, mine: str, theirs: str) -> dict[str, object]:
        """Of two cuts of a source take the chosen one; the statements of the other are deleted from now on."""
        if self._unit is None or self._unit.value not in {mine, theirs}:
            words = about(self.store, "source", uid) or uid
            raise DifferentUnitsError(name=words, mine=PLURALS[mine], theirs=PLURALS[theirs], file=self.name)
        is_theirs = self._unit.value == theirs
        loser, winner = (self.mine, self.theirs) if is_theirs else (self.theirs, self.mine)
        kept = {place.uid for place in places_in(winner.store, uid)}
        lost = [place.uid for place in places_in(loser.store, uid) if place.uid not in kept]
        tombstone = Tombstone(*choose_cut(self.store.connection, uid, lost), 1)
        winner.tombstones.update({("statement", one): tombstone for one in lost})
        self._cut.add(self.mine.ids("source")[uid])
        return {"unit": theirs} if is_theirs else {}


_ANSWERS = {"code": "code_id", "actor": "actor_id", "number": "number", "text": "text", "absence": "absence"}

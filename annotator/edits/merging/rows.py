"""Rows of the other file brought in, with the keys of this one, and with all that they need."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.fates import revive
from annotator.edits.merging.homes import Homes
from annotator.edits.merging.sources import SourceCopier
from annotator.progress import Progress
from annotator.store.fields import FIELDS, REFERENCES
from annotator.store.images import Values, image
from annotator.store.merging import part_key, read_slice

_NEEDED = {"statement_id", "coder_id", "source_id", "variable_id"}
BATCH = 500


class Rows:
    """Brings rows in, those first that others point to."""

    def __init__(self, both: Both, progress: Progress) -> None:
        self._both = both
        self._progress = progress
        self._links: list[tuple[str, str, str]] = []
        self.homes = Homes(both, self.key)
        self.sources = SourceCopier(both.edit, both.mine, both.theirs, self.key)

    def key(self, table: str, uid: str) -> int | None:
        """The row of that uid here; brought in when it was deleted here and is needed again."""
        both = self._both
        last = both.final(table, uid)
        known = both.mine.ids(table).get(last)
        if known is not None or table == "import_record":
            return known
        tombstone = both.mine.gone(table, last)
        if tombstone is not None and tombstone.gone == 2:
            return None
        values = image(both.theirs.store, table, last)
        if values is None:
            return None
        if tombstone is not None:
            both.keep(table, last, tombstone)
            revive(both, table, last)
        self.bring_in(table, [(last, values)])
        return both.mine.ids(table).get(last)

    def bring_in(self, table: str, arriving: list[tuple[str, Values]]) -> None:
        """Write rows that are only in the other file; sources with their text and statements."""
        if table == "source":
            self._copy_sources([uid for uid, _ in arriving])
        else:
            self._insert(table, arriving)

    def columns_of(
        self, table: str, uid: str, names: tuple[str, ...], value: list[object], *, fresh: bool = False
    ) -> dict[str, object] | None:
        """The columns of one field, pointing to rows here; None where one that it needs was erased for good."""
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
            if found[name] is None and name in _NEEDED:
                return None
        return found

    def link_codes(self) -> None:
        """Point new codes to their parents and opposites, now that all are here."""
        both = self._both
        for uid, name, other in self._links:
            both.edit.update("code", both.mine.ids("code")[uid], **{name: self.key("code", other)})
        self._links.clear()

    def _insert(self, table: str, arriving: list[tuple[str, Values]]) -> None:
        both = self._both
        rows, uids = [], []
        for uid, values in arriving:
            if uid in both.mine.ids(table):
                continue  # something before it needed it already
            columns = self._columns(table, uid, values)
            if columns is not None:
                rows.append({"uid": uid, **columns})
                uids.append(uid)
        if not rows:
            return
        keys = both.edit.insert_many(table, rows)
        both.mine.ids(table).update(zip(uids, keys, strict=True))
        both.tally.count(both.tally.added, table, len(rows))

    def _columns(self, table: str, uid: str, values: Values) -> dict[str, object] | None:
        """All columns of a new row; None where something that it cannot be without was erased for good."""
        found: dict[str, object] = {}
        for one, value in zip(FIELDS[table], values, strict=True):
            columns = self.columns_of(table, uid, one.columns, value, fresh=True)
            if columns is None:
                return None
            found |= columns
        if table == "statement":
            source, start, end = (int(str(found[name])) for name in ("source_id", "span_start", "span_end"))
            found["text"] = read_slice(self._both.store, source, start, end)
            self._both.cut.add(source)
        return found

    def _part(self, table: str, uid: str, rank: str) -> int | None:
        there = image(self._both.theirs.store, table, uid)
        return None if there is None else part_key(self._both.store, str(there[0][0]), rank)

    def _copy_sources(self, uids: list[str]) -> None:
        tally = self._both.tally
        for start in range(0, len(uids), BATCH):
            tally.count(tally.added, "statement", self.sources.copy(uids[start : start + BATCH]))
            self._progress(start, len(uids))
        tally.count(tally.added, "source", len(uids))

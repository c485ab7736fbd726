"""Where annotations and statuses belong when their statement was split, put together or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.joining import add_status, move_in_worklists, move_memo
from annotator.edits.merging.rules import choose
from annotator.errors import CrossesCutError
from annotator.store.fields import FIELDS, UNTOUCHED
from annotator.store.images import Values, default, differences
from annotator.store.merging import (
    Place,
    place_of,
    places_in,
    rows_on_statement,
    status_row,
)
from annotator.store.sides import NEVER

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


class Homes:
    """Finds statements for what was said of statements that are no more."""

    def __init__(self, merge: Pass) -> None:
        self._merge = merge

    def of_annotation(self, statement_uid: str, place: list[object]) -> int | None:
        """The statement for an annotation of that place: its own, or the one that its words are in now.

        None where its source was erased for good. Raises CrossesCutError where it fits into none.
        """
        merge = self._merge
        own = self._own(statement_uid)
        if own is not None:
            return own
        old = self._place(statement_uid)
        if old is None or merge.key("source", old.source_uid) is None:
            return None
        own = self._own(statement_uid)  # it may have come back with its source
        if own is not None:
            return own
        start, end = place[1], place[2]
        span = (old.start, old.end) if start is None else (int(str(start)), int(str(end)))
        homes = self._around(old, *span) or (self._inside(old)[:1] if start is None else [])
        if not homes:
            raise CrossesCutError(quote=str(place[3]))
        return homes[0].id

    def of_statement(self, statement_uid: str) -> int | None:
        """The statement itself, or the first of those that took its place; None where its source is gone."""
        old = self._place(statement_uid)
        if old is None or old.source_uid not in self._merge.mine.ids("source"):
            return None
        return next((place.id for place in self._homes(old)), None)

    def statuses(self) -> None:
        """Bring in where the coders of the other file stand."""
        merge = self._merge
        fresh = []
        for found in differences(merge.store, merge.theirs.store, "status"):
            statement_uid, coder_uid = found.uid.split("/")
            statement = self._own(statement_uid)
            if statement is not None and not merge.is_redirected("coder", coder_uid):
                row = self._reconciled(found.uid, found.mine, found.theirs)
                coder = merge.key("coder", coder_uid)
                if row and found.mine is None and coder is not None:
                    fresh.append({"statement_id": statement, "coder_id": coder, **UNTOUCHED, **row})
            elif found.theirs is not None:
                self._move_in(statement_uid, coder_uid, found.uid, found.theirs)
        merge.edit.insert_all("status", fresh)
        merge.tally.count(merge.tally.added, "status", len(fresh))

    def _reconciled(self, uid: str, mine: Values | None, theirs: Values | None) -> dict[str, object]:
        """The columns that change; written at once where there is a row already."""
        merge = self._merge
        stamps = (merge.mine.stamps("status", uid), merge.theirs.stamps("status", uid))
        if theirs is None and not stamps[1]:
            return {}
        columns: dict[str, object] = {}
        both = zip(FIELDS["status"], mine or default("status"), theirs or default("status"), strict=True)
        for one, my_value, their_value in both:
            if my_value == their_value:
                continue
            pair = (stamps[0].get(one.name, NEVER), stamps[1].get(one.name, NEVER))
            choice = choose(one, (my_value, their_value), pair, (merge.mine, merge.theirs))
            if choice.is_conflict:
                lost = my_value if choice.is_theirs else their_value
                merge.recorder.differ("status", uid, one, choice.value, lost)
            if choice.is_theirs:
                columns |= dict(zip(one.columns, choice.value, strict=True))
        if columns and mine is not None:
            statement_uid, coder_uid = uid.split("/")
            row = status_row(
                merge.store, merge.mine.ids("statement")[statement_uid], merge.mine.ids("coder")[coder_uid]
            )
            assert row is not None
            merge.edit.update("status", int(str(row["id"])), **columns)
            merge.tally.count(merge.tally.changed, "status")
        if not columns and mine is None and theirs is not None:
            return dict(UNTOUCHED)
        return columns

    def _move_in(self, statement_uid: str, coder_uid: str, uid: str, theirs: Values) -> None:
        """A status of a statement that is no more here, or of a coder who was joined with another."""
        merge = self._merge
        old = self._place(statement_uid)
        if old is None:
            return
        stamps = merge.theirs.stamps("status", uid).values()
        is_new = any(not merge.mine.has_seen(stamp) for stamp in stamps)
        if old.source_uid not in merge.mine.ids("source") and not is_new:
            return
        coder = merge.key("coder", coder_uid)
        if coder is None or merge.key("source", old.source_uid) is None:
            return
        columns = {
            column: value
            for one, values in zip(FIELDS["status"], theirs, strict=True)
            for column, value in zip(one.columns, values, strict=True)
        }
        for home in self._homes(old):
            self._add_status(home.id, coder, columns)

    def move_out(self, statement_uid: str) -> None:
        """Let what is said of a statement that goes belong to those that take its place."""
        merge = self._merge
        old = self._place(statement_uid)
        assert old is not None
        for row in rows_on_statement(merge.store, "annotation", old.id):
            words = [statement_uid, row["span_start"], row["span_end"], row["quote"]]
            merge.edit.update(
                "annotation", int(str(row["id"])), statement_id=self.of_annotation(statement_uid, words)
            )
        for row in rows_on_statement(merge.store, "status", old.id):
            for home in self._homes(old):
                self._add_status(home.id, int(str(row["coder_id"])), row)
            merge.edit.delete("status", int(str(row["id"])))
        for home in self._homes(old)[:1]:
            for row in rows_on_statement(merge.store, "memo", old.id):
                move_memo(merge.store, merge.edit, int(str(row["id"])), statement_id=home.id)
            move_in_worklists(merge.store, merge.edit, "statement", old.id, home.id)
        for row in rows_on_statement(merge.store, "settlement", old.id):
            home_id = self.of_statement(statement_uid)
            if home_id is not None and not rows_on_statement(merge.store, "settlement", home_id):
                merge.edit.update("settlement", int(str(row["id"])), statement_id=home_id)
            else:
                merge.edit.delete("settlement", int(str(row["id"])))

    def _add_status(self, statement: int, coder: int, columns: dict[str, object]) -> None:
        add_status(self._merge.store, self._merge.edit, statement, coder, columns)

    def _homes(self, old: Place) -> list[Place]:
        own = self._own(old.uid)
        if own is not None:
            return [Place(own, old.uid, old.source_uid, old.start, old.end)]
        return self._around(old, old.start, old.end)[:1] or self._inside(old)

    def _own(self, uid: str) -> int | None:
        """The statement of that uid, if it stays."""
        return None if self._merge.is_dying("statement", uid) else self._merge.mine.ids("statement").get(uid)

    def _place(self, uid: str) -> Place | None:
        return place_of(self._merge.store, uid) or place_of(self._merge.theirs.store, uid)

    def _living(self, source_uid: str) -> list[Place]:
        found = places_in(self._merge.store, source_uid)
        return [place for place in found if not self._merge.is_dying("statement", place.uid)]

    def _around(self, old: Place, start: int, end: int) -> list[Place]:
        return [place for place in self._living(old.source_uid) if place.start <= start and end <= place.end]

    def _inside(self, old: Place) -> list[Place]:
        return [
            place
            for place in self._living(old.source_uid)
            if old.start <= place.start and place.end <= old.end
        ]

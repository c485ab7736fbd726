"""Where annotations and statuses belong when their statement was split, put together or deleted."""

from __future__ import annotations

from collections.abc import Callable

from annotator.edits.merging.both import Both
from annotator.errors import CrossesCutError
from annotator.store.merging import Place, place_of, places_in


class Homes:
    """Finds statements for what was said of statements that are no more; `key` brings in what they need."""

    def __init__(self, both: Both, key: Callable[[str, str], int | None]) -> None:
        self._both = both
        self._key = key

    def of_annotation(self, statement_uid: str, place: list[object]) -> int | None:
        """The statement for an annotation of that place: its own, or the one that its words are in now.

        None where its source was erased for good. Raises CrossesCutError where it fits into none.
        """
        own = self.own(statement_uid)
        if own is not None:
            return own
        old = self.before(statement_uid)
        if old is None or self._key("source", old.source_uid) is None:
            return None
        own = self.own(statement_uid)  # it may have come back with its source
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
        return next(iter(self.all_of_statement(statement_uid)), None)

    def all_of_statement(self, statement_uid: str) -> list[int]:
        """The statement itself, or all that took its place; none where its source is gone."""
        old = self.before(statement_uid)
        if old is None or old.source_uid not in self._both.mine.ids("source"):
            return []
        return [place.id for place in self.instead(old)]

    def own(self, uid: str) -> int | None:
        """The statement of that uid, if it stays."""
        return None if self._both.is_dying("statement", uid) else self._both.mine.ids("statement").get(uid)

    def before(self, uid: str) -> Place | None:
        """Where a statement of either file stood."""
        return place_of(self._both.store, uid) or place_of(self._both.theirs.store, uid)

    def instead(self, old: Place) -> list[Place]:
        """What stands in the place of a statement: itself, the one around it, or those inside it."""
        own = self.own(old.uid)
        if own is not None:
            return [Place(own, old.uid, old.source_uid, old.start, old.end)]
        return self._around(old, old.start, old.end)[:1] or self._inside(old)

    def _living(self, source_uid: str) -> list[Place]:
        found = places_in(self._both.store, source_uid)
        return [place for place in found if not self._both.is_dying("statement", place.uid)]

    def _around(self, old: Place, start: int, end: int) -> list[Place]:
        return [place for place in self._living(old.source_uid) if place.start <= start and end <= place.end]

    def _inside(self, old: Place) -> list[Place]:
        return [
            place
            for place in self._living(old.source_uid)
            if old.start <= place.start and place.end <= old.end
        ]

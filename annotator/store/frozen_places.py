"""Where what was frozen belongs now: coders that were joined since, statements that were split or joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.store.store import Store

Annotation = Sequence[int | None]
"""As the document of a frozen coding has it: start, end, and what is said."""


@dataclass(frozen=True, slots=True)
class _Place:
    id: StatementId
    start: int
    end: int


class Redirects:
    """Which uid took the place of which, from the file's first day on."""

    def __init__(self, store: Store, table: str) -> None:
        self.after: dict[str, list[str]] = defaultdict(list)
        self.before: dict[str, list[str]] = defaultdict(list)
        for row in store.rows("SELECT uid, into_uid FROM redirect WHERE table_name = ? ORDER BY id", table):
            self.after[row["uid"]].append(row["into_uid"])
            self.before[row["into_uid"]].append(row["uid"])

    def last(self, uid: str, known: Mapping[str, object]) -> str | None:
        """What stands for a uid now, however many steps away."""
        waiting, seen = [uid], {uid}
        for one in waiting:
            if one in known:
                return one
            fresh = [into for into in self.after[one] if into not in seen]
            seen.update(fresh)
            waiting += fresh
        return None


class Places:
    """The statements of today, and what was done of each at the moment that was frozen.

    A piece of a statement that was done is done; statements put together are done where all of them were. An
    annotation lies in the statement that holds its words, one of a whole statement in the first piece.
    """

    def __init__(self, store: Store) -> None:
        self._known = {
            uid: _Place(StatementId(key), start, end)
            for uid, key, start, end in store.connection.execute(
                "SELECT uid, id, span_start, span_end FROM statement"
            )
        }
        self._redirects = Redirects(store, "statement")

    def done(
        self, found: Mapping[str, Sequence[Annotation]]
    ) -> Iterable[tuple[StatementId, list[Annotation]]]:
        """The statements that one coder had done, with the annotations; `found` are those by the uids of then."""
        changed = {uid for uid in found if uid not in self._known}
        targets: dict[str, list[str]] = {uid: self._now(uid) for uid in changed}
        given: dict[str, list[Annotation]] = {uid: list(found[uid]) for uid in found if uid in self._known}
        for uid, pieces in targets.items():
            for piece in pieces:
                if piece not in found and self._stands(piece, found.keys(), set()):
                    there = given.setdefault(piece, [])
                    there += [
                        one for one in found[uid] if self._holds(piece, one, is_first=piece == pieces[0])
                    ]
        return [(self._known[uid].id, annotations) for uid, annotations in given.items()]

    def _now(self, uid: str) -> list[str]:
        """The statements that took the place of one, the first of the text first."""
        found: set[str] = set()
        waiting, seen = [uid], {uid}
        for one in waiting:
            if one in self._known:
                found.add(one)
                continue
            fresh = [into for into in self._redirects.after[one] if into not in seen]
            seen.update(fresh)
            waiting += fresh
        return sorted(found, key=lambda one: self._known[one].start)

    def _stands(self, uid: str, done: Iterable[str], seen: set[str]) -> bool:
        if uid in done:
            return True
        before = [one for one in self._redirects.before[uid] if one not in seen]
        seen |= {uid, *before}
        return bool(before) and all(self._stands(one, done, seen) for one in before)

    def _holds(self, uid: str, annotation: Annotation, *, is_first: bool) -> bool:
        start, end, *_ = annotation
        if start is None or end is None:
            return is_first
        place = self._known[uid]
        return place.start <= start and end <= place.end


def coders_now(store: Store, uids: Iterable[str], known: Mapping[str, CoderId]) -> list[CoderId | None]:
    """Who each of the coders of then is now; None where there is nobody, or nobody who is asked about."""
    redirects = Redirects(store, "coder")
    found = (redirects.last(uid, known) for uid in uids)
    return [None if uid is None else known[uid] for uid in found]

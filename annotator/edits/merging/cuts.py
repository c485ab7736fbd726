"""One source cut in two ways: the chosen way holds, or nothing is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.sources import PLURALS
from annotator.errors import DifferentCutError, DifferentUnitsError
from annotator.store.conflicts import about
from annotator.store.merging import cross_cut_sources, places_in
from annotator.store.sides import Tombstone
from annotator.store.stamps import choose_cut

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def check_cuts(merge: Pass) -> None:
    """Refuse a source whose statements overlap now. Raises DifferentCutError."""
    for title, source in cross_cut_sources(merge.store, merge.cut):
        raise DifferentCutError(name=title or source, file=merge.name)


def choose_one_cut(merge: Pass, uid: str, mine: str, theirs: str) -> dict[str, object]:
    """Of two cuts of a source take the chosen one; the statements of the other are deleted from now on."""
    if merge.unit is None or merge.unit.value not in {mine, theirs}:
        words = about(merge.store, "source", uid) or uid
        raise DifferentUnitsError(name=words, mine=PLURALS[mine], theirs=PLURALS[theirs], file=merge.name)
    is_theirs = merge.unit.value == theirs
    loser, winner = (merge.mine, merge.theirs) if is_theirs else (merge.theirs, merge.mine)
    kept = {place.uid for place in places_in(winner.store, uid)}
    lost = [place.uid for place in places_in(loser.store, uid) if place.uid not in kept]
    tombstone = Tombstone(*choose_cut(merge.store.connection, uid, lost), 1)
    winner.tombstones.update({("statement", one): tombstone for one in lost})
    merge.cut.add(merge.mine.ids("source")[uid])
    return {"unit": theirs} if is_theirs else {}

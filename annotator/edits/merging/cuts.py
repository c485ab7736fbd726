"""One source cut in two ways: the chosen way holds, or nothing is merged."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.sources import PLURALS
from annotator.errors import DifferentCutError, DifferentUnitsError
from annotator.store.conflicts import about
from annotator.store.merging import cross_cut_sources, places_in
from annotator.store.sides import Tombstone
from annotator.store.stamps import choose_cut


def check_cuts(both: Both) -> None:
    """Refuse a source whose statements overlap now. Raises DifferentCutError."""
    for title, source in cross_cut_sources(both.store, both.cut):
        raise DifferentCutError(name=title or source, file=both.name)


def choose_one_cut(both: Both, uid: str, mine: str, theirs: str) -> dict[str, object]:
    """Of two cuts of a source take the chosen one; the statements of the other are deleted from now on."""
    if both.unit is None or both.unit.value not in {mine, theirs}:
        words = about(both.store, "source", uid) or uid
        raise DifferentUnitsError(name=words, mine=PLURALS[mine], theirs=PLURALS[theirs], file=both.name)
    is_theirs = both.unit.value == theirs
    loser, winner = (both.mine, both.theirs) if is_theirs else (both.theirs, both.mine)
    kept = {place.uid for place in places_in(winner.store, uid)}
    lost = [place.uid for place in places_in(loser.store, uid) if place.uid not in kept]
    tombstone = Tombstone(*choose_cut(both.store.connection, uid, lost), 1)
    winner.tombstones.update({("statement", one): tombstone for one in lost})
    both.cut.add(both.mine.ids("source")[uid])
    return {"unit": theirs} if is_theirs else {}

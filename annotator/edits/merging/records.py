"""The end of a pass: each file knows what the other knew, and the codebook is a later one than either."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rules import later_tombstone
from annotator.store.merging import project_head, row_of
from annotator.store.sides import take_over_records


def write_records(both: Both) -> None:
    """Note every change that the other file knows, and what was kept against its deletion."""
    merged = {
        place: later_tombstone(both.mine.tombstones.get(place), found)
        for place, found in both.theirs.tombstones.items()
    }
    for place, found in both.kept.items():
        merged[place] = later_tombstone(merged.get(place) or both.mine.tombstones.get(place), found)
    changed = {place: found for place, found in merged.items() if both.mine.tombstones.get(place) != found}
    _raise_revision(both)
    take_over_records(both.mine, both.theirs, changed)


def _raise_revision(both: Both) -> None:
    """The codebook of both is a later one than either: what each writer changed counts once."""
    mine, theirs = project_head(both.store), project_head(both.theirs.store)
    writers = {**both.mine.writers}
    for writer in both.theirs.writers.values():
        known = writers.get(writer.uid)
        if known is None or known.counter < writer.counter:
            writers[writer.uid] = writer
    bases = [
        head.revision - sum(writer.revisions for writer in side.writers.values())
        for head, side in ((mine, both.mine), (theirs, both.theirs))
    ]
    revision = max(bases) + sum(writer.revisions for writer in writers.values())
    if revision != mine.revision:
        both.edit.update("project", 1, codebook_revision=revision)
    _question(both, revision)


def _question(both: Both, revision: int) -> None:
    """What was coded in one file before it knew a definition of the other is in question from now on."""
    changed = both.redefined[True] | (both.redefined[False] if both.arrived["annotation"] else set())
    for uid in sorted(changed & both.mine.ids("code").keys()):
        key = both.mine.ids("code")[uid]
        if int(str(row_of(both.store, "code", key)["defined_revision"])) < revision:
            both.edit.update("code", key, defined_revision=revision)

"""The end of a pass: each file knows what the other knew, and the codebook is a later one than either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.merging.rules import later_tombstone
from annotator.store.merging import project_head
from annotator.store.sides import take_over_records

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def write_records(merge: Pass) -> None:
    """Note every change that the other file knows, and what was kept against its deletion."""
    merged = {
        place: later_tombstone(merge.mine.tombstones.get(place), found)
        for place, found in merge.theirs.tombstones.items()
    }
    for place, found in merge.kept.items():
        merged[place] = later_tombstone(merged.get(place) or merge.mine.tombstones.get(place), found)
    changed = {place: found for place, found in merged.items() if merge.mine.tombstones.get(place) != found}
    _raise_revision(merge)
    take_over_records(merge.mine, merge.theirs, changed)


def _raise_revision(merge: Pass) -> None:
    """The codebook of both is a later one than either: what each writer changed counts once."""
    mine, theirs = project_head(merge.store), project_head(merge.theirs.store)
    both = {**merge.mine.writers}
    for writer in merge.theirs.writers.values():
        known = both.get(writer.uid)
        if known is None or known.counter < writer.counter:
            both[writer.uid] = writer
    bases = [
        head.revision - sum(writer.revisions for writer in side.writers.values())
        for head, side in ((mine, merge.mine), (theirs, merge.theirs))
    ]
    revision = max(bases) + sum(writer.revisions for writer in both.values())
    if revision != mine.revision:
        merge.edit.update("project", 1, codebook_revision=revision)
    _question(merge, revision)


def _question(merge: Pass, revision: int) -> None:
    """What was coded in one file before it knew a definition of the other is in question from now on."""
    changed = merge.redefined[True] | (merge.redefined[False] if merge.arrived["annotation"] else set())
    for uid in sorted(changed & merge.mine.ids("code").keys()):
        merge.edit.update("code", merge.mine.ids("code")[uid], defined_revision=revision)

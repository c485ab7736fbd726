"""The rules by which two files are put together. They look at changes, never at clocks or file order.

- Of two changes of one field the later holds. Where neither file had seen the other's change, that is
  a conflict: the change with the higher counter holds, the other is kept on record.
- A field that nobody changed gives way to one that somebody changed. Two fields that nobody changed
  differ only when a row was made twice (one text imported on two laptops): what is not empty holds,
  then what sorts last.
- A deleted row stays deleted, unless the other file changed it without knowing, or needs it.
- What was erased for good never comes back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from annotator.store.conflicts import Rule
from annotator.store.fields import Field
from annotator.store.sides import NEVER, Side, Stamp, Tombstone


@dataclass(frozen=True, slots=True)
class Choice:
    """The value of a field that holds, whether it is the other file's, and whether it had to be chosen."""

    value: list[object]
    is_theirs: bool
    is_conflict: bool
    rule: Rule


def choose(
    field: Field,
    values: tuple[list[object], list[object]],
    stamps: tuple[Stamp, Stamp],
    sides: tuple[Side, Side],
) -> Choice:
    """Which of two unequal values of a field holds; each pair is mine, theirs."""
    mine, theirs = values
    if stamps[0] != stamps[1]:
        is_theirs = stamps[1] > stamps[0]
        unseen = not sides[0].has_seen(stamps[1]) and not sides[1].has_seen(stamps[0])
        is_conflict, rule = unseen and NEVER not in stamps, Rule.LATER
    else:
        is_theirs = _weight(theirs) > _weight(mine)
        is_conflict, rule = _weight(mine)[0] and _weight(theirs)[0], Rule.FULLER
    return Choice(theirs if is_theirs else mine, is_theirs, is_conflict and not field.quiet, rule)


def survives(table: str, uid: str, tombstone: Tombstone, holder: Side, deleter: Side) -> bool:
    """Whether a row of `holder` outlives the `tombstone` that `deleter` has for it."""
    if tombstone.gone == 2:
        return False
    own = holder.tombstones.get((table, uid))
    if own is not None and own.stamp >= tombstone.stamp:
        return True
    if table == "statement":
        return False  # it was split or put together; its words and annotations live on elsewhere
    return any(not deleter.has_seen(stamp) for stamp in holder.stamps_within(table, uid))


def later_tombstone(one: Tombstone | None, two: Tombstone) -> Tombstone:
    """Of two records the later; at the same time, erased before alive before deleted."""
    if one is None:
        return two
    return max(one, two, key=lambda found: (found.gone == 2, found.stamp, found.gone == 0))


def _weight(value: list[object]) -> tuple[bool, str]:
    empty = all(
        part in {None, "", "[]", "{}", 0, "untouched"} for part in value if not isinstance(part, list)
    )
    filled = not empty or any(isinstance(part, list) for part in value)
    sortable = [f"{part:020}" if isinstance(part, int) else part for part in value]  # 9 before 10
    return filled, json.dumps(sortable, ensure_ascii=False)

"""What was settled in two files, put together: of two decisions on one statement the later holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import default, differences
from annotator.store.merging import rows_on_statement
from annotator.store.sides import NEVER

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass

Row = dict[str, object]


def merge_settlements(merge: Pass) -> None:
    """Bring in what was settled in the other file."""
    (one,) = FIELDS["settlement"]
    for found in differences(merge.store, merge.theirs.store, "settlement"):
        home = merge.home(found.uid)
        stamps = [
            side.stamps("settlement", found.uid).get(one.name, NEVER) for side in (merge.mine, merge.theirs)
        ]
        if home is None or (found.theirs is None and stamps[1] == NEVER):
            continue
        values = [(values or default("settlement"))[0] for values in (found.mine, found.theirs)]
        choice = choose(one, (values[0], values[1]), (stamps[0], stamps[1]), (merge.mine, merge.theirs))
        if choice.is_conflict:
            merge.recorder.differ("settlement", found.uid, one, choice.value, values[not choice.is_theirs])
        if choice.is_theirs:
            write_settlement(merge, home, dict(zip(one.columns, choice.value, strict=True)))


def write_settlement(merge: Pass, statement: int, columns: Row) -> None:
    """Let a statement be settled like this; a decision without provenance is none."""
    there = rows_on_statement(merge.store, "settlement", statement)
    tally = merge.tally
    if columns["provenance"] is None:
        tally.count(tally.removed, "settlement", len(there))
    else:
        tally.count(tally.changed if there else tally.added, "settlement")
    if columns["provenance"] is None:
        merge.edit.delete_where("settlement", statement_id=statement)
    elif there:
        merge.edit.update("settlement", int(str(there[0]["id"])), **columns)
    else:
        merge.edit.insert("settlement", statement_id=statement, **columns)

"""What was settled in two files, put together: of two decisions on one statement the later holds."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import default, differences
from annotator.store.merging import rows_on_statement
from annotator.store.sides import NEVER

Row = dict[str, object]


def merge_settlements(both: Both, rows: Rows) -> None:
    """Bring in what was settled in the other file."""
    (one,) = FIELDS["settlement"]
    for found in differences(both.store, both.theirs.store, "settlement"):
        home = rows.homes.of_statement(found.uid)
        stamps = [
            side.stamps("settlement", found.uid).get(one.name, NEVER) for side in (both.mine, both.theirs)
        ]
        if home is None or (found.theirs is None and stamps[1] == NEVER):
            continue
        values = [(values or default("settlement"))[0] for values in (found.mine, found.theirs)]
        choice = choose(one, (values[0], values[1]), (stamps[0], stamps[1]), (both.mine, both.theirs))
        if choice.is_conflict:
            both.recorder.differ("settlement", found.uid, one, choice, values[not choice.is_theirs])
        if choice.is_theirs:
            _write(both, home, dict(zip(one.columns, choice.value, strict=True)))


def _write(both: Both, statement: int, columns: Row) -> None:
    """Let a statement be settled like this; a decision without provenance is none."""
    there = rows_on_statement(both.store, "settlement", statement)
    if there and columns.items() <= there[0].items():
        return  # it came before, with a statement that is part of this one now
    tally = both.tally
    if columns["provenance"] is None:
        tally.count(tally.removed, "settlement", len(there))
    else:
        tally.count(tally.changed if there else tally.added, "settlement")
    if columns["provenance"] is None:
        both.edit.delete_where("settlement", statement_id=statement)
    elif there:
        both.edit.update("settlement", int(str(there[0]["id"])), **columns)
    else:
        both.edit.insert("settlement", statement_id=statement, **columns)

"""Worklists of another file: statements chosen for some coders come with the list that holds them."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rows import Rows
from annotator.store.merging import worklist_members


def fill_worklists(both: Both, rows: Rows) -> None:
    """Bring in the coders and statements of worklists that arrived; a list is never changed later."""
    for uid in both.arrived["worklist"]:
        worklist = both.mine.ids("worklist")[uid]
        coders, statements = worklist_members(both.theirs.store, uid)
        for table, keys in (
            ("coder", [rows.key("coder", coder) for coder in coders]),
            (
                "statement",
                [key for statement in statements for key in rows.homes.all_of_statement(statement)],
            ),
        ):
            both.edit.insert_all(
                f"worklist_{table}",
                [
                    {"worklist_id": worklist, f"{table}_id": key}
                    for key in dict.fromkeys(keys)
                    if key is not None
                ],
            )

"""Worklists of another file: statements chosen for some coders come with the list that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.store.merging import worklist_members

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def fill_worklists(merge: Pass, uids: list[str]) -> None:
    """Bring in the coders and statements of worklists that arrived; a list is never changed later."""
    for uid in uids:
        worklist = merge.mine.ids("worklist")[uid]
        coders, statements = worklist_members(merge.theirs.store, uid)
        for table, keys in (
            ("coder", [merge.key("coder", coder) for coder in coders]),
            ("statement", [merge.home(statement) for statement in statements]),
        ):
            merge.edit.insert_all(
                f"worklist_{table}",
                [
                    {"worklist_id": worklist, f"{table}_id": key}
                    for key in dict.fromkeys(keys)
                    if key is not None
                ],
            )

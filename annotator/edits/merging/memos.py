"""Memos of two files: a coder has one on each thing, and of two texts the later holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import default, differences
from annotator.store.merging import memo_row
from annotator.store.sides import NEVER

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def merge_memos(merge: Pass) -> None:
    """Bring in what the coders of the other file noted on statements, sources and codes."""
    (one,) = FIELDS["memo"]
    for found in differences(merge.store, merge.theirs.store, "memo"):
        stamps = (
            merge.mine.stamps("memo", found.uid).get(one.name, NEVER),
            merge.theirs.stamps("memo", found.uid).get(one.name, NEVER),
        )
        mine, theirs = ((values or default("memo"))[0] for values in (found.mine, found.theirs))
        if found.theirs is None and stamps[1] == NEVER:
            continue
        choice = choose(one, (mine, theirs), stamps, (merge.mine, merge.theirs))
        if choice.is_conflict and mine[0] != theirs[0]:
            merge.recorder.differ("memo", found.uid, one, choice.value, mine if choice.is_theirs else theirs)
        if choice.is_theirs:
            _write(merge, found.uid, str(choice.value[0]), str(choice.value[1]))


def _write(merge: Pass, name: str, text: str, uid: str) -> None:
    coder_uid, kind, target_uid = name.split("/")
    coder = merge.key("coder", coder_uid)
    target = merge.home(target_uid) if kind == "statement" else merge.key(kind, target_uid)
    if coder is None or target is None:
        return
    row = memo_row(merge.store, coder, kind, target)
    tally = merge.tally
    if row is None and text:
        tally.count(tally.added, "memo")
        merge.edit.insert("memo", uid=uid, coder_id=coder, **{f"{kind}_id": target}, text=text)
    elif row is not None and not text:
        tally.count(tally.removed, "memo")
        merge.edit.delete("memo", row[0])
    elif row is not None and (text, uid) != row[1:]:
        tally.count(tally.changed, "memo")
        merge.edit.update("memo", row[0], text=text, uid=uid)

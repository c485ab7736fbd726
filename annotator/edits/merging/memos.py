"""Memos of two files: a coder has one on each thing, and of two texts the later holds."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import default, differences
from annotator.store.merging import memo_row
from annotator.store.sides import NEVER, Side, Stamp


def merge_memos(both: Both, rows: Rows) -> None:
    """Bring in what the coders of the other file noted on statements, sources and codes."""
    (one,) = FIELDS["memo"]
    for found in differences(both.store, both.theirs.store, "memo"):
        stamps = (
            both.mine.stamps("memo", found.uid).get(one.name, NEVER),
            both.theirs.stamps("memo", found.uid).get(one.name, NEVER),
        )
        mine, theirs = ((values or default("memo"))[0] for values in (found.mine, found.theirs))
        if found.theirs is None and stamps[1] == NEVER:
            continue
        if found.mine is None and _went_with_its_thing(both, found.uid, stamps[1]):
            continue
        choice = choose(one, (mine, theirs), stamps, (both.mine, both.theirs))
        if choice.is_conflict and mine[0] != theirs[0]:
            both.recorder.differ("memo", found.uid, one, choice, mine if choice.is_theirs else theirs)
        if choice.is_theirs:
            _write(both, rows, found.uid, str(choice.value[0]), str(choice.value[1]))


def had_memo(side: Side, name: str, stamp: Stamp) -> bool:
    """Whether a file held a memo, as it was changed last in the other, and so knew of it when it deleted."""
    return side.has_seen(stamp) if stamp != NEVER else bool(side.stamps("memo", name))


def _went_with_its_thing(both: Both, name: str, stamp: Stamp) -> bool:
    """Whether it was deleted here with the code or source that it stands on, or with its coder."""
    coder_uid, kind, target_uid = name.split("/")
    things = [("coder", coder_uid)] + ([] if kind == "statement" else [(kind, target_uid)])
    went = any(both.mine.gone(*thing) and thing not in both.kept for thing in things)
    return went and had_memo(both.mine, name, stamp)


def _write(both: Both, rows: Rows, name: str, text: str, uid: str) -> None:
    coder_uid, kind, target_uid = name.split("/")
    coder = rows.key("coder", coder_uid)
    target = rows.homes.of_statement(target_uid) if kind == "statement" else rows.key(kind, target_uid)
    if coder is None or target is None:
        return
    row = memo_row(both.store, coder, kind, target)
    tally = both.tally
    if row is None and text:
        tally.count(tally.added, "memo")
        both.edit.insert("memo", uid=uid, coder_id=coder, **{f"{kind}_id": target}, text=text)
    elif row is not None and not text:
        tally.count(tally.removed, "memo")
        both.edit.delete("memo", row[0])
    elif row is not None and (text, uid) != row[1:]:
        tally.count(tally.changed, "memo")
        both.edit.update("memo", row[0], text=text, uid=uid)

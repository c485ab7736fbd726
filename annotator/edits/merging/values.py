"""What annotations of two files answer, put together variable by variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import differences
from annotator.store.sides import NEVER

if TYPE_CHECKING:
    from annotator.edits.merging.one_pass import Pass


def merge_values(merge: Pass) -> None:
    """Bring in the answers that are new or later; both are on record where neither knew the other."""
    new = set(merge.arrived["annotation"])
    rows: list[dict[str, object]] = []
    (one,) = FIELDS["value"]
    for found in differences(merge.store, merge.theirs.store, "value"):
        annotation_uid, variable_uid = found.uid.split("/")
        key = merge.mine.ids("annotation").get(annotation_uid)
        if key is None or merge.is_dying("annotation", annotation_uid):
            continue
        theirs = merge.theirs.stamps("value", found.uid).get(one.name, NEVER)
        if found.theirs is None and (theirs == NEVER or annotation_uid not in merge.theirs.ids("annotation")):
            continue
        stamps = (merge.mine.stamps("value", found.uid).get(one.name, NEVER), theirs)
        pair = ((found.mine or [[]])[0], (found.theirs or [[]])[0])
        choice = choose(one, pair, stamps, (merge.mine, merge.theirs))
        if choice.is_conflict:
            lost = pair[0] if choice.is_theirs else pair[1]
            merge.recorder.differ("value", found.uid, one, choice.value, lost)
        if not choice.is_theirs:
            continue
        variable = merge.key("variable", variable_uid)
        if variable is None:
            continue
        if annotation_uid not in new:
            merge.tally.count(merge.tally.changed, "value")
        if found.mine is not None:
            merge.edit.delete_where("value", annotation_id=key, variable_id=variable)
        rows += [_value_row(merge, key, variable, answer) for answer in choice.value]
    rows = [row for row in rows if any(row[name] is not None for name in _ANSWERS.values())]
    merge.edit.insert_all("value", rows)


def _value_row(merge: Pass, annotation: int, variable: int, answer: object) -> dict[str, object]:
    assert isinstance(answer, list)
    kind, given = answer
    row: dict[str, object] = {"annotation_id": annotation, "variable_id": variable}
    row |= dict.fromkeys(_ANSWERS.values())
    row[_ANSWERS[kind]] = merge.key(kind, given) if kind in {"code", "actor"} else given
    return row


_ANSWERS = {"code": "code_id", "actor": "actor_id", "number": "number", "text": "text", "absence": "absence"}

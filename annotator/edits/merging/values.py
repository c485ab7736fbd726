"""What annotations of two files answer, put together variable by variable."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS
from annotator.store.images import differences
from annotator.store.sides import NEVER


def merge_values(both: Both, rows: Rows) -> None:
    """Bring in the answers that are new or later; both are on record where neither knew the other."""
    new = set(both.arrived["annotation"])
    answers: list[dict[str, object]] = []
    (one,) = FIELDS["value"]
    for found in differences(both.store, both.theirs.store, "value"):
        annotation_uid, variable_uid = found.uid.split("/")
        key = both.mine.ids("annotation").get(annotation_uid)
        if key is None or both.is_dying("annotation", annotation_uid):
            continue
        theirs = both.theirs.stamps("value", found.uid).get(one.name, NEVER)
        if found.theirs is None and (theirs == NEVER or annotation_uid not in both.theirs.ids("annotation")):
            continue
        stamps = (both.mine.stamps("value", found.uid).get(one.name, NEVER), theirs)
        pair = ((found.mine or [[]])[0], (found.theirs or [[]])[0])
        choice = choose(one, pair, stamps, (both.mine, both.theirs))
        if choice.is_conflict:
            lost = pair[0] if choice.is_theirs else pair[1]
            both.recorder.differ("value", found.uid, one, choice, lost)
        if not choice.is_theirs:
            continue
        variable = rows.key("variable", variable_uid)
        if variable is None:
            continue
        if annotation_uid not in new:
            both.tally.count(both.tally.changed, "value")
        if found.mine is not None:
            both.edit.delete_where("value", annotation_id=key, variable_id=variable)
        answers += [_value_row(rows, key, variable, answer) for answer in choice.value]
    answers = [row for row in answers if any(row[name] is not None for name in _ANSWERS.values())]
    both.edit.insert_all("value", answers)


def _value_row(rows: Rows, annotation: int, variable: int, answer: object) -> dict[str, object]:
    assert isinstance(answer, list)
    kind, given = answer
    row: dict[str, object] = {"annotation_id": annotation, "variable_id": variable}
    row |= dict.fromkeys(_ANSWERS.values())
    row[_ANSWERS[kind]] = rows.key(kind, given) if kind in {"code", "actor"} else given
    return row


_ANSWERS = {"code": "code_id", "actor": "actor_id", "number": "number", "text": "text", "absence": "absence"}

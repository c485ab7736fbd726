from __future__ import annotations

from annotator.edits.adjudication import settle
from annotator.edits.annotations import annotate
from annotator.edits.layers import find_unanimous
from annotator.edits.statuses import set_stage
from annotator.model.annotation import Absence, CoderId, Stage, Value
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement, value

TEXT = "One treaty.\nTwo treaties.\nThree treaties.\nFour treaties."


def done(store: Store, coder: CoderId, *words: str) -> None:
    set_stage(store, [statement(store, some) for some in words], coder, Stage.DONE)


def test_agreement_on_spans_is_told_from_agreement_on_codes(store: Store) -> None:
    coders = ana, bruno = fill(store, draft(TEXT))
    for coder in coders:
        label(store, coder, "One treaty", "equality", "appeal")
        done(store, coder, "One", "Two", "Three", "Four")
    label(store, ana, "Two", "equality")
    label(store, bruno, "Two treaties", "equality")
    label(store, ana, "Three", "equality")

    found = find_unanimous(store)

    # Four: both found nothing there, and so agree.
    assert found.alike == (statement(store, "One"), statement(store, "Four"))
    assert found.other_spans == (statement(store, "Two"),)


def test_the_order_of_the_annotations_is_no_difference(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    for coder, order in ((ana, ("equality", "security")), (bruno, ("security", "equality"))):
        for name in order:
            label(store, coder, "One", name)
        done(store, coder, "One")

    assert find_unanimous(store).alike == (statement(store, "One"),)


def test_one_coder_alone_or_excluded_or_settled_or_undecided_is_not_unanimous(store: Store) -> None:
    ana, bruno, cleo = fill(store, draft(TEXT), coders=["Ana", "Bruno", "Cleo"])
    done(store, ana, "One", "Two", "Three", "Four")
    done(store, bruno, "Two", "Three", "Four")
    set_stage(store, [statement(store, "Two")], cleo, Stage.EXCLUDED, reason="off topic")
    settle(store, statement(store, "Three"), take=[])
    undecided = Value(value(store, "equality").variable_id, absence=Absence.UNDECIDED)
    for coder in (ana, bruno):
        annotate(store, statement(store, "Four"), coder, values=[undecided])

    found = find_unanimous(store)

    assert (found.alike, found.other_spans) == ((), ())

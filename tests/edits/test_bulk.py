from __future__ import annotations

from annotator.edits.bulk import flag_statements
from annotator.store.annotations import read_status
from annotator.store.store import Store
from tests.builders import draft, fill, statement


def test_flagging_many_is_one_step_that_leaves_flagged_ones_alone(store: Store) -> None:
    ana, _ = fill(store, draft("One harbour.\nTwo shores.\nThree islands."))
    ids = [statement(store, word) for word in ("One", "Two", "Three")]
    flag_statements(store, ids[:1], ana, flagged=True)

    flag_statements(store, ids, ana, flagged=True)

    assert all(read_status(store, one, ana).flagged for one in ids)
    step = store.next_undo()
    assert step is not None
    assert step.details["count"] == 2
    store.undo()
    assert [read_status(store, one, ana).flagged for one in ids] == [True, False, False]


def test_flagging_what_is_flagged_leaves_no_step(store: Store) -> None:
    ana, _ = fill(store, draft("One harbour."))
    flag_statements(store, [statement(store, "One")], ana, flagged=True)
    before = store.next_undo()

    flag_statements(store, [statement(store, "One")], ana, flagged=True)

    assert store.next_undo() == before

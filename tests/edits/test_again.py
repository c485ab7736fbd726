from __future__ import annotations

import pytest

from annotator.edits.again import begin_again
from annotator.edits.statuses import set_stage
from annotator.errors import EmptySampleError, GoneError
from annotator.model.annotation import CoderKind, Stage
from annotator.store.annotations import annotations_of
from annotator.store.registers import read_coders
from annotator.store.settlements import done_by
from annotator.store.store import Store
from annotator.store.worklists import read_worklists, statements_of
from tests.builders import draft, fill, label, statement

TEXT = "No treaty holds.\nThe islands wait.\nShips came back."


def test_a_second_pass_is_drawn_from_what_the_coder_has_done_and_sees_nothing_of_it(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    done = [statement(store, words) for words in ("No", "Ships")]
    label(store, ana, "No treaty", "equality")
    set_stage(store, done, ana, Stage.DONE)

    again, worklist = begin_again(store, ana, size=5, seed="7")

    second = next(coder for coder in read_coders(store) if coder.id == again)
    assert (second.name, second.kind) == ("Ana (again)", CoderKind.AGAIN)
    assert statements_of(store, worklist) == set(done)
    assert annotations_of(store, done, again) == []
    (found,) = read_worklists(store)
    assert (found.name, found.seed, found.drawn_from, found.coder_ids) == ("Ana (again)", "7", 2, (again,))


def test_a_second_pass_is_nobody_whose_disputes_are_settled(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    here = statement(store, "No treaty")
    set_stage(store, [here], ana, Stage.DONE)
    again, _ = begin_again(store, ana, size=1, seed="7")
    set_stage(store, [here], again, Stage.DONE)
    set_stage(store, [here], bruno, Stage.DONE)

    assert done_by(store) == {here: [ana, bruno]}


def test_a_further_sample_is_for_the_same_second_pass(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    set_stage(store, [statement(store, "No treaty")], ana, Stage.DONE)

    first, _ = begin_again(store, ana, size=1, seed="7")
    second, _ = begin_again(store, ana, size=1, seed="8")

    assert first == second
    assert [one.name for one in read_worklists(store)] == ["Ana (again)", "Ana (again) 2"]


def test_a_second_pass_needs_a_person_who_has_done_something(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    with pytest.raises(EmptySampleError):
        begin_again(store, ana, size=1, seed="7")

    set_stage(store, [statement(store, "No treaty")], ana, Stage.DONE)
    again, _ = begin_again(store, ana, size=1, seed="7")
    with pytest.raises(GoneError):
        begin_again(store, again, size=1, seed="7")

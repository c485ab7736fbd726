from __future__ import annotations

import pytest

from annotator.edits.annotations import set_memo
from annotator.edits.spans import join_annotations, split_annotation
from annotator.errors import CutOutsideError, NothingToJoinError
from annotator.store.annotations import annotations_of, read_annotation
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, span, statement

TEXT = "No treaty 🇺🇳 can hold."


def test_both_halves_carry_the_labels(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    key = label(store, ana, "treaty 🇺🇳 can hold", "equality", "appeal")
    set_memo(store, key, "why?")

    made = split_annotation(store, key, span(store, "can").start)

    first, second = read_annotation(store, key), read_annotation(store, made)
    assert (first.quote, second.quote) == ("treaty 🇺🇳", "can hold")
    assert first.values == second.values
    assert (first.memo, second.memo) == ("why?", "")


def test_a_flag_is_not_cut(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    key = label(store, ana, "treaty 🇺🇳 can", "equality")

    made = split_annotation(store, key, span(store, "🇺🇳").start + 1)

    assert read_annotation(store, made).quote == "🇺🇳 can"


@pytest.mark.parametrize("place", [0, 3, 9, 10, 22])
def test_a_cut_leaves_two_halves_or_is_refused(store: Store, place: int) -> None:
    ana, _ = fill(store, draft(TEXT))
    key = label(store, ana, "treaty", "equality")
    before = contents(store)

    with pytest.raises(CutOutsideError):
        split_annotation(store, key, place)

    assert contents(store) == before


def test_joining_covers_all_and_takes_over_what_fits(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    first = label(store, ana, "No treaty", "equality", "accusation")
    second = label(store, ana, "can hold", "domination", "appeal")

    kept = join_annotations(store, [second, first])

    assert kept == first
    (left,) = annotations_of(store, [statement(store, "treaty")])
    assert left.quote == "No treaty 🇺🇳 can hold"
    # Framing takes several codes; claim type takes one and keeps its own.
    assert {value.code_id for value in left.values} == {1, 2, 4}


def test_joining_keeps_every_memo_in_the_order_of_the_words(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    keys = [label(store, ana, words, "equality") for words in ("can hold", "No treaty")]
    for key, memo in zip(keys, ("A promise?", "Which one?"), strict=True):
        set_memo(store, key, memo)

    join_annotations(store, keys)

    assert [one.memo for one in annotations_of(store, [statement(store, "treaty")])] == [
        "Which one?\nA promise?"
    ]


def test_annotations_of_two_coders_are_not_joined(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    keys = [label(store, ana, "treaty", "equality"), label(store, bruno, "can", "equality")]

    with pytest.raises(NothingToJoinError):
        join_annotations(store, keys)
    with pytest.raises(NothingToJoinError):
        join_annotations(store, keys[:1])


def test_cutting_and_joining_can_be_undone(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    key = label(store, ana, "treaty 🇺🇳 can hold", "equality")
    before = contents(store)

    join_annotations(store, [key, split_annotation(store, key, span(store, "can").start)])
    store.undo()
    store.undo()

    assert contents(store) == before

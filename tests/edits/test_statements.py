from __future__ import annotations

from pathlib import Path

import pytest

from annotator.edits.annotations import annotate
from annotator.edits.memos import write_memo
from annotator.edits.statements import join_statements, split_statement
from annotator.edits.statuses import set_flag, set_stage
from annotator.errors import CrossesCutError, EmptyPieceError, NotNeighboursError
from annotator.model.annotation import Stage
from annotator.model.memo import MemoOn
from annotator.store.annotations import annotations_of, read_annotations, read_status
from annotator.store.checking import find_problems
from annotator.store.corpus import statement_row, statement_rows
from annotator.store.memos import read_memos
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement, value
from tests.edits.merging.cases import copied, merged, substance

TEXT = "No treaty 🇺🇳 holds. שלום to the harbour.\nThe islands wait."


def texts(store: Store) -> list[str]:
    return [row.text for row in statement_rows(store)]


def cut(store: Store, words: str) -> int:
    row = statement_row(store, statement(store, words))
    return row.span.start + row.text.index(words)


def test_a_split_leaves_every_span_on_its_words(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "treaty 🇺🇳", "equality")
    label(store, ana, "harbour", "security")
    whole = annotate(store, statement(store, "treaty"), ana, values=[value(store, "appeal")])
    set_stage(store, [statement(store, "treaty")], ana, Stage.DONE)
    before = contents(store)

    first, second = split_statement(store, statement(store, "treaty"), cut(store, "שלום"))

    assert texts(store) == ["No treaty 🇺🇳 holds.", "שלום to the harbour.", "The islands wait."]
    assert [some.quote for some in annotations_of(store, [first])] == ["", "treaty 🇺🇳"]
    assert whole in {some.id for some in annotations_of(store, [first])}
    assert [some.quote for some in annotations_of(store, [second])] == ["harbour"]
    assert {read_status(store, one, ana).stage for one in (first, second)} == {Stage.DONE}
    store.undo()
    assert contents(store) == before


def test_a_span_that_begins_or_ends_at_the_cut_stays_with_its_words(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "treaty 🇺🇳 holds.", "equality")
    label(store, ana, "שלום to", "security")

    pieces = split_statement(store, statement(store, "treaty"), cut(store, "שלום"))

    assert [[one.quote for one in annotations_of(store, [piece])] for piece in pieces] == [
        ["treaty 🇺🇳 holds."],
        ["שלום to"],
    ]
    assert list(find_problems(store)) == []


def test_a_long_span_across_the_cut_is_named_by_its_beginning(store: Store) -> None:
    words = "shore and island " * 6
    ana, _ = fill(store, draft(f"Here {words}end."))
    label(store, ana, words.strip(), "equality")

    with pytest.raises(CrossesCutError) as refused:
        split_statement(store, statement(store, "Here"), cut(store, "and"))

    assert len(str(refused.value.values["quote"])) <= 40


def test_a_span_across_the_cut_refuses_it(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "holds. שלום", "equality")
    before = contents(store)

    with pytest.raises(CrossesCutError, match=r"holds\. שלום"):
        split_statement(store, statement(store, "treaty"), cut(store, "שלום"))
    with pytest.raises(EmptyPieceError):
        split_statement(store, statement(store, "islands"), cut(store, "The islands"))

    assert contents(store) == before


def test_joined_neighbours_keep_spans_memos_and_the_lesser_stage(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "harbour", "security")
    annotate(store, statement(store, "islands"), ana, values=[value(store, "appeal")])
    set_stage(store, [statement(store, "islands")], ana, Stage.DONE)
    set_flag(store, statement(store, "islands"), bruno, flagged=True, note="why?")
    write_memo(store, ana, MemoOn.STATEMENT, statement(store, "islands"), "Which islands?")
    before = contents(store)

    joined = join_statements(store, [statement(store, "islands"), statement(store, "treaty")])

    assert texts(store) == [TEXT]
    assert [some.quote for some in annotations_of(store, [joined])] == ["harbour", "The islands wait."]
    assert read_status(store, joined, ana).stage is Stage.BEGUN
    assert read_status(store, joined, bruno).note == "why?"
    assert [memo.target_id for memo in read_memos(store)] == [joined]
    store.undo()
    assert contents(store) == before


def test_statements_of_two_sources_are_no_neighbours(store: Store) -> None:
    fill(store, draft("One.\nTwo.\nThree."), draft("Four."))

    for words in (("One", "Three"), ("Three", "Four"), ("One", "One")):
        with pytest.raises(NotNeighboursError):
            join_statements(store, [statement(store, some) for some in words])


def test_splitting_and_joining_again_gives_the_statement_back(store: Store) -> None:
    fill(store, draft(TEXT))
    uids = [row.uid for row in statement_rows(store)]

    join_statements(store, split_statement(store, statement(store, "treaty"), cut(store, "שלום")))

    assert sorted(row.uid for row in statement_rows(store)) == sorted(uids)


def test_work_on_the_whole_finds_the_pieces_when_merged(store: Store, tmp_path: Path) -> None:
    _, bruno = fill(store, draft(TEXT))
    with copied(store, tmp_path / "other.annotator") as other:
        split_statement(store, statement(store, "treaty"), cut(store, "שלום"))
        label(other, bruno, "harbour", "security")
        set_stage(other, [statement(other, "treaty")], bruno, Stage.DONE)

        merged(store, other)
        merged(other, store)

        assert substance(store) == substance(other)
        assert texts(store) == ["No treaty 🇺🇳 holds.", "שלום to the harbour.", "The islands wait."]
        (annotation,) = read_annotations(store)
        assert annotation.statement_id == statement(store, "harbour")
        assert read_status(store, statement(store, "treaty"), bruno).stage is Stage.DONE


def test_a_merge_is_refused_where_work_lies_across_a_split(store: Store, tmp_path: Path) -> None:
    _, bruno = fill(store, draft(TEXT))
    with copied(store, tmp_path / "other.annotator") as other:
        split_statement(store, statement(store, "treaty"), cut(store, "שלום"))
        label(other, bruno, "holds. שלום", "security")
        before = contents(store)

        with pytest.raises(CrossesCutError):
            merged(store, other)

        assert contents(store) == before

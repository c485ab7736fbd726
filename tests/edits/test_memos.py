from __future__ import annotations

import pytest

from annotator.edits.codes import delete_code
from annotator.edits.memos import write_memo
from annotator.model.annotation import CoderId
from annotator.model.memo import MemoOn
from annotator.store.changes import Changes
from annotator.store.memos import memo_of, memos_of, read_memos
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.store.units import read_units
from tests.builders import contents, draft, fill, statement

TEXT = "No treaty holds.\nThe islands wait."


@pytest.fixture
def ana(store: Store) -> CoderId:
    return fill(store, draft(TEXT))[0]


def test_a_memo_is_written_changed_and_taken_away(store: Store, ana: CoderId) -> None:
    place = statement(store, "treaty")

    write_memo(store, ana, MemoOn.STATEMENT, place, " Irony? 🔵 ")
    first = memo_of(store, ana, MemoOn.STATEMENT, place)
    write_memo(store, ana, MemoOn.STATEMENT, place, "No irony.")
    second = memo_of(store, ana, MemoOn.STATEMENT, place)
    write_memo(store, ana, MemoOn.STATEMENT, place, "  ")

    assert first is not None
    assert first.text == "Irony? 🔵"
    assert second is not None
    assert (second.text, second.uid) == ("No irony.", first.uid)
    assert memo_of(store, ana, MemoOn.STATEMENT, place) is None


def test_every_coder_has_a_memo_of_their_own(store: Store, ana: CoderId) -> None:
    bruno = CoderId(ana + 1)
    for coder, words in ((ana, "mine"), (bruno, "his")):
        write_memo(store, coder, MemoOn.SOURCE, 1, words)

    assert {key: memo.text for key, memo in memos_of(store, ana, MemoOn.SOURCE, [1, 2]).items()} == {
        1: "mine"
    }
    assert [memo.text for memo in read_memos(store)] == ["mine", "his"]


def test_the_same_text_again_is_no_step(store: Store, ana: CoderId) -> None:
    write_memo(store, ana, MemoOn.SOURCE, 1, "once")
    before = store.next_undo()

    write_memo(store, ana, MemoOn.SOURCE, 1, "once ")

    assert store.next_undo() == before


def test_a_memo_is_undone_and_done_again(store: Store, ana: CoderId) -> None:
    before = contents(store)
    write_memo(store, ana, MemoOn.CODE, 1, "Ask Bruno.")
    after = contents(store)

    store.undo()
    assert contents(store) == before
    store.redo()
    assert contents(store) == after


def test_a_deleted_code_takes_its_memos_along_and_undo_brings_them_back(store: Store, ana: CoderId) -> None:
    code = next(read_codebook(store).codes()).id
    write_memo(store, ana, MemoOn.CODE, code, "Too wide.")

    delete_code(store, code)
    assert list(read_memos(store)) == []
    store.undo()

    assert [memo.text for memo in read_memos(store)] == ["Too wide."]


def test_a_notice_names_the_statement(store: Store, ana: CoderId) -> None:
    place = statement(store, "islands")
    heard: list[Changes] = []
    store.listen(heard.append)

    write_memo(store, ana, MemoOn.STATEMENT, place, "Look again.")

    assert [changes.statements for changes in heard] == [frozenset({place})]


def test_a_memo_is_no_answer(store: Store, ana: CoderId) -> None:
    before = [found.rows for found in read_units(store)]

    write_memo(store, ana, MemoOn.STATEMENT, statement(store, "treaty"), "Only a note.")

    assert [found.rows for found in read_units(store)] == before

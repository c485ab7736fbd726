"""What merging once took away, counted twice or read as text: each from a random project that broke a law."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.edits.adjudication import settle
from annotator.edits.annotations import delete_annotations, set_memo
from annotator.edits.codes import add_code, change_code, delete_code
from annotator.edits.joining import join_coders
from annotator.edits.memos import write_memo
from annotator.edits.statements import join_statements, split_statement
from annotator.edits.worklists import draw_sample
from annotator.model.memo import MemoOn
from annotator.store.annotations import read_annotations
from annotator.store.conflicts import read_conflicts
from annotator.store.memos import read_memos
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.store.worklists import read_worklists, statements_of
from tests.builders import contents, draft, fill, label, statement, value
from tests.edits.merging.cases import copied, merged, substance


def two_ways(one: Store, two: Store, folder: Path) -> Iterator[Store]:
    """The same two files merged, into either."""
    with copied(one, folder / "here.annotator") as here, copied(two, folder / "there.annotator") as there:
        merged(here, two)
        merged(there, one)
        assert substance(here) == substance(there)
        yield here
        yield there


def test_a_memo_on_a_code_outlives_that_the_code_was_deleted_elsewhere(store: Store, tmp_path: Path) -> None:
    _, bruno = fill(store, draft("One treaty."))
    security = value(store, "security").code_id
    assert security is not None
    with copied(store, tmp_path / "two.annotator") as two:
        delete_code(store, security)
        write_memo(two, bruno, MemoOn.CODE, security, "See the handbook.")

        for result in two_ways(store, two, tmp_path):
            (code,) = [code for code in read_codebook(result).codes() if code.name == "security"]
            (memo,) = read_memos(result)
            assert memo.text == "See the handbook."
            assert memo.target_id == code.id
            assert [(one.about, one.other) for one in read_conflicts(result)] == [
                ("framing: security", "deleted")
            ]


def test_a_memo_that_was_deleted_with_its_code_does_not_bring_it_back(store: Store, tmp_path: Path) -> None:
    _, bruno = fill(store, draft("One treaty."))
    security = value(store, "security").code_id
    assert security is not None
    write_memo(store, bruno, MemoOn.CODE, security, "See the handbook.")
    with copied(store, tmp_path / "two.annotator") as two:
        delete_code(store, security)

        for result in two_ways(store, two, tmp_path):
            assert "security" not in [code.name for code in read_codebook(result).codes()]
            assert list(read_memos(result)) == []
            assert list(read_conflicts(result)) == []


def test_a_code_that_comes_back_stands_below_its_parent_again(store: Store, tmp_path: Path) -> None:
    ana, _ = fill(store, draft("One treaty."))
    framing = read_codebook(store).variables[0]
    parent = framing.codes[0].id
    arms = add_code(store, framing.id, "arms", parent_id=parent)
    with copied(store, tmp_path / "two.annotator") as two:
        delete_code(store, arms)
        label(two, ana, "treaty", "arms")

        for result in two_ways(store, two, tmp_path):
            (code,) = [code for code in read_codebook(result).codes() if code.name == "arms"]
            assert code.parent_id is not None
            assert read_codebook(result).code(code.parent_id).name == "equality"


def test_the_tenth_revision_of_a_codebook_is_later_than_the_ninth(store: Store, tmp_path: Path) -> None:
    fill(store, draft("One treaty."))
    security = value(store, "security").code_id
    assert security is not None
    with copied(store, tmp_path / "two.annotator") as two:
        change_code(two, security, name="safety")
        for number in range(10):
            add_code(store, read_codebook(store).variables[0].id, f"code {number}")
        merged(store, two)
        before = contents(store)

        again = merged(store, two)

        assert again.changes_nothing
        assert contents(store) == before


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_sample_holds_both_halves_of_a_statement_split_elsewhere(
    store: Store, tmp_path: Path, seed: str
) -> None:
    ana, _ = fill(store, draft("No treaty can hold."))
    whole = statement(store, "treaty")
    with copied(store, tmp_path / "two.annotator") as two:
        if seed == "1":  # drawn by one, split by the other
            draw_sample(store, "Reliability", [whole], size=1, seed=seed, coder_ids=[ana])
            split_statement(two, whole, 9)
        else:
            draw_sample(two, "Reliability", [whole], size=1, seed=seed, coder_ids=[ana])
            split_statement(store, whole, 9)

        for result in two_ways(store, two, tmp_path):
            (sample,) = read_worklists(result)
            halves = {statement(result, "treaty"), statement(result, "hold")}
            assert set(statements_of(result, sample.id)) == halves


def test_what_was_said_of_statements_that_were_joined_is_no_change_when_it_comes_again(
    store: Store, tmp_path: Path
) -> None:
    ana, _ = fill(store, draft("No treaty.\nIt said so."))
    label(store, ana, "treaty", "equality")
    with copied(store, tmp_path / "two.annotator") as two:
        join_statements(store, [statement(store, "treaty"), statement(store, "said")])
        settle(two, statement(two, "treaty"), take=[next(iter(read_annotations(two))).id])
        merged(store, two)

        assert merged(store, two).changes_nothing


def test_the_work_of_a_coder_who_was_joined_is_no_change_when_it_comes_again(
    store: Store, tmp_path: Path
) -> None:
    fill(store, draft("No treaty."))
    into, joined = sorted(read_coders(store), key=lambda coder: coder.uid)
    label(store, joined.id, "treaty", "equality")
    with copied(store, tmp_path / "two.annotator") as two:
        join_coders(store, joined.id, into.id)
        delete_annotations(store, [next(iter(read_annotations(store))).id])
        set_memo(two, next(iter(read_annotations(two))).id, "Sure?")
        merged(store, two)

        assert merged(store, two).changes_nothing
        assert [coder.name for coder in read_coders(store)] == [into.name]
        assert [one.memo for one in read_annotations(store)] == ["Sure?"]

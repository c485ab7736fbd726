from __future__ import annotations

import pytest

from annotator.edits.log import answer_question, change_entry, delete_entry, write_log
from annotator.errors import GoneError, TextMissingError
from annotator.store.log import read_log
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill, statement


def test_a_question_waits_for_its_answer(store: Store) -> None:
    ana, bruno = fill(store, draft("No treaty holds."))
    asked = write_log(
        store, ana, " Is irony a framing? ", is_question=True, statement_id=statement(store, "No treaty")
    )

    (entry,) = read_log(store)
    assert (entry.text, entry.is_open, entry.at[:10]) == ("Is irony a framing?", True, "2031-03-03")

    answer_question(store, asked, bruno, "Only when the text says so.")
    (entry,) = read_log(store)
    assert not entry.is_open
    assert entry.answered_by == read_coders(store)[1].uid
    assert entry.answered_at > entry.at

    answer_question(store, asked, bruno, "")
    assert read_log(store)[0].is_open


def test_notes_are_changed_and_taken_out(store: Store) -> None:
    (ana,) = fill(store, coders=["Ana"])
    note = write_log(store, ana, "Began the second batch.")

    change_entry(store, note, "Began the third batch.")
    assert [entry.text for entry in read_log(store)] == ["Began the third batch."]
    delete_entry(store, note)

    assert read_log(store) == ()
    with pytest.raises(GoneError):
        delete_entry(store, note)
    with pytest.raises(TextMissingError):
        write_log(store, ana, " \n")

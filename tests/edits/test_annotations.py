from __future__ import annotations

import pytest

from annotator.edits.annotations import annotate, delete_annotations, move_span, set_memo, set_values
from annotator.edits.codes import add_variable
from annotator.errors import EmptySpanError, NotInCodebookError, SpanOutsideError, WrongValueError
from annotator.model.annotation import Absence, Stage, Value
from annotator.model.codebook import CodeId, VariableKind
from annotator.model.span import Span
from annotator.store.annotations import annotations_of, read_annotation, read_status
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, span, statement, value

TEXT = "Hi 🇺🇳! No treaty can hold.\nThe bloc never asked the islands."


def test_a_label_covers_the_very_words_that_were_marked(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))

    key = label(store, ana, "treaty can", "equality", "domination")

    kept = read_annotation(store, key)
    assert kept.quote == "treaty can"
    assert kept.span is not None
    assert kept.span.of(TEXT) == "treaty can"
    assert {code.code_id for code in kept.values} == {1, 2}
    assert read_status(store, kept.statement_id, ana).stage is Stage.BEGUN


def test_blanks_are_left_out_and_a_flag_is_never_cut(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    here = statement(store, "treaty")

    key = annotate(store, here, ana, span=Span(2, 4))

    assert read_annotation(store, key).quote == "🇺🇳"


@pytest.mark.parametrize(
    ("marked", "error"), [(Span(6, 7), EmptySpanError), (Span(20, 40), SpanOutsideError)]
)
def test_nothing_and_too_much_cannot_be_marked(store: Store, marked: Span, error: type[Exception]) -> None:
    ana, _ = fill(store, draft(TEXT))
    before = contents(store)

    with pytest.raises(error):
        annotate(store, statement(store, "treaty"), ana, span=marked)

    assert contents(store) == before


def test_codes_stay_with_their_variable_and_one_code_variables_hold_one(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    framing, claim, _ = read_codebook(store).variables
    here = statement(store, "treaty")

    with pytest.raises(NotInCodebookError, match=r"equality is not a code of claim type"):
        annotate(store, here, ana, values=[Value(claim.id, code_id=CodeId(1))])
    with pytest.raises(WrongValueError, match=r"claim type"):
        annotate(store, here, ana, values=[value(store, "accusation"), value(store, "appeal")])
    with pytest.raises(WrongValueError, match=r"framing"):
        annotate(
            store, here, ana, values=[value(store, "equality"), Value(framing.id, absence=Absence.UNDECIDED)]
        )


def test_values_change_one_variable_at_a_time(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    framing, claim, _ = read_codebook(store).variables
    key = label(store, ana, "treaty", "equality", "accusation")

    set_values(store, key, framing.id, [value(store, "domination"), value(store, "security")])
    set_values(store, key, claim.id, [])

    assert [kept.code_id for kept in read_annotation(store, key).values] == [2, 3]


def test_a_moved_span_keeps_id_labels_and_memo(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    key = label(store, ana, "treaty", "equality")
    set_memo(store, key, "which one?")
    before = read_annotation(store, key)

    move_span(store, key, span(store, "No treaty can hold"))

    after = read_annotation(store, key)
    assert (after.uid, after.values, after.memo) == (before.uid, before.values, "which one?")
    assert after.quote == "No treaty can hold"


def test_every_verb_of_coding_can_be_undone_and_redone(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    framing = read_codebook(store).variables[0]
    states = [contents(store)]
    key = label(store, ana, "treaty", "equality")
    states.append(contents(store))
    set_values(store, key, framing.id, [Value(framing.id, absence=Absence.NOT_APPLICABLE)])
    states.append(contents(store))
    move_span(store, key, span(store, "No treaty"))
    states.append(contents(store))
    label(store, bruno, "islands", "security", "appeal")
    states.append(contents(store))
    delete_annotations(store, [key])
    states.append(contents(store))

    for state in reversed(states[:-1]):
        store.undo()
        assert contents(store) == state
    for state in states[1:]:
        store.redo()
        assert contents(store) == state
    assert [found.id for found in annotations_of(store, [statement(store, "treaty")])] == []


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-inf", "sNaN", "three", ""])
def test_a_number_is_one_that_can_be_counted_with(store: Store, text: str) -> None:
    ana, _ = fill(store, draft(TEXT))
    variable = add_variable(store, "loudness", VariableKind.NUMBER)

    with pytest.raises(WrongValueError, match="it takes a number"):
        annotate(store, statement(store, "treaty"), ana, values=[Value(variable, number=text)])

    key = annotate(store, statement(store, "treaty"), ana, values=[Value(variable, number="-1.5e3")])
    assert read_annotation(store, key).values == (Value(variable, number="-1.5e3"),)

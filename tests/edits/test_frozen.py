from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from annotator.agreement.variables import figures_of
from annotator.edits.annotations import annotate
from annotator.edits.coders import add_coder
from annotator.edits.frozen import delete_frozen, freeze_coding
from annotator.edits.interchange import add_project
from annotator.edits.joining import join_coders
from annotator.edits.sharing import erase_coder, erase_source
from annotator.edits.statements import join_statements, split_statement
from annotator.edits.statuses import set_stage
from annotator.errors import MeaninglessCellError, NameMissingError, NameTakenError, NoSuchFrozenCodingError
from annotator.formats.jsonl import reading, writing
from annotator.model.annotation import CoderId, Stage
from annotator.model.units import Units
from annotator.store.checking import find_problems
from annotator.store.corpus import known_sources, statement_rows
from annotator.store.frozen import find_frozen, frozen_coding, frozen_units, read_frozen
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.store.units import read_units
from annotator.store.whole import read_project
from tests.builders import draft, fill, label, statement, value

TEXT = "No treaty holds.\nThe islands wait.\nShips came 🇺🇳 back."


def _discussed(store: Store) -> CoderId:
    """Ana and Bruno differ on one of three statements, freeze, then Bruno gives in."""
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    label(store, bruno, "treaty", "domination")
    for coder in (ana, bruno):
        label(store, coder, "islands", "security")
        annotate(store, statement(store, "Ships"), coder, values=[value(store, "appeal")])
        done = [statement(store, words) for words in ("No", "The", "Ships")]
        set_stage(store, done, coder, Stage.DONE)
    freeze_coding(store, "Before discussion", note="all three")
    label(store, bruno, "No treaty", "equality")
    return bruno


def _answers(units: list[Units]) -> list[object]:
    return [(one.variable.name, one.statement_ids, one.rows) for one in units]


def test_what_is_only_begun_is_no_answer_then_either(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    for coder in (ana, bruno):
        label(store, coder, "treaty", "equality")
        set_stage(store, [statement(store, "treaty")], coder, Stage.DONE)
    label(store, ana, "islands", "security")  # begun by Ana, done with nothing by Bruno
    set_stage(store, [statement(store, "islands")], bruno, Stage.DONE)
    codebook, coders = read_codebook(store), read_coders(store)
    now = read_units(store, codebook.variables[:1], coders)
    freeze_coding(store, "Then")

    then = frozen_units(store, find_frozen(store, "Then").id, codebook.variables[:1], coders)

    assert _answers(then) == _answers(now)
    assert [answer is None for answer in then[0].rows[1]] == [True, False]


def test_nothing_is_left_out_whoever_coded_when(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No", "equality")
    label(store, bruno, "treaty", "domination")
    label(store, ana, "holds", "security")
    for coder in (ana, bruno):
        set_stage(store, [statement(store, "No")], coder, Stage.DONE)
    freeze_coding(store, "Then")
    codebook, coders = read_codebook(store), read_coders(store)

    (frozen,) = frozen_units(store, find_frozen(store, "Then").id, codebook.variables[:1], coders)

    name = {code.uid: code.name for code in codebook.codes()}
    assert [{name[uid] for uid in answer or ()} for answer in frozen.rows[0]] == [
        {"equality", "security"},
        {"domination"},
    ]


def test_what_is_coded_later_does_not_change_what_was_frozen(store: Store) -> None:
    _discussed(store)
    codebook, coders = read_codebook(store), read_coders(store)
    framing = codebook.variables[:1]

    before = frozen_units(store, find_frozen(store, "before DISCUSSION").id, framing, coders)
    now = read_units(store, framing, coders)

    # Three statements; before, one of the three pairs of answers is unequal and shares no code.
    assert figures_of(before[0]).percent.value == pytest.approx(2 / 3)
    both = frozenset(code.uid for code in codebook.codes() if code.name in {"equality", "domination"})
    assert now[0].rows[0][1] == both


def test_units_frozen_now_are_those_of_now(store: Store) -> None:
    _discussed(store)
    frozen = freeze_coding(store, "After discussion")
    variables, coders = read_codebook(store).variables, read_coders(store)

    then = frozen_units(store, frozen, variables, coders)

    assert _answers(then) == _answers(read_units(store, variables, coders))


def test_names_are_there_once(store: Store) -> None:
    fill(store, draft(TEXT))
    freeze_coding(store, "Before")

    with pytest.raises(NameTakenError):
        freeze_coding(store, " before ")
    with pytest.raises(NameMissingError):
        freeze_coding(store, " ")
    with pytest.raises(NoSuchFrozenCodingError):
        find_frozen(store, "After")


def test_frozen_coding_is_deleted_and_comes_back(store: Store) -> None:
    fill(store, draft(TEXT))
    frozen = freeze_coding(store, "Before")

    delete_frozen(store, frozen)
    assert read_frozen(store) == ()
    store.undo()

    assert [one.name for one in read_frozen(store)] == ["Before"]


def test_frozen_coding_goes_through_json_lines(store: Store, fresh: Callable[[], Store]) -> None:
    _discussed(store)
    out = io.StringIO()
    writing.write(read_project(store), out)

    with fresh() as other:
        add_project(other, reading.read(out.getvalue().splitlines(), "study.jsonl"), name="study.jsonl")
        kept = read_frozen(other, whole=True)

    before = read_frozen(store, whole=True)
    assert [(one.uid, one.name, one.at, one.note, one.coding) for one in kept] == [
        (one.uid, one.name, one.at, one.note, one.coding) for one in before
    ]


def test_erasing_reaches_what_was_frozen(store: Store) -> None:
    _discussed(store)
    frozen = read_frozen(store)[0].id
    codebook = read_codebook(store)

    erase_coder(store, "Bruno")
    coders = read_coders(store)
    assert {coder for _, coder in frozen_coding(store, frozen, codebook.variables, coders).done} == {
        coders[0].id
    }
    assert "Bruno" not in str(read_frozen(store, whole=True))

    (source,) = known_sources(store)
    erase_source(store, source)
    assert '"done":[]' in read_frozen(store, whole=True)[0].coding


def test_a_document_that_was_broken_from_outside_is_told_not_computed_from(store: Store) -> None:
    _discussed(store)
    frozen = read_frozen(store)[0].id
    store.connection.execute("UPDATE frozen_coding SET coding = '{\"coders\": 7}'")

    assert list(find_problems(store)) == ["The frozen coding “Before discussion” does not keep its form."]
    with pytest.raises(MeaninglessCellError):
        frozen_coding(store, frozen, read_codebook(store).variables, read_coders(store))


def _of(store: Store, name: str) -> dict[tuple[str, str], list[str]]:
    """By coder and statement: the answers on the first variable, with their words."""
    coders = {one.id: one.name for one in read_coders(store)}
    texts = {row.id: row.text for row in statement_rows(store)}
    names = {code.uid: code.name for code in read_codebook(store).codes()}
    coding = frozen_coding(
        store, find_frozen(store, name).id, read_codebook(store).variables, read_coders(store)
    )
    found: dict[tuple[str, str], list[str]] = {(coders[who], texts[place]): [] for place, who in coding.done}
    for said in coding.said:
        found[coders[said.coder_id], texts[said.statement_id]].append(names[said.answer])
    return found


def test_coders_who_were_joined_twice_over_are_followed(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT), coders=["Ana", "Anna"])
    label(store, ana, "treaty", "equality")
    set_stage(store, [statement(store, "No")], ana, Stage.DONE)
    freeze_coding(store, "Then")
    coders = {one.name: one for one in read_coders(store)}
    join_coders(store, coders["Ana"].id, coders["Anna"].id)
    last = add_coder(store, "Hannah")
    join_coders(store, coders["Anna"].id, last)

    assert _of(store, "Then") == {("Hannah", "No treaty holds."): ["equality"]}


def test_statements_that_were_split_and_joined_are_followed(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    label(store, ana, "holds", "security")
    label(store, bruno, "islands", "domination")
    set_stage(store, [statement(store, "No"), statement(store, "The")], ana, Stage.DONE)
    set_stage(store, [statement(store, "The")], bruno, Stage.DONE)
    freeze_coding(store, "Then")

    first = statement(store, "No")
    _, second = split_statement(store, first, TEXT.index("holds"))
    assert _of(store, "Then") == {
        ("Ana", "The islands wait."): [],
        ("Ana", "No treaty"): ["equality"],
        ("Ana", "holds."): ["security"],
        ("Bruno", "The islands wait."): ["domination"],
    }

    join_statements(store, [second, statement(store, "The")])  # of the two Bruno had done one alone
    assert _of(store, "Then") == {
        ("Ana", "No treaty"): ["equality"],
        ("Ana", "holds.\nThe islands wait."): ["security"],
    }

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from annotator.agreement.variables import figures_of
from annotator.edits.annotations import annotate
from annotator.edits.frozen import delete_frozen, freeze_coding
from annotator.edits.interchange import add_project
from annotator.edits.sharing import erase_coder, erase_source
from annotator.edits.statuses import set_stage
from annotator.errors import MeaninglessCellError, NameMissingError, NameTakenError, NoSuchFrozenCodingError
from annotator.formats.jsonl import reading, writing
from annotator.model.annotation import CoderId, Stage
from annotator.model.units import Units
from annotator.store.checking import find_problems
from annotator.store.corpus import known_sources
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

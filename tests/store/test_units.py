from __future__ import annotations

import random
from collections.abc import Iterable

from annotator.edits.actors import add_actor
from annotator.edits.annotations import annotate, delete_annotations
from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_aside, set_stage
from annotator.model.annotation import Absence, CoderId, CoderKind, Stage, Value
from annotator.model.corpus import StatementId
from annotator.model.units import Answer, Units
from annotator.store.annotations import annotations_of
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.store.units import read_again, read_units
from tests.builders import draft, fill, label, statement, value

TEXT = "No treaty holds.\nThe islands wait.\nOne shore writes it."


def done(store: Store, coder: CoderId, *words: str) -> None:
    set_stage(store, [statement(store, some) for some in words], coder, Stage.DONE)


def uid(store: Store, name: str) -> str:
    return next(code.uid for code in read_codebook(store).codes() if code.name == name)


def framing(units: Iterable[Units]) -> Units:
    return next(found for found in units if found.variable.name == "framing")


def test_a_unit_is_a_statement_and_its_answer_the_set_of_all_codes_in_it(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality", "accusation")
    label(store, ana, "holds", "security")
    label(store, bruno, "treaty holds", "equality")
    for coder in (ana, bruno):
        done(store, coder, "No treaty")

    found = {units.variable.name: units.rows for units in read_units(store)}

    equality, security = uid(store, "equality"), uid(store, "security")
    assert found == {
        "framing": ((frozenset({equality, security}), frozenset({equality})),),
        "claim type": ((frozenset({uid(store, "accusation")}), frozenset()),),
        "target": ((frozenset(), frozenset()),),
    }


def test_done_with_nothing_is_the_empty_set_and_not_done_or_excluded_is_missing(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    done(store, ana, "No treaty", "The islands", "One shore")
    label(store, bruno, "No treaty", "equality")
    done(store, bruno, "The islands")
    set_stage(store, [statement(store, "One shore")], bruno, Stage.EXCLUDED, reason="off topic")

    units = framing(read_units(store))

    nothing: Answer = frozenset()
    assert units.rows == ((nothing, None), (nothing, nothing), (nothing, None))
    assert units.sizes == (3, 1)


def test_undecided_is_missing_unless_chosen_otherwise_and_not_applicable_is_an_answer(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    variable = value(store, "equality").variable_id
    place = statement(store, "No treaty")
    annotate(store, place, ana, values=[Value(variable, absence=Absence.NOT_APPLICABLE)])
    annotate(store, place, bruno, values=[Value(variable, absence=Absence.UNDECIDED)])
    label(store, bruno, "No treaty", "equality")
    for coder in (ana, bruno):
        done(store, coder, "No treaty")

    assert framing(read_units(store)).rows == ((frozenset({"not applicable"}), None),)
    kept = framing(read_units(store, undecided_is_missing=False))
    assert kept.rows == ((frozenset({"not applicable"}), frozenset({"undecided", uid(store, "equality")})),)


def test_actors_are_answers_by_their_uid(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    target = next(variable for variable in read_codebook(store).variables if variable.name == "target")
    velm = add_actor(store, "Velm")
    annotate(store, statement(store, "No treaty"), ana, values=[Value(target.id, actor_id=velm)])
    done(store, ana, "No treaty")

    ((answer, _),) = read_units(store, [target])[0].rows

    assert answer == frozenset(row["uid"] for row in store.rows("SELECT uid FROM actor"))


def test_a_statement_set_aside_counts_once_it_is_done(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    set_aside(store, [statement(store, "No treaty"), statement(store, "The islands")], aside=True)
    done(store, ana, "The islands")

    assert framing(read_units(store)).statement_ids == (statement(store, "The islands"),)


def test_the_adjudicated_coder_is_left_out_unless_asked_for(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    add_coder(store, "Settled", kind=CoderKind.ADJUDICATED)

    assert [coder.id for coder in framing(read_units(store)).coders] == [ana, bruno]


def test_nothing_done_gives_no_rows(store: Store) -> None:
    fill(store, draft(TEXT))

    assert [units.rows for units in read_units(store)] == [(), (), ()]


def test_reading_changed_statements_again_equals_reading_all(store: Store) -> None:
    # Seed 4, twelve rounds of random coding, undoing and deleting.
    chance = random.Random(4)  # noqa: S311
    coders = fill(store, draft(TEXT), draft("Water is free.\nNobody asked."))
    places = [StatementId(row[0]) for row in store.rows("SELECT id FROM statement")]
    units = read_units(store)
    for _ in range(12):
        coder, place = chance.choice(coders), chance.choice(places)
        touched: set[StatementId] = set()
        store.listen(lambda changes, seen=touched: seen.update(changes.statements or ()))  # type: ignore[misc]
        stage = chance.choice([Stage.DONE, Stage.DONE, Stage.BEGUN])
        set_stage(store, [place], coder, stage)
        annotate(store, place, coder, values=[value(store, chance.choice(["equality", "security"]))])
        if chance.random() < 0.4:
            delete_annotations(store, [found.id for found in annotations_of(store, [place], coder)])
        if chance.random() < 0.3:
            store.undo()

        units = read_again(store, units, touched)

        assert [found.rows for found in units] == [found.rows for found in read_units(store)]
        assert units[0].statement_ids == read_units(store)[0].statement_ids

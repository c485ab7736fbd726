from __future__ import annotations

import pytest

from annotator.edits.hits import HitPlan, Place, annotate_hits, plan_hits
from annotator.edits.statuses import set_aside, set_stage
from annotator.errors import WrongValueError
from annotator.model.annotation import Stage
from annotator.model.span import Span
from annotator.store.annotations import annotations_of, read_annotations, read_status
from annotator.store.search import find
from annotator.store.search_query import parse_query
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement, value

TEXT = "A harbour, a second harbour.\nThe harbours.\nAn old harbour.\nNo harbour here."


def hits(store: Store, typed: str) -> list[Place]:
    found = find(store, parse_query(typed))
    return [found.at(place) for place in range(len(found))]


def test_every_hit_becomes_an_annotation_made_by_search(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))

    made = annotate_hits(store, hits(store, "harbour*"), ana, [value(store, "equality")], query="harbour*")

    assert made == 5
    annotations = list(read_annotations(store))
    quotes = [annotation.quote for annotation in annotations]
    assert quotes == ["harbour", "harbour", "harbours", "harbour", "harbour"]
    assert {annotation.made_by for annotation in annotations} == {"search"}
    assert {annotation.values for annotation in annotations} == {(value(store, "equality"),)}
    assert {annotation.coder_id for annotation in annotations} == {ana}
    assert read_status(store, statement(store, "old"), ana).stage is Stage.BEGUN
    assert read_status(store, statement(store, "old"), bruno).stage is Stage.UNTOUCHED


def test_what_is_marked_set_aside_or_excluded_is_left_and_counted(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "harbours", "security")
    set_aside(store, [statement(store, "old")], aside=True)
    set_stage(store, [statement(store, "here")], ana, Stage.EXCLUDED, reason="off topic")
    found = hits(store, "harbour*")

    plan = plan_hits(store, found, ana)
    made = annotate_hits(store, found, ana, [value(store, "equality")], query="harbour*")

    assert plan == HitPlan(hits=2, statements=1, marked=1, left_out=2)
    assert made == 2
    (kept,) = annotations_of(store, [statement(store, "harbours")], ana)
    assert kept.values == (value(store, "security"),)


def test_a_second_time_nothing_is_left_to_do(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    annotate_hits(store, hits(store, "harbour"), ana, [value(store, "equality")], query="harbour")
    before = store.next_undo()

    assert annotate_hits(store, hits(store, "harbour"), ana, [value(store, "equality")], query="harbour") == 0
    assert store.next_undo() == before


def test_done_statements_stay_done_and_skipped_ones_are_begun(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    set_stage(store, [statement(store, "old")], ana, Stage.DONE)
    set_stage(store, [statement(store, "here")], ana, Stage.SKIPPED)

    annotate_hits(store, hits(store, "harbour"), ana, [value(store, "equality")], query="harbour")

    assert read_status(store, statement(store, "old"), ana).stage is Stage.DONE
    assert read_status(store, statement(store, "here"), ana).stage is Stage.BEGUN


def test_one_undo_takes_all_of_it_back(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    before = contents(store)
    annotate_hits(store, hits(store, "harbour*"), ana, [value(store, "equality")], query="harbour*")
    after = contents(store)

    store.undo()
    assert contents(store) == before

    store.redo()
    assert contents(store) == after


def test_blanks_at_the_ends_of_a_pattern_hit_are_trimmed_and_no_character_is_cut(store: Store) -> None:
    ana, _ = fill(store, draft("Islands 🇺🇳 and shores."))

    annotate_hits(store, hits(store, "/s 🇺/"), ana, [value(store, "equality")], query="/s 🇺/")
    annotate_hits(store, hits(store, "/ and /"), ana, [value(store, "equality")], query="/ and /")

    assert [annotation.quote for annotation in read_annotations(store)] == ["s 🇺🇳", "and"]


def test_hits_outside_their_statement_are_left_out(store: Store) -> None:
    ana, _ = fill(store, draft("One.\nTwo."))

    plan = plan_hits(
        store, [(statement(store, "One"), Span(2, 7)), (type(statement(store, "One"))(99), Span(0, 1))], ana
    )

    assert plan == HitPlan(hits=0, statements=0, marked=0, left_out=2)


def test_values_that_break_a_rule_are_refused_before_anything_is_written(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    before = contents(store)

    with pytest.raises(WrongValueError):
        annotate_hits(
            store,
            hits(store, "harbour"),
            ana,
            [value(store, "accusation"), value(store, "appeal")],
            query="harbour",
        )

    assert contents(store) == before

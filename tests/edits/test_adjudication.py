from __future__ import annotations

from annotator.edits.adjudication import adopt, adopt_beside, reopen, settle, settle_unanimous
from annotator.edits.annotations import annotate
from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_stage
from annotator.model.adjudication import Provenance
from annotator.model.annotation import Annotation, AnnotationId, CoderId, CoderKind, Stage
from annotator.model.corpus import StatementId
from annotator.store.annotations import annotations_of, read_status
from annotator.store.history import HistoryFilter, read_history
from annotator.store.registers import read_codebook, read_coders
from annotator.store.settlements import adjudicated_coder, read_settlements, settlement_of
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, span, statement, value

TEXT = "No treaty holds.\nThe islands wait.\nOne shore writes it."


def settled(store: Store, words: str) -> list[tuple[str, tuple[str, ...]]]:
    """What the adjudicated coder says: quotes with the names of codes."""
    coder = adjudicated_coder(store)
    assert coder is not None
    codes = {code.id: code.name for code in read_codebook(store).codes()}
    return [
        (found.quote, tuple(codes[value.code_id] for value in found.values if value.code_id))
        for found in annotations_of(store, [statement(store, words)], coder)
    ]


def ids(store: Store, words: str, *coders: CoderId) -> list[AnnotationId]:
    return [found.id for found in layer(store, words) if found.coder_id in coders]


def layer(store: Store, words: str) -> list[Annotation]:
    return annotations_of(store, [statement(store, words)])


def done(store: Store, coder: CoderId, *words: str) -> None:
    set_stage(store, [statement(store, some) for some in words], coder, Stage.DONE)


def test_one_coders_answer_is_taken_over_and_settled_in_one_step(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality", "accusation")
    label(store, bruno, "holds", "security")
    place = statement(store, "No treaty")
    before = contents(store)

    settle(store, place, take=ids(store, "No treaty", ana), reason="slip", note="Bruno misread it.")

    assert settled(store, "No treaty") == [("No treaty", ("equality", "accusation"))]
    found = settlement_of(store, place)
    assert found is not None
    assert (found.provenance, found.reason, found.note) == (
        Provenance.ADJUDICATED,
        "slip",
        "Bruno misread it.",
    )
    coder = adjudicated_coder(store)
    assert coder is not None
    assert read_status(store, place, coder).stage is Stage.DONE
    after = contents(store)
    store.undo()
    assert contents(store) == before
    store.redo()
    assert contents(store) == after


def test_what_the_coders_said_stays_as_it_was(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    label(store, bruno, "holds", "security")
    before = layer(store, "No treaty")

    settle(store, statement(store, "No treaty"), take=ids(store, "No treaty", ana, bruno))

    people = {ana, bruno}
    assert [found for found in layer(store, "No treaty") if found.coder_id in people] == before
    assert [found.made_by for found in layer(store, "No treaty") if found.coder_id not in people] == [
        "adopted"
    ] * 2


def test_merging_unites_values_on_the_same_words_and_keeps_contradictions_apart(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality", "accusation")
    label(store, bruno, "No treaty", "security", "accusation")
    label(store, ana, "holds", "appeal")
    label(store, bruno, "holds", "accusation")

    adopt(store, statement(store, "No treaty"), ids(store, "No treaty", ana, bruno))

    # framing takes several codes and is united; claim type takes one, so both answers stay to be chosen from
    assert settled(store, "No treaty") == [
        ("No treaty", ("equality", "security", "accusation")),
        ("holds", ("appeal",)),
        ("holds", ("accusation",)),
    ]


def test_one_annotation_is_taken_over_beside_what_is_there(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    place = statement(store, "No treaty")
    settle(store, place, take=ids(store, "No treaty", ana))
    same = label(store, bruno, "No treaty", "security", "appeal")
    other = label(store, bruno, "holds", "security")

    adopt_beside(store, place, same)
    adopt_beside(store, place, other)
    adopt_beside(store, place, other)

    assert settled(store, "No treaty") == [
        ("No treaty", ("equality", "security", "appeal")),
        ("holds", ("security",)),
    ]


def test_another_answer_does_not_unsettle_a_statement(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    label(store, bruno, "No treaty", "security")
    place = statement(store, "No treaty")
    settle(store, place, take=ids(store, "No treaty", ana), reason="slip")

    adopt(store, place, ids(store, "No treaty", bruno))

    coder = adjudicated_coder(store)
    assert coder is not None
    assert settled(store, "No treaty") == [("No treaty", ("security",))]
    assert read_status(store, place, coder).stage is Stage.DONE
    step = store.next_undo()
    assert step is not None
    assert step.action == "Take over annotation"


def test_nothing_here_is_an_answer(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    place = statement(store, "No treaty")
    adopt(store, place, ids(store, "No treaty", ana))

    settle(store, place, take=[], reason="ambiguous text")

    assert settled(store, "No treaty") == []
    coder = adjudicated_coder(store)
    assert coder is not None
    assert read_status(store, place, coder).stage is Stage.DONE


def test_what_was_written_by_hand_is_settled_as_it_stands(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    place = statement(store, "No treaty")
    label(store, ana, "No treaty", "equality")
    adopt(store, place, ids(store, "No treaty", ana))
    coder = adjudicated_coder(store)
    assert coder is not None
    annotate(store, place, coder, span=span(store, "holds"), values=[value(store, "security")])

    settle(store, place, codebook_should_change=True)

    assert settled(store, "No treaty") == [("No treaty", ("equality",)), ("holds", ("security",))]
    found = settlement_of(store, place)
    assert found is not None
    assert found.codebook_should_change


def test_a_statement_left_open_is_not_done_and_may_be_settled_later(store: Store) -> None:
    fill(store, draft(TEXT))
    place = statement(store, "No treaty")

    settle(store, place, provenance=Provenance.OPEN, note="Ask the lead.")
    coder = adjudicated_coder(store)
    assert coder is not None
    assert read_status(store, place, coder).stage is Stage.BEGUN
    settle(store, place, take=[], reason="edge case")

    assert [(found.provenance, found.reason) for found in read_settlements(store)] == [
        (Provenance.ADJUDICATED, "edge case")
    ]


def test_reopening_takes_the_decision_back_and_keeps_the_answer(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    place = statement(store, "No treaty")
    settle(store, place, take=ids(store, "No treaty", ana))

    reopen(store, place)

    assert settlement_of(store, place) is None
    assert settled(store, "No treaty") == [("No treaty", ("equality",))]


def test_all_unanimous_ones_are_settled_in_one_step(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    for coder, words in ((ana, "No treaty holds"), (bruno, "treaty")):
        label(store, coder, words, "equality")
        done(store, coder, "No treaty", "The islands")
    before = contents(store)
    places = [statement(store, "No treaty"), statement(store, "The islands")]

    count = settle_unanimous(store, places, bruno)

    assert count == 2
    assert settled(store, "No treaty") == [("treaty", ("equality",))]
    assert settled(store, "The islands") == []
    assert [found.provenance for found in read_settlements(store)] == [Provenance.UNANIMOUS] * 2
    store.undo()
    assert contents(store) == before


def test_running_again_never_throws_settled_work_away(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    for coder in (ana, bruno):
        label(store, coder, "No treaty", "equality")
        label(store, coder, "islands", "equality")
        label(store, coder, "shore", "equality")
        done(store, coder, "No treaty", "The islands", "One shore")
    places = [statement(store, words) for words in ("No treaty", "The islands", "One shore")]
    settle(store, places[0], take=[], reason="edge case")
    lead = adjudicated_coder(store)
    assert lead is not None
    annotate(store, places[1], lead, values=[value(store, "security")])

    assert settle_unanimous(store, places, ana) == 1
    assert settle_unanimous(store, places, ana) == 0

    assert settled(store, "No treaty") == []
    assert settled(store, "The islands") == [("", ("security",))]
    assert settled(store, "One shore") == [("shore", ("equality",))]


def test_only_those_who_have_done_a_statement_lend_their_spans(store: Store) -> None:
    ana, bruno, cleo = fill(store, draft(TEXT), coders=["Ana", "Bruno", "Cleo"])
    label(store, ana, "No", "equality")  # begun, not done
    for coder in (bruno, cleo):
        label(store, coder, "treaty", "equality")
        done(store, coder, "No treaty")

    settle_unanimous(store, [statement(store, "No treaty")], ana)

    assert settled(store, "No treaty") == [("treaty", ("equality",))]


def test_there_is_one_adjudicated_coder_whose_uid_follows_from_the_project(store: Store) -> None:
    fill(store, draft(TEXT), coders=["Adjudicated"])
    places = [StatementId(row[0]) for row in store.rows("SELECT id FROM statement")]

    for place in places:
        settle(store, place, take=[])

    (found,) = [coder for coder in read_coders(store) if coder.kind is CoderKind.ADJUDICATED]
    assert found.name == "Adjudicated 2"
    first = found.uid
    for _ in places:
        store.undo()
    settle(store, places[0], take=[])
    assert [coder.uid for coder in read_coders(store) if coder.kind is CoderKind.ADJUDICATED] == [first]


def test_the_flat_view_tells_how_the_answer_came_about(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    settle(store, statement(store, "No treaty"), take=ids(store, "No treaty", ana), reason="taste")

    rows = store.rows("SELECT coder, value, provenance, settlement_reason FROM annotations_flat ORDER BY 3")

    assert [tuple(row) for row in rows] == [
        ("Ana", "equality", None, None),
        ("Adjudicated", "equality", "adjudicated", "taste"),
    ]
    flat = store.rows("SELECT text, provenance, reason FROM settlements_flat")
    assert [tuple(row) for row in flat] == [("No treaty holds.", "adjudicated", "taste")]


def test_an_existing_adjudicated_coder_is_used(store: Store) -> None:
    fill(store, draft(TEXT))
    lead = add_coder(store, "Lead", kind=CoderKind.ADJUDICATED)

    settle(store, statement(store, "No treaty"), take=[])

    assert adjudicated_coder(store) == lead
    assert read_status(store, statement(store, "No treaty"), lead).stage is Stage.DONE


def test_the_history_says_who_decided(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "No treaty", "equality")
    (one,) = ids(store, "No treaty", ana)
    place = statement(store, "No treaty")

    adopt(store, place, [one], by=bruno)
    settle(store, place, by=bruno)
    reopen(store, place, by=bruno)
    adopt_beside(store, place, one, by=bruno)

    latest = read_history(store, HistoryFilter(), limit=4)
    assert [entry.step.coder_id for entry in latest] == [bruno] * 4

from __future__ import annotations

import random
from array import array

import pytest

from annotator.edits.adjudication import settle
from annotator.edits.again import begin_again
from annotator.edits.annotations import annotate, set_memo
from annotator.edits.codes import change_code, change_variable
from annotator.edits.memos import write_memo
from annotator.edits.statuses import set_aside, set_flag, set_stage
from annotator.errors import SearchError
from annotator.model.annotation import Absence, Stage, Value
from annotator.model.corpus import Attribution, PartDraft, SourceDraft, StatementDraft, StatementId
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.memo import MemoOn
from annotator.model.periods import read_period
from annotator.model.span import Span
from annotator.model.units import MISSING
from annotator.store.corpus import statement_rows
from annotator.store.keys import count_among, read_keys
from annotator.store.queue import (
    NOT_DONE,
    Order,
    QueueFilter,
    QueueProgress,
    place_of,
    queue_ids,
    queue_progress,
    statement_count,
)
from annotator.store.registers import read_actors, read_codebook
from annotator.store.store import Store
from annotator.store.units import read_units
from tests.builders import draft, fill, label, statement, value

DATES = ("2031-03-05", "2031-03-31", "2031-03", "2031-04", "2031", "2032", "2030-12-31", None)
NAMES = ("Orlan", "Vess", None)


def inheriting(seed: int) -> list[SourceDraft]:
    """Sources with parts, speakers and dates given or missing at random on all three levels."""
    rng = random.Random(seed)  # noqa: S311  # nothing secret

    def date() -> StatedDate:
        value = rng.choice(DATES)
        return StatedDate(value, How.METADATA, "") if value else UNDATED

    def speaker() -> Attribution | None:
        name = rng.choice(NAMES)
        return Attribution(name, How.METADATA) if name else None

    drafts = []
    for number in range(12):
        text = f"{number:02} one.\n{number:02} two.\n{number:02} end."
        parts = (PartDraft(Span(0, 8), date=date(), speaker=speaker()), PartDraft(Span(8, 16), date=date()))
        statements = tuple(
            StatementDraft(Span(start, start + 7), part=part, said=date(), speaker=speaker())
            for start, part in ((0, 0), (8, 1), (16, None))
        )
        drafts.append(
            SourceDraft(text, published=date(), speaker=speaker(), parts=parts, statements=statements)
        )
    return drafts


def words(store: Store, wanted: QueueFilter) -> list[str]:
    texts = {row.id: row.text.split()[0] for row in statement_rows(store)}
    return [texts[StatementId(key)] for key in queue_ids(store, wanted)]


def may_lie_between(date: StatedDate, first: str, last: str) -> bool:
    begins, ends = date.first_day(), date.last_day()
    if begins is None or ends is None:
        return False
    return (not first or str(ends) >= first) and (not last or str(begins) <= last)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "typed", ["2031-03", "2031-03-05", "2031-03-06 –", "– 2031-03-30", "2030 – 2031-01-01", "2031"]
)
def test_an_inherited_date_counts_as_far_as_it_is_known(store: Store, seed: int, typed: str) -> None:
    fill(store, *inheriting(seed))
    period = read_period(typed)

    found = queue_ids(store, QueueFilter(first_day=period.first_day, last_day=period.last_day))

    assert list(found) == [
        row.id
        for row in statement_rows(store)
        if may_lie_between(row.date, period.first_day, period.last_day)
    ]


@pytest.mark.parametrize("seed", range(2))
def test_an_inherited_speaker_counts(store: Store, seed: int) -> None:
    fill(store, *inheriting(seed))

    for actor in read_actors(store):
        found = queue_ids(store, QueueFilter(speaker_id=actor.id))

        assert list(found) == [row.id for row in statement_rows(store) if row.speaker == actor.name]


def test_stages_are_those_of_the_coder(store: Store) -> None:
    ana, bruno = fill(store, draft("A.\nB.\nC.\nD.\nE."))
    for text, stage in (("A", Stage.DONE), ("B", Stage.BEGUN), ("C", Stage.SKIPPED), ("D", Stage.EXCLUDED)):
        set_stage(store, [statement(store, text)], ana, stage)
    set_flag(store, statement(store, "E"), ana, flagged=True)

    assert words(store, QueueFilter(ana, stages=NOT_DONE)) == ["B.", "C.", "E."]
    assert words(store, QueueFilter(ana, stages=frozenset({Stage.DONE, Stage.EXCLUDED}))) == ["A.", "D."]
    assert words(store, QueueFilter(ana, stages=frozenset({Stage.UNTOUCHED}))) == ["E."]
    assert words(store, QueueFilter(ana, stages=frozenset(Stage))) == ["A.", "B.", "C.", "D.", "E."]
    assert words(store, QueueFilter(bruno, stages=frozenset({Stage.UNTOUCHED}))) == [
        "A.",
        "B.",
        "C.",
        "D.",
        "E.",
    ]
    assert words(store, QueueFilter(ana, flagged=True)) == ["E."]
    assert words(store, QueueFilter(bruno, flagged=True)) == []


def test_memos_on_statements_and_annotations_are_found_by_their_coder(store: Store) -> None:
    ana, bruno = fill(store, draft("A.\nB.\nC."))
    write_memo(store, ana, MemoOn.STATEMENT, statement(store, "A"), "Look again.")
    set_memo(store, label(store, ana, "C", "equality"), "Sure.")
    write_memo(store, bruno, MemoOn.STATEMENT, statement(store, "B"), "His.")
    set_memo(store, label(store, bruno, "B", "equality"), "His, too.")

    assert words(store, QueueFilter(ana, noted=True)) == ["A.", "C."]
    assert words(store, QueueFilter(bruno, noted=True)) == ["B."]


def test_codes_and_changed_definitions_are_those_of_the_coder(store: Store) -> None:
    ana, bruno = fill(store, draft("A.\nB.\nC."))
    label(store, ana, "A", "equality")
    label(store, bruno, "B", "equality")
    equality = value(store, "equality").code_id
    assert equality is not None

    assert words(store, QueueFilter(ana, questioned=True)) == []
    change_code(store, equality, definition="Equal in law.")
    label(store, ana, "C", "equality")  # made under the new definition

    assert words(store, QueueFilter(ana, code_id=equality)) == ["A.", "C."]
    assert words(store, QueueFilter(bruno, code_id=equality)) == ["B."]
    assert words(store, QueueFilter(ana, questioned=True)) == ["A."]
    assert words(store, QueueFilter(bruno, questioned=True)) == ["B."]


@pytest.mark.parametrize("seed", range(2))
def test_what_has_no_date_of_its_own_and_inherits_none_is_undated(store: Store, seed: int) -> None:
    fill(store, *inheriting(seed))

    found = queue_ids(store, QueueFilter(undated=True))

    assert list(found) == [row.id for row in statement_rows(store) if row.date.value is None]


def test_a_coder_has_coded_what_is_done_or_begun(store: Store) -> None:
    ana, bruno = fill(store, draft("A.\nB.\nC.\nD."))
    for text, stage in (("A", Stage.DONE), ("B", Stage.BEGUN), ("C", Stage.SKIPPED)):
        set_stage(store, [statement(store, text)], ana, stage)

    assert words(store, QueueFilter(bruno, coded_by_id=ana)) == ["A.", "B."]


def test_coders_differ_where_one_gave_an_answer_that_another_who_has_done_it_did_not(store: Store) -> None:
    ana, bruno = fill(store, draft("Same.\nOther.\nNothing.\nOpen.\nAlone."))
    framing, claim, _ = read_codebook(store).variables
    for coder in (ana, bruno):
        label(store, coder, "Same", "equality", "appeal")
        label(store, coder, "Other", "equality")
        set_stage(store, [row.id for row in statement_rows(store)], coder, Stage.DONE)
    label(store, ana, "Other", "security", "accusation")
    label(store, ana, "Nothing", "domination")
    annotate(
        store,
        statement(store, "Open"),
        ana,
        span=None,
        values=[Value(framing.id, absence=Absence.UNDECIDED)],
    )
    label(store, ana, "Alone", "equality")
    set_stage(store, [statement(store, "Alone")], bruno, Stage.SKIPPED)

    assert words(store, QueueFilter(disputed=True)) == ["Other.", "Nothing."]
    assert words(store, QueueFilter(disputed=True, disputed_variable_id=claim.id)) == ["Other."]
    change_variable(store, framing.id, active=False)
    assert words(store, QueueFilter(disputed=True)) == ["Other."]


@pytest.mark.parametrize("seed", range(6))
def test_coders_differ_where_their_units_of_agreement_do(store: Store, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # nothing secret
    coders = fill(store, draft("\n".join(f"Line {n}." for n in range(30))), coders=("Ana", "Bruno", "Carla"))
    framing, claim, _ = read_codebook(store).variables
    for row in statement_rows(store):
        for coder in coders:
            for _ in range(rng.randrange(3)):
                values = [Value(claim.id, code_id=rng.choice(claim.codes).id)]
                values += (
                    [Value(framing.id, absence=rng.choice(list(Absence)))]
                    if rng.random() < 0.2
                    else [Value(framing.id, code_id=framing.codes[n].id) for n in range(rng.randrange(3))]
                )
                annotate(store, row.id, coder, span=Span(row.span.start, row.span.end), values=values)
            if rng.random() < 0.8:
                set_stage(store, [row.id], coder, Stage.DONE)

    for units in read_units(store, [framing, claim]):
        rows = zip(units.statement_ids, range(0, len(units.places), 3), strict=True)
        differ = [key for key, at in rows if len(set(units.places[at : at + 3]) - {MISSING}) > 1]
        wanted = QueueFilter(disputed=True, disputed_variable_id=units.variable.id)
        assert list(queue_ids(store, wanted)) == differ


def test_what_was_settled_and_a_second_pass_are_nobody_s_disagreement(store: Store) -> None:
    ana, bruno = fill(store, draft("Same."))
    (row,) = statement_rows(store)
    for coder in (ana, bruno):
        label(store, coder, "Same", "equality")
        set_stage(store, [row.id], coder, Stage.DONE)
    settle(store, row.id, take=[])  # the settled answer is: nothing
    again, _ = begin_again(store, ana, size=1, seed="1")
    label(store, again, "Same", "security")
    set_stage(store, [row.id], again, Stage.DONE)

    assert words(store, QueueFilter(ana, disputed=True)) == []


def test_wishes_hold_together_and_can_be_dropped_one_by_one(store: Store) -> None:
    ana, _ = fill(store, draft("One harbour.\nTwo harbours."), draft("Three harbours."))
    label(store, ana, "Two", "equality")
    label(store, ana, "Three", "equality")
    row = statement_rows(store)[0]
    wanted = QueueFilter(ana, source_id=row.source_id, words="harbours", stages=NOT_DONE)

    assert words(store, wanted) == ["Two"]
    assert words(store, wanted.without("source_id")) == ["Two", "Three"]
    assert words(store, wanted.without("source_id", "words")) == ["One", "Two", "Three"]
    (code,) = [code for code in read_codebook(store).codes() if code.name == "equality"]
    assert words(store, QueueFilter(ana, code_id=code.id, words="harbours")) == ["Two", "Three"]
    assert wanted.without("source_id", "words", "stages").asks_for_nothing


@pytest.mark.parametrize(
    ("order", "upwards", "downwards"),
    [
        (Order.PROJECT, "Aa Bbb C D", "D C Bbb Aa"),
        (Order.DATE, "C Aa Bbb D", "Aa Bbb C D"),
        (Order.SPEAKER, "Bbb Aa C D", "Aa Bbb C D"),
        (Order.LENGTH, "C D Aa Bbb", "Bbb Aa C D"),
    ],
)
def test_the_queue_can_be_sorted_and_what_is_unknown_comes_last(
    store: Store, order: Order, upwards: str, downwards: str
) -> None:
    """Aa is said by Vess, Bbb by orlan; the first source is of March 2031, the second of 2030, the last undated."""

    def said_by(name: str, end: int) -> StatementDraft:
        return StatementDraft(Span(end - 3, end), speaker=Attribution(name, How.METADATA))

    first = SourceDraft(
        "Aa Bbb",
        published=StatedDate("2031-03", How.METADATA, ""),
        statements=(
            StatementDraft(Span(0, 2), speaker=Attribution("Vess", How.METADATA)),
            said_by("orlan", 6),
        ),
    )
    fill(store, first, draft("C", published="2030"), draft("D"))

    assert " ".join(words(store, QueueFilter(order=order))) == upwards
    assert " ".join(words(store, QueueFilter(order=order, descending=True))) == downwards
    assert QueueFilter(order=order, descending=True).asks_for_nothing


def test_what_is_set_aside_is_in_the_queue_only_when_wanted(store: Store) -> None:
    fill(store, draft("One.\nTwo."))
    set_aside(store, [statement(store, "One")], aside=True)

    assert words(store, QueueFilter()) == ["Two."]
    assert words(store, QueueFilter(set_aside=True)) == ["One.", "Two."]


def test_the_first_of_the_queue_can_be_had_alone(store: Store) -> None:
    fill(store, draft("One.\nTwo.\nThree."))

    assert queue_ids(store, QueueFilter(), limit=2) == queue_ids(store, QueueFilter())[:2]
    assert statement_count(store) == 3


def test_words_that_cannot_be_understood_are_explained(store: Store) -> None:
    fill(store, draft("One."))

    with pytest.raises(SearchError):
        queue_ids(store, QueueFilter(words='"one'))


def test_an_empty_project_has_an_empty_queue(store: Store) -> None:
    assert queue_ids(store, QueueFilter()) == array("q")
    assert statement_count(store) == 0
    assert queue_progress(store, None, array("q")) == QueueProgress(0, 0)


def test_excluded_statements_are_in_no_count(store: Store) -> None:
    ana, _ = fill(store, draft("A.\nB.\nC."), draft("D."))
    set_stage(store, [statement(store, "A"), statement(store, "D")], ana, Stage.DONE)
    set_stage(store, [statement(store, "B")], ana, Stage.EXCLUDED)

    assert queue_progress(store, ana, queue_ids(store, QueueFilter())) == QueueProgress(done=2, total=3)
    assert queue_progress(store, ana, queue_ids(store, QueueFilter())[:3]) == QueueProgress(done=1, total=2)


@pytest.mark.parametrize("keys", [[1, 4, 9], [9, 1, 4], []])
def test_a_place_is_found_in_any_order(keys: list[int]) -> None:
    ids = array("q", keys)

    for place, key in enumerate(keys):
        assert place_of(ids, StatementId(key)) == place
    assert place_of(ids, StatementId(5)) is None
    assert place_of(ids, None) is None


def test_many_keys_are_read_and_counted_piece_by_piece() -> None:
    numbers = range(1, 60_000, 3)

    keys = read_keys(",".join(map(str, numbers)))

    assert keys == array("q", numbers)
    assert count_among({1, 4, 5, 59_998}, keys) == 3
    assert read_keys(None) == read_keys("") == array("q")

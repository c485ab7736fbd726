from __future__ import annotations

from dataclasses import replace

from annotator.analysis.contradictions import find_contradictions
from annotator.edits.actors import add_actor
from annotator.edits.annotations import annotate
from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.edits.statuses import set_stage
from annotator.model.actors import ActorId
from annotator.model.annotation import AnnotationId, CoderId, Stage, Value
from annotator.model.codebook import Codebook, CodeId
from annotator.model.corpus import Attribution, StatementId
from annotator.model.dates import How, StatedDate
from annotator.model.positions import Position
from annotator.store.positions import read_positions
from annotator.store.registers import read_actors, read_codebook
from annotator.store.store import Store
from tests.builders import codebook, draft, statement, value

EQUALITY, DOMINATION, SECURITY = CodeId(1), CodeId(2), CodeId(3)
ORLAN, KESH, BLOC, ISLANDS = map(ActorId, (1, 2, 3, 4))


def _opposed() -> Codebook:
    """The test codebook, where equality says it is the opposite of domination, and domination nothing."""
    found = codebook()
    framing = found.variables[0]
    codes = (replace(framing.codes[0], opposite_id=DOMINATION), *framing.codes[1:])
    return replace(found, variables=(replace(framing, codes=codes), *found.variables[1:]))


def _said(
    number: int, speaker: ActorId, code: CodeId, day: str | None, target: ActorId | None = BLOC
) -> Position:
    return Position(AnnotationId(number), StatementId(number), speaker, target, code, StatedDate(day))


def test_opposites_on_one_target_contradict_and_are_told_by_date() -> None:
    said = [
        _said(1, ORLAN, DOMINATION, "2031-05-01"),
        _said(2, ORLAN, EQUALITY, "2031-03"),
        _said(3, ORLAN, EQUALITY, None),
        _said(4, ORLAN, SECURITY, "2031-01-01"),
    ]

    (found,) = find_contradictions(_opposed(), said)

    assert (found.speaker_id, found.target_id, found.first, found.second) == (
        ORLAN,
        BLOC,
        EQUALITY,
        DOMINATION,
    )
    assert [position.annotation_id for position in found.in_turn()] == [2, 1, 3]


def test_other_speakers_and_other_targets_do_not_contradict() -> None:
    said = [
        _said(1, ORLAN, EQUALITY, "2031-03-01", BLOC),
        _said(2, ORLAN, DOMINATION, "2031-03-01", ISLANDS),
        _said(3, KESH, DOMINATION, "2031-03-01", BLOC),
        _said(4, ORLAN, DOMINATION, "2031-03-01", None),
    ]

    assert find_contradictions(_opposed(), said) == []
    assert len(find_contradictions(_opposed(), said, across_targets=True)) == 1


def test_one_annotation_of_two_targets_counts_once_across_them() -> None:
    said = [
        _said(1, ORLAN, EQUALITY, "2031-03-01", BLOC),
        _said(1, ORLAN, EQUALITY, "2031-03-01", ISLANDS),
        _said(2, ORLAN, DOMINATION, "2031-03-02", BLOC),
    ]

    (found,) = find_contradictions(_opposed(), said, across_targets=True)

    assert len(found.said_first) == 1


def test_positions_are_read_with_speaker_target_and_date(store: Store) -> None:
    adopt_codebook(store, _opposed())
    bloc = add_actor(store, "the bloc")
    by_orlan = replace(
        draft("No treaty can hold.\nAll are equal.\nSkip this.", published="2031-03-03"),
        speaker=Attribution("M. Orlan", How.EXPLICIT),
    )
    import_sources(store, Origin("a.txt", "0" * 64, "test"), [by_orlan])
    ana = add_coder(store, "Ana")
    target = read_codebook(store).variables[2].id
    for words, name in (
        ("treaty", "domination"),
        ("equal", "equality"),
        ("Skip", "domination"),
        ("treaty", "security"),
    ):
        values = [value(store, name), Value(target, actor_id=bloc)]
        annotate(store, statement(store, words), ana, values=values)
    set_stage(store, [statement(store, "Skip")], ana, Stage.EXCLUDED)

    found = read_positions(store, ana, target)
    (contradiction,) = find_contradictions(read_codebook(store), found)

    # Security has no opposite; the excluded statement is not there.
    assert len(found) == 2
    speaker = next(actor.id for actor in read_actors(store) if actor.name == "M. Orlan")
    assert (contradiction.speaker_id, contradiction.target_id) == (speaker, bloc)
    assert [position.date.value for position in contradiction.in_turn()] == ["2031-03-03", "2031-03-03"]
    assert read_positions(store, CoderId(99), target) == []

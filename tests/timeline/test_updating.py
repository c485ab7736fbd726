"""What is updated is what would have been counted anew."""

from __future__ import annotations

from random import Random

import pytest

from annotator.edits.annotations import annotate, delete_annotations
from annotator.edits.statuses import set_stage
from annotator.model.annotation import CoderId, Stage, Value
from annotator.model.corpus import StatementId
from annotator.model.timeline import BinSize, Counted, DateKind, Duplicates, Question
from annotator.store.annotations import annotations_of
from annotator.store.corpus import statement_rows
from annotator.store.counts import read_entries
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.timeline.counting import count
from annotator.timeline.updating import by_statement, patched, taken, updated
from tests.timelines import fill_at_random

ANA = CoderId(1)


def _change_something(store: Store, random: Random) -> StatementId:
    row = random.choice(statement_rows(store))
    mine = annotations_of(store, [row.id], ANA)
    if mine and random.random() < 0.4:
        delete_annotations(store, [random.choice(mine).id])
    elif random.random() < 0.5:
        set_stage(store, [row.id], ANA, random.choice(list(Stage)))
    else:
        variable = read_codebook(store).variables[0]
        code = random.choice(variable.codes)
        annotate(store, row.id, ANA, values=[Value(variable.id, code_id=code.id)])
    return row.id


@pytest.mark.parametrize("seed", range(10))
def test_a_timeline_follows_its_edits_without_counting_anew(store: Store, seed: int) -> None:
    fill_at_random(store, seed)
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    if not statement_rows(store):
        return
    question = Question(
        read_codebook(store).variables[random.randrange(2)].id,
        ANA,
        counted=random.choice(list(Counted)),
        bin_size=random.choice((BinSize.DAY, BinSize.MONTH, BinSize.YEAR)),
        dates=random.choice(list(DateKind)),
        window=random.choice((1, 3)),
        cumulative=random.random() < 0.3,
        absences=random.random() < 0.3,
        duplicates=random.choice(list(Duplicates)),
    )
    entries = read_entries(store, question)
    timeline = count(entries, question)
    followed = 0
    for _ in range(30):
        changed = [_change_something(store, random) for _ in range(random.randint(1, 3))]
        fresh = read_entries(store, question, only=changed)
        before = taken(entries, changed, by_statement(entries))
        assert count(before, question) == count(taken(entries, changed), question)
        found = updated(timeline, [before], [fresh])
        entries = patched(entries, changed, fresh)

        anew = count(read_entries(store, question), question)
        assert found is None or found == anew
        assert count(entries, question) == anew
        followed += found is not None
        timeline = anew
    assert followed

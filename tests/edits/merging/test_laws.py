"""What always holds of merging, whatever the coders did."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count, permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings

from annotator.edits.interchange import add_project
from annotator.edits.merging.conflicts import take_other_value
from annotator.errors import GoneError, NothingAgainstError
from annotator.model.annotation import CoderKind
from annotator.model.project import Project
from annotator.store.annotations import read_annotations
from annotator.store.checking import find_problems
from annotator.store.conflicts import read_conflicts
from annotator.store.store import Store
from tests.builders import contents
from tests.edits.merging.cases import copied, merged, substance
from tests.projects import projects
from tests.random_edits import begin, step

Place = Callable[[], Path]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A new file at each call."""
    folder = tmp_path_factory.mktemp("merging")
    numbers = count()
    return lambda: folder / f"{next(numbers)}.annotator"


@contextmanager
def _team(place: Place, seed: int, *, size: int = 3, steps: int = 6) -> Iterator[list[Store]]:
    """Copies of one random project, each of them worked on."""
    random = Random(seed)  # noqa: S311
    with ExitStack() as stack:
        base = stack.enter_context(Store.create(place(), title="Team"))
        begin(base, random)
        for _ in range(steps):
            step(base, random)
        team = [stack.enter_context(copied(base, place())) for _ in range(size)]
        for member in team:
            for _ in range(random.randrange(steps * 2)):
                step(member, random)
        yield team


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_merging_does_not_matter(place: Place, seed: int) -> None:
    with _team(place, seed) as team:
        results = []
        for order in list(permutations(team))[::2]:
            with copied(order[0], place()) as target:
                merged(target, *order[1:])
                results.append(substance(target))
        with copied(team[0], place()) as target, copied(team[1], place()) as other:
            merged(other, team[2])
            merged(target, other)
            results.append(substance(target))

    for result in results[1:]:
        assert result == results[0]


@pytest.mark.parametrize("seed", range(12, 16))
def test_merging_again_changes_nothing(place: Place, seed: int) -> None:
    with _team(place, seed) as (ana, bruno, carla):
        merged(ana, bruno, carla)
        before = contents(ana)
        step = ana.next_undo()

        again = merged(ana, bruno, carla)

        assert again.changes_nothing
        assert again.conflicts == ()
        assert contents(ana) == before
        assert ana.next_undo() == step


@pytest.mark.parametrize("seed", range(20, 25))
def test_undo_of_a_merge_takes_back_all_of_it_and_redo_brings_it_again(place: Place, seed: int) -> None:
    with _team(place, seed) as (ana, bruno, carla):
        before = contents(ana), records_of_changes(ana)
        if merged(ana, bruno, carla).changes_nothing:
            return
        after = contents(ana), records_of_changes(ana)
        everything = substance(ana)

        ana.undo()
        assert (contents(ana), records_of_changes(ana)) == before
        ana.redo()
        assert (contents(ana), records_of_changes(ana)) == after
        ana.undo()
        merged(ana, bruno, carla)
        assert substance(ana) == everything


@pytest.mark.parametrize("seed", range(28, 34))
def test_nothing_that_a_coder_entered_disappears(place: Place, seed: int) -> None:
    with _team(place, seed) as team:
        entered = [_entered(member) for member in team]
        deleted = {uid for member in team for uid in _deleted(member)}
        merged(team[0], *team[1:])

        there = _entered(team[0])
        on_record = json.dumps(
            [(one.kept, one.other, one.other_value) for one in read_conflicts(team[0])], ensure_ascii=False
        )
        for annotations in entered:
            for uid, memo in annotations.items():
                assert uid in there or uid in deleted
                if uid in there and memo != there[uid]:
                    newer = any(memo != other.get(uid, memo) for other in entered)
                    assert newer or json.dumps(memo, ensure_ascii=False)[1:-1] in on_record


@pytest.mark.parametrize("seed", range(40, 46))
def test_whatever_is_decided_by_hand_keeps_all_rules_and_is_undone(place: Place, seed: int) -> None:
    with _team(place, seed, steps=10) as (ana, bruno, carla):
        merged(ana, bruno, carla)
        before, taken = contents(ana), 0
        for conflict in read_conflicts(ana):
            with suppress(GoneError, NothingAgainstError):
                take_other_value(ana, conflict.uid)
                taken += 1

        assert list(find_problems(ana)) == []
        for _ in range(taken):
            ana.undo()
        assert contents(ana) == before


@settings(max_examples=10, deadline=None)
@given(project=projects())
def test_a_project_merged_with_itself_stays_as_it_is(project: Project, place: Place) -> None:
    with Store.create(place(), title="One") as store:
        add_project(store, project, name="random")
        before = contents(store)
        with copied(store, place()) as copy:
            assert merged(store, copy).changes_nothing

        assert contents(store) == before


@settings(max_examples=10, deadline=None)
@given(one=projects(), two=projects())
def test_projects_made_apart_come_together_whole(one: Project, two: Project, place: Place) -> None:
    assume(not (_settles(one) and _settles(two)))  # their layers become one, as test_merge says
    with Store.create(place(), title="One") as first, Store.create(place(), title="Two") as second:
        add_project(first, one, name="one")
        add_project(second, two, name="two")
        expected = {*_bodies(first), *_bodies(second)}

        merged(first, second)

        assert set(_bodies(first)) == expected


def _settles(project: Project) -> bool:
    return any(coder.kind is CoderKind.ADJUDICATED for coder in project.coders)


def _bodies(store: Store) -> list[str]:
    """All lines but the two that are of the project as a whole."""
    return [line for line in substance(store) if '"format": ' not in line]


def _entered(store: Store) -> dict[str, str]:
    return {annotation.uid: annotation.memo for annotation in read_annotations(store)}


def _deleted(store: Store) -> set[str]:
    sql = "SELECT uid FROM tombstone WHERE gone AND table_name = 'annotation'"
    return {row["uid"] for row in store.rows(sql)}


def records_of_changes(store: Store) -> list[list[tuple[object, ...]]]:
    """Every stamp and tombstone, and all writers that this opening is not."""
    return [
        sorted(tuple(row)[1:] for row in store.rows(f"SELECT * FROM {table}"))  # noqa: S608
        for table in ("stamp", "tombstone", "writer")
    ]

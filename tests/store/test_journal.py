from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from annotator.edits.actors import add_actor
from annotator.edits.joining import join_actors
from annotator.errors import NothingToRedoError, NothingToUndoError, RuleError
from annotator.store.changes import Changes
from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents, draft, fill, label, statement

EDITS = Path(__file__).parents[2] / "annotator" / "edits"
NOT_RANDOM = {
    "adopt_codebook": "random_edits.begin calls it",
    "build_sample": "it is made of verbs; test_sample looks at what comes of it",
    "merge": "it wants a second project; test_merge undoes it",
    "settle_conflicts": "it wants conflicts of a merge; test_merge undoes it",
    "reopen_conflicts": "it wants conflicts of a merge; test_merge undoes it",
    "take_other_value": "it wants conflicts of a merge; test_merge undoes it",
    "add_project": "it wants an empty project; test_interchange undoes it",
}


@pytest.mark.parametrize("seed", range(6))
def test_undoing_all_and_redoing_all_gives_the_first_and_the_last_state(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        first = contents(store)
        random_edits.begin(store, random)
        done = [random_edits.edit(store, random, random_edits.ALL_VERBS) for _ in range(40)]
        last = contents(store)

    with Store(path, write=True) as store:
        exhaust(store.undo, NothingToUndoError)
        assert contents(store) == first, done
    with Store(path, write=True) as store:
        exhaust(store.redo, NothingToRedoError)
        assert contents(store) == last, done


@pytest.mark.parametrize("seed", range(6))
def test_edits_between_undo_and_redo_leave_every_earlier_state_within_reach(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    with Store.create(tmp_path / "study.annotator", title="Study") as store:
        states = [contents(store)]
        random_edits.begin(store, random)
        for _ in range(6):
            if random.random() < 0.4:
                with_rules(store.undo)
            elif random.random() < 0.2:
                with_rules(store.redo)
            else:
                random_edits.edit(store, random, random_edits.ALL_VERBS)
        states = list(walk_back(store))

        for state in reversed(states[:-1]):
            store.redo()
            assert contents(store) == state


def test_a_row_that_one_step_changed_twice_goes_back_to_what_it_was_first(store: Store) -> None:
    ana, _ = fill(store, draft("One treaty."))
    before = contents(store)
    with store.edit("Rename coder to {name}", name="Anna") as edit:
        for name in ("An", "Ann", "Anna"):
            edit.update("coder", ana, name=name)
    after = contents(store)

    store.undo()
    assert contents(store) == before
    store.redo()
    assert contents(store) == after


def test_an_alias_that_went_and_came_back_can_go_again(store: Store) -> None:
    kept = add_actor(store, "Sea Assembly")
    gone = add_actor(store, "The Assembly", aliases=["Assembly"])
    before = contents(store)
    join_actors(store, gone, kept)
    after = contents(store)

    for _ in range(2):
        store.undo()
        assert contents(store) == before
        store.redo()
        assert contents(store) == after


def test_every_verb_is_among_the_random_edits() -> None:
    called = random_edits.__file__
    text = Path(called).read_text(encoding="utf-8")
    forgotten = {verb for verb in _verbs() if f"    {verb}(" not in text and verb not in NOT_RANDOM}

    assert forgotten == set()


def test_an_abandoned_step_can_no_longer_be_redone_and_keeps_its_title(store: Store) -> None:
    ana, _ = fill(store, draft("One treaty."))
    label(store, ana, "One", "equality")
    store.undo()

    label(store, ana, "treaty", "security")

    assert store.next_redo() is None
    with pytest.raises(NothingToRedoError):
        store.redo()


def test_text_that_was_not_touched_is_not_kept_in_the_journal(store: Store) -> None:
    from annotator.edits.statuses import set_aside

    fill(store, draft("A treaty that nobody signs."))
    set_aside(store, [statement(store, "treaty")], aside=True)

    (change,) = store.rows("SELECT before, after FROM change ORDER BY id DESC LIMIT 1")

    assert tuple(change) == ('{"set_aside":0}', '{"set_aside":1}')


def test_an_edit_that_leaves_everything_as_it_was_is_no_step(store: Store) -> None:
    from annotator.edits.statuses import set_aside

    fill(store, draft("A treaty."))
    before = store.next_undo()

    set_aside(store, [statement(store, "treaty")], aside=False)

    assert store.next_undo() == before


def test_undo_announces_the_statements_of_the_step(store: Store) -> None:
    ana, _ = fill(store, draft("One treaty.\nTwo ships."))
    annotation = label(store, ana, "ships", "equality")
    heard: list[Changes] = []
    store.listen(heard.append)

    store.undo()
    store.redo()

    assert [(one.statements, one.annotations, one.undone) for one in heard] == [
        (frozenset({statement(store, "ships")}), frozenset({annotation}), True),
        (frozenset({statement(store, "ships")}), frozenset({annotation}), False),
    ]


def exhaust(act: Callable[[], Changes], end: type[RuleError]) -> None:
    with pytest.raises(end):
        repeat(act)


def repeat(act: Callable[[], Changes]) -> None:
    while True:
        act()


def with_rules(act: Callable[[], Changes]) -> None:
    try:
        act()
    except RuleError:
        return


def walk_back(store: Store) -> Iterator[dict[str, list[tuple[object, ...]]]]:
    """Every state from the present one to the first."""
    yield contents(store)
    while store.next_undo():
        store.undo()
        yield contents(store)


def _verbs() -> Iterator[str]:
    """Public functions of the edits that open a step."""
    for file in EDITS.rglob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and _is_verb(node):
                yield node.name


def _is_verb(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and "store.edit(" in ast.unparse(node)

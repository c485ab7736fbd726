from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from annotator.edits.annotations import set_memo
from annotator.errors import NothingToUndoError
from annotator.store.checking import find_problems
from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents, draft, fill, label


def kept(store: Store) -> list[int]:
    """The steps of which notes are left."""
    return [row[0] for row in store.rows("SELECT DISTINCT step_id FROM change ORDER BY 1")]


def taken(store: Store) -> int:
    return int(store.rows("SELECT sum(size) FROM step")[0][0])


@pytest.fixture
def worked(store: Store) -> Store:
    """Some two hundred steps."""
    random = Random(11)  # noqa: S311
    random_edits.begin(store, random)
    for _ in range(200):
        random_edits.edit(store, random)
    return store


def test_the_oldest_notes_go_when_the_journal_is_above_its_limit_and_titles_stay(store: Store) -> None:
    (ana, _) = fill(store, draft("One treaty."))
    note = label(store, ana, "One", "equality")
    for number in range(100):
        set_memo(store, note, f"Memo {number}")
    limit = taken(store)
    store.limit_journal(limit)

    for number in range(100, 300):  # a little goes with every step
        set_memo(store, note, f"Memo {number}")
        assert taken(store) <= limit + 400  # the notes of two steps

    steps = store.rows("SELECT id, action FROM step ORDER BY id")
    assert len(steps) == 305  # codebook, import, two coders, a label, three hundred memos
    assert kept(store) == [step["id"] for step in steps[-len(kept(store)) :]]
    assert list(find_problems(store)) == []


def test_undo_ends_where_the_notes_end_and_goes_there_exactly(worked: Store) -> None:
    states = [contents(worked)]
    for number in range(60):
        random_edits.edit(worked, Random(number))  # noqa: S311
        now = contents(worked)
        if now != states[-1]:
            states.append(now)
    worked.limit_journal(1)
    worked.compact()

    for state in reversed(states[-20:-1]):
        worked.undo()
        assert contents(worked) == state
    while worked.next_undo() is not None:
        worked.undo()
    with pytest.raises(NothingToUndoError):
        worked.undo()


def test_fifty_steps_can_be_undone_whatever_they_take(worked: Store) -> None:
    worked.limit_journal(1)
    worked.compact()

    done = 0
    while worked.next_undo() is not None:
        worked.undo()
        done += 1
    assert done == 50


def test_what_was_undone_and_left_behind_is_dropped(store: Store) -> None:
    ana, _ = fill(store, draft("One treaty.\nTwo ships."))
    label(store, ana, "One", "equality")
    store.undo()
    undone = store.rows("SELECT max(id) FROM step")[0][0]

    label(store, ana, "Two", "security")

    assert undone not in kept(store)
    assert store.rows("SELECT state FROM step WHERE id = ?", undone)[0][0] == "abandoned"


def test_what_merging_needs_survives_compaction(worked: Store) -> None:
    records = [[tuple(row) for row in worked.rows(f"SELECT * FROM {table}")] for table in RECORDS]  # noqa: S608

    worked.limit_journal(1)
    worked.compact()

    assert [
        [tuple(row) for row in worked.rows(f"SELECT * FROM {table}")]  # noqa: S608
        for table in RECORDS
    ] == records
    assert any(records)


RECORDS = ("writer", "stamp", "tombstone", "redirect", "conflict")


def test_compacting_gives_room_back(tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        ana, _ = fill(store, *(draft(f"Text {number}. " + "long " * 900) for number in range(60)))
        for _ in range(3):
            label(store, ana, "Text 7.", "equality")
            store.undo()
    before = path.stat().st_size

    with Store(path, write=True) as store:
        store.undo()  # the label's coder
        store.undo()
        store.undo()  # the import, whose texts the journal holds now
        label_again = contents(store)
        store.redo()
        store.undo()
    large = path.stat().st_size
    with Store(path, write=True) as store:
        fill_in(store)
        store.limit_journal(1)
        store.compact()
        assert contents(store) != label_again

    assert path.stat().st_size < min(before, large)


def fill_in(store: Store) -> None:
    """A new step, after which what was undone can no longer be redone."""
    from annotator.edits.coders import add_coder

    add_coder(store, "Carla")


def test_what_was_undone_can_be_repeated_after_compacting(store: Store) -> None:
    (ana, _) = fill(store, draft("One treaty."))
    note = label(store, ana, "One", "equality")
    states = [contents(store)]
    for number in range(60):  # more than are kept whatever they take
        set_memo(store, note, f"Memo {number}")
        states.append(contents(store))
    for _ in range(60):
        store.undo()

    store.limit_journal(1)
    store.compact()

    for state in states[1:]:
        store.redo()
        assert contents(store) == state

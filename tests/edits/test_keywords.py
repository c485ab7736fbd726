from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits.keywords import keep_keywords
from annotator.edits.sharing import copy_for, pseudonymise
from annotator.errors import BrokenPatternError
from annotator.model.keywords import Keywords
from annotator.store.keywords import read_keywords
from annotator.store.store import Store
from tests.builders import contents, draft, fill

SEA, SHORE = Keywords("#0072B2", "sea, strait*"), Keywords("#D55E00", "/sh.re/")


def words(store: Store) -> list[str]:
    return [group.typed for group in read_keywords(store)]


def test_groups_are_kept_changed_moved_and_taken_away_as_steps(store: Store) -> None:
    states = [contents(store)]
    keep_keywords(store, [SEA, Keywords("#009E73", " "), SHORE])
    states.append(contents(store))
    sea, shore = read_keywords(store)
    keep_keywords(store, [replace(shore, colour="#882255"), replace(sea, typed=" sea ")])
    states.append(contents(store))

    assert words(store) == ["/sh.re/", "sea"]
    assert [group.uid for group in read_keywords(store)] == [shore.uid, sea.uid]
    keep_keywords(store, [])
    assert words(store) == []
    for state in reversed(states):
        store.undo()
        assert contents(store) == state


def test_the_same_again_is_no_step(store: Store) -> None:
    keep_keywords(store, [SEA])
    before = store.next_undo()

    keep_keywords(store, [*read_keywords(store), Keywords("#D55E00", "")])

    assert store.next_undo() == before


def test_a_broken_expression_changes_nothing(store: Store) -> None:
    with pytest.raises(BrokenPatternError):
        keep_keywords(store, [SEA, Keywords("#D55E00", "/(sea/")])

    assert words(store) == []


def test_copies_have_the_keywords_without_the_names_of_coders(store: Store, tmp_path: Path) -> None:
    fill(store, draft("No treaty."))
    keep_keywords(store, [SEA, Keywords("#D55E00", "Bruno, treaty")])

    copy_for(store.path, "Ana", tmp_path / "ana.annotator")
    pseudonymise(store.path, tmp_path / "nobody.annotator", tmp_path / "key.csv")

    with Store(tmp_path / "ana.annotator", write=False) as copy:
        assert read_keywords(copy) == read_keywords(store)
    with Store(tmp_path / "nobody.annotator", write=False) as copy:
        sea, other = words(copy)
        assert sea == "sea, strait*"
        assert "Bruno" not in other
        assert other.startswith("Coder ")
        assert other.endswith(", treaty")

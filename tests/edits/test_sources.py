from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.edits.sources import Origin, import_sources
from annotator.errors import AlreadyImportedError, DifferentUnitError
from annotator.model.corpus import Attribution, Unit
from annotator.model.dates import How
from annotator.store.corpus import read_sources, statement_rows
from annotator.store.registers import read_actors
from annotator.store.store import Store
from tests.builders import contents, draft, fill

ORIGIN = Origin("channel.txt", "0" * 64, "test")


def test_statements_are_slices_of_the_stored_text(store: Store) -> None:
    fill(store, draft("One 🔵.\n\nTwo.", published="2031-03-03"))

    (source,) = read_sources(store)
    assert [statement.span.of(source.text) for statement in source.statements] == ["One 🔵.", "Two."]
    assert [row.date.value for row in statement_rows(store)] == ["2031-03-03"] * 2


def test_the_same_text_comes_in_once(store: Store) -> None:
    fill(store, draft("One."))

    with pytest.raises(AlreadyImportedError, match=r"channel\.txt is in the project already"):
        import_sources(store, ORIGIN, [draft("One.")])
    report = import_sources(store, ORIGIN, [draft("One."), draft("Two."), draft("Two.")])

    assert (report.sources, report.already_there) == (1, 2)


def test_two_posts_of_the_same_words_are_two_and_one_post_from_two_files_is_one(store: Store) -> None:
    fill(store)
    posts = [replace(draft("Good morning."), external_id=f"ministry/{number}") for number in (17, 42)]

    first = import_sources(store, ORIGIN, posts)
    later = import_sources(store, Origin("renamed.txt", "1" * 64, "test"), [*posts, draft("Good morning.")])

    assert (first.sources, first.already_there) == (2, 0)
    assert (later.sources, later.already_there) == (1, 2)
    assert len({row.uid for row in statement_rows(store)}) == 3


def test_another_unit_is_refused_until_one_is_chosen(store: Store) -> None:
    fill(store, draft("One."))
    before = contents(store)

    with pytest.raises(DifferentUnitError, match=r"cut into sentences"):
        import_sources(store, ORIGIN, [replace(draft("One."), unit=Unit.PARAGRAPH)])

    assert contents(store) == before


def test_speakers_join_the_register_once(store: Store) -> None:
    fill(store)
    said = Attribution("Mara Orlan", How.EXPLICIT, "Minister Mara Orlan said")

    import_sources(
        store, ORIGIN, [replace(draft("One."), speaker=said), replace(draft("Two."), speaker=said)]
    )

    assert [actor.name for actor in read_actors(store)] == ["Mara Orlan"]
    assert {(row.speaker, row.speaker_how) for row in statement_rows(store)} == {("Mara Orlan", How.EXPLICIT)}


def test_an_import_is_one_step_back_and_forth(store: Store) -> None:
    fill(store)
    empty = contents(store)
    import_sources(store, ORIGIN, [draft(f"Number {number}.\nAnd more.") for number in range(1200)])
    full = contents(store)

    store.undo()
    assert contents(store) == empty
    store.redo()
    assert contents(store) == full

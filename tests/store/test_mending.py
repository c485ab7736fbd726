from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.edits.mending import check_file, mend_project
from annotator.edits.statuses import set_flag
from annotator.store.restoring import restore_snapshot
from annotator.store.ring import Reason
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label, statement

TEXT = "Hi 🇺🇳! No treaty can hold.\nThe bloc never asked the islands."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two annotations by Ana (1 and 2), in statements 1 and 2 of source 1."""
    path = tmp_path / "coded.annotator"
    with Store.create(path, title="Coded") as store:
        ana, _ = fill(store, draft(TEXT, published="2031-03-03"))
        label(store, ana, "treaty can", "equality", "accusation")
        label(store, ana, "islands", "security")
        set_flag(store, statement(store, "islands"), ana, flagged=True)
    return path


def harm(project: Path, *statements: str) -> None:
    """As another program may: without our rules, which stay away when they are dropped."""
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        rules = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in rules:
            connection.execute(f"DROP TRIGGER {name}")
        for sql in statements:
            connection.execute(sql)
        for _, sql in rules:
            connection.execute(sql)
        connection.commit()


MENDABLE = {
    "an annotation of a statement that is gone": "UPDATE annotation SET statement_id = 99 WHERE id = 1",
    "a coder that is gone": "DELETE FROM coder WHERE id = 1",
    "a speaker that is nobody": "UPDATE statement SET speaker_id = 77, speaker_how = 'user'",
    "a code that is gone": "DELETE FROM code WHERE name = 'equality'",
    "a date that is none": "UPDATE source SET published = '2031-02-30'",
    "another text": "UPDATE statement SET text = 'Hi 🇺🇳! No treaty can fold.' WHERE id = 1",
    "a text of another length": "UPDATE statement SET text = 'Hi' WHERE id = 1",
    "a place without words": "UPDATE annotation SET span_end = span_start WHERE id = 1",
    "another quote": "UPDATE annotation SET quote = 'treaty man' WHERE id = 1",
    "a code of another variable": "UPDATE value SET variable_id = 2 WHERE id = 3",
    "a search index with a hole": "DELETE FROM statement_search_docsize WHERE id = 2",
    "an index that is gone": "DROP INDEX value_code",
    "a view that is gone": "DROP VIEW codebook_flat",
}


@pytest.mark.parametrize("what", MENDABLE)
def test_what_another_program_broke_is_mended_after_a_snapshot(project: Path, what: str) -> None:
    harm(project, MENDABLE[what])
    with Store(project, write=False) as store:
        broken = contents(store)
    found = check_file(project)

    assert found.problems
    assert found.lasting == ()
    with Store(project, write=True) as store:
        snapshot = mend_project(store)
        annotations = store.rows("SELECT quote FROM annotation ORDER BY id")

    assert check_file(project).problems == ()
    assert len(annotations) == {
        "an annotation of a statement that is gone": 1,
        "a coder that is gone": 0,
    }.get(what, 2)
    assert snapshot.reason is Reason.REPAIR
    restore_snapshot(project, snapshot.path)
    with Store(project, write=False) as store:
        assert contents(store) == broken


def test_what_the_file_does_not_say_is_left_and_named(project: Path) -> None:
    harm(
        project,
        "UPDATE annotation SET quote = 'treaty man' WHERE id = 1",
        "UPDATE annotation SET span_start = 0 WHERE id = 2",
        "UPDATE source SET kind = 'song'",
    )

    found = check_file(project)

    assert found.mendable == ("Annotation 1 quotes “treaty man”, but its place holds “treaty can”.",)
    assert set(found.lasting) == {
        "Annotation 2 reaches beyond statement 2.",
        "Row 1 of source has the kind “song”, which means nothing here.",
    }


def test_the_words_of_a_date_that_is_none_stay(project: Path) -> None:
    harm(project, "UPDATE source SET published = '30 February', published_evidence = ''")

    with Store(project, write=True) as store:
        mend_project(store)
        (row,) = store.rows("SELECT published, published_evidence FROM source")

    assert tuple(row) == (None, "30 February")


def test_a_sound_project_has_nothing_to_mend(project: Path) -> None:
    with Store(project, write=True) as store:
        before = contents(store)
        mend_project(store)
        assert contents(store) == before

    assert check_file(project).problems == ()

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.edits.interchange import add_project
from annotator.edits.sample import sample_project
from annotator.model.project import Project
from annotator.store.checking import find_problems
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label
from tests.projects import projects

TEXT = "Hi 🇺🇳! No treaty can hold.\nThe bloc never asked the islands."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two annotations by Ana (1 and 2), in statements 1 and 2 of source 1."""
    path = tmp_path / "coded.annotator"
    with Store.create(path, title="Coded") as store:
        ana, _ = fill(store, draft(TEXT, published="2031-03-03"))
        label(store, ana, "treaty can", "equality", "accusation")
        label(store, ana, "islands", "security")
    return path


def problems(path: Path) -> list[str]:
    with Store(path, write=False) as store:
        return list(find_problems(store))


def test_a_sound_project_has_no_problem_and_is_not_changed(project: Path) -> None:
    before = project.read_bytes()

    assert problems(project) == []
    assert project.read_bytes() == before
    assert problems(sample_project()) == []


def test_a_project_can_be_looked_through_while_it_is_open(project: Path) -> None:
    with Store(project, write=True) as store:
        before = contents(store)
        assert problems(project) == []
        assert contents(store) == before


@settings(max_examples=15, deadline=None)
@given(project=projects())
def test_what_the_program_writes_is_sound(project: Project, fresh: Callable[[], Store]) -> None:
    with fresh() as store:
        add_project(store, project, name="random")

        assert list(find_problems(store)) == []


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (
            "UPDATE annotation SET statement_id = 99 WHERE id = 1",
            "Row 1 of annotation points to a row of statement that is not there.",
        ),
        ("DELETE FROM source_text", "Source 1 has no text."),
        (
            "UPDATE source SET kind = 'song'",
            "Row 1 of source has the kind “song”, which means nothing here.",
        ),
        (
            "UPDATE source SET published = '2031-02-30'",
            "Row 1 of source has the date “2031-02-30”, which is none.",
        ),
        (
            "UPDATE statement SET text = 'Hi 🇺🇳! No treaty can fold.' WHERE id = 1",
            (
                "Statement 1 reads “Hi 🇺🇳! No treaty can fold.”, "
                "but source 1 has “Hi 🇺🇳! No treaty can hold.” at its place."
            ),
        ),
        (
            "UPDATE statement SET span_end = 99 WHERE id = 2",
            "Row 2 of statement ends at 99, but source 1 has only 60 characters.",
        ),
        (
            "UPDATE statement SET span_start = 10, text = substr(text, 11) WHERE id = 1",
            "“Hi 🇺🇳! No” in source 1 is neither in a statement nor dropped.",
        ),
        (
            "INSERT INTO dropped VALUES (7, 1, 25, 30, 'copy', NULL, NULL)",
            "Dropped stretch 7 and statement 1 of source 1 overlap.",
        ),
        (
            "INSERT INTO dropped VALUES (7, 1, 52, 59, 'copy', 0, 2)",
            "The copy 7 in source 1 is linked to “Hi”, which it does not say.",
        ),
        ("UPDATE annotation SET span_start = 0 WHERE id = 2", "Annotation 2 reaches beyond statement 2."),
        (
            "UPDATE annotation SET quote = 'treaty man' WHERE id = 1",
            "Annotation 1 quotes “treaty man”, but its place holds “treaty can”.",
        ),
        (
            "UPDATE value SET variable_id = 2 WHERE id = 1",
            "Value 1 gives claim type the code equality, which belongs to another variable.",
        ),
        (
            "UPDATE value SET code_id = NULL, number = '3' WHERE id = 2",
            "Value 2 does not fit claim type, which takes code.",
        ),
        (
            "INSERT INTO value (annotation_id, variable_id, code_id) VALUES (1, 2, 5)",
            "In annotation 1, claim type has several answers, but takes one code.",
        ),
        (
            "INSERT INTO value (annotation_id, variable_id, absence) VALUES (1, 1, 'undecided')",
            "In annotation 1, framing has an answer beside an absence.",
        ),
        (
            "DELETE FROM statement_search_docsize WHERE id = 2",
            "The search index does not agree with the statements; searches may miss some.",
        ),
    ],
)
def test_each_problem_is_named_with_its_row(project: Path, harm: str, sentence: str) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(harm)
        connection.commit()

    assert sentence in problems(project)


def test_statements_changed_behind_the_back_of_the_search_index_are_noticed(project: Path) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("DROP TRIGGER statement_search_update")
        connection.execute("UPDATE statement SET text = replace(text, 'never', 'often')")
        connection.commit()

    assert "The search index does not agree with the statements; searches may miss some." in problems(project)


def test_a_damaged_page_is_told_before_all_else(project: Path) -> None:
    content = bytearray(project.read_bytes())
    with closing(sqlite3.connect(project)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'value_code'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content[(page - 1) * size + 40 : page * size] = b"\x55" * (size - 40)
    project.write_bytes(content)

    found = problems(project)

    assert found
    assert all(sentence.startswith("The file is damaged: ") for sentence in found)

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotator.errors import BrokenCodebookError
from annotator.formats.codebook_csv import read_codebook, write_codebook
from annotator.model.codebook import Codebook, VariableKind
from annotator.model.project import Project
from tests.builders import codebook
from tests.projects import projects

SMALL = """code;variable;definition;parent;examples
equality;framing;"All states; equal";;"“No shore writes alone.”
second"
islands;framing;;equality;
accusation;claim type;;;
"""


def written(found: Codebook) -> str:
    out = io.StringIO()
    write_codebook(found, out)
    return out.getvalue()


def test_what_is_written_reads_back() -> None:
    found = codebook()

    again = read_codebook(written(found), "codes.csv")

    assert again.variables == found.variables


def test_a_table_made_by_hand_needs_only_codes() -> None:
    found = read_codebook(SMALL, "mine.csv")

    framing, claims = found.variables
    assert found.name == "mine"
    assert (framing.name, claims.name) == ("framing", "claim type")
    assert framing.kind is VariableKind.CODES
    equality, islands = framing.codes
    assert equality.definition == "All states; equal"
    assert equality.examples == ("“No shore writes alone.”", "second")
    assert islands.parent_id == equality.id
    assert equality.colour != islands.colour


def test_two_projects_begun_with_one_table_have_the_same_uids() -> None:
    assert read_codebook(SMALL, "a.csv").variables == read_codebook("\ufeff" + SMALL, "b.csv").variables


@settings(max_examples=40, deadline=None)
@given(projects())
def test_writing_and_reading_again_changes_nothing_more(project: Project) -> None:
    try:
        once = read_codebook(written(project.codebook), "x.csv")
    except BrokenCodebookError:
        return  # names that differ only in blanks at their ends

    again = read_codebook(written(once), "x.csv")

    assert replace(again, uid=once.uid) == once


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "row 1 has no column named “code”"),
        ("name\nx\n", "row 1 has no column named “code”"),
        ("code\n", "the table has no row with a code"),
        ("code,kind\nx,joke\n", "row 2 has an unknown kind, “joke”"),
        ("code\nx\nx\n", "row 3 has the code “x” a second time"),
        ("code,colour\nx,red\n", "row 2 has a colour that is not of the form #RRGGBB"),
        ("code,parent\nx,y\n", "row 2 has a parent that is no code of its variable, “y”"),
        ("code,parent\nx,y\ny,x\n", "row 2 has a code that is below itself"),
        ("code,opposite\nx,z\n", "row 2 has an opposite that is not in the table, “z”"),
        ("code,required\nx,perhaps\n", "row 2 has something else than 1 or 0 as required, “perhaps”"),
        ("code,code_uid\nx,1\ny,1\n", "row 3 has the uid of a code before it"),
        ('code\n"x', "the table is broken"),
    ],
)
def test_a_broken_table_names_the_row(text: str, sentence: str) -> None:
    with pytest.raises(BrokenCodebookError) as raised:
        read_codebook(text, "mine.csv")

    assert sentence in str(raised.value)

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.edits.codebook_files import export_codebook, read_codebook_file
from annotator.edits.codebooks import import_codebook
from annotator.errors import BrokenCodebookError
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import codebook, contents, draft, fill, label

TABLE = "variable,code,key\nframing,irony,1\nframing,pathos,9\ntone,sharp,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_empty_project_takes_a_codebook_over(store: Store) -> None:
    assert import_codebook(store, codebook()) == 3

    assert read_codebook(store) == codebook()


def test_variables_are_added_beside_those_there_are(store: Store, table: Path) -> None:
    ana, _ = fill(store, draft("No treaty."))
    label(store, ana, "treaty", "equality")
    before = read_codebook(store)

    assert import_codebook(store, read_codebook_file(table)) == 2

    found = read_codebook(store)
    assert found.variables[:3] == before.variables
    assert [variable.name for variable in found.variables[3:]] == ["framing 2", "tone"]
    assert [(code.name, code.key) for code in found.variables[3].codes] == [("irony", ""), ("pathos", "9")]
    assert found.revision == before.revision + 1


def test_an_import_is_one_step_and_the_same_again_is_none(store: Store, table: Path) -> None:
    fill(store)
    before = contents(store)
    import_codebook(store, read_codebook_file(table))

    assert import_codebook(store, read_codebook_file(table)) == 0
    store.undo()

    assert contents(store) == before


@pytest.mark.parametrize("name", ["codes.json", "codes.csv", "codes.qdc"])
def test_a_codebook_goes_out_and_comes_back_in_every_form(store: Store, tmp_path: Path, name: str) -> None:
    fill(store)

    export_codebook(store, tmp_path / name)

    found = read_codebook_file(tmp_path / name)
    framing = read_codebook(store).variables[0]
    assert [code.name for code in found.variables[0].codes] == [code.name for code in framing.codes]
    assert [code.uid for code in found.variables[0].codes] == [code.uid for code in framing.codes]


def test_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.qdc"
    path.write_text("<CodeBook>", encoding="utf-8")

    with pytest.raises(BrokenCodebookError, match=r"broken\.qdc is not a codebook"):
        read_codebook_file(path)

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from annotator.edits.codebooks import adopt_codebook
from annotator.edits.codes import change_code
from annotator.edits.files import export_file, import_file
from annotator.edits.frozen import freeze_coding
from annotator.edits.interchange import add_project
from annotator.edits.log import write_log
from annotator.errors import (
    AlreadyImportedError,
    AnnotatorError,
    BrokenProjectFileError,
    ProjectNotEmptyError,
    WrongValueError,
)
from annotator.formats.jsonl.reading import read
from annotator.formats.jsonl.writing import write
from annotator.model.annotation import Absence, Annotation, Value
from annotator.model.codebook import VariableId
from annotator.model.project import Project
from annotator.model.span import Span
from annotator.store.checking import find_problems
from annotator.store.log import read_log
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.store.whole import read_project
from tests import random_edits
from tests.builders import codebook, contents, draft, fill, label, value
from tests.projects import projects


def exported(store: Store) -> str:
    out = io.StringIO()
    write(read_project(store), out)
    return out.getvalue()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "other.annotator", title="Other") as made:
        yield made


@settings(max_examples=25, deadline=None)
@given(project=projects())
def test_export_import_export_gives_the_same_bytes(project: Project, fresh: Callable[[], Store]) -> None:
    with fresh() as first, fresh() as second:
        add_project(first, project, name="random")
        once = exported(first)

        add_project(second, read(once.split("\n"), "once.jsonl"), name="once.jsonl")

        assert exported(second) == once
        assert read(once.split("\n"), "once.jsonl").uid == project.uid


def test_the_import_is_one_step_back_and_forth(store: Store, other: Store) -> None:
    ana, _ = fill(store, draft("Hi 🇺🇳! No treaty.\nTwo."))
    label(store, ana, "treaty", "equality", "appeal")
    adopt_codebook(other, codebook())
    before = contents(other)

    add_project(other, read_project(store), name="study")

    after = contents(other)
    assert after == contents(store)
    other.undo()
    assert contents(other) == before
    other.redo()
    assert contents(other) == after


def test_a_project_with_other_things_in_it_takes_no_second_one(store: Store, other: Store) -> None:
    fill(store, draft("One."))
    fill(other, draft("Two."))

    with pytest.raises(ProjectNotEmptyError, match=r"study holds a whole project"):
        add_project(other, read_project(store), name="study")
    with pytest.raises(AlreadyImportedError, match=r"study is in the project already"):
        add_project(store, read_project(store), name="study")


Breaking = Callable[[Annotation], Annotation]


@pytest.mark.parametrize(
    ("breaking", "error"),
    [
        (lambda some: replace(some, quote="treat"), BrokenProjectFileError),
        (lambda some: replace(some, span=Span(15, 21)), BrokenProjectFileError),
        (lambda some: replace(some, values=some.values * 2), WrongValueError),
        (
            lambda some: replace(
                some, values=(*some.values, Value(VariableId(1), absence=Absence.UNDECIDED))
            ),
            WrongValueError,
        ),
    ],
)
def test_what_breaks_a_rule_is_refused_as_a_whole(
    store: Store, other: Store, breaking: Breaking, error: type[AnnotatorError]
) -> None:
    ana, _ = fill(store, draft("Hi 🇺🇳! No treaty.\nTwo."))
    label(store, ana, "treaty", "equality")
    project = read_project(store)
    before = contents(other)

    with pytest.raises(error):
        add_project(
            other, replace(project, annotations=tuple(map(breaking, project.annotations))), name="study"
        )

    assert contents(other) == before
    assert other.next_undo() is None


def test_what_was_pasted_with_odd_signs_is_kept_clean_and_comes_back_from_json_lines_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    # A vertical tab is what word processors paste for a line break; NUL comes from broken files.
    fill(store, draft("One treaty."))
    code = value(store, "security").code_id
    assert code is not None
    change_code(
        store,
        code,
        name="\x00common\u2028defence",
        definition="First line.\x0bSecond line.\r\nThird.",
        examples=["“Arms\x00!”"],
        attributes={"kind\x0b": "old\u2029new"},
    )
    write_log(store, read_coders(store)[0].id, "\x00Is this right?")
    freeze_coding(store, "\x00Before")

    export_file(store, "jsonl", tmp_path / "study.jsonl")

    changed = read_codebook(store).code(code)
    assert (changed.name, changed.definition) == ("common defence", "First line.\nSecond line.\nThird.")
    assert (changed.examples, dict(changed.attributes)) == (("“Arms!”",), {"kind": "old new"})
    with Store.create(tmp_path / "again.annotator", title="Again") as again:
        import_file(again, tmp_path / "study.jsonl")
        export_file(again, "jsonl", tmp_path / "again.jsonl")
        assert [(found.text, found.is_question) for found in read_log(again)] == [("Is this right?", False)]
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "study.jsonl").read_bytes()


@pytest.mark.parametrize("seed", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_whatever_was_done_to_a_project_json_lines_bring_it_back_byte_by_byte(
    store: Store, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    random_edits.begin(store, random)
    done = [random_edits.edit(store, random, random_edits.ALL_VERBS) for _ in range(60)]
    export_file(store, "jsonl", tmp_path / "study.jsonl")

    with Store.create(tmp_path / "again.annotator", title="Again") as again:
        import_file(again, tmp_path / "study.jsonl")
        export_file(again, "jsonl", tmp_path / "again.jsonl")

        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "study.jsonl").read_bytes(), done
        assert list(find_problems(again)) == []

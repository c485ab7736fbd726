from __future__ import annotations

import io
from pathlib import Path

import pytest

from annotator.errors import NoSuchFormatError
from annotator.formats.format import Format
from annotator.formats.registry import all_formats, format_of_project, format_to_write
from annotator.store.store import Store
from annotator.store.whole import read_project
from tests.builders import draft, fill, label


def test_formats_are_found_by_name_and_by_ending() -> None:
    assert [form.name for form in all_formats()] == sorted({form.name for form in all_formats()})
    assert format_to_write("csv").ending == ".csv"
    found = format_of_project(Path("Study.JSONL"))
    assert found is not None
    assert found.name == "jsonl"
    assert format_of_project(Path("speech.txt")) is None


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NoSuchFormatError, match=r"no format xlsb\. Known are .*csv, .*jsonl"):
        format_to_write("xlsb")


@pytest.mark.parametrize("name", [form.name for form in all_formats() if form.write_project])
@pytest.mark.parametrize("coded", [False, True], ids=["empty", "coded"])
def test_every_format_writes_a_project_the_same_way_twice(store: Store, name: str, *, coded: bool) -> None:
    write = format_to_write(name).write_project
    if coded:
        ana, _ = fill(store, draft("Hi 🇺🇳! No treaty."))
        label(store, ana, "treaty", "equality")
    once, twice = io.StringIO(), io.StringIO()

    assert write is not None
    write(read_project(store), once)
    write(read_project(store), twice)

    assert once.getvalue() == twice.getvalue() != ""


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_every_format_says_what_it_is(form: Format) -> None:
    assert form.title
    assert form.summary.endswith(".")
    assert form.ending.startswith(".")

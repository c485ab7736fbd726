from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotator.errors import BrokenRecordError
from annotator.formats.jsonl.reading import read
from annotator.formats.jsonl.writing import write
from annotator.model.corpus import Dropped, DropReason
from annotator.model.project import Project
from annotator.model.span import Span
from annotator.store.store import Store
from annotator.store.whole import read_project
from tests.builders import draft, fill, label
from tests.projects import projects


def written(project: Project) -> str:
    out = io.StringIO()
    write(project, out)
    return out.getvalue()


def in_memory(project: Project) -> Project:
    return replace(
        project,
        sources=tuple(project.sources),
        annotations=tuple(project.annotations),
        statuses=tuple(project.statuses),
        settlements=tuple(project.settlements),
        memos=tuple(project.memos),
        worklists=tuple(project.worklists),
    )


@settings(max_examples=60, deadline=None)
@given(projects())
def test_what_is_written_reads_back_as_the_same_project(project: Project) -> None:
    lines = written(project).split("\n")

    assert in_memory(read(lines, "study.jsonl")) == project


def test_one_record_stands_on_each_line(store: Store) -> None:
    ana, _ = fill(store, draft("Hi 🇺🇳! No treaty.\nTwo.", published="2031-03"))
    label(store, ana, "treaty", "equality")

    records = [json.loads(line) for line in written(read_project(store)).splitlines()]

    kinds = [record["type"] for record in records]
    assert kinds == [
        *("project", "codebook", "coder", "coder", "import"),
        *("source", "statement", "statement", "annotation", "status"),
    ]
    by_kind = dict(zip(kinds, records, strict=True))
    source, annotation = by_kind["source"], by_kind["annotation"]
    assert source["text"][annotation["start"] : annotation["end"]] == annotation["quote"] == "treaty"
    assert source["published"] == {
        "value": "2031-03",
        "precision": "month",
        "how": "metadata",
        "evidence": "2031-03",
    }
    codes = {code["uid"]: code["name"] for code in by_kind["codebook"]["variables"][0]["codes"]}
    assert [codes[value["code"]] for value in annotation["values"]] == ["equality"]


Change = Callable[[list[dict[str, object]]], object]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (lambda found: found.pop(0), 1, "does not begin with an annotator project"),
        (lambda found: found[0].update(version=2), 1, "newer version"),
        (lambda found: found.pop(1), 2, "a codebook belongs there"),
        (lambda found: found[3].update(uid=found[2]["uid"]), 4, "its uid stands before it already"),
        (lambda found: found[2].update(uid="team/ana"), 3, "its uid holds a slash"),
        (lambda found: found[3].update(type="colour"), 4, "unknown type, “colour”"),
        (lambda found: found[5].update(text="Other. Text that is here.\r\n"), 6, "line ends other than"),
        (lambda found: found[5].update(published={"value": "2031-13"}), 6, "“2031-13” is not a date"),
        (lambda found: found[6].update(end=900), 7, "no stretch of its source's text"),
        (lambda found: found[6].update(end=5), 7, "its text is not what its source has at that place"),
        (lambda found: found[6].update(kind="joke"), 7, "its kind is “joke”, which is none of body, title"),
        (lambda found: found[8].update(coder="nobody"), 9, "there is no coder nobody before it"),
        (lambda found: found[8].update(start=9, end=9), 9, "its start does not lie before its end"),
        (lambda found: found[9].update(flagged="yes"), 10, "its flagged is neither true nor false"),
    ],
)
def test_a_broken_record_is_named_by_its_line(store: Store, change: Change, line: int, reason: str) -> None:
    ana, _ = fill(store, draft("Hi 🇺🇳! No treaty.\nTwo."))
    label(store, ana, "treaty", "equality")
    records = [json.loads(text) for text in written(read_project(store)).splitlines()]
    change(records)
    lines = [json.dumps(record) for record in records]

    with pytest.raises(BrokenRecordError) as raised:
        in_memory(read(lines, "study.jsonl"))

    assert str(raised.value).startswith(f"Line {line} of study.jsonl cannot be read: ")
    assert reason in str(raised.value)


def test_files_that_do_not_say_what_copies_repeat_are_read_all_the_same(store: Store) -> None:
    copy = Dropped(Span(5, 9), DropReason.COPY, repeats=Span(0, 4))
    fill(store, replace(draft("Yes.\nYes."), statements=draft("Yes.").statements, dropped=(copy,)))
    project = in_memory(read_project(store))
    lines = written(project).replace(', "repeats": {"start": 0, "end": 4}', "").splitlines()

    assert all("repeats" not in line for line in lines)
    assert in_memory(read(lines, "older.jsonl")) == in_memory(
        read(written(project).splitlines(), "new.jsonl")
    )


@pytest.mark.parametrize("text", ["", "hello", "[1]", '{"type": "project"}', "[" * 100_000, '{"type": 1}'])
def test_other_files_are_refused_at_the_first_line(text: str) -> None:
    with pytest.raises(BrokenRecordError, match=r"Line 1 of x\.jsonl cannot be read"):
        read([text], "x.jsonl")

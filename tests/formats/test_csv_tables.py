from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given, settings

from annotator.edits.adjudication import settle
from annotator.edits.annotations import annotate
from annotator.edits.memos import write_memo
from annotator.edits.sources import Origin, import_sources
from annotator.formats.csv_tables import HEADER, rows, write
from annotator.model.annotation import Absence, Value
from annotator.model.corpus import Attribution, PartDraft
from annotator.model.dates import How, StatedDate
from annotator.model.memo import MemoOn
from annotator.model.project import Project
from annotator.model.span import Span
from annotator.store.annotations import annotations_of
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.store.whole import read_project
from tests.builders import draft, fill, label, statement
from tests.projects import projects

TEXT = 'Hi 🇺🇳! “=1+1”, he said.\nNo treaty can hold, "ever".'


def table(project: Project) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write(project, out)
    out.seek(0)
    return list(csv.DictReader(out))


def test_there_is_a_row_for_each_annotation_and_value(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT, published="2031-03"))
    label(store, ana, "treaty can", "domination", "equality", "appeal")
    label(store, bruno, "“=1+1”")

    found = table(read_project(store))

    assert [(row["coder"], row["quote"], row["variable"], row["value"]) for row in found] == [
        ("Bruno", "“=1+1”", "", ""),
        ("Ana", "treaty can", "framing", "domination"),
        ("Ana", "treaty can", "framing", "equality"),
        ("Ana", "treaty can", "claim type", "appeal"),
    ]
    assert [row["value_state"] for row in found] == ["not coded", "coded", "coded", "coded"]
    assert {(row["date"], row["date_precision"], row["date_how"]) for row in found} == {
        ("2031-03", "month", "metadata")
    }
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in found] == [row["quote"] for row in found]


def test_an_annotation_of_the_whole_statement_has_its_place_and_says_so(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    framing = read_codebook(store).variables[0]
    absent = Value(framing.id, absence=Absence.NOT_APPLICABLE)
    annotate(store, statement(store, "treaty"), ana, values=[absent])

    (row,) = table(read_project(store))

    assert row["whole_statement"] == "1"
    assert row["quote"] == row["statement_text"] == TEXT[int(row["start"]) : int(row["end"])]
    assert (row["variable"], row["value"], row["value_state"]) == ("framing", "", "not applicable")


def test_settled_answers_say_how_they_came_about(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "treaty can", "domination")
    place = statement(store, "treaty")
    settle(store, place, take=[found.id for found in annotations_of(store, [place])], reason="slip")

    found = table(read_project(store))

    assert [(row["coder"], row["provenance"], row["settlement_reason"]) for row in found] == [
        ("Ana", "", ""),
        ("Adjudicated", "adjudicated", "slip"),
    ]


def test_a_coder_s_memos_stand_in_that_coder_s_rows(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    place = statement(store, "treaty")
    for coder in (ana, bruno):
        label(store, coder, "treaty can", "domination")
    write_memo(store, ana, MemoOn.STATEMENT, place, "Irony?")
    write_memo(store, bruno, MemoOn.SOURCE, 1, "Read twice.")

    found = table(read_project(store))

    assert [(row["coder"], row["statement_memo"], row["source_memo"]) for row in found] == [
        ("Ana", "Irony?", ""),
        ("Bruno", "", "Read twice."),
    ]


def test_date_and_speaker_come_from_the_nearest_that_has_one(store: Store) -> None:
    ana, _ = fill(store)
    plain = draft("One.\nTwo.", published="2030-01-01")
    part = PartDraft(
        Span(0, 4), "1/2", StatedDate("2031-02-02", How.EXPLICIT), Attribution("Mara", How.INFERRED)
    )
    first, second = plain.statements
    given = replace(plain, parts=(part,), statements=(replace(first, part=0), second))
    import_sources(store, Origin("thread.txt", "0" * 64, "test"), [given])
    label(store, ana, "One")
    label(store, ana, "Two")

    found = table(read_project(store))

    assert [(row["part"], row["date"], row["speaker"], row["speaker_how"]) for row in found] == [
        ("1/2", "2031-02-02", "Mara", "inferred"),
        ("", "2030-01-01", "", ""),
    ]


@settings(max_examples=40, deadline=None)
@given(projects())
def test_every_reader_gets_every_cell_back(project: Project) -> None:
    found = table(project)

    expected = [["" if cell is None else str(cell) for cell in row] for row in rows(project)]
    assert [list(row.values()) for row in found] == expected
    assert all(len(row) == len(HEADER) for row in expected)


def test_lines_end_in_line_feeds_alone_and_a_carriage_return_is_quoted(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    annotate(store, statement(store, "treaty"), ana, memo="a\rb")
    out = io.StringIO(newline="")

    write(read_project(store), out)

    assert '"a\rb"' in out.getvalue()
    assert "\r\n" not in out.getvalue()

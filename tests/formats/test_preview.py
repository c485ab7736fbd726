"""What a text would become: counted by hand from the text in the test."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import EmptyTextError
from annotator.formats.preview import preview_file, preview_pasted
from annotator.model.corpus import Unit
from annotator.segmentation.reading import Shape

DEBATE = (
    "Mira Okten: We are told to pay. Nobody asked us.\n\n"
    "Daan Reeve: The sea is for all 🔵.\n\n"
    "Mira Okten: مرحبا. Then ask all.\n\n"
    "Daan Reeve: Order.\n"
)


def test_a_pasted_debate_tells_its_speakers_and_statements() -> None:
    found = preview_pasted(DEBATE, name="Chamber")

    assert found.shape == Shape.TRANSCRIPT
    assert (found.sources, found.statements, found.undated) == (1, 6, 1)
    assert [shown.speaker for shown in found.shown] == [
        *("Mira Okten", "Mira Okten", "Daan Reeve", "Mira Okten", "Mira Okten", "Daan Reeve"),
    ]
    assert found.shown[2].text == "The sea is for all 🔵."


def test_another_unit_and_another_shape_give_other_statements() -> None:
    coarse = preview_pasted(DEBATE, name="Chamber", unit=Unit.PARAGRAPH)
    plain = preview_pasted(DEBATE, name="Chamber", shape=Shape.TEXT)

    assert coarse.statements == 4
    assert plain.shape == Shape.TEXT
    assert not any(shown.speaker for shown in plain.shown)


def test_what_cannot_come_in_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")

    found = preview_file(tmp_path / "empty.txt")

    assert isinstance(found.error, EmptyTextError)
    assert isinstance(preview_pasted("\n\n", name="Pasted").error, EmptyTextError)


def test_a_date_in_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "note-2031-03-04.txt"
    file.write_text("The islands wait.", encoding="utf-8")

    found = preview_file(file)

    assert (found.first.value, found.last.value, found.undated) == ("2031-03-04", "2031-03-04", 0)


def test_half_a_character_is_replaced_and_told() -> None:
    found = preview_pasted("The islands \ud83d wait.", name="Pasted")

    assert found.shown[0].text == "The islands \ufffd wait."
    assert found.problems == (
        "1 character was broken in what was pasted and now reads \ufffd; copy the text again if it matters.",
    )


def test_a_whole_project_is_told_by_its_name(tmp_path: Path) -> None:
    assert preview_file(tmp_path / "study.jsonl").shape == ""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from annotator.errors import EmptyTextError, FileMissingError, FileUnreadableError, NotTextError
from annotator.formats.plain_text import read, read_bytes
from annotator.model.corpus import Unit
from annotator.model.dates import How
from annotator.segmentation.reading import Shape


def test_a_file_is_read_with_its_encoding_sum_and_origin(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes(b"We came.\r\nWe saw.\r\n")

    reading = read(file)

    assert reading.encoding == "utf-8"
    assert reading.sha256 == sha256(b"We came.\r\nWe saw.\r\n").hexdigest()
    assert reading.importer == "plain text 1"
    assert reading.problems == ()
    (draft,) = reading.drafts
    assert draft.origin == "talks.txt"
    assert [s.span.of(draft.text) for s in draft.statements] == ["We came.", "We saw."]


def test_what_was_doubtful_is_said_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes("We met in Türkiye.\n".encode() * 100 + b"It\x92s over.\n")

    assert read(file).problems == ("Line 101 holds a byte that is not UTF-8; it was read as ’.",)


def test_doubts_of_a_post_name_the_post() -> None:
    raw = (
        "Forwarded from Velm\nWe met. We ate.\nForwarded from Velm\nWe left.\n📍 Velm, 03/04/2031\n".encode()
    )

    assert read_bytes(raw, name="channel.txt").problems == (
        "Post 2: 03/04/2031 can be read in two ways; it was not taken as a date.",
    )


def test_the_file_name_dates_a_text_that_does_not_date_itself() -> None:
    (by_name,) = read_bytes(b"We came. We saw.", name="2031-07-16_speech.txt").drafts
    (by_text,) = read_bytes(b"date 2031-07-01 We came.\n\nWe saw.", name="2031-07-16.txt").drafts

    assert (by_name.published.value, by_name.published.how) == ("2031-07-16", How.FILE_NAME)
    assert (by_text.published.value, by_text.published.how) == ("2031-07-01", How.EXPLICIT)


def test_unit_shape_and_language_can_be_told() -> None:
    raw = "Am 3. Krötentag kam er. Er ging.".encode()

    (whole,) = read_bytes(raw, name="x.txt", unit=Unit.PARAGRAPH).drafts
    (german,) = read_bytes(raw, name="x.txt", shape=Shape.TEXT, language="de").drafts
    (english,) = read_bytes(raw, name="x.txt", language="en").drafts

    assert [len(draft.statements) for draft in (whole, german, english)] == [1, 2, 3]


def test_files_that_hold_no_text_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"\xef\xbb\xbf\r\n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")

    with pytest.raises(EmptyTextError, match=r"empty\.txt holds no text"):
        read(tmp_path / "empty.txt")
    with pytest.raises(NotTextError, match=r"picture\.txt is not a text file"):
        read(tmp_path / "picture.txt")
    with pytest.raises(FileMissingError, match=r"no file nowhere\.txt"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(FileUnreadableError):
        read(tmp_path)


def test_a_table_says_that_its_columns_were_not_told_apart() -> None:
    table = read_bytes(b"text,speaker\nWe came.,Koor\n", name="answers.csv")

    assert [problem for problem in table.problems if "table" in problem] != []
    assert read_bytes(b"text,speaker\nWe came.,Koor\n", name="answers.txt").problems == ()

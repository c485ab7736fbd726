from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotator.errors import FileUnwritableError
from annotator.formats.whole_file import write_bytes, written_text


def test_a_text_takes_its_place_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    with written_text(path) as file:
        file.write("é\n")
        assert not path.exists()

    assert path.read_bytes() == "é\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail() -> None:
        with written_text(path) as file:
            file.write("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_take_the_file_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "missing" / "out.png", tmp_path / "file" / "out.png"):
        with pytest.raises(FileUnwritableError, match=r"out\.png cannot be written: there is no such folder"):
            write_bytes(place, b"x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on " + sys.platform)
def test_a_full_disk_is_called_so() -> None:
    with pytest.raises(FileUnwritableError, match=r"full cannot be written: the disk is full"):
        write_bytes(Path("/dev/full"), b"x")

    assert Path("/dev/full").is_char_device()


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritableError, match="a folder has that name"):
        write_bytes(tmp_path, b"x")

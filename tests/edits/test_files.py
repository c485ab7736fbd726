from __future__ import annotations

from pathlib import Path

import pytest

from annotator.edits.files import import_files
from annotator.errors import AlreadyImportedError, FileMissingError, NothingToUndoError
from annotator.store.store import Store
from tests.builders import contents


def written(folder: Path, **texts: str) -> list[Path]:
    files = []
    for name, text in texts.items():
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def test_several_files_are_one_step(store: Store, tmp_path: Path) -> None:
    empty = contents(store)
    files = written(tmp_path, first="No treaty holds.", second="The islands wait.")

    found = import_files(store, [files[0], tmp_path / "gone.txt", files[1], files[0]])

    assert [one.name for one in found] == ["first.txt", "gone.txt", "second.txt", "first.txt"]
    assert [one.imported is None for one in found] == [False, True, False, False]
    assert isinstance(found[1].error, FileMissingError)
    step = store.next_undo()
    assert step is not None
    assert (step.action, step.details) == ("Import {count} files", {"count": 3})
    store.undo()
    assert contents(store) == empty


def test_a_file_that_is_there_already_writes_nothing_among_others(store: Store, tmp_path: Path) -> None:
    old, new = written(tmp_path, old="No treaty holds.", new="The islands wait.")
    import_files(store, [old])

    found = import_files(store, [old, new])

    assert isinstance(found[0].error, AlreadyImportedError)
    assert [row[0] for row in store.rows("SELECT name FROM import_record ORDER BY id")] == [
        "old.txt",
        "new.txt",
    ]


def test_files_of_which_none_comes_in_leave_no_step(store: Store, tmp_path: Path) -> None:
    found = import_files(store, [tmp_path / "gone.txt", tmp_path / "lost.txt"])

    assert all(one.error is not None for one in found)
    assert store.next_undo() is None
    with pytest.raises(NothingToUndoError):
        store.undo()

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.merge import MergeProjects
from annotator.gui.workspace import Workspace
from annotator.store.annotations import read_annotations
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill, label

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """What “ana” did on another laptop."""
    path = tmp_path / "other.annotator"
    with Store.create(path, title="Other") as store:
        (coder,) = fill(store, draft(TEXT), coders=("ana",))
        label(store, coder, "harbour", "security")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Ana's project, open in a window."""
    path = tmp_path / "mine.annotator"
    with Store.create(path, title="Mine") as store:
        fill(store, draft(TEXT), coders=("Ana",))
    workspace = Workspace()
    workspace.open(path)
    yield workspace
    workspace.close()


def test_a_merge_is_shown_first_and_done_when_wanted(project: Workspace, other: Path, qtbot: QtBot) -> None:
    dialog = MergeProjects(project, [other])  # it goes when it is done
    dialog.show()
    qtbot.waitUntil(dialog.merge.isEnabled)

    assert "Added: 2" in dialog.summary.text()
    assert len(read_coders(project.store)) == 1
    dialog.model.item(0).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.merged):
        dialog.merge.click()

    assert [coder.name for coder in read_coders(project.store)] == ["Ana"]
    assert [some.quote for some in read_annotations(project.store)] == ["harbour"]
    project.undo()
    assert list(read_annotations(project.store)) == []


def test_what_cannot_be_merged_is_said_in_the_dialog(
    project: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("No project.", encoding="utf-8")

    dialog = MergeProjects(project, [file])
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(lambda: "notes.txt is not" in dialog.summary.text())
    assert not dialog.merge.isEnabled()

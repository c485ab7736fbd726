from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.gui.dialogs.merge import MergeProjects
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementDraft, Unit
from annotator.model.span import Span
from annotator.store.annotations import read_annotations
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import codebook, contents, draft, fill, label
from tests.gui.in_front import put_in_front

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
    put_in_front(workspace, path)
    yield workspace
    workspace.close()


def rows(dialog: MergeProjects) -> list[QModelIndex]:
    """The rows below the heads of the sections."""
    model = dialog.model
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, head) for head in heads for row in range(model.rowCount(head))]


def press(qtbot: QtBot, dialog: MergeProjects, index: QModelIndex) -> None:
    """Space on a row, as a hand ticks it."""
    dialog.view.setCurrentIndex(index)
    dialog.view.setFocus()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)


def test_a_merge_is_shown_first_and_done_when_wanted(project: Workspace, other: Path, qtbot: QtBot) -> None:
    dialog = MergeProjects(project, [other])  # it goes when it is done
    dialog.show()
    qtbot.waitUntil(dialog.merge.isEnabled)

    assert "1 annotation" in dialog.summary.text()
    assert "1 coder" in dialog.summary.text()
    assert len(read_coders(project.store)) == 1
    (question,) = [index for index in rows(dialog) if index.data(Qt.ItemDataRole.CheckStateRole) is not None]
    assert "Two coders, or one?" in question.data()
    assert dialog.joins() == []
    press(qtbot, dialog, question)
    with qtbot.waitSignal(dialog.merged):
        dialog.merge.click()

    assert [coder.name for coder in read_coders(project.store)] == ["Ana"]
    assert [some.quote for some in read_annotations(project.store)] == ["harbour"]
    project.undo()
    assert list(read_annotations(project.store)) == []


def test_names_are_never_joined_unasked(project: Workspace, other: Path, qtbot: QtBot) -> None:
    dialog = MergeProjects(project, [other])
    dialog.show()
    qtbot.waitUntil(dialog.merge.isEnabled)

    with qtbot.waitSignal(dialog.merged):
        qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)

    assert sorted(coder.name for coder in read_coders(project.store)) == ["Ana", "ana"]


def test_a_text_cut_in_two_ways_waits_for_a_choice(project: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    whole = replace(draft(TEXT), unit=Unit.PARAGRAPH, statements=(StatementDraft(Span(0, len(TEXT))),))
    path = tmp_path / "paragraphs.annotator"
    with Store.create(path, title="Other") as store:
        adopt_codebook(store, codebook())
        import_sources(store, Origin("test.txt", "0" * 64, "test"), [whole])

    dialog = MergeProjects(project, [path])
    dialog.show()
    qtbot.waitUntil(dialog.unit.isVisible)
    assert not dialog.merge.isEnabled()
    dialog.unit.setFocus()
    qtbot.keyClicks(dialog.unit, "par")
    qtbot.waitUntil(dialog.merge.isEnabled)
    with qtbot.waitSignal(dialog.merged):
        dialog.merge.click()

    assert [row.text for row in statement_rows(project.store)] == [TEXT]


def test_a_merge_put_away_changes_nothing(project: Workspace, other: Path, qtbot: QtBot) -> None:
    before = contents(project.store)
    dialog = MergeProjects(project, [other])
    dialog.show()
    qtbot.waitUntil(dialog.merge.isEnabled)

    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert contents(project.store) == before
    assert project.edit(add_coder, "Carla") is not None


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


def test_what_is_all_there_already_cannot_be_merged(project: Workspace, qtbot: QtBot) -> None:
    dialog = MergeProjects(project, [project.store.path])
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(lambda: "All of it is here already." in dialog.summary.text())

    assert not dialog.merge.isEnabled()

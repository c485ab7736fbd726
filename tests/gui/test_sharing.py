"""Merging, copies for others and erasing, from the File menu of the real window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import set_memo
from annotator.edits.coders import add_coder
from annotator.gui import file_prompts, prompts
from annotator.gui.dialogs.coder_copies import CoderCopies
from annotator.gui.dialogs.erase import EraseForGood
from annotator.gui.dialogs.merge import MergeProjects
from annotator.gui.dialogs.pseudonyms import PseudonymisedCopy
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.conflicts import ConflictsPanel
from annotator.gui.preferences import Preferences
from annotator.store.annotations import read_annotations
from annotator.store.checking import find_problems
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import label
from tests.gui.in_front import put_in_front

D = TypeVar("D", bound=QDialog)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project(project_file: Path, tmp_path: Path) -> Path:
    """Ana and Bruno labelled words, in a folder whose name is not plain."""
    path = tmp_path / "Übung 📁 مشروع" / "talks.annotator"
    path.parent.mkdir()
    shutil.move(project_file, path)
    with Store(path, write=True) as store:
        ana, bruno = (coder.id for coder in read_coders(store))
        set_memo(store, label(store, ana, "treaty", "equality"), "Mine 👀")
        set_memo(store, label(store, bruno, "northern bloc", "domination"), "Ask Ana about this")
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    assert put_in_front(made, project)
    yield made
    made.close()


def opened(qtbot: QtBot, window: MainWindow, action: str, kind: type[D]) -> D:
    """The dialog that an action of the menu opens."""
    window.actions_[action].trigger()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in window.findChildren(kind)))
    (dialog,) = [found for found in window.findChildren(kind) if found.isVisible()]
    return dialog


def tick(qtbot: QtBot, box: QCheckBox) -> None:
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def test_what_is_shared_stands_in_a_menu_of_its_own(window: MainWindow) -> None:
    (share,) = [menu for menu in window.findChildren(QMenu) if menu.title() == "S&hare"]

    assert [action.objectName() for action in share.actions()] == [
        *("copyForCoders", "copyWithoutNames", "eraseCoder", "eraseSource"),
    ]


def test_a_merge_is_walked_from_the_menu_to_its_conflicts(
    window: MainWindow, project: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other 🔵.annotator"
    window.workspace.close()
    shutil.copy(project, other)
    for path, memo in ((project, "Here"), (other, "There")):
        with Store(path, write=True) as store:
            (annotation, _) = read_annotations(store)
            set_memo(store, annotation.id, memo)
            add_coder(store, f"{memo} only")
    put_in_front(window, project)
    monkeypatch.setattr(file_prompts, "ask_files", lambda *_: [other])

    dialog = opened(qtbot, window, "mergeProjects", MergeProjects)
    qtbot.waitUntil(dialog.merge.isEnabled)
    assert dialog.summary.text().startswith("Comes in: 1 coder.")
    with qtbot.waitSignal(dialog.merged):
        qtbot.mouseClick(dialog.merge, LEFT)

    panel = window.drawer.currentWidget().findChild(ConflictsPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.found) == 1)
    assert {panel.found[0].kept, panel.found[0].other} == {"Here", "There"}
    assert window.statusBar().currentMessage().startswith("Merged, with 1 conflict listed below")
    step = window.workspace.store.next_undo()
    assert step is not None
    assert step.action == "Merge {name}"


def test_each_coder_gets_a_file_without_the_others_work(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "für alle"
    folder.mkdir()
    monkeypatch.setattr(file_prompts, "ask_folder", lambda *_: folder)
    dialog = opened(qtbot, window, "copyForCoders", CoderCopies)
    qtbot.waitUntil(lambda: "Bruno: 1 annotation" in dialog.stays.text())
    assert "Ana: 1 annotation" in dialog.along.text()

    tick(qtbot, dialog.coders[1][1])
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.act, LEFT)

    assert sorted(file.name for file in folder.iterdir()) == ["talks Ana.annotator", "talks Bruno.annotator"]
    for name, words in (("Ana", "treaty"), ("Bruno", "northern bloc")):
        with Store(folder / f"talks {name}.annotator", write=False) as store:
            assert [coder.name for coder in read_coders(store)] == [name]
            assert [some.quote for some in read_annotations(store)] == [words]
            assert list(find_problems(store)) == []


def test_a_copy_is_never_written_over_another_file(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "talks Ana.annotator"
    there.write_text("Mine", encoding="utf-8")
    monkeypatch.setattr(file_prompts, "ask_folder", lambda *_: tmp_path)
    dialog = opened(qtbot, window, "copyForCoders", CoderCopies)

    qtbot.mouseClick(dialog.act, LEFT)

    assert "talks Ana.annotator" in dialog.problem.text()
    assert there.read_text(encoding="utf-8") == "Mine"
    dialog.reject()


def test_a_copy_without_names_keeps_the_key_apart(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(qtbot, window, "copyWithoutNames", PseudonymisedCopy)
    qtbot.waitUntil(lambda: dialog.names.text().startswith("Ana, Bruno become Coder 1"))
    copy, key = tmp_path / "open data.annotator", tmp_path / "safe" / "key.csv"
    key.parent.mkdir()
    assert not dialog.act.isEnabled()
    for name, text in (
        ("pseudonymisedFile", str(copy)),
        ("pseudonymKey", str(copy.with_name("key.csv"))),
    ):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        qtbot.keyClicks(field, text)
    assert dialog.beside.isVisible()
    dialog.key_path.selectAll()
    qtbot.keyClicks(dialog.key_path, str(key))
    assert not dialog.beside.isVisible()

    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.act, LEFT)

    names = {line.split(",")[1] for line in key.read_text(encoding="utf-8").splitlines()[1:]}
    assert names == {"Ana", "Bruno"}
    with Store(copy, write=False) as store:
        assert {coder.name for coder in read_coders(store)} == {"Coder 1", "Coder 2"}
    assert b"Bruno" not in copy.read_bytes()


def test_a_coder_is_erased_after_a_tick_and_the_project_comes_back(
    window: MainWindow, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 1)
    dialog = opened(qtbot, window, "eraseCoder", EraseForGood)
    qtbot.waitUntil(lambda: dialog.goes.text().startswith("Bruno: 1 annotation"))
    assert not dialog.act.isEnabled()
    sure = dialog.findChild(QCheckBox, "sureToErase")
    assert sure is not None
    tick(qtbot, sure)

    qtbot.mouseClick(dialog.act, LEFT)

    qtbot.waitUntil(lambda: window.workspace.is_open and len(window.workspace.head.coders) == 1)
    assert [some.quote for some in read_annotations(window.workspace.store)] == ["treaty"]
    assert window.workspace.store.next_undo() is None
    assert window.statusBar().currentMessage().startswith("Bruno is erased")
    window.workspace.close()
    assert b"Bruno" not in project.read_bytes()
    assert "northern bloc" in project.read_bytes().decode("utf-8", "replace")  # the text stays


def test_a_source_is_erased_with_what_was_said_of_it(
    window: MainWindow, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    dialog = opened(qtbot, window, "eraseSource", EraseForGood)
    qtbot.waitUntil(lambda: "3 statements, 2 annotations of 2 coders" in dialog.goes.text())
    tick(qtbot, dialog.sure)

    qtbot.mouseClick(dialog.act, LEFT)

    qtbot.waitUntil(lambda: window.workspace.is_open and len(window.workspace.queue) == 0)
    window.workspace.close()
    assert b"northern bloc" not in project.read_bytes()

"""The whole job in the real window: import, code by mouse and keys, close, open again in a new process."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.again import begin_again
from annotator.edits.coders import add_coder
from annotator.edits.projects import create_project
from annotator.edits.statuses import set_flag, set_stage
from annotator.gui import file_prompts, prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.gui.theme import CONTRAST, DARK, LIGHT, Theme, ThemeName
from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.store.annotations import read_annotations, read_status
from annotator.store.store import Store
from tests.gui.in_front import put_in_front

ROOT = Path(__file__).resolve().parents[2]
THREAD = """Minister Orlan publishes an essay 🔵 on the strait. It says that "no shore may write the rules alone."/1

    The essay asks the northern bloc to sign the harbour treaty. /2

    "We hope that the crisis will pass," it ends. 3/3
"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "Straße 🔵 study.annotator"
    with create_project(path, title="Strait") as store:
        add_coder(store, "Ana")
        add_coder(store, "Bruno")
    return path


def import_text(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    with qtbot.waitSignal(window.workspace.queue_changed, timeout=10_000):
        window.files.import_files([file])
    qtbot.waitUntil(lambda: window.workspace.statement_id is not None)


def place(window: MainWindow, words: str, *, end: bool = False) -> QPoint:
    view = window.reading.view
    position = view.text().index(words) + (len(words) if end else 0)
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document_position(position))
    return view.cursorRect(cursor).center()


def drag(qtbot: QtBot, window: MainWindow, words: str) -> None:
    viewport, left = window.reading.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=place(window, words))
    qtbot.mouseMove(viewport, place(window, words, end=True))
    qtbot.mouseRelease(viewport, left, pos=place(window, words, end=True))


def turn(widget: QWidget) -> None:
    """One notch of the wheel towards the hand."""
    middle = QPointF(widget.rect().center())
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    notch = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, -120), buttons, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, notch)


def annotator(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    return run.stdout


def code_a_thread(qtbot: QtBot, window: MainWindow, project_path: Path, file: Path, words: str) -> str:
    """Open, import, mark by mouse, label by keys; the quote that should be there."""
    assert put_in_front(window, project_path)
    import_text(qtbot, window, file)
    window.activateWindow()
    window.reading.view.setFocus()
    qtbot.waitUntil(window.reading.view.hasFocus)
    while words not in window.reading.view.text():
        assert window.workspace.step(1)
    drag(qtbot, window, words)
    qtbot.keyClicks(window.reading.view, "1q")
    qtbot.keyClick(window.reading.view, Qt.Key.Key_Return)
    return words


def code_close_and_look(
    qtbot: QtBot, window: MainWindow, project_path: Path, file: Path, words: str
) -> dict[str, list[dict[str, Any]]]:
    """Code in the window, close it, and look with other processes; the timeline as they print it."""
    folder = project_path.parent
    quote = code_a_thread(qtbot, window, project_path, file, words)
    window.close()
    assert [found.name for found in folder.glob("*study*")] == [project_path.name]

    annotator("export", str(project_path), "--format", "csv", "-o", str(folder / "out.csv"))
    exported = list(csv.DictReader((folder / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["coder"], row["quote"], row["variable"]) for row in exported] == [
        ("Ana", quote, "framing"),
        ("Ana", quote, "claim type"),
    ]
    assert annotator("check", str(project_path)).strip() == "No problem found."
    timeline: dict[str, list[dict[str, Any]]] = json.loads(annotator("timeline", str(project_path), "--json"))
    with Store(project_path, write=True) as store:
        assert [(made.quote, len(made.values)) for made in read_annotations(store)] == [(quote, 2)]
        step = store.next_undo()
        assert step is not None
        assert step.action == "Mark as done"
        store.undo()
        store.undo()
        assert [len(made.values) for made in read_annotations(store)] == [1]
        store.undo()
        assert list(read_annotations(store)) == []
    return timeline


def test_what_was_coded_is_there_in_a_new_process(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")

    timeline = code_close_and_look(qtbot, window, project_path, thread, "northern bloc")

    # The thread has no date, and none was invented: it stands in the band of the undated.
    assert (timeline["bins"], [band["name"] for band in timeline["bands"]]) == ([], ["undated"])


def test_one_of_the_users_documents_is_coded(
    qtbot: QtBot, window: MainWindow, project_path: Path, real_texts: Path
) -> None:
    (article,) = real_texts.rglob("000_*.txt")

    timeline = code_close_and_look(qtbot, window, project_path, article, "collective leadership")

    assert [(month["name"], sum(month["counts"])) for month in timeline["bins"]] == [("2018-01", 1)]


@pytest.mark.parametrize(
    "name",
    [
        "statementList",
        "statementView",
        "codebookPanel",
        "timelinePanel",
        "agreementPanel",
        "searchField",
        "coderChooser",
    ],
)
def test_every_part_is_found_by_its_name(window: MainWindow, project_path: Path, name: str) -> None:
    put_in_front(window, project_path)
    for tab in range(window.drawer.count()):
        window.drawer.show_panel(tab)

    part = window.findChild(QWidget, name)

    assert part is not None
    assert part.accessibleName()


def test_every_action_and_input_has_a_name(window: MainWindow, project_path: Path) -> None:
    put_in_front(window, project_path)

    for action in window.actions_.all():
        assert action.objectName()
        assert action.text()
        assert action.statusTip()
    for field in (*window.findChildren(QLineEdit), *window.findChildren(QComboBox)):
        assert field.objectName(), field
        assert field.accessibleName(), field.objectName()


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for action in window.actions_.all() for key in action.shortcuts()]

    assert sorted(keys) == sorted(set(keys))


def test_no_two_actions_of_a_menu_share_an_underlined_letter(window: MainWindow) -> None:
    letters = [
        (command.where, command.within, command.text.partition("&")[2][:1].lower())
        for command in window.actions_.commands
        if "&" in command.text
    ]

    assert sorted(letters) == sorted(set(letters))


def test_a_file_that_is_no_project_is_told_in_a_line(window: MainWindow, tmp_path: Path) -> None:
    stray = tmp_path / "picture.annotator"
    stray.write_bytes(b"\x89PNG")

    assert not put_in_front(window, stray)

    assert "picture.annotator is not an Annotator project" in window.statusBar().currentMessage()


def test_opening_the_project_in_front_leaves_it_there(window: MainWindow, project_path: Path) -> None:
    put_in_front(window, project_path)
    store = window.workspace.store

    assert put_in_front(window, project_path)
    assert window.workspace.store is store
    assert "another window" not in window.statusBar().currentMessage()


def test_one_can_go_back_to_the_colours_of_the_system(window: MainWindow) -> None:
    themes = [window.actions_[name] for name in ("themeSystem", "themeLight", "themeDark", "themeContrast")]

    window.actions_["themeContrast"].trigger()
    assert [action.isChecked() for action in themes] == [False, False, False, True]
    window.actions_["themeSystem"].trigger()

    assert [action.isChecked() for action in themes] == [True, False, False, False]
    assert window.preferences.theme is ThemeName.SYSTEM


@pytest.mark.parametrize(
    ("action", "panel"),
    [("foldStatements", "statements"), ("foldCodebook", "codebook"), ("foldDrawer", "drawer")],
)
def test_what_was_folded_yesterday_unfolds_at_the_first_key(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path, action: str, panel: str
) -> None:
    put_in_front(window, project_path)
    window.actions_[action].trigger()
    window.close()
    again = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.show()
    put_in_front(again, project_path)

    again.actions_[action].trigger()

    found: QWidget = getattr(again, panel)
    assert found.isVisible()
    assert min(found.width(), found.height()) >= 100
    again.close()


def test_folding_and_unfolding_keeps_the_width(window: MainWindow, project_path: Path) -> None:
    put_in_front(window, project_path)
    sides = window.arrangement.sides
    before = sides.sizes()

    window.actions_["foldCodebook"].trigger()
    folded = sides.sizes()
    window.actions_["foldCodebook"].trigger()

    assert folded[1] == 0
    assert sides.sizes() == before


def test_folding_what_has_the_keys_gives_them_to_the_text(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_without_coders(qtbot, window, tmp_path)
    window.drawer.tabBar().setFocus()

    window.actions_["foldDrawer"].trigger()

    qtbot.waitUntil(window.reading.view.hasFocus)


def test_an_export_is_offered_beside_the_project(
    window: MainWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    monkeypatch.setattr(file_prompts, "ask_new_file", lambda *words: offered.append(Path(words[2])))
    put_in_front(window, project_path)

    window.actions_["exportProject"].trigger()

    assert [(path.parent, path.stem) for path in offered] == [(project_path.parent, project_path.stem)]


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_an_empty_progress_bar_does_not_look_full(theme: Theme) -> None:
    assert contrast(theme.accent, theme.groove) >= 3


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_undo_says_what_it_would_undo(window: MainWindow, project_path: Path) -> None:
    put_in_front(window, project_path)

    assert "Add coder Bruno" in window.actions_["undo"].text()
    window.actions_["undo"].trigger()
    assert "Add coder Bruno" in window.actions_["redo"].text()


def test_coder_chooser_switches_whose_labels_are_shown(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    code_a_thread(qtbot, window, project_path, thread, "northern bloc")
    window.workspace.step(-1)
    shown: Callable[[], int] = lambda: len(window.reading.list.ids())  # noqa: E731
    assert shown() == 1

    window.top.coders.setCurrentIndex(1)
    window.top.coders.activated.emit(1)

    assert shown() == 0
    window.looks.show_all_coders(True)
    assert shown() == 1


def test_a_second_pass_sees_nothing_of_the_first_even_where_all_coders_are_shown(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    code_a_thread(qtbot, window, project_path, thread, "northern bloc")
    window.workspace.step(-1)
    assert window.workspace.coder_id is not None
    drawn = window.workspace.edit(begin_again, window.workspace.coder_id, size=9, seed="1")
    assert drawn is not None
    window.looks.show_all_coders(True)
    assert len(window.reading.list.ids()) == 1

    window.workspace.set_coder(drawn[0])

    assert window.reading.list.ids() == []


def test_the_coder_who_coded_last_codes_again_after_opening(
    window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    put_in_front(window, project_path)
    window.workspace.set_coder(window.workspace.head.coders[1].id)

    window.workspace.close()
    put_in_front(window, project_path)
    after_opening = window.workspace.coder
    remembered = Preferences(tmp_path / "settings.json").coder_of(window.workspace.head.uid)

    assert after_opening is not None
    assert after_opening.name == "Bruno"
    assert remembered == after_opening.id


def test_a_remembered_coder_who_is_gone_is_not_taken(window: MainWindow, project_path: Path) -> None:
    put_in_front(window, project_path)
    uid = window.workspace.head.uid
    window.workspace.close()
    window.preferences.remember_coder(uid, CoderId(99))

    put_in_front(window, project_path)

    assert window.workspace.coder is not None
    assert window.workspace.coder.name == "Ana"


def test_a_project_that_is_closed_opens_where_it_was_left(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first = open_without_coders(qtbot, window, tmp_path)
    window.workspace.step(1)
    left = window.workspace.statement_id

    window.actions_["closeProject"].trigger()
    put_in_front(window, tmp_path / "new.annotator")

    assert left != first
    assert window.workspace.statement_id == left


def test_a_note_being_written_is_kept_when_the_project_is_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_without_coders(qtbot, window, tmp_path)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mara")
    window.coding.press("1")
    window.actions_["memo"].trigger()
    qtbot.keyClicks(window.reading.memo.field, "ask Ana")

    window.actions_["closeProject"].trigger()

    with Store(tmp_path / "new.annotator", write=False) as store:
        assert [found.memo for found in read_annotations(store)] == ["ask Ana"]


def open_without_coders(qtbot: QtBot, window: MainWindow, folder: Path) -> StatementId:
    """Open a new project with a thread in it; its first statement is in front."""
    path = folder / "new.annotator"
    create_project(path, title="New").close()
    thread = folder / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    put_in_front(window, path)
    import_text(qtbot, window, thread)
    assert window.workspace.statement_id is not None
    return window.workspace.statement_id


def test_the_first_label_asks_who_codes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_without_coders(qtbot, window, tmp_path)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mara")

    window.coding.press("1")

    assert [coder.name for coder in window.workspace.head.coders] == ["Mara"]
    assert len(list(read_annotations(window.workspace.store))) == 1


@pytest.mark.parametrize(("name", "stage"), [("doneAndNext", Stage.DONE), ("skip", Stage.SKIPPED)])
def test_the_first_statement_that_is_done_asks_who_codes_and_is_done(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, stage: Stage
) -> None:
    first = open_without_coders(qtbot, window, tmp_path)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mara")

    window.actions_[name].trigger()

    coder = window.workspace.coder_id
    assert coder is not None
    assert read_status(window.workspace.store, first, coder).stage is stage
    assert window.workspace.statement_id != first


def test_nothing_is_passed_over_while_nobody_codes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_without_coders(qtbot, window, tmp_path)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: None)

    window.actions_["doneAndNext"].trigger()

    assert window.workspace.statement_id == first


def test_the_first_flag_asks_who_codes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_without_coders(qtbot, window, tmp_path)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mara")

    window.actions_["flag"].trigger()

    coder = window.workspace.coder_id
    assert coder is not None
    assert read_status(window.workspace.store, first, coder).flagged


def test_one_can_go_on_by_keys_after_an_import(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_without_coders(qtbot, window, tmp_path)

    qtbot.waitUntil(window.reading.view.hasFocus)


def test_neither_wheel_nor_letter_changes_who_codes(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    put_in_front(window, project_path)
    chooser = window.top.coders
    chooser.setFocus()

    qtbot.keyClick(chooser, Qt.Key.Key_B)
    turn(chooser)

    assert window.workspace.coder is not None
    assert window.workspace.coder.name == "Ana"
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert window.workspace.coder.name == "Bruno"


def test_reading_goes_on_when_the_coder_is_chosen(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path
) -> None:
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    put_in_front(window, project_path)
    import_text(qtbot, window, thread)
    window.top.coders.setFocus()

    window.top.coders.showPopup()
    qtbot.keyClick(window.top.coders.view(), Qt.Key.Key_Return)

    qtbot.waitUntil(window.reading.view.hasFocus)


def test_keys_lead_from_the_search_to_a_hit_and_to_the_text(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_without_coders(qtbot, window, tmp_path)
    window.actions_["find"].trigger()
    qtbot.keyClicks(window.top.search, "treaty")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    found = window.drawer.currentWidget()
    hits = window.findChild(QTableView, "foundList")
    assert found is not None
    assert hits is not None
    qtbot.waitUntil(lambda: hits.model().rowCount() == 1)

    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    qtbot.waitUntil(hits.hasFocus)
    qtbot.keyClick(hits, Qt.Key.Key_Return)

    qtbot.waitUntil(window.reading.view.hasFocus)
    marked = window.reading.view.marked_span()
    assert marked is not None
    assert window.reading.view.text()[marked.start : marked.end] == "treaty"


def test_escape_leads_from_the_search_to_the_text(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_without_coders(qtbot, window, tmp_path)
    window.actions_["find"].trigger()

    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)

    qtbot.waitUntil(window.reading.view.hasFocus)


@pytest.mark.parametrize(("action", "name"), [("editCodebook", "codebookEditor"), ("manual", "manualWindow")])
def test_a_window_that_is_open_is_not_opened_twice(
    window: MainWindow, project_path: Path, action: str, name: str
) -> None:
    put_in_front(window, project_path)

    window.actions_[action].trigger()
    window.actions_[action].trigger()

    assert len([made for made in window.findChildren(QDialog, name) if made.isVisible()]) == 1


def test_undoing_what_another_coder_did_asks_first(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    code_a_thread(qtbot, window, project_path, thread, "northern bloc")
    window.workspace.set_coder(window.workspace.head.coders[1].id)
    asked: list[str] = []

    def decline(_parent: QWidget, _title: str, question: str, *, act: str) -> bool:
        asked.append(f"{question} [{act}]")
        return False

    monkeypatch.setattr(prompts, "confirm", decline)

    window.actions_["undo"].trigger()

    assert asked == ["The last step is Ana's: Mark as done. Take it back? [Undo]"]
    step = window.workspace.store.next_undo()
    assert step is not None
    assert step.action == "Mark as done"


def who(window: MainWindow) -> str:
    coder = window.workspace.coder
    return coder.name if coder else ""


def test_undoing_a_coder_leaves_nobody_dangling(
    qtbot: QtBot, window: MainWindow, project_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_front(window, project_path)
    window.workspace.set_coder(window.workspace.head.coders[1].id)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mara")

    window.workspace.undo()
    assert [coder.name for coder in window.workspace.head.coders] == ["Ana"]
    assert who(window) == "Ana"
    window.workspace.undo()
    assert who(window) == ""
    thread = tmp_path / "thread.txt"
    thread.write_text(THREAD, encoding="utf-8")
    import_text(qtbot, window, thread)
    window.coding.press("1")

    assert who(window) == "Mara"


def test_keys_go_to_the_next_untouched_and_the_next_flagged_statement(
    qtbot: QtBot, window: MainWindow, project_file: Path
) -> None:
    put_in_front(window, project_file)
    workspace, view = window.workspace, window.reading.view
    assert workspace.coder_id is not None
    first, *others = [StatementId(key) for key in workspace.queue]
    set_stage(workspace.store, [first, *others[:-1]], workspace.coder_id, Stage.DONE)
    set_flag(workspace.store, others[0], workspace.coder_id, flagged=True)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

    qtbot.keyClick(view, Qt.Key.Key_PageDown, control)
    assert workspace.statement_id == others[-1]
    qtbot.keyClick(view, Qt.Key.Key_PageDown, control | shift)
    assert workspace.statement_id == others[0]
    qtbot.keyClick(view, Qt.Key.Key_PageDown, control | shift)
    assert workspace.statement_id == others[0]
    assert window.statusBar().currentMessage() == "No other statement of the queue has a flag."


def test_a_flag_says_why_above_the_text_until_it_is_taken_off(
    qtbot: QtBot, window: MainWindow, project_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "whose bloc?")
    put_in_front(window, project_file)
    notes = window.reading.findChild(QLabel, "headerNotes")
    assert notes is not None

    qtbot.keyClick(window.reading.view, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)

    assert notes.isVisible()
    assert notes.text() == "⚑ whose bloc?"
    qtbot.keyClick(window.reading.view, Qt.Key.Key_F4)
    assert not notes.isVisible()
    window.workspace.undo()
    assert notes.text() == "⚑ whose bloc?"

"""Memos, written under the text through real keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.model.memo import MemoOn
from annotator.store.annotations import read_annotations
from annotator.store.memos import read_memos
from tests.builders import statement
from tests.gui.conftest import Desk


def memos(desk: Desk) -> list[tuple[MemoOn, int, str]]:
    return [(memo.on, memo.target_id, memo.text) for memo in read_memos(desk.workspace.store)]


def note(desk: Desk) -> str:
    label = desk.reading.findChild(QLabel, "headerNotes")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_without_an_annotation_the_memo_is_on_the_statement(qtbot: QtBot, desk: Desk) -> None:
    desk.reading.memo.write()
    qtbot.waitUntil(desk.reading.memo.field.hasFocus)

    qtbot.keyClicks(desk.reading.memo.field, "Irony 1q?")
    qtbot.keyClick(desk.reading.memo.field, Qt.Key.Key_Escape)

    assert memos(desk) == [(MemoOn.STATEMENT, statement(desk.workspace.store, "treaty"), "Irony 1q?")]
    assert list(read_annotations(desk.workspace.store)) == []
    assert not desk.reading.memo.isVisible()
    assert desk.view.hasFocus()
    assert note(desk) == "✎ Irony 1q?"


def test_the_active_annotation_has_its_memo_in_itself(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark_all()
    qtbot.keyClicks(desk.view, "1")

    desk.reading.memo.write()
    qtbot.keyClicks(desk.reading.memo.field, "Sure.")
    desk.reading.memo.leave()

    (made,) = read_annotations(desk.workspace.store)
    assert made.memo == "Sure."
    assert memos(desk) == []


def test_the_same_key_goes_on_to_source_and_code(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark_all()
    qtbot.keyClicks(desk.view, "1")
    code = next(desk.workspace.codebook.codes()).id
    pane = desk.reading.memo

    for words in ("on the annotation", "on the statement", "on the source", "on the code"):
        pane.write()
        qtbot.keyClicks(pane.field, words)
    pane.leave()

    place = statement(desk.workspace.store, "treaty")
    assert memos(desk) == [
        (MemoOn.CODE, code, "on the code"),
        (MemoOn.SOURCE, 1, "on the source"),
        (MemoOn.STATEMENT, place, "on the statement"),
    ]
    assert note(desk) == "✎ on the statement    ✎ on the source"


def test_going_on_keeps_what_was_written_where_it_belongs(qtbot: QtBot, desk: Desk) -> None:
    place = statement(desk.workspace.store, "treaty")
    desk.reading.memo.write()
    qtbot.keyClicks(desk.reading.memo.field, "Look again.")

    desk.workspace.step(1)

    assert memos(desk) == [(MemoOn.STATEMENT, place, "Look again.")]
    assert desk.reading.memo.field.toPlainText() == ""
    assert note(desk) == ""
    desk.workspace.step(-1)
    assert desk.reading.memo.field.toPlainText() == "Look again."


def test_an_undone_memo_goes_from_the_pane_too(qtbot: QtBot, desk: Desk) -> None:
    desk.reading.memo.write()
    qtbot.keyClicks(desk.reading.memo.field, "Wrong.")
    desk.reading.memo.keep()

    desk.workspace.undo()

    assert desk.reading.memo.field.toPlainText() == ""
    assert memos(desk) == []


def test_other_coders_do_not_see_it(qtbot: QtBot, desk: Desk) -> None:
    desk.reading.memo.write()
    qtbot.keyClicks(desk.reading.memo.field, "Mine.")
    desk.reading.memo.leave()
    bruno = desk.workspace.head.coders[1].id

    desk.workspace.set_coder(bruno)

    assert note(desk) == ""


def test_an_emptied_memo_is_taken_away(qtbot: QtBot, desk: Desk) -> None:
    pane = desk.reading.memo
    pane.write()
    qtbot.keyClicks(pane.field, "x")
    pane.leave()

    pane.write()
    qtbot.keyClick(pane.field, Qt.Key.Key_Backspace)
    pane.leave()

    assert memos(desk) == []

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.gui import prompts

Hand = Callable[[Callable[[QDialog], None]], None]


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    """Do something with the dialog that is about to be asked."""

    def wait(act: Callable[[QDialog], None]) -> None:
        def reach() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            act(dialog)

        QTimer.singleShot(0, reach)

    del qtbot
    return wait


def test_a_line_is_asked_for_and_trimmed(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        assert field.selectedText() == "off topic"
        qtbot.keyClicks(field, " duplicate ")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    hand(answer)

    assert prompts.ask_text(None, "Exclude", "Why?", text="off topic") == "duplicate"


def test_a_question_put_away_has_no_answer(hand: Hand) -> None:
    hand(QDialog.reject)
    assert prompts.ask_text(None, "Exclude", "Why?") is None

    hand(QDialog.reject)
    assert prompts.ask_choice(None, "Source", "Which?", ["one"]) is None

    hand(QDialog.reject)
    assert not prompts.confirm(None, "Skip", "Skip 51 statements?", act="Skip")


def test_typing_narrows_a_choice_down_and_arrows_move_in_it(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field, view = dialog.findChild(QLineEdit), dialog.findChild(QListView)
        assert field is not None
        assert view is not None
        qtbot.keyClicks(field, "HAR")
        assert view.model().rowCount() == 2
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    hand(answer)

    assert prompts.ask_choice(None, "Source", "Which?", ["Harbour", "Island", "New harbour"]) == 2


def test_what_matches_nothing_cannot_be_taken(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClicks(field, "whale")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    hand(answer)

    assert prompts.ask_choice(None, "Source", "Which?", ["Harbour"]) is None


def test_the_verb_on_the_button_says_yes(hand: Hand) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        (button,) = [button for button in dialog.buttons() if button.text() == "Skip"]
        assert dialog.defaultButton() is button
        button.click()

    hand(answer)

    assert prompts.confirm(None, "Skip", "Skip 51 statements?", act="Skip")

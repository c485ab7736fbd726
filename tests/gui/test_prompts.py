from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import prompts
from annotator.model.periods import read_period

Hand = Callable[[Callable[[QDialog], None]], None]


ISLANDS = ["Aldmark", "Isla Mora", "Quell", "Skarn", "Tars", "Tarsia", "Velm"]
"""More than are seen at a glance, with one more."""


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

    assert prompts.ask_choice(None, "Source", "Which?", [*ISLANDS, "Harbour", "Island", "New harbour"]) == 9


def test_what_matches_nothing_cannot_be_taken(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClicks(field, "whale")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    hand(answer)

    assert prompts.ask_choice(None, "Source", "Which?", [*ISLANDS, "Harbour"]) is None


def test_a_few_choices_are_taken_by_arrows_or_their_first_letter(hand: Hand, qtbot: QtBot) -> None:
    def answer(*keys: Qt.Key) -> Callable[[QDialog], None]:
        def act(dialog: QDialog) -> None:
            field, view = dialog.findChild(QLineEdit), dialog.findChild(QListView)
            assert field is not None
            assert view is not None
            assert not field.isVisible()
            for key in keys:
                qtbot.keyClick(view, key)

        return act

    places = ["Sentences", "Paragraphs", "Whole posts"]
    for keys, place in (((), 0), ((Qt.Key.Key_Down,), 1), ((Qt.Key.Key_W,), 2)):
        hand(answer(*keys, Qt.Key.Key_Return))
        assert prompts.ask_choice(None, "Import", "Into what?", places) == place


def test_the_verb_on_the_button_says_yes(hand: Hand) -> None:
    def answer(dialog: QDialog) -> None:
        (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Skip"]
        assert button.isDefault()
        button.click()

    hand(answer)

    assert prompts.confirm(None, "Skip", "Skip 51 statements?", act="Skip")


def _button(dialog: QDialog, words: str) -> QPushButton:
    (found,) = [
        button for button in dialog.findChildren(QPushButton) if button.text().replace("&", "") == words
    ]
    return found


def test_an_empty_line_cannot_be_taken(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        assert not _button(dialog, "OK").isEnabled()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.keyClicks(field, "Mara")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    hand(answer)

    assert prompts.ask_text(None, "Add a coder", "Who codes?") == "Mara"


def test_an_empty_line_is_an_answer_where_it_means_something(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    hand(answer)

    assert prompts.ask_text(None, "Title", "What stands above?", text="Old", may_be_empty=True) == ""


def test_what_will_not_do_is_told_and_stays_to_be_changed(hand: Hand, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClicks(field, "spring")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert any("spring is not a period" in label.text() for label in dialog.findChildren(QLabel))
        field.selectAll()
        qtbot.keyClicks(field, "2031-03")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    hand(answer)

    assert prompts.ask_text(None, "Filter by date", "From when to when?", check=read_period) == "2031-03"


@pytest.mark.parametrize("words", ["Short.", "A question that needs more lines than one. " * 4])
def test_words_and_buttons_are_whole(hand: Hand, words: str) -> None:
    def answer(dialog: QDialog) -> None:
        for child in dialog.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isVisible():
                assert child.height() >= max(
                    child.heightForWidth(child.width()), child.minimumSizeHint().height()
                )
                assert dialog.rect().contains(child.geometry())
        dialog.reject()

    hand(answer)

    prompts.ask_text(None, "Filter", words)


def test_a_short_choice_is_no_higher_than_it_needs(hand: Hand) -> None:
    heights = []

    def answer(dialog: QDialog) -> None:
        heights.append(dialog.height())
        dialog.reject()

    for choices in (["one", "two", "three"], [str(number) for number in range(40)]):
        hand(answer)
        prompts.ask_choice(None, "Import", "Into what?", choices)

    assert heights[0] < 0.7 * heights[1]

"""How many keys the work takes, selection included, counted by the key events that are sent.

The manual prints these counts (resources/manual/coding.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.annotation import Annotation, Stage
from annotator.store.annotations import read_annotations, read_statuses
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.in_front import put_in_front

ARTICLE = "The bloc writes alone. The islands wait. The bloc signs nothing. The fishers leave."


class Hand:
    """Presses keys where the focus is, and counts them; a key with Shift or Ctrl counts as two."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self.window = window
        self.count = 0

    def press(self, *keys: str | Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            self._qtbot.keyClick(focused, key)
            self.count += 1

    def made(self) -> list[Annotation]:
        return list(read_annotations(self.window.workspace.store))


@pytest.fixture
def hand(qtbot: QtBot, tmp_path: Path) -> Iterator[Hand]:
    path = tmp_path / "keys.annotator"
    with Store.create(path, title="Keys") as store:
        fill(store, draft(ARTICLE), draft("A second source.\nIts end."))
        add_actor(store, "Northern Compact")
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    put_in_front(window, path)
    qtbot.waitUntil(window.reading.view.hasFocus)
    yield Hand(qtbot, window)
    window.close()


def use_the_target_once(hand: Hand) -> None:
    """By typing, as for the first time: from now on the actor has a key."""
    hand.press(Qt.Key.Key_Space, "/", *"north", Qt.Key.Key_Return)
    assert len(hand.made()) == 1
    hand.count = 0


def test_a_sentence_with_three_labels_takes_four_keys(hand: Hand) -> None:
    use_the_target_once(hand)

    hand.press(Qt.Key.Key_Space, "1", "q", "a")

    assert hand.count == 4
    made = hand.made()[-1]
    assert made.quote == "The islands wait."
    assert len(made.values) == 3


def test_the_next_sentence_with_the_same_labels_takes_two_keys(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Space, "1", "q")
    hand.count = 0

    hand.press(Qt.Key.Key_Space, ".")

    assert hand.count == 2
    first, second = hand.made()
    assert (first.quote, second.quote) == ("The bloc writes alone.", "The islands wait.")
    assert first.values == second.values


def test_the_same_labels_again_take_one_key_while_sticky(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Space, "1", ",")
    hand.count = 0

    hand.press(Qt.Key.Key_Space)

    assert hand.count == 1
    assert [made.quote for made in hand.made()] == ["The bloc writes alone.", "The islands wait."]


def test_a_label_for_the_statement_and_on_takes_two_keys(hand: Hand) -> None:
    before = hand.window.workspace.statement_id

    hand.press("2", Qt.Key.Key_Return)

    assert hand.count == 2
    assert hand.window.workspace.statement_id != before
    assert [made.span for made in hand.made()] == [None]
    assert [status.stage for status in read_statuses(hand.window.workspace.store)] == [Stage.DONE]


def test_and_one_key_with_auto_advance(hand: Hand) -> None:
    hand.window.actions_["autoAdvance"].trigger()
    before = hand.window.workspace.statement_id

    hand.press("2")

    assert hand.count == 1
    assert hand.window.workspace.statement_id != before
    assert len(hand.made()) == 1


def test_growing_goes_from_word_to_clause_to_sentence(hand: Hand) -> None:
    view = hand.window.reading.view
    grown = []

    for _ in range(3):
        hand.window.actions_["grow"].trigger()
        marked = view.marked_span()
        assert marked is not None
        grown.append(marked.of(view.text()))

    assert grown == ["The", "The bloc writes alone.", ARTICLE]


def test_escape_lets_go_and_delete_takes_back(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Space, "1")
    hand.press(Qt.Key.Key_Escape)
    assert hand.window.workspace.annotation_id is None

    hand.window.actions_["nextAnnotation"].trigger()
    hand.press(Qt.Key.Key_Delete)

    assert hand.made() == []

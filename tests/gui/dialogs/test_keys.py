"""The list of keys: found, changed, refused, kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.coding.key_choices import KeyChoices
from annotator.gui.dialogs.keys import KeysDialog
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from tests.gui.in_front import put_in_front

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, project_file)
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> KeysDialog:
    window.actions_["keys"].trigger()
    found = window.findChild(KeysDialog)
    assert isinstance(found, KeysDialog)
    qtbot.waitExposed(found)
    return found


def press(qtbot: QtBot, dialog: KeysDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, key, modifier)
    qtbot.waitUntil(lambda: dialog.message.text() != "Press a new key in the field below.", timeout=5000)


def shown(dialog: KeysDialog) -> list[str]:
    return [row[0].text for row in dialog.view.grid.rows]


def keys(window: MainWindow, name: str) -> list[str]:
    return [key.toString() for key in window.actions_[name].shortcuts()]


def test_every_action_and_the_keys_of_the_codebook_are_listed(dialog: KeysDialog, window: MainWindow) -> None:
    rows = {row[0].text: row[2].text for row in dialog.view.grid.rows}

    assert len(window.actions_.commands) <= len(rows) + 2  # two pairs share their words
    assert rows["Memo"] == "Ctrl+M"
    assert rows["equality"] == "1"


def test_actions_are_found_by_name_and_by_key(qtbot: QtBot, dialog: KeysDialog) -> None:
    qtbot.keyClicks(dialog.search, "ctrl+shift+o")
    assert shown(dialog) == ["Only this source"]

    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "equal")
    assert shown(dialog) == ["equality"]
    assert dialog.chosen() is None


def test_another_key_works_at_once_and_is_kept(
    qtbot: QtBot, dialog: KeysDialog, window: MainWindow, tmp_path: Path
) -> None:
    dialog.choose("flag")

    press(qtbot, dialog, Qt.Key.Key_U)

    assert keys(window, "flag") == ["Ctrl+U"]
    assert json.loads((tmp_path / "settings.json").read_text())["keys"] == {"flag": "Ctrl+U"}
    again = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    assert keys(again, "flag") == ["Ctrl+U"]


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("Ctrl+M", "Ctrl+M is the key of “Memo”."),
        ("Q", "Q belongs to the codes of the codebook."),
        ("5", "5 belongs to the codes of the codebook."),
        (";", "; is needed for typing. Take one with Ctrl or Alt."),
    ],
)
def test_a_key_that_is_taken_is_refused(window: MainWindow, key: str, sentence: str) -> None:
    assert window.keys.take("flag", QKeySequence(key)) == sentence
    assert keys(window, "flag") == ["F4"]


def test_a_clash_is_told_where_it_happens(qtbot: QtBot, dialog: KeysDialog, window: MainWindow) -> None:
    dialog.choose("flag")

    press(qtbot, dialog, Qt.Key.Key_M)

    assert dialog.message.text() == "Ctrl+M is the key of “Memo”."
    assert keys(window, "flag") == ["F4"]


def test_punctuation_may_be_a_key_while_reading(window: MainWindow) -> None:
    assert window.keys.take("repeat", QKeySequence(";")) is None


def test_a_key_is_taken_away_and_all_come_back(
    qtbot: QtBot, dialog: KeysDialog, window: MainWindow, tmp_path: Path
) -> None:
    dialog.choose("flag")
    for name in ("keysNone", "keysUsual"):
        button = dialog.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if name == "keysNone":
            assert keys(window, "flag") == []

    assert keys(window, "flag") == ["F4"]
    assert json.loads((tmp_path / "settings.json").read_text())["keys"] == {}


def test_no_two_usual_keys_clash(window: MainWindow) -> None:
    choices = KeyChoices(window.actions_, Preferences())

    refused = [
        (name, refusal)
        for name in choices.commands
        for key in choices.keys_of(name)
        if (refusal := choices.refusal(name, key)) is not None
    ]

    assert refused == []


def test_keys_are_shown_as_they_are_engraved(window: MainWindow) -> None:
    window.coding.learn_engraving("q", "й")

    assert window.coding.engraved("q") == "Й"
    assert window.coding.engraved("w") == "W"

"""Keys go by their place on the keyboard: the events are those that Qt sends on other layouts."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.coding.keys import place_of
from annotator.store.annotations import read_annotations
from tests.gui.conftest import Desk

X11_Q, X11_1, X11_SPACE = 24, 10, 65
WINDOWS_Q, WINDOWS_1 = 16, 2
MAC_Q, MAC_A, MAC_1 = 12, 0, 18


MAC_MARK = 0x100  # kCGEventFlagMaskNonCoalesced, in the flags of every key that was really pressed


def pressed(letter: str, *, scan: int = 0, virtual: int = 0, flags: int = 0) -> QKeyEvent:
    key = ord(letter.upper()[0])
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, scan, virtual, flags, letter)


@pytest.mark.parametrize(
    ("platform", "event", "place"),
    [
        ("linux", pressed("a", scan=X11_Q), "q"),  # AZERTY has A right of Tab
        ("linux", pressed("&", scan=X11_1), "1"),  # and & where others have 1
        ("linux", pressed("й", scan=X11_Q), "q"),  # Russian
        ("linux", pressed("z", scan=X11_Q + 5), "y"),  # QWERTZ
        ("linux", pressed(" ", scan=X11_SPACE), ""),
        ("linux", pressed("q"), "q"),  # a remote desktop that tells no place
        ("linux", pressed("ш"), ""),
        ("win32", pressed("a", scan=WINDOWS_Q), "q"),
        ("win32", pressed("é", scan=WINDOWS_1 + 1), "2"),
        ("darwin", pressed("a", virtual=MAC_Q), "q"),
        ("darwin", pressed("&", virtual=MAC_1), "1"),
        ("darwin", pressed("ф", virtual=MAC_A, flags=MAC_MARK), "a"),
        ("darwin", pressed("q", virtual=MAC_A, flags=MAC_MARK), "a"),
        ("darwin", pressed("q"), "q"),
    ],
)
def test_a_key_is_known_by_its_place(
    monkeypatch: pytest.MonkeyPatch, platform: str, event: QKeyEvent, place: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)

    assert place_of(event) == place


def test_on_azerty_the_row_below_the_digits_labels_and_the_legend_follows(desk: Desk) -> None:
    """`accusation` has the key right of Tab."""
    desk.view.setFocus()

    QApplication.sendEvent(desk.view, pressed("a", scan=X11_Q))

    (made,) = read_annotations(desk.workspace.store)
    (value,) = made.values
    assert value.code_id is not None
    assert desk.workspace.codebook.code(value.code_id).name == "accusation"
    assert desk.coding.engraved("q") == "A"

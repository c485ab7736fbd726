"""What stands above the text fits its width, also when that changes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_flag
from annotator.model.annotation import CoderId
from tests.gui.conftest import Desk

NOTE = "A good example for the codebook: two frames that cross at the semicolon, to be talked about on Monday"


def test_a_note_is_as_long_as_there_is_room_now(qtbot: QtBot, desk: Desk) -> None:
    assert desk.workspace.statement_id is not None
    set_flag(desk.workspace.store, desk.workspace.statement_id, CoderId(1), flagged=True, note=NOTE)
    notes = desk.reading.findChild(QLabel, "headerNotes")
    assert notes is not None

    desk.reading.resize(500, 500)
    qtbot.waitUntil(lambda: notes.text().endswith("…"))
    assert notes.fontMetrics().horizontalAdvance(notes.text()) <= notes.width()
    desk.reading.resize(1400, 500)

    qtbot.waitUntil(lambda: notes.text() == f"⚑ {NOTE}")
    desk.reading.resize(500, 500)
    qtbot.waitUntil(lambda: notes.text().endswith("…"))
    assert desk.reading.width() == 500

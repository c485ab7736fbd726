"""What is to be read stands in sight when it comes to the front."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.text.statement_view import StatementView
from annotator.gui.workspace import Workspace
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.conftest import Desk
from tests.gui.in_front import put_in_front

LONG = "The harbour commission met behind closed doors " * 12 + "for hours."
FRONT = "No treaty can hold when one shore writes it and the other is told to sign, " * 4 + "said the envoy."


def place_of(view: StatementView, position: int) -> tuple[int, int]:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document_position(position))
    rect = view.cursorRect(cursor)
    return rect.top(), rect.bottom()


@pytest.mark.parametrize("height", [200, 260, 500])
def test_a_statement_after_a_long_one_is_seen_whole(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, height: int
) -> None:
    with Store.create(tmp_path / "long.annotator", title="Long") as store:
        fill(store, draft(f"{LONG}\n{FRONT}\n{LONG}"))
    desk = Desk(workspace)
    panel: ReadingPanel = desk.reading
    qtbot.addWidget(panel)
    panel.resize(700, height)
    panel.show()
    put_in_front(workspace, tmp_path / "long.annotator")

    workspace.step(1)

    row = panel.row
    assert row is not None
    assert row.text == FRONT
    top, _ = place_of(desk.view, 0)
    _, bottom = place_of(desk.view, len(FRONT))
    assert top >= 0
    assert bottom <= desk.view.viewport().height() or top == 0


def test_what_is_read_stays_in_sight_when_the_window_gets_lower(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    with Store.create(tmp_path / "long.annotator", title="Long") as store:
        fill(store, draft(f"{LONG}\n{FRONT}\n{LONG}"))
    desk = Desk(workspace)
    qtbot.addWidget(desk.reading)
    desk.reading.resize(700, 620)
    desk.reading.show()
    put_in_front(workspace, tmp_path / "long.annotator")
    workspace.step(1)
    assert place_of(desk.view, 0)[0] > 0

    desk.reading.resize(700, 260)

    qtbot.waitUntil(lambda: desk.reading.height() == 260)
    top, _ = place_of(desk.view, 0)
    _, bottom = place_of(desk.view, len(FRONT))
    assert top >= 0
    assert bottom <= desk.view.viewport().height() or top == 0

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.schema import MIGRATIONS
from annotator.store.store import Store
from tests.builders import draft, fill, label
from tests.earlier import older
from tests.gui.in_front import put_in_front


@pytest.mark.parametrize(
    ("last", "old_first"), [(1, True), (1, False), (MIGRATIONS.index("2026-11-23-events"), False)]
)
def test_a_project_of_an_earlier_version_opens_and_is_coded(
    qtbot: QtBot, tmp_path: Path, last: int, *, old_first: bool
) -> None:
    full, path = tmp_path / "full.annotator", tmp_path / "older.annotator"
    with Store.create(full, title="Study") as store:
        ana, _ = fill(store, draft("No treaty holds.\nThe islands wait."))
        label(store, ana, "No treaty", "equality")
    older(path, full, last, old_first=old_first)
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()

    assert put_in_front(window, path)
    QTest.keyClick(window.reading.view, Qt.Key.Key_Space)
    QTest.keyClick(window.reading.view, Qt.Key.Key_2)

    rows = window.workspace.store.rows(
        "SELECT name FROM value JOIN code ON code.id = code_id ORDER BY value.id"
    )
    assert [row[0] for row in rows] == ["equality", "domination"]
    for place in range(window.drawer.count()):
        window.drawer.show_panel(place)
        qtbot.wait(1)
    window.close()

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.ring import Reason, list_snapshots
from annotator.store.store import Store
from tests.builders import draft, fill, label
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        ana, _ = fill(store, draft("No treaty holds.\nThe islands wait."))
        label(store, ana, "treaty", "equality")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE annotation SET speaker_id = 77")
        connection.commit()
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, path)
    yield made
    made.close()


def test_the_check_offers_to_mend_and_does_so_after_a_snapshot(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: QWidget, _title: str, question: str, *, act: str) -> bool:
        asked.append(f"{question} [{act}]")
        return True

    monkeypatch.setattr(prompts, "confirm", agree)
    path = window.workspace.store.path

    window.actions_["checkProject"].trigger()
    qtbot.waitUntil(lambda: window.statusBar().currentMessage().startswith("Mended"))
    qtbot.waitUntil(lambda: window.workspace.is_open)

    (question,) = asked
    assert question.startswith("Row 1 of annotation points to a row of actor that is not there.\n\n")
    assert question.endswith("1 of them can be mended, after a snapshot. [Mend]")
    assert window.workspace.store.rows("SELECT speaker_id FROM annotation")[0][0] is None
    assert list_snapshots(path)[0].reason is Reason.REPAIR

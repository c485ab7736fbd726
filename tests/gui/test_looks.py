"""How the text is set, and that it is set so again tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import file_prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.store import Store
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1500, 800)
    made.show()
    put_in_front(made, project_file)
    yield made
    made.close()


def line_width(window: MainWindow) -> float:
    view = window.reading.view
    shape = view.document().rootFrame().frameFormat()
    return view.viewport().width() - shape.leftMargin() - shape.rightMargin()


def test_lines_get_longer_and_shorter_and_stay_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project_file: Path
) -> None:
    usual = line_width(window)
    window.actions_["narrowerLines"].trigger()
    window.actions_["narrowerLines"].trigger()
    shorter = line_width(window)
    # 66 characters a line, and 6 fewer at each step.
    assert shorter == pytest.approx(usual * 54 / 66)
    window.close()

    again = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.resize(1500, 800)
    again.show()
    put_in_front(again, project_file)
    assert line_width(again) == pytest.approx(shorter)
    again.actions_["widerLines"].trigger()
    assert line_width(again) == pytest.approx(usual * 60 / 66)
    again.close()


def test_the_text_is_set_in_a_font_by_its_name(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.actions_["readingFont"].trigger()
    model = window.palette_.list.model()
    family = str(model.index(model.rowCount() - 1, 0).data())
    window.palette_.field.setText(family)
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)

    assert family in window.reading.view.document().defaultFont().families()
    window.close()
    assert Preferences(tmp_path / "settings.json").letters.family == family


def test_an_empty_project_leads_to_the_import(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, tmp_path: Path
) -> None:
    Store.create(tmp_path / "empty.annotator", title="Empty").close()
    put_in_front(window, tmp_path / "empty.annotator")
    asked: list[str] = []

    def ask(_parent: QWidget, title: str, _kinds: str, **_: object) -> list[Path]:
        asked.append(title)
        return []

    monkeypatch.setattr(file_prompts, "ask_files", ask)
    button = window.findChild(QPushButton, "emptyImport")
    assert button is not None
    assert button.isVisible()

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert asked == ["Import texts"]

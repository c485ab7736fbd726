"""New codes from what is typed or marked; what is like it and there already comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.palette.palette import Entry, similar
from annotator.gui.preferences import Preferences
from annotator.store.annotations import read_annotations
from tests.gui.in_front import put_in_front


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, project_file: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.show()
    put_in_front(made, project_file)
    made.workspace.step(1)
    made.activateWindow()
    made.reading.view.setFocus()
    qtbot.waitUntil(made.reading.view.hasFocus)
    yield made
    made.close()


def offered(window: MainWindow) -> list[str]:
    model = window.palette_.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def take(qtbot: QtBot, window: MainWindow, name: str) -> None:
    model = window.palette_.list.model()
    window.palette_.list.setCurrentIndex(model.index(offered(window).index(name), 0))
    qtbot.keyClick(window.palette_.field, Qt.Key.Key_Return)


def test_a_new_code_is_made_of_the_marked_words_and_given(qtbot: QtBot, window: MainWindow) -> None:
    view = window.reading.view
    view.mark_all()
    view.grow()

    qtbot.keyClick(view, "/")
    take(qtbot, window, "New code from the marked words …")
    assert window.palette_.field.text().startswith("No treaty can hold")
    window.palette_.field.setText("one shore")
    take(qtbot, window, "New code: one shore")

    (made,) = read_annotations(window.workspace.store)
    code = window.workspace.codebook.code(made.values[0].code_id or 0)  # type: ignore[arg-type]  # 0 is no code
    assert code.name == "one shore"
    assert made.quote.startswith("No treaty")

    window.workspace.undo()

    assert list(read_annotations(window.workspace.store)) == []
    assert "one shore" not in {code.name for code in window.workspace.codebook.codes()}


def test_a_new_actor_is_given_to_the_active_annotation_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    view = window.reading.view
    view.mark_all()
    qtbot.keyClicks(view, "1")

    qtbot.keyClick(view, "/")
    window.palette_.field.setText("Sea Assembly")
    take(qtbot, window, "New actor: Sea Assembly")

    (made,) = read_annotations(window.workspace.store)
    assert len(made.values) == 2
    window.workspace.undo()
    assert [actor.name for actor in window.workspace.head.actors] == []
    (made,) = read_annotations(window.workspace.store)
    assert len(made.values) == 1


def test_similar_codes_come_before_a_new_one(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.reading.view, "/")

    window.palette_.field.setText("domnation")

    assert offered(window)[0] == "domination"
    assert "New code: domnation" in offered(window)[1:]


def test_what_is_there_already_is_not_offered_anew(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.reading.view, "/")

    window.palette_.field.setText("Equality")

    assert [name for name in offered(window) if name.startswith("New")] == []


def test_names_are_similar_by_letters_or_by_words() -> None:
    entries = [Entry(name, lambda: None) for name in ("northern bloc", "security", "bloc confrontation")]

    assert [entry.name for entry in similar(entries, "nothern blok")] == ["northern bloc"]
    assert [entry.name for entry in similar(entries, "the northern bloc")] == ["northern bloc"]
    assert similar(entries, "harbour") == []

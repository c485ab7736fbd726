"""Projects come to the front without holding the window, whatever has to be done to their files first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotator.edits.projects import create_project
from annotator.gui import file_prompts, prompts
from annotator.gui.frame.writing_bar import WritingBar
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.connection import check_header
from annotator.store.ring import list_snapshots
from annotator.store.schema import SCHEMA_VERSION
from annotator.store.store import Store
from tests.benchmarks.large import large_project
from tests.earlier import older
from tests.gui.in_front import put_in_front


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of the first schema whose snapshot and migration take a while."""
    folder = tmp_path_factory.mktemp("earlier")
    older(folder / "older.annotator", large_project(folder / "full.annotator", 20_000, 20_000), 1)
    return (folder / "older.annotator").read_bytes()


@pytest.fixture
def old(tmp_path: Path, earlier: bytes) -> Path:
    path = tmp_path / "old.annotator"
    path.write_bytes(earlier)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


class Pulse:
    """How often the window could have answered."""

    def __init__(self) -> None:
        self.beats = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        self.beats += 1


def small(path: Path) -> Path:
    create_project(path, title=path.stem).close()
    return path


def test_an_earlier_file_is_brought_up_to_date_beside_a_window_that_answers(
    qtbot: QtBot, window: MainWindow, old: Path
) -> None:
    told: list[str] = []
    pulse = Pulse()

    opening = window.open(old)
    assert opening is not None
    opening.titled.connect(told.append)
    qtbot.waitUntil(lambda: window.workspace.is_open, timeout=60_000)

    assert told == ["Bringing old.annotator up to date"]
    assert pulse.beats > 3
    assert [check_header(found.path) for found in list_snapshots(old)] == [1]
    window.close()
    assert check_header(old) == SCHEMA_VERSION


def test_what_is_stopped_stays_as_it_was_and_opens_at_the_next_wish(
    qtbot: QtBot, window: MainWindow, old: Path
) -> None:
    bar = window.findChild(WritingBar)
    assert bar is not None
    opening = window.open(old)
    assert opening is not None
    opening.titled.connect(bar.stop.click)

    with qtbot.waitSignal(opening.ended, timeout=60_000):
        pass

    assert not window.workspace.is_open
    assert check_header(old) == 1
    assert put_in_front(window, old)


def test_closing_the_window_lets_go_of_what_is_being_opened(window: MainWindow, old: Path) -> None:
    window.open(old)

    window.close()

    assert not window.isVisible()
    assert check_header(old) == 1
    assert sorted(found.name for found in old.parent.iterdir() if "old" in found.name) == [old.name]
    Store(old, write=True).close()


def test_the_last_wish_counts(qtbot: QtBot, window: MainWindow, old: Path, tmp_path: Path) -> None:
    wished = small(tmp_path / "wished.annotator")

    window.open(old)
    window.open(wished)
    qtbot.waitUntil(lambda: window.workspace.is_open)
    qtbot.wait(200)

    assert window.workspace.store.path == wished
    assert put_in_front(window, old)
    Store(wished, write=True).close()


def test_one_may_change_ones_mind_twice(window: MainWindow, old: Path, tmp_path: Path) -> None:
    other = small(tmp_path / "other.annotator")
    window.open(old)
    window.open(other)

    assert put_in_front(window, old)

    Store(other, write=True).close()


def test_the_present_project_stays_until_the_other_is_there_and_can_be_worked_in(
    qtbot: QtBot, window: MainWindow, old: Path, tmp_path: Path
) -> None:
    present = small(tmp_path / "present.annotator")
    put_in_front(window, present)

    window.open(old)
    assert window.workspace.store.path == present
    window.workspace.say("still here")
    qtbot.waitUntil(lambda: window.workspace.store.path == old, timeout=60_000)

    assert sorted(found.name for found in tmp_path.iterdir() if "present" in found.name) == [present.name]


@pytest.mark.parametrize("kind", ["foreign", "newer", "locked", "missing", "damaged"])
def test_what_cannot_be_opened_is_told_and_the_present_project_stays(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(prompts, "warn", lambda *_: None)
    present, bad = small(tmp_path / "present.annotator"), small(tmp_path / "bad.annotator")
    put_in_front(window, present)
    holder = Store(bad, write=True) if kind == "locked" else None
    if kind == "foreign":
        bad.write_text("Once upon a time.", encoding="utf-8")
    elif kind == "missing":
        bad.unlink()
    elif kind in {"newer", "damaged"}:
        with bad.open("r+b") as file:
            file.seek(60 if kind == "newer" else 100)  # user_version stands at 60 in the header
            file.write((SCHEMA_VERSION + 1).to_bytes(4, "big") if kind == "newer" else b"\0" * 3000)

    assert not put_in_front(window, bad)

    assert window.workspace.store.path == present
    words = window.statusBar().currentMessage()
    assert "bad.annotator" in words
    assert words.endswith(".")
    assert window.findChild(QMessageBox) is None
    if holder is not None:
        holder.close()
        assert put_in_front(window, bad)


def test_a_new_project_that_cannot_be_made_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_prompts, "ask_free_file", lambda *_: tmp_path / "nowhere" / "study.annotator")
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)

    window.actions_["newProject"].trigger()
    qtbot.waitUntil(lambda: bool(window.statusBar().currentMessage()))

    assert "study.annotator" in window.statusBar().currentMessage()
    assert not window.workspace.is_open


def test_the_sample_project_is_made_beside_a_window_that_answers(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "own"))
    pulse = Pulse()

    window.actions_["openSample"].trigger()
    window.actions_["openSample"].trigger()  # a double click is one wish
    qtbot.waitUntil(lambda: window.workspace.is_open, timeout=60_000)

    assert pulse.beats > 3
    assert window.reading.row is not None
    window.close()
    assert [found.name for found in (tmp_path / "own").iterdir()] == ["sample.annotator"]

"""A user who presses anything: the project stays whole, and everything can be taken back."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.gui import file_prompts, prompts
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.checking import find_problems
from annotator.store.store import Store
from tests.builders import contents, draft, fill
from tests.gui.conftest import ARTICLE
from tests.gui.in_front import put_in_front

# What leaves the project, cannot be undone, or only changes the looks of the user's own settings.
LEFT_OUT = {
    *("newProject", "openProject", "openSample", "importTexts", "pasteText", "exportProject"),
    *("closeProject", "quit"),
    *("eraseCoder", "eraseSource"),
    *("manual", "about", "keys", "checkProject", "editCodebook", "editActors", "correct", "keywords"),
    *("takeOutPanel", "findAnything", "addCoder", "addActor", "undo", "readingFont", "serif", "sans"),
    *("themeSystem", "themeLight", "themeDark", "themeContrast"),
}
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class Walker:
    """Acts at random on the window, the way hands do."""

    def __init__(self, qtbot: QtBot, window: MainWindow, chance: random.Random) -> None:
        self._qtbot = qtbot
        self._window = window
        self._chance = chance
        self._begun_with = window.workspace.store.next_undo()
        named = [action for action in window.actions_.all() if action.objectName() not in LEFT_OUT]
        self._actions: list[QAction] = named

    def act(self) -> None:
        steps: list[tuple[int, Callable[[], None]]] = [
            (6, self._mark),
            (8, self._label),
            (4, self._move_caret),
            (4, self._trigger),
            (2, self._click),
            (1, self._change_coder),
            (2, self._undo),
            (1, self._window.workspace.redo),
        ]
        weights = [weight for weight, _ in steps]
        (step,) = self._chance.choices([step for _, step in steps], weights)
        step()
        self._window.palette_.hide()

    def _undo(self) -> None:
        if self._window.workspace.store.next_undo() != self._begun_with:
            self._window.workspace.undo()

    def _mark(self) -> None:
        view = self._window.reading.view
        for _ in range(self._chance.randint(1, 3)):
            self._qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        self._qtbot.keyClick(view, self._chance.choice(KEYS), Qt.KeyboardModifier.ShiftModifier)

    def _label(self) -> None:
        self._qtbot.keyClicks(self._window.reading.view, self._chance.choice("123qwa5z"))

    def _move_caret(self) -> None:
        modifiers = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        view = self._window.reading.view
        self._qtbot.keyClick(view, self._chance.choice(KEYS), self._chance.choice(modifiers))

    def _trigger(self) -> None:
        action = self._chance.choice(self._actions)
        if action.isEnabled():
            action.trigger()

    def _click(self) -> None:
        viewport = self._window.reading.view.viewport()
        place = QPoint(
            self._chance.randrange(max(1, viewport.width())),
            self._chance.randrange(max(1, viewport.height())),
        )
        if self._chance.random() < 0.5:
            self._qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        else:
            self._qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    def _change_coder(self) -> None:
        coders = self._window.workspace.head.coders
        if coders:
            self._window.workspace.set_coder(self._chance.choice(coders).id)


def answer_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say yes, type a note, take the first; questions about files are put away."""
    answers = {"ask_text": "note 🔵", "ask_choice": 0, "confirm": True}
    for module in (prompts, file_prompts):
        questions = [name for name in vars(module) if name.startswith(("ask_", "confirm", "warn"))]
        for name in questions:
            answer = answers.get(name, [] if name == "ask_files" else None)
            monkeypatch.setattr(module, name, partial(_answer, answer))


def _answer(answer: object, *_: object, **__: object) -> object:
    return answer


@pytest.mark.parametrize(
    ("seed", "actions"),
    [(seed, 150) for seed in range(4)] + [pytest.param(99, 3000, marks=pytest.mark.slow)],
)
def test_whatever_is_pressed_the_project_stays_whole(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, actions: int
) -> None:
    answer_everything(monkeypatch)
    path = tmp_path / "walk.annotator"
    with Store.create(path, title="Walk") as store:
        fill(store, draft(ARTICLE, title="Talks"), draft("Hi 🇺🇳!\n\nمرحبا بكم.\nThe end."))
        add_actor(store, "Northern Compact")
        first = contents(store)
        begun_with = store.next_undo()
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()
    put_in_front(window, path)
    walker = Walker(qtbot, window, random.Random(seed))  # noqa: S311 (a walk, not a secret)

    for _ in range(actions):
        walker.act()

    store = window.workspace.store
    assert list(find_problems(store)) == []
    while store.next_undo() != begun_with:
        store.undo()
    assert contents(store) == first
    window.close()

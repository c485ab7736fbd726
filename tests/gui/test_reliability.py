from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.edits.statuses import set_stage
from annotator.gui import prompts
from annotator.gui.dialogs.draw_sample import DrawSample
from annotator.gui.reliability.actions import Reliability
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, CoderKind, Stage
from annotator.store.frozen import read_frozen
from tests.builders import draft, fill, label, statement


@pytest.fixture
def reliability(workspace: Workspace, qtbot: QtBot) -> Iterator[Reliability]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Reliability(workspace, window)
    window.close()


@pytest.fixture
def ana(workspace: Workspace) -> CoderId:
    """Ana has done two of three statements."""
    ana, _ = fill(workspace.store, draft("No treaty holds.\nThe islands wait.\nShips came back."))
    label(workspace.store, ana, "treaty", "equality")
    done = [statement(workspace.store, words) for words in ("No", "Ships")]
    set_stage(workspace.store, done, ana, Stage.DONE)
    workspace.set_coder(ana)
    return ana


def test_coding_again_begins_with_an_empty_sample_of_what_was_done(
    reliability: Reliability, workspace: Workspace, ana: CoderId, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(*given: object, text: str = "") -> str:
        asked.append(f"{given[-1]} {text}")
        return "5"

    monkeypatch.setattr(prompts, "ask_text", answer)

    reliability.code_again()

    assert "Ana has done 2 statements." in asked[0]
    assert asked[0].endswith(" 2")
    assert workspace.coder is not None
    assert (workspace.coder.name, workspace.coder.kind) == ("Ana (again)", CoderKind.AGAIN)
    assert sorted(workspace.queue) == [statement(workspace.store, "No"), statement(workspace.store, "Ships")]
    assert workspace.statement_id == workspace.queue[0]
    assert ana != workspace.coder_id


def test_coding_again_needs_something_done(
    reliability: Reliability, workspace: Workspace, ana: CoderId, qtbot: QtBot
) -> None:
    assert ana
    workspace.set_coder(workspace.head.coders[1].id)

    with qtbot.waitSignal(workspace.said) as told:
        reliability.code_again()

    assert told.args == ["Bruno has done no statement yet that could be coded again."]


def test_the_coding_is_frozen_under_a_name(
    reliability: Reliability,
    workspace: Workspace,
    ana: CoderId,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ana
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Before")

    reliability.freeze()

    qtbot.waitUntil(lambda: [one.name for one in read_frozen(workspace.store)] == ["Before"])


def test_a_sample_is_drawn_from_the_menu(reliability: Reliability, ana: CoderId, qtbot: QtBot) -> None:
    reliability.draw_sample()

    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DrawSample))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DrawSample)
    assert dialog.size_.maximum() == 3
    dialog.reject()
    assert ana

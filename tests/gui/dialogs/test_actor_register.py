from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.edits.annotations import annotate
from annotator.gui import prompts
from annotator.gui.dialogs.actor_register import ActorRegister
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Value
from annotator.model.codebook import VariableId
from annotator.store.registers import read_actors
from tests.builders import draft, fill, statement


@pytest.fixture
def register(workspace: Workspace, qtbot: QtBot) -> ActorRegister:
    ana, _ = fill(workspace.store, draft("One harbour."))
    velm = add_actor(workspace.store, "Velm", aliases=["the North"])
    add_actor(workspace.store, "Tarsia")
    annotate(
        workspace.store,
        statement(workspace.store, "harbour"),
        ana,
        values=[Value(VariableId(3), actor_id=velm)],
    )
    made = ActorRegister(workspace)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def button(register: ActorRegister, name: str) -> QPushButton:
    found = register.findChild(QPushButton, name)
    assert found is not None
    return found


def listed(register: ActorRegister) -> list[str]:
    model = register.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_an_actor_is_found_by_another_name_and_changed(
    qtbot: QtBot, register: ActorRegister, workspace: Workspace
) -> None:
    assert listed(register) == ["Tarsia", "Velm"]
    qtbot.keyClicks(register.search, "north")
    assert listed(register) == ["Velm"]
    register.choose(None)

    qtbot.keyClicks(register.usual["country"], "Velm")
    register.others.setPlainText("party: Harbour League\nofficial")
    register.aliases.setPlainText("the North\nVelmish side")
    qtbot.keyClick(register.usual["country"], Qt.Key.Key_Return)

    (velm,) = [actor for actor in read_actors(workspace.store) if actor.name == "Velm"]
    assert velm.aliases == ("the North", "Velmish side")
    assert velm.attributes == {"country": "Velm", "party": "Harbour League", "official": "yes"}
    workspace.undo()
    assert register.usual["country"].text() == ""
    assert register.aliases.toPlainText() == "the North"


def test_a_name_that_is_taken_is_explained(
    qtbot: QtBot, register: ActorRegister, workspace: Workspace
) -> None:
    register.name.setText("velm")
    qtbot.keyClick(register.name, Qt.Key.Key_Return)

    assert register.problem.text() == "Another actor is named velm already. Choose another name."
    assert [actor.name for actor in read_actors(workspace.store)] == ["Tarsia", "Velm"]


def test_actors_are_added_joined_and_deleted_where_nothing_mentions_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, register: ActorRegister, workspace: Workspace
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Sea Assembly")
    qtbot.mouseClick(button(register, "actorAdd"), Qt.MouseButton.LeftButton)
    assert listed(register) == ["Sea Assembly", "Tarsia", "Velm"]
    assert register.name.text() == "Sea Assembly"

    qtbot.mouseClick(button(register, "actorDelete"), Qt.MouseButton.LeftButton)
    assert listed(register) == ["Tarsia", "Velm"]

    register.choose(next(actor.id for actor in workspace.head.actors if actor.name == "Velm"))
    qtbot.mouseClick(button(register, "actorDelete"), Qt.MouseButton.LeftButton)
    assert "Join it with another actor" in register.problem.text()

    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    qtbot.mouseClick(button(register, "actorJoin"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.writing is None and listed(register) == ["Tarsia"])
    assert read_actors(workspace.store)[0].aliases == ("Velm", "the North")

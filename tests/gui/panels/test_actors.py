"""The actors' panel: who used which code when, and who contradicts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.edits.annotations import annotate
from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.gui.panels.actors import ActorsPanel
from annotator.gui.theme import DARK, LIGHT
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Value
from annotator.model.codebook import CodeId
from annotator.model.corpus import Attribution
from annotator.model.dates import How
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import codebook, draft, statement, value
from tests.gui.in_front import put_in_front


@pytest.fixture
def project(tmp_path: Path) -> Path:
    found = codebook()
    framing = found.variables[0]
    opposed = replace(framing, codes=(replace(framing.codes[0], opposite_id=CodeId(2)), *framing.codes[1:]))
    path = tmp_path / "actors.annotator"
    with Store.create(path, title="Actors") as store:
        adopt_codebook(store, replace(found, variables=(opposed, *found.variables[1:])))
        bloc = add_actor(store, "the bloc")
        speaker = Attribution("M. Orlan", How.EXPLICIT)
        drafts = [
            replace(draft("No treaty can hold.", published="2031-03-03"), speaker=speaker),
            replace(draft("All are equal.", published="2031-05"), speaker=speaker),
        ]
        import_sources(store, Origin("a.txt", "0" * 64, "test"), drafts)
        ana = add_coder(store, "Ana")
        target = read_codebook(store).variables[2].id
        for words, name in (("treaty", "domination"), ("equal", "equality")):
            values = [value(store, name), Value(target, actor_id=bloc)]
            annotate(store, statement(store, words), ana, values=values)
    return path


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, project: Path) -> ActorsPanel:
    put_in_front(workspace, project)
    made = ActorsPanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    qtbot.waitUntil(lambda: bool(made.used.grid.rows) and not made.is_busy)
    return made


def _texts(panel: ActorsPanel) -> list[list[str]]:
    return [[cell.text for cell in row] for row in panel.used.grid.rows]


def test_it_tells_who_used_which_code_when(panel: ActorsPanel) -> None:
    assert _texts(panel) == [
        ["M. Orlan", "equality", "1", "May 2031", "May 2031"],
        ["M. Orlan", "domination", "1", "3 Mar 2031", "3 Mar 2031"],
    ]


def test_a_contradiction_lists_its_statements_in_turn(panel: ActorsPanel, workspace: Workspace) -> None:
    ((actor, target, first, second),) = panel.opposed.grid.rows
    assert (actor.text, target.text, first.text, second.text) == (
        "M. Orlan",
        "the bloc",
        "equality",
        "domination",
    )

    panel.opposed.chosen.emit(actor.target)
    model = panel.statements.view.model()
    panel.statements.view.clicked.emit(model.index(0, 0))

    assert panel.statements.head.text() == "2 statements · equality · domination"
    assert workspace.statement_id == statement(workspace.store, "treaty")


def test_it_follows_edits_and_colours(qtbot: QtBot, panel: ActorsPanel, workspace: Workspace) -> None:
    annotate(
        workspace.store,
        statement(workspace.store, "equal"),
        CoderId(1),
        values=[value(workspace.store, "security")],
    )
    qtbot.waitUntil(lambda: len(panel.used.grid.rows) == 3)

    panel.set_theme(DARK)
    panel.grab()
    panel.copying.click()
    panel.used.chosen.emit(panel.used.grid.rows[2][0].target)

    assert (
        QGuiApplication.clipboard()
        .text()
        .splitlines()[3]
        .startswith("M. Orlan,security,1,1,2031-05,2031-05,0")
    )
    assert panel.statements.head.text() == "1 statement · M. Orlan · security"


def test_a_closed_project_leaves_nothing(panel: ActorsPanel, workspace: Workspace) -> None:
    workspace.close()

    assert not panel.used.grid.rows
    assert panel.note.text() == ""

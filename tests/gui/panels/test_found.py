from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.edits.sources import Origin, import_sources
from annotator.gui import prompts
from annotator.gui.panels.found import FIRST, FoundPanel
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.store.annotations import read_annotations
from tests.builders import draft, fill, label, span, statement

Found = Callable[[str], FoundPanel]
TEXT = "The harbour is open.\nNobody asked the harbours.\nAn old harbour, a new harbour."


@pytest.fixture
def panel(workspace: Workspace, qtbot: QtBot) -> FoundPanel:
    """The panel over a source of three statements, Ana codes."""
    ana, _ = fill(workspace.store, draft(TEXT))
    workspace.set_coder(ana)
    made = FoundPanel(workspace)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def find(panel: FoundPanel, qtbot: QtBot) -> Found:
    """Search and wait until all is found."""

    def search(text: str) -> FoundPanel:
        panel.search(text)
        qtbot.waitUntil(lambda: not panel.is_searching)
        return panel

    return search


def matches(panel: FoundPanel) -> list[str]:
    places = [panel.model.place(row) for row in range(panel.model.rowCount())]
    words = [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]
    assert all(isinstance(word, str) for word in words)
    return [f"{StatementId(statement_id)}:{place.start}-{place.end}" for statement_id, place in places]


def test_hits_are_listed_and_counted(find: Found) -> None:
    panel = find("harbour*")

    assert matches(panel) == ["1:4-11", "2:38-46", "3:55-62", "3:70-77"]
    assert panel.message.text() == "4 hits in 3 statements"
    assert panel.view.isVisible()
    assert panel.label_all.isEnabled()


def test_the_model_keeps_qts_rules(find: Found, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(find("harbour*").model, force_py=True)


def test_a_clicked_hit_comes_to_the_front_with_its_span(
    find: Found, workspace: Workspace, qtbot: QtBot
) -> None:
    panel = find("asked")
    place = panel.view.visualRect(panel.model.index(0, 0)).center()

    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    asked = statement(workspace.store, "asked")
    assert workspace.statement_id == asked
    assert chosen.args == [asked, span(workspace.store, "asked")]


def test_enter_goes_to_the_current_hit(find: Found, workspace: Workspace, qtbot: QtBot) -> None:
    panel = find("harbour*")
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 0))

    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)

    assert workspace.statement_id == statement(workspace.store, "asked")


def test_hits_can_be_stepped_through_from_outside(find: Found, workspace: Workspace) -> None:
    panel = find("harbour*")
    shown: list[tuple[StatementId, Span]] = []
    panel.hit_chosen.connect(lambda *place: shown.append(place))

    for by in (1, 1, 1, 1, 1, -1):
        panel.step(by)

    assert [place.start for _, place in shown] == [4, 38, 55, 70, 70, 55]
    assert workspace.statement_id == statement(workspace.store, "old")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("whale", "Nothing found for whale. Fewer words find more; a * stands for all endings."),
        ("asked", "1 hit"),
        ("old OR new", "2 hits in 1 statement"),
        ('"far north', "A quotation mark is open. Close the phrase with a second one."),
        ("harbour AND", "AND stands alone. Put words before and after it, or quote it to look for the word."),
    ],
)
def test_the_line_above_says_what_came_of_it(find: Found, typed: str, words: str) -> None:
    assert find(typed).message.text() == words


def test_a_broken_query_keeps_the_last_hits_but_nothing_can_be_labelled(find: Found) -> None:
    find("harbour")
    panel = find('harbour "')

    assert panel.model.rowCount() == 3
    assert not panel.label_all.isEnabled()
    assert panel.message.property("tone") == "warning"


def test_an_empty_field_clears_the_panel(find: Found) -> None:
    find("harbour")
    panel = find("  ")

    assert panel.model.rowCount() == 0
    assert panel.empty.isVisible()


def test_the_first_hits_come_at_once_and_the_others_behind_them(
    find: Found, workspace: Workspace, qtbot: QtBot
) -> None:
    many = "\n".join(f"Line {number} of the treaty." for number in range(3 * FIRST))
    import_sources(workspace.store, Origin("more.txt", "1" * 64, "test"), [draft(many)])
    panel = find("asked")

    panel.search("treaty")

    qtbot.waitUntil(lambda: panel.model.rowCount() == FIRST)
    assert not panel.label_all.isEnabled()
    panel.view.setCurrentIndex(panel.model.index(7, 0))
    qtbot.waitUntil(lambda: not panel.is_searching)
    assert panel.model.rowCount() == 3 * FIRST
    assert panel.view.currentIndex().row() == 7
    assert panel.message.text() == "150 hits in 150 statements"


def test_only_the_last_of_many_keystrokes_counts(panel: FoundPanel, qtbot: QtBot) -> None:
    for typed in ("h", "ha", "har*", "harb*", "asked"):
        panel.search(typed)

    qtbot.waitUntil(lambda: not panel.is_searching)
    assert matches(panel) == ["2:28-33"]


def test_an_import_is_searched_too(find: Found, workspace: Workspace, qtbot: QtBot) -> None:
    panel = find("harbour")

    import_sources(workspace.store, Origin("more.txt", "1" * 64, "test"), [draft("One more harbour.")])

    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)


def test_all_hits_are_labelled_after_a_preview_and_one_undo_takes_it_back(
    find: Found, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: object, _title: str, question: str, **_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    monkeypatch.setattr(prompts, "confirm", agree)
    assert workspace.coder_id is not None
    label(workspace.store, workspace.coder_id, "harbours", "security")
    panel = find("harbour*")

    qtbot.mouseClick(panel.label_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.labelling.job is None)

    assert asked == [
        "3 hits in 2 statements get equality (framing). Marked by you already and left as they are: 1."
    ]
    made = [annotation.quote for annotation in read_annotations(workspace.store)]
    assert sorted(made) == ["harbour", "harbour", "harbour", "harbours"]
    workspace.undo()
    assert [annotation.quote for annotation in read_annotations(workspace.store)] == ["harbours"]


def test_nothing_is_labelled_when_a_question_is_put_away(
    find: Found, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    monkeypatch.setattr(prompts, "confirm", lambda *_, **__: False)
    panel = find("harbour*")

    qtbot.mouseClick(panel.label_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.labelling.job is None)

    assert not list(read_annotations(workspace.store))


def test_a_closed_project_leaves_an_empty_panel(find: Found, workspace: Workspace) -> None:
    panel = find("harbour")

    workspace.close()

    assert panel.model.rowCount() == 0
    panel.search("harbour")
    assert not panel.is_searching

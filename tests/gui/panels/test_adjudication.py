from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import annotate
from annotator.edits.statuses import set_stage
from annotator.edits.worklists import delete_worklist, draw_sample
from annotator.gui import prompts
from annotator.gui.adjudication.layer_card import LayerCard
from annotator.gui.adjudication.queue import Wanted
from annotator.gui.panels.adjudication import AdjudicationPanel
from annotator.gui.theme import DARK, LIGHT
from annotator.gui.workspace import Workspace
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import CoderId, Stage
from annotator.store.annotations import annotations_of
from annotator.store.registers import read_codebook
from annotator.store.settlements import adjudicated_coder, read_settlements, settlement_of
from tests.builders import draft, fill, label, statement, value

Opened = Callable[[], AdjudicationPanel]


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot) -> Opened:
    """Show the panel, with its queue read."""

    def open_panel() -> AdjudicationPanel:
        panel = AdjudicationPanel(workspace, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(1280, 300)
        panel.show()
        qtbot.waitExposed(panel)
        qtbot.waitUntil(lambda: panel.queue.is_ready)
        panel.list.view.setFocus()
        return panel

    return open_panel


@pytest.fixture
def three(workspace: Workspace) -> list[CoderId]:
    """Three lines. One: Ana equality, Bruno equality and security. Two: apart. Three: alike."""
    ana, bruno = coders = fill(workspace.store, draft("One treaty.\nTwo treaties.\nThree treaties."))
    for coder, names in ((ana, ["equality"]), (bruno, ["equality", "security"])):
        label(workspace.store, coder, "One", *names)
    label(workspace.store, ana, "Two", "equality")
    label(workspace.store, bruno, "Two", "domination")
    for coder in coders:
        label(workspace.store, coder, "Three", "security")
        finish(workspace, coder, "One", "Two", "Three")
    return coders


def finish(workspace: Workspace, coder: CoderId, *words: str) -> None:
    set_stage(workspace.store, [statement(workspace.store, some) for some in words], coder, Stage.DONE)


def rows(panel: AdjudicationPanel) -> list[tuple[str, str]]:
    grid = panel.list.view.grid
    return [
        (str(grid.index(row, 1).data()), str(grid.index(row, 2).data())) for row in range(grid.rowCount())
    ]


def answers(card: LayerCard) -> list[str]:
    """What stands below a layer's text, row by row."""
    return [row[0].text for row in card.list.grid.rows]


def settled(workspace: Workspace, words: str) -> list[str]:
    """The codes of the settled answer."""
    coder = adjudicated_coder(workspace.store)
    names = {code.id: code.name for code in read_codebook(workspace.store).codes()}
    there = annotations_of(workspace.store, [statement(workspace.store, words)], coder) if coder else []
    return [names[one.code_id] for found in there for one in found.values if one.code_id is not None]


def settlement(workspace: Workspace, words: str) -> Settlement | None:
    return settlement_of(workspace.store, statement(workspace.store, words))


def press(qtbot: QtBot, panel: AdjudicationPanel, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(panel.list.view, key)


def answer(monkeypatch: pytest.MonkeyPatch, place: int) -> list[str]:
    """Choose what stands there when asked; what was offered."""
    offered: list[str] = []

    def choose(_parent: object, _title: str, _question: str, choices: Sequence[str]) -> int:
        offered.extend(choices)
        return place

    monkeypatch.setattr(prompts, "ask_choice", choose)
    return offered


def test_what_is_disputed_is_listed_the_lowest_agreement_first(
    opened: Opened, workspace: Workspace, three: list[CoderId]
) -> None:
    assert three
    panel = opened()

    # Framing alone differs, of three variables. Two: 1 - 1/3. One: MASI of {e} and {e, s} is 2/3, so 1 - 2/9.
    assert rows(panel) == [("Two treaties.", "0.67"), ("One treaty.", "0.78")]
    assert panel.list.filter.text() == "To settle  2 ▾"
    assert panel.settling.row is not None
    assert panel.settling.row.id == statement(workspace.store, "Two")
    assert workspace.statement_id is None, "the text is not taken from who reads it"


def test_layers_stand_side_by_side_and_what_nobody_disputes_steps_back(
    opened: Opened, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    press(qtbot, panel, Qt.Key.Key_Down)

    assert [card.name.text() for card in panel.cards] == ["Ana", "Bruno"]
    assert [answers(card) for card in panel.cards] == [["equality"], ["equality", "security"]]
    tones = [[row[0].tone for row in card.list.grid.rows] for card in panel.cards]
    assert tones == [["second"], ["second", "text"]]


def test_two_keys_settle_a_statement_and_go_on_to_the_next(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    press(qtbot, panel, Qt.Key.Key_2, Qt.Key.Key_Return)

    assert settled(workspace, "Two") == ["domination"]
    found = settlement(workspace, "Two")
    assert found is not None
    assert found.provenance is Provenance.ADJUDICATED
    assert rows(panel) == [("One treaty.", "0.78")]
    assert workspace.statement_id == statement(workspace.store, "One")


def test_a_reason_a_note_and_the_codebooks_fault_are_kept_and_empty_for_the_next(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()
    press(qtbot, panel, Qt.Key.Key_1)
    panel.bar.reasons.menu().actions()[1].trigger()
    press(qtbot, panel, Qt.Key.Key_N)
    qtbot.waitUntil(panel.bar.note.hasFocus)
    qtbot.keyClicks(panel.bar.note, "2 more like it")
    panel.bar.codebook.click()

    qtbot.keyClick(panel.bar.note, Qt.Key.Key_Return)

    found = settlement(workspace, "Two")
    assert found is not None
    assert (found.reason, found.note, found.codebook_should_change) == (
        "gap in the codebook",
        "2 more like it",
        True,
    )
    assert (panel.bar.reason, panel.bar.note.text(), panel.bar.codebook.isChecked()) == ("", "", False)


def test_all_answers_are_taken_together(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()
    press(qtbot, panel, Qt.Key.Key_Down)

    press(qtbot, panel, Qt.Key.Key_M)

    assert settled(workspace, "One") == ["equality", "security"]
    assert answers(panel.settled) == ["equality", "security"]
    assert settlement(workspace, "One") is None


def test_nothing_here_and_leaving_open_are_one_key_each(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    press(qtbot, panel, Qt.Key.Key_0, Qt.Key.Key_O)

    assert settled(workspace, "Two") == []
    assert [(found.statement_id, found.provenance) for found in read_settlements(workspace.store)] == [
        (statement(workspace.store, "One"), Provenance.OPEN),
        (statement(workspace.store, "Two"), Provenance.ADJUDICATED),
    ]
    assert rows(panel) == []


def test_without_an_answer_nothing_is_settled_by_accident(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    with qtbot.waitSignal(workspace.said) as said:
        press(qtbot, panel, Qt.Key.Key_Return)

    assert said.args is not None
    assert said.args[0].startswith("There is no answer yet.")
    assert list(read_settlements(workspace.store)) == []


def test_single_annotations_are_taken_over_and_given_back_by_a_click(
    opened: Opened, workspace: Workspace, three: list[CoderId]
) -> None:
    assert three
    panel = opened()
    place = panel.cards[1].list.visualRect(panel.cards[1].list.grid.index(0, 0)).center()
    left = Qt.MouseButton.LeftButton

    QTest.mouseClick(panel.cards[1].list.viewport(), left, Qt.KeyboardModifier.NoModifier, place)
    assert settled(workspace, "Two") == ["domination"]

    QTest.mouseClick(panel.settled.list.viewport(), left, Qt.KeyboardModifier.NoModifier, place)
    assert settled(workspace, "Two") == []


def test_the_answer_can_be_written_by_hand_in_the_text(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    with qtbot.waitSignal(panel.text_wanted):
        press(qtbot, panel, Qt.Key.Key_E)

    coder = workspace.coder
    assert coder is not None
    assert coder.id == adjudicated_coder(workspace.store)
    place = statement(workspace.store, "Two")
    workspace.edit(annotate, place, coder.id, values=[value(workspace.store, "security")])
    assert panel.settled.list.grid.index(0, 0).data() == "security"
    panel.list.view.setFocus()
    press(qtbot, panel, Qt.Key.Key_Return)
    assert settlement(workspace, "Two") is not None


def test_names_are_hidden_and_the_order_is_that_of_the_seed(opened: Opened, three: list[CoderId]) -> None:
    assert three
    panel = opened()

    panel.blind.click()

    names = [card.name.text() for card in panel.cards]
    assert names == ["Coder A", "Coder B"]
    orders = set()
    for seed in range(20):
        panel.settling.seed = seed
        panel.settling.set_blind(True)
        first = tuple(coder.name for coder in panel.settling.coders)
        panel.settling.set_blind(True)
        assert tuple(coder.name for coder in panel.settling.coders) == first
        orders.add(first)
    assert orders == {("Ana", "Bruno"), ("Bruno", "Ana")}
    assert not any("Ana" in card.list.grid.index(0, 0).data() for card in panel.cards)


def test_unanimous_statements_are_previewed_and_settled_in_one_step(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = answer(monkeypatch, 0)
    assert three
    panel = opened()

    press(qtbot, panel, Qt.Key.Key_U)

    qtbot.waitUntil(lambda: settlement(workspace, "Three") is not None)
    assert offered == ["1 statement: the same codes on the same words"]
    found = settlement(workspace, "Three")
    assert found is not None
    assert found.provenance is Provenance.UNANIMOUS
    assert settled(workspace, "Three") == ["security"]
    workspace.undo()
    assert list(read_settlements(workspace.store)) == []


def test_where_only_the_words_differ_one_may_choose_whose_are_taken(
    opened: Opened, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bruno = fill(workspace.store, draft("One treaty."))
    for person, words in ((ana, "One"), (bruno, "One treaty")):
        label(workspace.store, person, words, "equality")
        finish(workspace, person, "One")
    offered = answer(monkeypatch, 1)
    panel = opened()

    panel.actions_["unanimous"].trigger()

    qtbot.waitUntil(lambda: settlement(workspace, "One") is not None)
    assert offered == [
        "1 statement: also where only the words differ, with those that Ana marked",
        "1 statement: also where only the words differ, with those that Bruno marked",
    ]
    coder = adjudicated_coder(workspace.store)
    assert [
        found.quote for found in annotations_of(workspace.store, [statement(workspace.store, "One")], coder)
    ] == ["One treaty"]


def test_settled_ones_are_listed_shown_with_their_reason_and_reopened(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()
    panel.bar.choose_reason("slip")
    press(qtbot, panel, Qt.Key.Key_1, Qt.Key.Key_Return)

    next(
        action for action in panel.list.filter.menu().actions() if action.text().startswith("Settled  1")
    ).trigger()

    assert rows(panel) == [("Two treaties.", "0.67")]
    assert panel.settled.state.text() == "adjudicated: slip"
    assert panel.bar.reason == "slip"
    panel.list.view.setFocus()
    press(qtbot, panel, Qt.Key.Key_Backspace)
    assert settlement(workspace, "Two") is None
    assert rows(panel) == []


def test_a_coder_finds_what_was_settled_otherwise(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    workspace.set_coder(three[0])
    panel = opened()
    press(qtbot, panel, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return)

    panel.queue.show(Wanted.OTHERWISE, None)

    # One was settled as Ana coded it, Two as Bruno did.
    qtbot.waitUntil(lambda: rows(panel) == [("Two treaties.", "0.67")])
    assert panel.list.filter.text() == "Settled otherwise than Ana  1 ▾"
    press(qtbot, panel, Qt.Key.Key_E)
    assert panel.list.filter.text() == "To settle  0 ▾"


def test_the_list_can_be_narrowed_to_a_variable(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    place = statement(workspace.store, "Three")
    annotate(workspace.store, place, three[0], values=[value(workspace.store, "appeal")])
    panel = opened()
    qtbot.waitUntil(lambda: len(rows(panel)) == 3)

    next(action for action in panel.list.filter.menu().actions() if action.text() == "claim type").trigger()

    assert [words for words, _ in rows(panel)] == ["Three treaties."]


def test_what_one_did_and_another_excludes_is_disputed(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    ana, bruno = fill(workspace.store, draft("One treaty."))
    finish(workspace, ana, "One")
    set_stage(workspace.store, [statement(workspace.store, "One")], bruno, Stage.EXCLUDED, reason="off topic")

    panel = opened()

    qtbot.waitUntil(lambda: rows(panel) == [("One treaty.", "0.00")])
    assert panel.cards[1].state.text() == "excluded: off topic"


def test_it_follows_the_coding(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    assert len(rows(panel)) == 2

    annotate(
        workspace.store,
        statement(workspace.store, "Three"),
        three[0],
        values=[value(workspace.store, "domination")],
    )

    qtbot.waitUntil(lambda: len(rows(panel)) == 3)


def test_an_empty_panel_says_what_it_waits_for(opened: Opened, workspace: Workspace) -> None:
    fill(workspace.store, draft("One treaty."))

    panel = opened()

    assert panel.empty.text() == "Nothing is to settle before two coders have done the same statements."
    workspace.close()
    assert panel.empty.text() == "Statements on which coders differ will be settled here."


def test_colours_change_and_every_act_has_a_key_and_a_tip(opened: Opened, three: list[CoderId]) -> None:
    assert three
    panel = opened()

    panel.set_theme(DARK)

    assert not panel.grab().isNull()
    assert all(
        action.text() and action.statusTip() and not action.shortcut().isEmpty()
        for action in panel.actions_.values()
    )
    assert isinstance(panel.bar.note, QLineEdit)


def test_showing_the_panel_leaves_the_text_and_begins_with_it(
    opened: Opened, workspace: Workspace, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    here = statement(workspace.store, "One")
    workspace.show_statement(here)

    panel = opened()

    assert workspace.statement_id == here
    assert panel.settling.row is not None
    assert panel.settling.row.id == here, "it is listed, as the second"
    QTest.keyClick(panel.list.view, Qt.Key.Key_Up)
    assert workspace.statement_id == statement(workspace.store, "Two"), "asked for by a key"
    workspace.show_statement(here)
    before = rows(panel)
    label(workspace.store, three[0], "Two", "domination")
    qtbot.waitUntil(lambda: rows(panel) != before)
    assert workspace.statement_id == here, "others may code meanwhile"


def filtered(panel: AdjudicationPanel, words: str) -> None:
    """Choose from the menu over the list."""
    next(one for one in panel.list.filter.menu().actions() if one.text().startswith(words)).trigger()


def test_what_all_agree_on_can_be_looked_through_before_it_is_settled(
    opened: Opened, three: list[CoderId]
) -> None:
    assert three
    panel = opened()

    filtered(panel, "All agree")

    assert rows(panel) == [("Three treaties.", "1.00")]


def test_the_list_can_be_that_of_a_sample(opened: Opened, workspace: Workspace, three: list[CoderId]) -> None:
    among = [statement(workspace.store, words) for words in ("One", "Three")]
    worklist = draw_sample(workspace.store, "Test", among, size=2, seed="7", coder_ids=three)
    panel = opened()

    filtered(panel, "Test")

    assert rows(panel) == [("One treaty.", "0.78")]
    assert panel.list.filter.text() == "To settle · Test  1 ▾"
    delete_worklist(workspace.store, worklist)
    assert len(rows(panel)) == 2


def test_layers_never_lie_over_each_other_however_narrow_the_panel(
    opened: Opened, three: list[CoderId], qtbot: QtBot
) -> None:
    assert three
    panel = opened()

    panel.resize(560, 300)

    cards = [*panel.cards, panel.settled]
    qtbot.waitUntil(lambda: all(card.width() >= 168 for card in cards))
    edges = [(card.geometry().left(), card.geometry().right()) for card in cards]
    assert all(right < left for (_, right), (left, _) in pairwise(edges))
    assert panel.bar.codebook.text() == "Codebook"
    assert panel.bar.codebook.accessibleName() == "Codebook should change"

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from annotator.gui import prompts
from annotator.gui.dialogs.draw_sample import DrawSample
from annotator.gui.queue.filter_chips import FilterChips
from annotator.gui.workspace import Workspace
from annotator.store.queue import NOT_DONE, QueueFilter
from annotator.store.worklists import read_saved_filters, read_worklists
from tests.builders import draft, fill

LINES = "\n".join(f"Line {number}." for number in range(40))


@pytest.fixture
def chips(workspace: Workspace, qtbot: QtBot) -> FilterChips:
    """The chips over a source of forty statements, Ana codes."""
    ana, _ = fill(workspace.store, draft(LINES))
    workspace.set_coder(ana)
    made = FilterChips(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(chips: FilterChips) -> list[str]:
    chips.menu.fill()
    return [action.text() for action in chips.menu.shelf.actions() if action.text()]


def choose(chips: FilterChips, text: str) -> None:
    chips.menu.fill()
    next(action for action in chips.menu.shelf.actions() if action.text() == text).trigger()


def dialog(chips: FilterChips) -> DrawSample:
    choose(chips, "Draw a random sample …")
    (found,) = (one for one in chips.window().findChildren(DrawSample) if one.isVisible())
    return found


def test_filters_are_saved_and_used_again(
    chips: FilterChips, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "My seven")
    wanted = replace(workspace.filter, words="7", stages=NOT_DONE)
    workspace.set_filter(wanted)
    choose(chips, "Save these filters …")
    workspace.set_filter(QueueFilter(workspace.coder_id))

    choose(chips, "My seven")

    assert workspace.filter == wanted
    assert len(workspace.queue) == 1
    assert texts(chips) == ["My seven", "Save these filters …", "Draw a random sample …", "Delete …"]


def test_a_sample_is_drawn_and_shown(chips: FilterChips, workspace: Workspace) -> None:
    asked = dialog(chips)
    asked.name.setText("Reliability")
    asked.size_.setValue(10)
    asked.seed.setText("7")

    asked.draw.click()

    (worklist,) = read_worklists(workspace.store)
    assert (worklist.name, worklist.count, worklist.seed, len(worklist.coder_ids)) == (
        "Reliability",
        10,
        "7",
        2,
    )
    assert len(workspace.queue) == 10
    assert [chip.words.text() for chip in chips.chips] == ["Reliability"]
    assert texts(chips)[0] == "Reliability (10 statements, Ana, Bruno)"


def test_the_needed_size_is_offered_and_taken(chips: FilterChips, workspace: Workspace) -> None:
    asked = dialog(chips)

    asked.needed.minimum.setValue(0.5)
    asked.needed.share.setValue(50)

    # 1.6449^2 (1.5 * 2.5 / (4 * 0.5 * 0.25) - 0.5) = 18.9
    assert asked.needed.use.text() == "Use 19"
    asked.needed.use.click()
    assert asked.size_.value() == 19
    asked.evenly.setCurrentIndex(1)
    asked.seed.setText("7")
    asked.draw.click()
    (worklist,) = read_worklists(workspace.store)
    assert (worklist.count, worklist.seed) == (19, "7, by source")


def test_a_sample_whose_name_is_taken_is_asked_for_again(chips: FilterChips, workspace: Workspace) -> None:
    dialog(chips).draw.click()
    asked = dialog(chips)
    assert asked.name.text() == "Sample 2"
    asked.name.setText("sample 1")

    asked.draw.click()

    assert asked.isVisible()
    assert asked.problem.text() == "Another worklist is named sample 1 already. Choose another name."
    assert len(read_worklists(workspace.store)) == 1
    asked.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()


def test_undoing_a_sample_empties_its_queue(chips: FilterChips, workspace: Workspace) -> None:
    dialog(chips).draw.click()
    assert len(workspace.queue) == 40

    workspace.undo()

    assert len(workspace.queue) == 0
    assert [chip.words.text() for chip in chips.chips] == ["a worklist that is gone"]


def test_worklists_and_filters_can_be_deleted(
    chips: FilterChips, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "Mine")
    dialog(chips).draw.click()
    choose(chips, "Save these filters …")
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 1)
    choose(chips, "Delete …")
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    choose(chips, "Delete …")

    assert read_worklists(workspace.store) == ()
    assert read_saved_filters(workspace.store, workspace.coder_id) == ()


def test_an_empty_queue_has_nothing_to_draw_from(chips: FilterChips, workspace: Workspace) -> None:
    workspace.set_filter(replace(workspace.filter, words="nothing"))

    assert not dialog(chips).draw.isEnabled()

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.variables import ratings_of_units
from annotator.edits.annotations import annotate
from annotator.edits.coders import add_coder
from annotator.edits.sample import build_sample
from annotator.edits.statuses import set_stage
from annotator.edits.worklists import delete_worklist, draw_sample
from annotator.gui.agreement.details import CODERS, CODES, STATEMENTS, TABLE
from annotator.gui.agreement.words import decimal, percent
from annotator.gui.panels.agreement import AgreementPanel
from annotator.gui.theme import DARK, LIGHT
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Stage
from annotator.model.corpus import StatementId
from annotator.store.units import read_units
from tests.builders import draft, fill, statement, value
from tests.gui.in_front import put_in_front

Opened = Callable[[], AgreementPanel]


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot) -> Opened:
    """Show the panel."""

    def open_panel() -> AgreementPanel:
        panel = AgreementPanel(workspace, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(1280, 400)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return open_panel


@pytest.fixture
def four(workspace: Workspace) -> list[CoderId]:
    """Four lines; Ana: equality, equality, domination, security; Bruno: equality, domination, domination, -."""
    ana, bruno = coders = fill(workspace.store, draft("One.\nTwo.\nThree.\nFour."))
    code(workspace, ana, One="equality", Two="equality", Three="domination", Four="security")
    code(workspace, bruno, One="equality", Two="domination", Three="domination")
    return coders


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.annotator"
    build_sample(path)
    return path


@pytest.fixture
def sample(qapp: QApplication, sample_file: Path) -> Iterator[Workspace]:
    made = Workspace(qapp)
    assert put_in_front(made, sample_file)
    yield made
    made.close()
    made.deleteLater()


def code(workspace: Workspace, coder: CoderId, **framing: str) -> None:
    """Give lines, by their first word, a frame each, and call them done."""
    for words, name in framing.items():
        annotate(
            workspace.store, statement(workspace.store, words), coder, values=[value(workspace.store, name)]
        )
        finish(workspace, coder, words)


def finish(workspace: Workspace, coder: CoderId, words: str) -> None:
    set_stage(workspace.store, [statement(workspace.store, words)], coder, Stage.DONE)


def texts(view: GridView) -> list[list[str]]:
    grid = view.grid
    return [
        [str(grid.index(row, column).data()) for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def shows(qtbot: QtBot, panel: AgreementPanel, row: int, alpha: str) -> None:
    qtbot.waitUntil(lambda: panel.view.grid.rowCount() > row and texts(panel.view)[row][1] == alpha)


def click(view: GridView, row: int, column: int) -> None:
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(view.grid.index(row, column)).center(),
    )


def test_the_figures_are_those_counted_by_hand(opened: Opened, four: list[CoderId], qtbot: QtBot) -> None:
    assert four
    panel = opened()

    # Units One, Two, Three: e e, e d, d d. n_e = 3, n_d = 3, n = 6. D_o = 2/6, D_e = 18/30. Alpha = 1 - 10/18.
    shows(qtbot, panel, 0, "0.444")
    framing, claim, _ = texts(panel.view)
    assert framing[4:] == ["66.7 %", "3", "2", "0"]
    # Nobody gave a claim type: everybody agrees on nothing, and there is no chance to correct for.
    assert claim[1] == "all answers are the same"
    assert claim[4:] == ["100.0 %", "3", "2", "0"]


def test_the_figures_are_those_of_the_agreement_functions_and_of_the_known_sample(
    sample: Workspace, qtbot: QtBot
) -> None:
    known = json.loads((paths.seeds() / "figures.json").read_text(encoding="utf-8"))["agreement"]
    panel = AgreementPanel(sample, LIGHT)
    qtbot.addWidget(panel)
    panel.show()

    qtbot.waitUntil(lambda: panel.view.grid.rowCount() == 3)
    for units, row in zip(read_units(sample.store), texts(panel.view), strict=True):
        figures = known["Ana, Bruno, Chen"][units.variable.name]
        assert row[1] == decimal(figures["alpha"])
        assert row[1] == decimal(krippendorff_alpha(ratings_of_units(units)).value or 0)
        assert row[4:6] == [percent(figures["percent"]), str(figures["units"])]
    panel.details.tabs.setCurrentIndex(CODERS)
    qtbot.waitUntil(lambda: panel.details.views[CODERS].grid.rowCount() == 3)
    matrix = texts(panel.details.views[CODERS])
    assert matrix[0][2:] == [
        decimal(known[f"Ana, {other}"]["framing"]["alpha"]) for other in ("Bruno", "Chen")
    ]
    qtbot.waitUntil(lambda: all("–" in row[2] for row in texts(panel.view)), timeout=10_000)


def test_a_figure_explains_itself_with_formula_source_and_seed(
    opened: Opened, four: list[CoderId], qtbot: QtBot
) -> None:
    assert four
    panel = opened()
    shows(qtbot, panel, 0, "0.444")
    qtbot.waitUntil(lambda: texts(panel.view)[0][2] != "…", timeout=10_000)

    click(panel.view, 0, 1)

    words = panel.explanation.text()
    assert "6 answers to 3 statements" in words
    assert "2\u202f000 resamples of statements, seed 1" in words
    assert "1\u00a0− observed disagreement / expected disagreement" in words
    assert "Krippendorff (2004)" in words


def test_without_two_who_finished_the_same_it_says_what_is_missing(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    ana, bruno = fill(workspace.store, draft("One.\nTwo."))
    code(workspace, ana, One="equality")
    panel = opened()
    sentence = "Agreement needs two coders who finished the same statements: Ana 1 done, Bruno 0 done."
    qtbot.waitUntil(lambda: panel.empty.isVisible() and panel.empty.text() == sentence)

    finish(workspace, bruno, "One")

    qtbot.waitUntil(panel.view.isVisible)


def test_one_coder_is_not_enough(workspace: Workspace, opened: Opened) -> None:
    fill(workspace.store, draft("One."), coders=["Ana"])

    assert (
        opened()
        .empty.text()
        .startswith("Agreement needs two coders, and there is only Ana. Project → Add a coder")
    )


def test_it_follows_the_coding_and_its_undoing(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    shows(qtbot, panel, 0, "0.444")

    code(workspace, four[1], Four="security")

    # Four units e e, e d, d d, s s: n_e 3, n_d 3, n_s 2, n 8. D_o = 2/8, D_e = 2 (9 + 6 + 6) / 56.
    shows(qtbot, panel, 0, "0.667")
    workspace.undo()
    shows(qtbot, panel, 0, "0.444")


def test_a_clicked_variable_shows_its_codes(opened: Opened, four: list[CoderId], qtbot: QtBot) -> None:
    assert four
    panel = opened()
    codes = panel.details.views[CODES]
    shows(qtbot, panel, 0, "0.444")
    qtbot.waitUntil(lambda: codes.grid.rowCount() == 2)

    # equality: given by both once, by one of two once: 2 * 1 / (2 * 1 + 1); Ana 2, Bruno 1 of the statements compared
    assert [[row[0], *row[2:]] for row in texts(codes)] == [
        ["equality", "0.667", "2", "1"],
        ["domination", "0.667", "1", "2"],
    ]
    click(panel.view, 1, 0)
    qtbot.waitUntil(lambda: codes.grid.rowCount() == 0)


def test_a_cell_of_the_table_opens_its_statements_and_a_row_jumps(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    assert four
    panel = opened()
    shows(qtbot, panel, 0, "0.444")
    panel.details.tabs.setCurrentIndex(TABLE)
    table, listed = panel.details.views[TABLE], panel.details.views[STATEMENTS]
    qtbot.waitUntil(lambda: table.grid.rowCount() == 4)
    assert [row[1:] for row in texts(table)[:2]] == [["1", "1", "·", "·"], ["·", "1", "·", "·"]]

    click(table, 0, 2)

    assert panel.details.tabs.currentIndex() == STATEMENTS
    assert texts(listed) == [["Two.", "equality", "domination", "100.0 %"]]
    assert panel.details.narrowed.text() == "Ana: equality; Bruno: domination · 1 statement"
    workspace.show_statement(statement(workspace.store, "One"))
    click(listed, 0, 0)
    assert workspace.statement_id == statement(workspace.store, "Two")


def test_the_list_of_disagreements_is_walked_by_keys(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    code(workspace, four[1], Four="domination")
    panel = opened()
    listed = panel.details.views[STATEMENTS]
    qtbot.waitUntil(lambda: listed.grid.rowCount() == 2)
    panel.details.tabs.setCurrentIndex(STATEMENTS)
    listed.setFocus()

    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)

    assert workspace.statement_id == statement(workspace.store, "Four")


def test_coders_are_chosen_in_the_menu(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    cleo = add_coder(workspace.store, "Cleo")
    code(workspace, cleo, One="security", Two="equality")
    panel = opened()
    qtbot.waitUntil(lambda: panel.view.grid.rowCount() == 3 and texts(panel.view)[0][6] == "3")

    panel.choices.coders.menu().actions()[2].trigger()

    shows(qtbot, panel, 0, "0.444")
    assert panel.choices.coders.text() == "Coders: Ana, Bruno ▾"
    assert four


def test_a_pair_of_coders_leads_to_their_own_table(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    cleo = add_coder(workspace.store, "Cleo")
    code(workspace, cleo, One="security", Two="equality")
    panel = opened()
    matrix = panel.details.views[CODERS]
    qtbot.waitUntil(lambda: matrix.grid.rowCount() == 3)
    panel.details.tabs.setCurrentIndex(CODERS)

    click(matrix, 2, 1)

    assert panel.details.tabs.currentIndex() == TABLE
    assert panel.details.pair.text() == "Ana and Cleo ▾"
    table = texts(panel.details.views[TABLE])
    assert [row[0] for row in table] == ["1   equality", "2   domination", "3   security", "–   nothing"]
    assert table[0][1:] == ["1", "·", "1", "·"]
    assert four


def test_undecided_can_be_counted_as_an_answer(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    from annotator.model.annotation import Absence, Value

    variable = value(workspace.store, "equality").variable_id
    place = statement(workspace.store, "Four")
    annotate(workspace.store, place, four[1], values=[Value(variable, absence=Absence.UNDECIDED)])
    finish(workspace, four[1], "Four")
    panel = opened()
    shows(qtbot, panel, 0, "0.444")

    undecided = next(one for one in panel.choices.coders.menu().actions() if "undecided" in one.text())
    undecided.trigger()

    qtbot.waitUntil(lambda: texts(panel.view)[0][5] == "4")


def test_a_sample_is_compared_alone_with_the_progress_of_each_coder(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    shows(qtbot, panel, 0, "0.444")
    assert not panel.choices.worklists.isVisible()
    among = [statement(workspace.store, words) for words in ("One", "Two", "Four")]
    draw_sample(workspace.store, "Test", among, size=3, seed="7", coder_ids=four)

    panel.choices.worklists.menu().actions()[1].trigger()

    # One and Two are compared: e e, e d. n_e 3, n_d 1: D_o = 2/4, D_e = 2 * 3 / 12: alpha 0.
    shows(qtbot, panel, 0, "0.000")
    assert panel.choices.worklists.text() == "Test ▾"
    assert panel.choices.progress.text() == "done of 3: Ana 3, Bruno 2"
    code(workspace, four[1], Four="security")
    qtbot.waitUntil(lambda: panel.choices.progress.text() == "done of 3: Ana 3, Bruno 3")
    panel.copying.menu().actions()[0].trigger()
    assert "random sample of 3 of 3 (seed 7)" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()  # without a screen it would outlive Python


def test_a_deleted_sample_is_compared_no_more(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    drawn = draw_sample(
        workspace.store, "Test", [statement(workspace.store, "One")], size=1, seed="7", coder_ids=four
    )
    panel.choices.worklists.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: panel.view.grid.rowCount() == 3 and texts(panel.view)[0][5] == "1")

    delete_worklist(workspace.store, drawn)

    shows(qtbot, panel, 0, "0.444")
    assert panel.choices.progress.text() == ""


def test_a_paragraph_and_a_table_are_copied(opened: Opened, four: list[CoderId], qtbot: QtBot) -> None:
    assert four
    panel = opened()
    qtbot.waitUntil(
        lambda: panel.view.grid.rowCount() == 3 and "–" in texts(panel.view)[0][2], timeout=10_000
    )

    panel.copying.menu().actions()[2].trigger()

    copied = QGuiApplication.clipboard().mimeData()
    assert "framing\t3\t2\t0\t66.7 %\t0.444\t" in copied.text()
    assert '<td align="right">0.444</td>' in copied.html()
    assert "2,000 resamples of statements (seed 1)" in copied.text()
    QGuiApplication.clipboard().clear()  # without a screen it would outlive Python


def test_nothing_is_read_while_nobody_looks(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    panel = opened()
    shows(qtbot, panel, 0, "0.444")
    panel.hide()

    code(workspace, four[1], Four="security")
    qtbot.wait(100)  # longer than changes are gathered

    assert texts(panel.view)[0][1] == "0.444"
    panel.show()
    shows(qtbot, panel, 0, "0.667")


def test_another_project_brings_its_own_figures(
    opened: Opened, workspace: Workspace, four: list[CoderId], qtbot: QtBot
) -> None:
    assert four
    panel = opened()
    shows(qtbot, panel, 0, "0.444")

    workspace.close()

    assert panel.empty.text() == "Agreement between coders will be shown here."
    assert panel.view.grid.rowCount() == 0


def test_the_panel_may_go_while_it_works(workspace: Workspace, four: list[CoderId], qtbot: QtBot) -> None:
    assert four
    panel = AgreementPanel(workspace, LIGHT)  # not given to qtbot, which would close it once more
    panel.show()
    qtbot.wait(45)  # the reading has begun

    with qtbot.waitSignal(panel.destroyed):
        panel.deleteLater()


def test_colours_change_without_figures_changing(opened: Opened, four: list[CoderId], qtbot: QtBot) -> None:
    assert four
    panel = opened()
    shows(qtbot, panel, 0, "0.444")

    panel.set_theme(DARK)
    panel.resize(1000, 400)

    assert texts(panel.view)[0][1] == "0.444"
    assert not panel.grab().isNull()


def test_the_texts_of_many_disagreements_are_read_a_page_at_a_time(
    opened: Opened, workspace: Workspace, qtbot: QtBot
) -> None:
    ana, bruno = fill(workspace.store, draft("\n".join(f"Line {number:03}." for number in range(150))))
    store = workspace.store
    for number in range(150):
        place = StatementId(workspace.queue[number])
        for coder, name in ((ana, "equality"), (bruno, "domination")):
            annotate(store, place, coder, values=[value(store, name)])
    for coder in (ana, bruno):
        set_stage(store, [StatementId(key) for key in workspace.queue], coder, Stage.DONE)
    panel = opened()
    listed = panel.details.views[STATEMENTS].grid
    qtbot.waitUntil(lambda: listed.rowCount() == 150)

    assert [listed.index(row, 0).data() for row in (149, 0, 64)] == ["Line 149.", "Line 000.", "Line 064."]


def test_neither_the_panel_nor_its_tables_bring_numpy_before_there_are_figures() -> None:
    root = Path(__file__).resolve().parents[3]
    words = "import sys, annotator.gui.panels.agreement; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", words], cwd=root, check=False).returncode == 0

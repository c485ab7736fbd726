"""The timeline panel as a hand uses it: code, look, point, click, drag, choose, write."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyqtgraph import BarGraphItem
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QGraphicsLineItem, QMenu
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.edits.adjudication import settle
from annotator.edits.annotations import annotate, delete_annotations
from annotator.edits.codes import add_code
from annotator.figures.timeline import Chart
from annotator.gui import prompts
from annotator.gui.panels.timeline import TimelinePanel
from annotator.gui.theme import DARK, LIGHT
from annotator.gui.timeline import events as timeline_events
from annotator.gui.timeline import export as timeline_export
from annotator.gui.timeline.marks import Areas
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Value
from annotator.model.corpus import Dropped, DropReason
from annotator.model.span import Span
from annotator.model.timeline import BinSize, Counted
from annotator.store.annotations import annotations_of
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement
from tests.gui.in_front import put_in_front

DRAFTS = (
    draft("No treaty can hold.\nThe bloc never asked.", published="2031-03-03", title="Talks"),
    draft("Fishers wait.", published="2031-05-10", title="Harbour"),
    draft("Undated words.", title="Leaflet"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "labels.annotator"
    with Store.create(path, title="Labels") as store:
        ana, _ = fill(store, *DRAFTS)
        label(store, ana, "treaty", "equality")
        label(store, ana, "bloc", "equality", "security")
        label(store, ana, "Fishers", "domination")
        label(store, ana, "Undated", "domination")
    return path


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, project: Path) -> TimelinePanel:
    put_in_front(workspace, project)
    made = TimelinePanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1100, 300)
    made.show()
    _wait(qtbot, made)
    return made


def _wait(qtbot: QtBot, panel: TimelinePanel) -> None:
    qtbot.waitUntil(lambda: panel.reader.timeline is not None and not panel.reader.is_busy)


def _counts(panel: TimelinePanel) -> dict[str, tuple[int, ...]]:
    assert panel.reader.timeline is not None
    return {column.name: column.counts for column in panel.reader.timeline.columns()}


def test_it_shows_what_is_coded_by_month(panel: TimelinePanel) -> None:
    assert _counts(panel) == {
        "2031-03": (2, 0, 1),
        "2031-04": (0, 0, 0),
        "2031-05": (0, 1, 0),
        "undated": (0, 1, 0),
    }
    assert panel.pages.currentWidget() is panel.plot_page
    assert "n = 4 coded statements" in panel.readout.text()


def test_a_new_label_is_in_the_plot_soon_after(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    with qtbot.waitSignal(panel.reader.answered):
        key = label(workspace.store, CoderId(1), "Fishers", "equality")
    assert _counts(panel)["2031-05"] == (1, 1, 0)

    with qtbot.waitSignal(panel.reader.answered):
        delete_annotations(workspace.store, [key])
    assert _counts(panel)["2031-05"] == (0, 1, 0)

    with qtbot.waitSignal(panel.reader.answered):
        workspace.undo()
    assert _counts(panel)["2031-05"] == (1, 1, 0)


def test_edits_that_come_together_are_shown_together(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    answers: list[object] = []
    panel.reader.answered.connect(answers.append)

    for _ in range(5):
        label(workspace.store, CoderId(1), "Fishers", "equality")
    _wait(qtbot, panel)

    assert len(answers) == 1


def test_arrows_read_the_bins_out_and_return_lists_their_statements(
    qtbot: QtBot, panel: TimelinePanel
) -> None:
    panel.plot.setFocus()
    qtbot.keyClick(panel.plot, Qt.Key.Key_Right)
    assert panel.readout.text() == "2031-03 · n = 2 · equality 2 · security 1"
    qtbot.keyClick(panel.plot, Qt.Key.Key_Right)
    assert panel.readout.text() == "2031-04: no statement coded"
    qtbot.keyClick(panel.plot, Qt.Key.Key_Left)
    qtbot.keyClick(panel.plot, Qt.Key.Key_Up)
    assert panel.readout.text() == "2031-03 · n = 2 · equality 2"
    assert panel.plot.accessibleDescription() == panel.readout.text()

    with qtbot.waitSignal(panel.statements_chosen) as listed:
        qtbot.keyClick(panel.plot, Qt.Key.Key_Return)

    assert listed.args is not None
    assert len(listed.args[0]) == 2
    assert panel.statements.head.text() == "2 statements · 2031-03 · equality"


def _place(panel: TimelinePanel, share: float, height: float) -> QPoint:
    """A place in the main plot: so far right and so far up of it."""
    box = panel.plot.main_box()
    rect = box.sceneBoundingRect()
    scene = rect.bottomLeft()
    scene.setX(rect.left() + share * rect.width())
    scene.setY(rect.bottom() - height * rect.height())
    found: QPoint = panel.plot.mapFromScene(scene)
    return found


def test_a_click_lists_and_a_choice_puts_the_statement_in_front(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    viewport = panel.plot.viewport()
    where = _place(panel, 0.9, 0.05)  # in May, at the foot of the only bar
    qtbot.mouseMove(viewport, where)
    qtbot.waitUntil(lambda: "domination" in panel.readout.text())
    with qtbot.waitSignal(panel.statements_chosen):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)

    view = panel.statements.view
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
    )

    assert workspace.statement_id == statement(workspace.store, "Fishers")


def test_a_drag_lets_the_queue_hold_the_range(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    viewport, left = panel.plot.viewport(), Qt.MouseButton.LeftButton
    start, end = _place(panel, 0.8, 0.5), _place(panel, 0.95, 0.5)

    with qtbot.waitSignal(workspace.queue_changed):
        qtbot.mousePress(viewport, left, pos=start)
        for step in range(1, 6):
            qtbot.mouseMove(viewport, start + (end - start) * step / 5)
            QApplication.processEvents()
        qtbot.mouseRelease(viewport, left, pos=end)

    assert (workspace.filter.first_day, workspace.filter.last_day) == ("2031-05-01", "2031-05-31")
    assert list(workspace.queue) == [statement(workspace.store, "Fishers")]


def test_other_questions_are_answered_at_once(qtbot: QtBot, panel: TimelinePanel) -> None:
    panel.choices.bin_size.setCurrentText("by year")
    assert _counts(panel) == {"2031": (2, 1, 1), "undated": (0, 1, 0)}

    panel.choices.counted.setCurrentText("share of coded statements")
    assert panel.reader.timeline is not None
    assert panel.reader.timeline.question.counted is Counted.SHARE
    assert panel.reader.timeline.question.bin_size is BinSize.YEAR

    panel.choices.variable.setCurrentText("claim type")
    _wait(qtbot, panel)
    assert [series.name for series in panel.reader.timeline.series] == ["accusation", "appeal"]


@pytest.mark.parametrize("chart", Chart)
def test_every_chart_can_be_shown_pointed_at_and_recoloured(
    qtbot: QtBot, panel: TimelinePanel, chart: Chart
) -> None:
    panel.choices.charts.setCurrentIndex(list(Chart).index(chart))
    panel.plot.grab()
    for share in (0.1, 0.5, 0.9):
        qtbot.mouseMove(panel.plot.viewport(), _place(panel, share, 0.2))
        QApplication.processEvents()
    panel.set_theme(DARK)
    panel.plot.grab()

    assert panel.plot.viewport().palette()


def test_of_many_lines_the_one_pointed_at_shows_its_interval(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    framing = workspace.codebook.variables[0]
    solidarity = add_code(workspace.store, framing.id, "solidarity", colour="#B75000")
    text = statement(workspace.store, "Fishers")
    annotate(workspace.store, text, CoderId(1), values=[Value(framing.id, code_id=solidarity)])
    panel.choices.counted.setCurrentText("share of coded statements")
    panel.choices.charts.setCurrentIndex(list(Chart).index(Chart.LINES))
    (intervals,) = [
        action
        for action in panel.choices.more.menu().actions()
        if action.text() == "95 % intervals of shares"
    ]
    intervals.trigger()
    _wait(qtbot, panel)
    panel.plot.setFocus()

    def shown() -> int:
        return sum(isinstance(item, Areas) for item in panel.plot.scene().items())

    assert shown() == 0
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(panel.plot, key)
    assert shown() == 1
    assert panel.readout.text() == "2031-03 · n = 2 · equality 100.0 % (2) [34.2 – 100.0 %]"
    for _ in range(4):
        qtbot.keyClick(panel.plot, Qt.Key.Key_Down)
    assert shown() == 0


def test_a_code_can_be_left_out_in_the_legend(qtbot: QtBot, panel: TimelinePanel) -> None:
    model = panel.legend.model()
    (row,) = [row for row in range(model.rowCount()) if model.index(row, 0).data() == "security"]

    model.setData(model.index(row, 0), Qt.CheckState.Unchecked.value, int(Qt.ItemDataRole.CheckStateRole))
    _wait(qtbot, panel)

    assert _counts(panel)["2031-03"] == (2, 0)
    assert model.rowCount() == 3


def test_the_table_says_the_same(qtbot: QtBot, panel: TimelinePanel) -> None:
    qtbot.mouseClick(panel.as_table, Qt.MouseButton.LeftButton)

    assert panel.pages.currentWidget() is panel.table_view
    model = panel.table
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())] == [
        "2031-03",
        "2031-04",
        "2031-05",
        "undated",
    ]
    assert [model.index(0, column).data() for column in range(model.columnCount())] == ["2", "2", "0", "1"]
    assert model.index(1, 1).data() == "–"


def test_zoom_comes_back_by_one_key(qtbot: QtBot, panel: TimelinePanel) -> None:
    box = panel.plot.main_box()
    whole = box.viewRange()[0]

    qtbot.keyClick(panel.plot, Qt.Key.Key_Plus)
    assert box.viewRange()[0][1] - box.viewRange()[0][0] < whole[1] - whole[0]
    qtbot.keyClick(panel.plot, Qt.Key.Key_0)

    assert box.viewRange()[0] == pytest.approx(whole)


@pytest.mark.parametrize(("suffix", "begin"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_the_picture_is_written(
    qtbot: QtBot,
    panel: TimelinePanel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    begin: bytes,
) -> None:
    target = tmp_path / f"picture{suffix}"
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: target)

    panel.export.write(suffix)
    qtbot.waitUntil(target.exists)

    assert target.read_bytes().startswith(begin)


def test_the_table_is_written_and_copied(
    qtbot: QtBot, panel: TimelinePanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: tmp_path / "table.csv")

    panel.export.write_table()
    panel.export.copy_table()
    copied = QGuiApplication.clipboard().text()
    panel.export.copy_picture()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    qtbot.waitUntil((tmp_path / "table.csv").exists)

    assert "2031-03,2031-03-01,2031-03-31,2,2,0,1" in (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert "2031-03  2" in copied
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_an_empty_project_says_how_to_begin_and_follows_its_codebook(
    qtbot: QtBot, workspace: Workspace
) -> None:
    made = TimelinePanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    assert made.pages.currentWidget() is made.empty

    ana, _ = fill(workspace.store, DRAFTS[0])
    workspace.set_coder(ana)
    label(workspace.store, ana, "treaty", "equality")
    _wait(qtbot, made)
    assert _counts(made) == {"2031-03": (1, 0, 0)}

    add_code(workspace.store, workspace.codebook.variables[0].id, "trade")
    qtbot.waitUntil(lambda: _counts(made) == {"2031-03": (1, 0, 0, 0)})
    workspace.close()
    assert made.reader.timeline is None


def test_an_event_is_added_drawn_and_compared_around(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "2031-05-01 Assembly opens")

    panel.events.add()
    panel.plot.grab()
    (event,) = panel.events.events
    panel.compare(event)

    assert event.text == "Assembly opens"
    grid = panel.comparison.view.grid
    texts = [[cell.text for cell in row[:4]] for row in grid.rows]
    # Two statements in March, one in May; the undated one is on neither side.
    assert texts[0] == ["equality", "100.0 %", "0.0 %", "-100.0"]
    assert "On neither side: 1." in panel.comparison.note.text()
    with qtbot.waitSignal(panel.reader.answered):
        label(workspace.store, CoderId(1), "Fishers", "equality")
    assert grid.rows[0][2].text == "100.0 %"


def test_events_are_imported_and_taken_away(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "events.csv"
    table.write_text("2031-03,Elections\nsoon,Nothing\n", encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(timeline_events, "ask_file", lambda *_: table)
    monkeypatch.setattr(prompts, "warn", lambda _parent, _title, sentence: said.append(sentence))

    panel.events.load()
    qtbot.waitUntil(lambda: bool(said))
    menu = panel.events_button.menu()
    menu.aboutToShow.emit()

    assert "Row 2 of events.csv" in said[0]
    assert [action.text() for action in menu.actions()][-1] == "2031-03  Elections"
    workspace.undo()
    assert panel.events.events == ()


def test_a_picture_gets_words_of_ones_own_until_another_question_is_asked(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "picture.svg"
    answers = iter(("Frames of the strait", "Our corpus."))
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: target)
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: next(answers))

    panel.export.name_picture()
    with qtbot.waitSignal(workspace.said):
        panel.export.write(".svg")
    own = target.read_text(encoding="utf-8")
    panel.choices.bin_size.setCurrentText("by year")
    with qtbot.waitSignal(workspace.said):
        panel.export.write(".svg")

    assert "Frames of the strait" in own
    assert "Our corpus." in own
    assert "Frames of the strait" not in target.read_text(encoding="utf-8")


def test_actors_are_grouped_by_an_attribute(qtbot: QtBot, panel: TimelinePanel, workspace: Workspace) -> None:
    bloc = add_actor(workspace.store, "the bloc", attributes={"country": "Velm"})
    target = workspace.codebook.variables[2].id
    annotate(
        workspace.store, statement(workspace.store, "bloc"), CoderId(1), values=[Value(target, actor_id=bloc)]
    )
    panel.choices.variable.setCurrentText("target")
    menu = panel.choices.more.menu()
    (groups,) = [action.menu() for action in menu.actions() if action.text() == "Group by attribute"]
    assert isinstance(groups, QMenu)
    groups.aboutToShow.emit()
    (country,) = [action for action in groups.actions() if action.text() == "country"]

    country.trigger()
    _wait(qtbot, panel)

    assert panel.reader.timeline is not None
    assert [series.name for series in panel.reader.timeline.series] == ["Velm"]


def test_codes_are_ticked_in_a_menu_that_stays_open_also_by_speaker(
    qtbot: QtBot, panel: TimelinePanel
) -> None:
    menu = panel.choices.codes.menu()
    menu.popup(panel.mapToGlobal(QPoint(0, 0)))
    (security,) = [action for action in menu.actions() if action.text() == "security"]

    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(security).center())
    assert menu.isVisible()
    assert panel.choices.codes.text() == "2 of 3 codes"
    assert _counts(panel)["2031-03"] == (2, 0)

    panel.choices.by.setCurrentText("by speaker")
    _wait(qtbot, panel)
    assert _counts(panel)["2031-03"] == (2,)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    assert panel.choices.codes.text() == "all codes"


def test_the_legend_leaves_out_codes_that_were_not_found(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    model = panel.legend.model()
    with qtbot.waitSignal(panel.reader.answered):
        add_code(workspace.store, panel.choices.variable_id(), "partnership")

    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["security", "domination", "equality"]
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, int(Qt.ItemDataRole.CheckStateRole))
    _wait(qtbot, panel)

    assert panel.reader.timeline is not None
    assert [one.name for one in panel.reader.timeline.series] == ["equality", "domination", "partnership"]


class _Shouting(QTranslator):
    """Another language, as far as a test can tell: all letters but those of places are capitals."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        del disambiguation, n
        if context != "timeline":
            return source
        parts = re.split(r"(\{\w+\})", source)
        return "".join(part if part.startswith("{") else part.upper() for part in parts)


def test_picture_and_plot_speak_the_language_of_the_window(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: tmp_path / "picture.svg")
    language = _Shouting()
    QApplication.installTranslator(language)
    try:
        panel.choices.bin_size.setCurrentText("by quarter")
        _wait(qtbot, panel)
        with qtbot.waitSignal(workspace.said):
            panel.export.write(".svg")
        said = panel.readout.text()
    finally:
        QApplication.removeTranslator(language)

    picture = (tmp_path / "picture.svg").read_text("utf-8")
    assert said.startswith("Framing: STATEMENTS WITH AT LEAST ONE ANNOTATION, BY QUARTER")
    assert "Framing: STATEMENTS WITH AT LEAST ONE ANNOTATION, BY QUARTER" in picture
    assert "UNDATED</text>" in picture
    assert "CODED BY Ana" in picture


def test_one_click_leads_from_the_settled_layer_to_ones_own_and_back(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    assert not panel.other_layer.isVisible()
    place = statement(workspace.store, "Fishers")
    settle(workspace.store, place, take=[found.id for found in annotations_of(workspace.store, [place])])
    _wait(qtbot, panel)
    workspace.set_coder(next(one.id for one in workspace.head.coders if one.name == "Bruno"))
    workspace.set_coder(CoderId(1))
    _wait(qtbot, panel)

    qtbot.waitUntil(lambda: panel.other_layer.text() == "Show Ana")
    assert "· n = 1 coded statements" in panel.readout.text()
    qtbot.mouseClick(panel.other_layer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Ana · n = 4 coded statements" in panel.readout.text())
    qtbot.mouseClick(panel.other_layer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.other_layer.text() == "Show Ana")


def test_the_statement_in_front_is_marked_inside_the_bar_of_its_bin(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace
) -> None:
    panel.choices.bin_size.setCurrentText("by year")
    _wait(qtbot, panel)
    workspace.show_statement(statement(workspace.store, "treaty"))
    (mark,) = [
        one for one in panel.plot.scene().items() if isinstance(one, QGraphicsLineItem) and one.isVisible()
    ]
    bars = [one for one in panel.plot.scene().items() if isinstance(one, BarGraphItem)]

    stretches = [bar.mapRectToScene(bar.boundingRect()) for bar in bars]
    place = mark.mapToScene(mark.line().p1()).x()
    assert any(box.left() <= place <= box.right() and box.width() < 300 for box in stretches)


def test_folded_copies_count_each_time_when_asked(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: tmp_path / "table.csv")
    put_in_front(workspace, _twice_said(tmp_path))
    _wait(qtbot, panel)
    assert _counts(panel) == {"2031-03": (1, 0, 0)}
    (copies,) = [
        action.menu() for action in panel.choices.more.menu().actions() if action.text() == "Folded copies"
    ]
    assert isinstance(copies, QMenu)
    (_, each) = copies.actions()

    each.trigger()
    _wait(qtbot, panel)
    panel.export.write_table()
    qtbot.waitUntil((tmp_path / "table.csv").exists)

    assert _counts(panel) == {"2031-03": (2, 0, 0)}
    assert "# duplicates: folded copies counted each time" in (tmp_path / "table.csv").read_text("utf-8")
    with qtbot.waitSignal(panel.reader.answered):
        label(workspace.store, CoderId(1), "Fishers", "equality")
    assert _counts(panel) == {"2031-03": (3, 0, 0)}
    panel.choices.counted.setCurrentText("per 1,000 words")  # words are read anew
    _wait(qtbot, panel)
    assert panel.reader.timeline is not None
    assert panel.reader.timeline.bins[0].bases[0] == 3 + 3 + 2


def _twice_said(tmp_path: Path) -> Path:
    """A post that says its first line again at its end."""
    path = tmp_path / "twice.annotator"
    post = draft("No treaty holds.\nFishers wait.", published="2031-03-03")
    copy = Dropped(Span(31, 47), DropReason.COPY, repeats=Span(0, 16))
    with Store.create(path, title="Twice") as store:
        ana, _ = fill(store, replace(post, text=f"{post.text}\nNo treaty holds.", dropped=(copy,)))
        label(store, ana, "treaty", "equality")
    return path


def test_the_queue_in_words_stands_with_the_numbers(
    qtbot: QtBot, panel: TimelinePanel, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_export, "ask_new_file", lambda *_: tmp_path / "table.csv")
    workspace.set_filter(replace(workspace.filter, words="treaty"))
    (only,) = [action for action in panel.choices.more.menu().actions() if "queue" in action.text()]

    only.trigger()
    _wait(qtbot, panel)
    panel.export.write_table()
    qtbot.waitUntil((tmp_path / "table.csv").exists)

    assert _counts(panel) == {"2031-03": (1, 0, 0)}
    assert panel.readout.text().endswith("only the queue: “treaty”")
    assert "# filter: the queue: “treaty”" in (tmp_path / "table.csv").read_text(encoding="utf-8")


def test_what_changed_while_another_panel_was_in_front_is_shown_afterwards(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    bruno = next(coder.id for coder in workspace.head.coders if coder.name == "Bruno")
    panel.hide()
    workspace.set_coder(bruno)

    panel.show()
    qtbot.waitUntil(lambda: panel.pages.currentWidget() is panel.empty)

    assert panel.choices.coder.currentText() == "Bruno"


def test_a_choice_is_as_wide_as_what_is_chosen(panel: TimelinePanel) -> None:
    wide = panel.choices.counted.sizeHint().width()
    words = [panel.choices.counted.itemText(place) for place in range(panel.choices.counted.count())]
    panel.choices.counted.setCurrentIndex(words.index(max(words, key=len)))

    assert panel.choices.counted.sizeHint().width() > wide
    assert panel.choices.counted.width() <= panel.choices.counted.sizeHint().width()


def test_another_project_brings_its_own_coders_and_codes(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    code = panel.choices.offered_codes()[0].id
    panel.choices.choose_codes((code,))
    _wait(qtbot, panel)
    with Store.create(tmp_path / "nobody.annotator", title="Nobody") as store:
        fill(store, *DRAFTS, coders=())

    assert put_in_front(workspace, tmp_path / "nobody.annotator")

    assert panel.choices.coder.count() == 0
    assert panel.choices.codes.text() == "all codes"
    assert panel.pages.currentWidget() is panel.empty

"""The whole source on the screen, marked and clicked through real events."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.gui.text.sheet import LONGEST_PARAGRAPH, screen_cuts
from annotator.model.span import Span
from annotator.store.annotations import read_annotations
from annotator.store.corpus import read_text, statement_rows
from annotator.store.store import Store
from tests.builders import draft, fill, label, span, statement
from tests.gui.conftest import Desk
from tests.gui.in_front import put_in_front


@pytest.fixture
def source(desk: Desk) -> Desk:
    """The second statement in front, in its whole source."""
    desk.reading.set_whole_source(True)
    return desk


def at(desk: Desk, words: str, inside: int = 1) -> QPoint:
    """Where some words of the source stand on the screen."""
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(desk.view.document().toPlainText().index(words) + inside)
    return desk.view.cursorRect(cursor).center()


def click(qtbot: QtBot, desk: Desk, words: str) -> None:
    qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=at(desk, words))


def shown_words(desk: Desk) -> dict[int, str]:
    """What each drawn span covers on the screen."""
    text = desk.view.document().toPlainText()
    drawn = {}
    for annotation in read_annotations(desk.workspace.store):
        found = desk.view.painter.shown(annotation.id)
        if found is not None:
            units = text.encode("utf-16-le")[2 * found.span.start : 2 * found.span.end]
            drawn[int(annotation.id)] = units.decode("utf-16-le")
    return drawn


def test_all_statements_and_all_their_spans_are_shown(source: Desk) -> None:
    store, coder = source.workspace.store, source.workspace.coder_id
    assert coder is not None
    one = label(store, coder, "Harbour talks 🔵", "equality")
    other = label(store, coder, "🇷🇺🇺🇳 flags", "accusation")

    source.reading.show_annotations()

    assert source.view.document().toPlainText() == read_text(store, statement_rows(store)[0].source_id)
    assert shown_words(source) == {one: "Harbour talks 🔵", other: "🇷🇺🇺🇳 flags"}
    assert source.reading.list.ids() == []


def test_a_click_into_another_statement_puts_it_in_front(qtbot: QtBot, source: Desk) -> None:
    before = source.view.verticalScrollBar().value()

    click(qtbot, source, "stays")

    assert source.workspace.statement_id == statement(source.workspace.store, "stays")
    assert source.view.text().startswith("مرحبا")
    assert source.view.verticalScrollBar().value() == before


def test_a_click_on_a_span_of_another_statement_makes_it_the_active_one(qtbot: QtBot, source: Desk) -> None:
    assert source.workspace.coder_id is not None
    made = label(source.workspace.store, source.workspace.coder_id, "resume in Velm", "equality")

    click(qtbot, source, "resume")

    assert source.workspace.annotation_id == made
    assert source.reading.list.ids() == [made]


def test_a_mark_across_two_statements_stays_in_the_one_it_began_in(qtbot: QtBot, source: Desk) -> None:
    viewport, left = source.view.viewport(), Qt.MouseButton.LeftButton

    qtbot.mousePress(viewport, left, pos=at(source, "never asked"))
    qtbot.mouseMove(viewport, at(source, "bloc said", 5))
    qtbot.mouseMove(viewport, at(source, "stays"))
    qtbot.mouseRelease(viewport, left, pos=at(source, "stays"))
    qtbot.keyClicks(source.view, "1")

    (made,) = read_annotations(source.workspace.store)
    assert made.quote == "never asked the islands."
    assert shown_words(source) == {made.id: made.quote}


def test_the_next_statement_comes_to_the_front_and_keys_mark_in_it(qtbot: QtBot, source: Desk) -> None:
    source.workspace.step(1)
    qtbot.keyClick(source.view, Qt.Key.Key_Home)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(source.view, Qt.Key.Key_Right, control_shift)
    qtbot.keyClicks(source.view, "2")

    (made,) = read_annotations(source.workspace.store)
    assert made.statement_id == statement(source.workspace.store, "stays")


def test_the_caret_walks_into_the_next_statement(qtbot: QtBot, source: Desk) -> None:
    qtbot.keyClick(source.view, Qt.Key.Key_Up)

    assert source.view.text() == "Harbour talks 🔵 resume in Velm."


def test_undo_elsewhere_in_the_source_is_seen(source: Desk) -> None:
    assert source.workspace.coder_id is not None
    label(source.workspace.store, source.workspace.coder_id, "resume in Velm", "equality")

    source.workspace.undo()

    assert shown_words(source) == {}
    assert source.view.text() == "Harbour talks 🔵 resume in Velm."


def test_back_to_the_statement_alone(qtbot: QtBot, source: Desk) -> None:
    source.reading.set_whole_source(False)

    assert source.view.text().startswith("No treaty")
    source.view.mark_all()
    qtbot.keyClicks(source.view, "1")
    assert len(shown_words(source)) == 1


def test_copied_words_are_the_source_s_own(source: Desk) -> None:
    source.view.mark(Span(0, 9))

    assert source.view.createMimeDataFromSelection().text() == "No treaty"


def test_blank_lines_and_indentation_keep_their_places(desk: Desk, tmp_path: Path) -> None:
    text = "PAGE 1\n\n\n   \n" + " " * 40 + "Deep inside.\n\n\tThe end 🔵 of it.\n\n"
    path = tmp_path / "gaps.annotator"
    with Store.create(path, title="Gaps") as store:
        (coder, _) = fill(store, draft(text))
        made = [label(store, coder, words, "equality") for words in ("Deep inside.", "🔵 of it.")]
    put_in_front(desk.workspace, path)

    desk.reading.set_whole_source(True)

    assert shown_words(desk) == dict(zip(made, ("Deep inside.", "🔵 of it."), strict=True))
    assert desk.view.document().size().height() < 300
    assert at(desk, "Deep", 0).x() - at(desk, "PAGE", 0).x() < 100


@pytest.mark.parametrize("word", ["word ", "中", "🇷🇺🇺🇳", "e\u0301"])
def test_long_paragraphs_are_cut_for_the_screen_between_two_signs(word: str) -> None:
    text = f"short\n{word * 2 * LONGEST_PARAGRAPH}\nthe end"

    places = [0, *screen_cuts(text), len(text)]

    pieces = [Span(start, end).of(text) for start, end in pairwise(places)]
    assert max(len(line) for piece in pieces for line in piece.split("\n")) <= LONGEST_PARAGRAPH
    inner = [piece for piece in pieces[1:-1] if not piece.startswith(word[0])]
    assert inner == []


def test_a_paragraph_of_a_hundred_thousand_characters_is_marked_and_drawn(desk: Desk, tmp_path: Path) -> None:
    text = "No treaty can hold. " * 5000 + "The last words."
    path = tmp_path / "long.annotator"
    with Store.create(path, title="Long") as store:
        (coder, _) = fill(store, draft(text))
        made = label(store, coder, "The last words.", "equality")
        place = span(store, "The last words.")
    put_in_front(desk.workspace, path)

    shown = desk.view.painter.shown(made)

    assert shown is not None
    desk.view.mark(place)
    cursor = desk.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (shown.span.start, shown.span.end)
    assert cursor.selectedText() == "The last words."

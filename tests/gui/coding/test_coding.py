"""Labelling through real key and mouse events, seen in the store."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.edits.actors import add_actor
from annotator.model.annotation import Absence, Annotation, Stage, Value
from annotator.model.codebook import VariableKind
from annotator.model.span import Span
from annotator.model.text import words
from annotator.store.annotations import read_annotations, read_status
from annotator.store.store import Store
from tests.builders import draft, fill
from tests.gui.conftest import Desk
from tests.gui.in_front import put_in_front


def own(desk: Desk) -> list[Annotation]:
    return list(read_annotations(desk.workspace.store))


def names(desk: Desk, annotation: Annotation) -> list[str]:
    return [
        desk.workspace.codebook.code(value.code_id).name
        for value in annotation.values
        if value.code_id is not None
    ]


def place(desk: Desk, position: int) -> QPoint:
    """Where a code point of the statement stands on the screen."""
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(desk.view.document_position(position))
    return desk.view.cursorRect(cursor).center()


def drag(qtbot: QtBot, desk: Desk, start: int, end: int, keys: Qt.KeyboardModifier | None = None) -> None:
    pressed = keys or Qt.KeyboardModifier.NoModifier
    viewport, left = desk.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pressed, place(desk, start))
    qtbot.mouseMove(viewport, place(desk, (start + end) // 2))
    qtbot.mouseMove(viewport, place(desk, end))
    qtbot.mouseRelease(viewport, left, pressed, place(desk, end))


def test_dragging_over_words_marks_whole_words_and_a_key_labels_them(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    drag(qtbot, desk, text.index("reaty"), text.index("hold") + 2)

    qtbot.keyClicks(desk.view, "2")

    (made,) = own(desk)
    assert made.quote == "treaty can hold"
    assert names(desk, made) == ["domination"]
    assert desk.workspace.annotation_id == made.id
    assert desk.view.marked_span() is None


def test_alt_marks_characters(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()

    drag(qtbot, desk, text.index("reaty"), text.index("eaty") + 2, Qt.KeyboardModifier.AltModifier)

    marked = desk.view.marked_span()
    assert marked is not None
    assert marked.of(text) == "rea"


def test_emoji_arabic_and_chinese_are_marked_as_they_are_seen(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.step(1)
    text = desk.view.text()

    for wanted in ("مرحبا", "文", "🇷🇺🇺🇳 flags", "e\u0301lan"):
        start = text.index(wanted)
        desk.view.mark(Span(start, start + len(wanted)))
        qtbot.keyClicks(desk.view, "1")

    assert [made.quote for made in own(desk)] == ["مرحبا", "文", "🇷🇺🇺🇳 flags", "e\u0301lan"]


def test_a_byte_order_mark_inside_a_text_moves_nothing(qtbot: QtBot, desk: Desk) -> None:
    # As in files that were put together from several: each brought its mark along.
    joined = "First letter. \ufeffA treaty.\n\ufeff\ufeffNo “treaty” can hold. \ufffeHe said."
    with_marks(desk, joined)
    text = desk.view.text()

    for wanted in ("treaty", "can hold", "said"):
        drag(qtbot, desk, text.index(wanted), text.index(wanted) + len(wanted))
        qtbot.keyClicks(desk.view, "1")

    assert text.startswith("\ufeff\ufeffNo")
    assert [made.quote for made in own(desk)] == ["treaty", "can hold", "said"]
    letters = desk.view.document().toPlainText()
    for made in own(desk):
        at = desk.view.document_position(made.span.start - joined.index("\n") - 1) if made.span else 0
        assert letters[at : at + len(made.quote)] == made.quote


def with_marks(desk: Desk, text: str) -> None:
    """A project with this text in front, its second statement shown."""
    path = desk.workspace.store.path.with_name("marks.annotator")
    with Store.create(path, title="Marks") as store:
        fill(store, draft(text))
    put_in_front(desk.workspace, path)
    desk.workspace.step(1)


def test_double_click_marks_the_word_and_the_third_click_the_sentence(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    viewport, left = desk.view.viewport(), Qt.MouseButton.LeftButton
    at = place(desk, text.index("bloc") + 1)

    qtbot.mouseClick(viewport, left, pos=at)
    qtbot.mouseDClick(viewport, left, pos=at)
    word = desk.view.marked_span()
    qtbot.mouseClick(viewport, left, pos=at)
    sentence = desk.view.marked_span()

    assert word is not None
    assert word.of(text) == "bloc"
    assert sentence is not None
    assert sentence.of(text) == text


def test_shift_and_arrows_mark_from_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    for _ in range(2):
        qtbot.keyClick(desk.view, Qt.Key.Key_Right, control_shift)
    qtbot.keyClicks(desk.view, "1")

    assert [made.quote for made in own(desk)] == ["No treaty"]


def test_the_same_keys_add_change_and_take_off(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark_all()

    qtbot.keyClicks(desk.view, "12q")
    assert [names(desk, made) for made in own(desk)] == [["equality", "domination", "accusation"]]
    qtbot.keyClicks(desk.view, "1w")
    assert [names(desk, made) for made in own(desk)] == [["domination", "appeal"]]
    qtbot.keyClicks(desk.view, "w")
    assert [names(desk, made) for made in own(desk)] == [["domination"]]


def test_nothing_marked_means_the_whole_statement(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.view, "3")
    (made,) = own(desk)
    assert made.span is None

    qtbot.keyClicks(desk.view, "3")
    assert own(desk) == []


def test_the_last_labels_are_repeated_with_one_key(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark(words(desk.view.text())[1])
    qtbot.keyClicks(desk.view, "1q")
    desk.view.mark(words(desk.view.text())[4])

    desk.coding.repeat()

    assert [names(desk, made) for made in own(desk)] == [["equality", "accusation"]] * 2


def test_sticky_labels_follow_every_mark(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark(words(desk.view.text())[1])
    qtbot.keyClicks(desk.view, "1")
    desk.coding.set_sticky(True)

    text = desk.view.text()
    drag(qtbot, desk, text.index("shore") + 1, text.index("shore") + 3)

    assert [(made.quote, names(desk, made)) for made in own(desk)] == [
        ("treaty", ["equality"]),
        ("shore", ["equality"]),
    ]


def test_not_applicable_and_undecided_are_answers_of_their_own(qtbot: QtBot, desk: Desk) -> None:
    desk.view.mark_all()
    qtbot.keyClicks(desk.view, "1")

    desk.coding.give_absence(Absence.UNDECIDED)
    (made,) = own(desk)
    assert [value.absence for value in made.values] == [Absence.UNDECIDED]
    qtbot.keyClicks(desk.view, "2")
    (made,) = own(desk)
    assert names(desk, made) == ["domination"]


def test_done_and_next_goes_on_and_keeps_the_stage(desk: Desk) -> None:
    here = desk.workspace.statement_id
    coder = desk.workspace.coder_id
    assert here is not None
    assert coder is not None

    desk.coding.done_and_next()

    assert read_status(desk.workspace.store, here, coder).stage is Stage.DONE
    assert desk.workspace.statement_id != here


def test_going_on_after_a_label_leaves_marked_words_to_be_labelled_further(qtbot: QtBot, desk: Desk) -> None:
    here = desk.workspace.statement_id
    desk.coding.set_auto_advance(True)

    desk.view.mark(words(desk.view.text())[1])
    qtbot.keyClicks(desk.view, "1q")

    (made,) = own(desk)
    assert desk.workspace.statement_id == here
    assert names(desk, made) == ["equality", "accusation"]


def test_going_on_after_a_label_for_the_whole_statement(qtbot: QtBot, desk: Desk) -> None:
    here = desk.workspace.statement_id
    desk.coding.set_auto_advance(True)

    qtbot.keyClicks(desk.view, "1")

    assert desk.workspace.statement_id != here


def test_a_handle_is_dragged_to_other_words(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    desk.view.mark(Span(text.index("treaty"), text.index("treaty") + 6))
    qtbot.keyClicks(desk.view, "1")
    (before,) = own(desk)

    drag(qtbot, desk, text.index("treaty") + 6, text.index("hold") + 2)

    (after,) = own(desk)
    assert after.quote == "treaty can hold"
    assert (after.uid, after.values) == (before.uid, before.values)


def test_clicking_again_reaches_every_overlapping_annotation(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    start = text.index("treaty")
    for span in (Span(0, start + 14), Span(start, start + 14), Span(start, start + 6)):
        desk.view.mark(span)
        qtbot.keyClicks(desk.view, "1")
    ids = {made.id for made in own(desk)}
    reached = set()

    for _ in range(3):
        qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place(desk, start + 2))
        reached.add(desk.workspace.annotation_id)

    assert reached == ids


def test_labels_never_move_the_text(qtbot: QtBot, desk: Desk) -> None:
    before = place(desk, 60)

    for word in words(desk.view.text())[:6]:
        desk.view.mark(Span(0, word.end))
        qtbot.keyClicks(desk.view, "1")

    assert place(desk, 60) == before


def test_a_held_end_moves_by_words_and_by_characters(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    desk.view.mark(Span(text.index("treaty"), text.index("treaty") + 6))
    qtbot.keyClicks(desk.view, "1")

    desk.view.hold_end()
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    assert [made.quote for made in own(desk)] == ["treaty can"]
    qtbot.keyClick(desk.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert [made.quote for made in own(desk)] == ["treaty ca"]
    desk.view.hold_end()
    qtbot.keyClick(desk.view, Qt.Key.Key_Left)

    assert [made.quote for made in own(desk)] == ["No treaty ca"]
    assert [len(made.values) for made in own(desk)] == [1]


def test_an_annotation_is_split_at_the_caret_and_joined_again(qtbot: QtBot, desk: Desk) -> None:
    text = desk.view.text()
    desk.view.mark(Span(0, text.index(" when")))
    qtbot.keyClicks(desk.view, "1")
    made = desk.workspace.annotation_id
    desk.view.mark(Span(text.index("can") - 1, text.index("can")))
    desk.view.mark(None)
    desk.workspace.choose_annotation(made)

    desk.reading.split_at_caret()
    assert [found.quote for found in own(desk)] == ["No treaty", "can hold"]
    desk.view.mark(Span(0, text.index(" when")))
    desk.coding.join()

    assert [found.quote for found in own(desk)] == ["No treaty can hold"]


def test_a_span_over_two_directions_is_tinted_once(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.step(1)
    text = desk.view.text()
    desk.view.mark(Span(0, text.index(" said")))
    qtbot.keyClicks(desk.view, "1")

    (made,) = own(desk)
    pieces = sorted(desk.view.painter.pieces(made.id), key=lambda rect: (rect.top(), rect.left()))

    assert pieces
    for one, other in pairwise(pieces):
        assert not one.intersects(other)


def test_a_key_without_an_answer_says_so(qtbot: QtBot, desk: Desk) -> None:
    said: list[str] = []
    desk.workspace.said.connect(said.append)

    qtbot.keyClicks(desk.view, "0")

    assert said == ["0 has no answer to framing yet. / finds one by typing."]
    assert own(desk) == []


def test_keys_of_actors_do_not_follow_into_another_project(desk: Desk, tmp_path: Path) -> None:
    variables = desk.workspace.codebook.variables
    target = next(variable for variable in variables if variable.kind is VariableKind.ACTORS)
    actor = desk.workspace.edit(add_actor, "Northern bloc")
    assert actor is not None
    desk.coding.give(Value(target.id, actor_id=actor))
    assert actor in {value.actor_id for value in desk.coding.keyed_values().values()}
    with Store.create(tmp_path / "other.annotator", title="Other") as store:
        fill(store, draft("Fishers wait."), coders=())
        add_actor(store, "Somebody else")

    assert put_in_front(desk.workspace, tmp_path / "other.annotator")

    assert {value.actor_id for value in desk.coding.keyed_values().values()} == {None}

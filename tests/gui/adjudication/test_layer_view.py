from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.adjudication.layer_view import LayerView
from annotator.gui.text.span_painter import ShownSpan
from annotator.gui.theme import DARK, LIGHT
from annotator.model.annotation import AnnotationId
from annotator.model.span import Span

TEXT = "Hi 🇺🇳! No treaty can hold when one shore writes it and the other is told to sign."


def test_spans_lie_on_their_words(qtbot: QtBot) -> None:
    view = LayerView(LIGHT)
    qtbot.addWidget(view)
    start = 100 + TEXT.index("treaty")

    view.show_layer(
        TEXT, [ShownSpan(AnnotationId(1), Span(start, start + 6), "#0072B2", "equality")], start=100
    )

    (found,) = view.painter.at(
        view.toPlainText().encode("utf-16-le").index("treaty".encode("utf-16-le")) // 2
    )
    # Two flags are four UTF-16 units, two code points: the document counts two more than the statement.
    assert found.span == Span(start - 100 + 2, start - 100 + 8)


def test_a_byte_order_mark_before_a_text_moves_no_span(qtbot: QtBot) -> None:
    view = LayerView(LIGHT)
    qtbot.addWidget(view)

    view.show_layer("\ufeffNo treaty.", [ShownSpan(AnnotationId(1), Span(4, 10), "#0072B2", "equality")])

    (found,) = view.painter.at(5)
    assert view.toPlainText()[found.span.start : found.span.end] == "treaty"


def test_it_is_as_high_as_its_text_and_scrolls_only_where_there_is_less_room(qtbot: QtBot) -> None:
    view = LayerView(LIGHT)
    qtbot.addWidget(view)
    view.show_layer(TEXT, [])
    view.show()

    view.resize(200, 40)
    assert view.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
    narrow = view.maximumHeight()
    view.resize(900, 400)

    assert view.maximumHeight() < narrow
    assert view.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_other_colours_leave_the_text(qtbot: QtBot) -> None:
    view = LayerView(LIGHT)
    qtbot.addWidget(view)
    view.show_layer(TEXT, [])

    view.set_theme(DARK)

    assert view.toPlainText() == TEXT
    assert not view.grab().isNull()

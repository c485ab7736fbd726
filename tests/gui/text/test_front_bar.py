"""Where colours leave the neighbours no tone of their own, a bar tells the statement in front."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from annotator.gui.theme import CONTRAST, DARK, LIGHT, Letters, Theme
from tests.gui.conftest import Desk


@pytest.mark.parametrize(("theme", "has_bar"), [(LIGHT, False), (DARK, False), (CONTRAST, True)])
def test_high_contrast_marks_the_statement_in_front(desk: Desk, theme: Theme, has_bar: bool) -> None:  # noqa: FBT001
    desk.reading.set_look(theme, Letters())

    picture = desk.view.viewport().grab().toImage()

    margin = range(int(desk.view.document().rootFrame().frameFormat().leftMargin()) - 2)
    bar = [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) == QColor(theme.accent) for x in margin)
    ]
    assert bool(bar) is has_bar

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.widgets.flow import FlowBox


class Brick(QWidget):
    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(100, 20)


@pytest.fixture
def box(qtbot: QtBot) -> FlowBox:
    """Three children of 100 by 20, four pixels apart."""
    made = FlowBox(gap=4)
    qtbot.addWidget(made)
    made.set_row([Brick(made) for _ in range(3)])
    return made


@pytest.mark.parametrize(
    ("width", "places", "height"),
    [
        (320, [(0, 0), (104, 0), (208, 0)], 20),
        (308, [(0, 0), (104, 0), (208, 0)], 20),
        (307, [(0, 0), (104, 0), (0, 24)], 44),
        (110, [(0, 0), (0, 24), (0, 48)], 68),
    ],
)
def test_a_new_line_begins_where_the_width_ends(
    box: FlowBox, width: int, places: list[tuple[int, int]], height: int
) -> None:
    box.resize(width, 100)
    box.show()

    assert [(child.x(), child.y()) for child in box.findChildren(Brick)] == places
    assert box.heightForWidth(width) == height


def test_a_child_too_wide_is_cut(box: FlowBox) -> None:
    box.resize(60, 100)
    box.show()

    assert all(child.x() == 0 for child in box.findChildren(Brick))
    assert box.heightForWidth(60) == 68

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.gui.widgets.boxes import ComboBox, DoubleSpinBox, SpinBox
from tests.gui.in_front import put_in_front


def takes_wheel(widget: QWidget) -> bool:
    """Whether one notch down over a widget is used up by it; what is not, Qt hands to what is around it."""
    here = QPointF(widget.rect().center())
    turned = QWheelEvent(
        here,
        widget.mapToGlobal(here),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)
    return turned.isAccepted()


def said(box: QWidget) -> str:
    assert isinstance(box, QComboBox | QAbstractSpinBox)
    return box.currentText() if isinstance(box, QComboBox) else box.text()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a box of each kind."""
    made = QWidget()
    column = QVBoxLayout(made)
    combo = ComboBox(made)
    combo.addItems(["one", "two", "three"])
    for box in (combo, SpinBox(made), DoubleSpinBox(made)):
        column.addWidget(box)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_scrolling_over_a_box_is_left_to_the_page(page: QWidget) -> None:
    boxes = [*page.findChildren(ComboBox), *page.findChildren(QAbstractSpinBox)]
    before = [said(box) for box in boxes]

    assert len(boxes) == 3
    assert not any(takes_wheel(box) for box in boxes)

    assert [said(box) for box in boxes] == before
    assert not any(box.hasFocus() for box in boxes)


def test_a_spin_box_that_has_the_keys_takes_the_wheel(qtbot: QtBot, page: QWidget) -> None:
    box = page.findChildren(SpinBox)[0]
    box.setValue(5)
    qtbot.waitUntil(page.isActiveWindow)
    box.setFocus()

    assert takes_wheel(box)

    assert box.value() == 4


def test_nothing_in_the_whole_window_is_changed_by_scrolling(
    qtbot: QtBot, tmp_path: Path, project_file: Path
) -> None:
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()
    put_in_front(window, project_file)
    for number in range(len(window.drawer.names())):
        window.drawer.show_panel(number)
    for name in ("editCodebook", "editActors", "correct", "drawSample", "safetySettings"):
        window.actions_[name].trigger()
    shown = [window, *(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())]
    boxes: list[QWidget] = []
    for kind in (QComboBox, QAbstractSpinBox):
        boxes += [box for top in shown for box in top.findChildren(kind)]
    plots = [box for box in boxes if isinstance(box.window(), QMenu)]  # menus of pyqtgraph, never shown
    boxes = [box for box in boxes if box not in plots and box.isEnabled()]
    assert len(boxes) > 12
    before = [said(box) for box in boxes]

    assert [box for box in boxes if not box.hasFocus() and takes_wheel(box)] == []

    assert [said(box) for box in boxes] == before
    for dialog in shown[1:]:
        dialog.close()
    window.close()

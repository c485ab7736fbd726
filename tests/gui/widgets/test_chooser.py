from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.widgets.chooser import Chooser


def test_the_wheel_and_letters_choose_nothing_and_arrows_do(qtbot: QtBot) -> None:
    box = Chooser("Bin", "How long one step is")
    box.addItems(["by day", "by week", "by month"])
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    turned = QWheelEvent(
        *(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )

    QApplication.sendEvent(box, turned)
    qtbot.keyClicks(box, "week2")
    assert box.currentText() == "by day"
    assert not turned.isAccepted()

    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "by week"


def test_it_has_room_for_what_it_says_while_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    box = Chooser("Coder")
    box.setPlaceholderText("no coder yet")
    qtbot.addWidget(box)

    assert box.sizeHint().width() >= box.fontMetrics().horizontalAdvance("no coder yet") + 28

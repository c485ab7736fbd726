from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.gui.collecting import EVERY_MS, collect_between_events


class Knot:
    """Garbage that only a collection finds; it tells on which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.itself = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def test_garbage_of_another_thread_goes_on_the_windows_own(qtbot: QtBot) -> None:
    owner = QObject()
    gc.enable()  # as a program begins
    timer = collect_between_events(owner)
    gone: list[int] = []
    kept: list[list[int]] = []

    def work() -> None:
        for _ in range(5):
            Knot(gone)
        kept.extend([number] for number in range(50_000))  # Python alone would have collected by now

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert gone == []
    with qtbot.waitSignal(timer.timeout, timeout=5 * EVERY_MS):
        pass
    assert gone == [threading.get_ident()] * 5
    timer.stop()

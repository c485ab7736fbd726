"""When Python looks for garbage: on the window's thread, between events.

Left to itself it looks wherever it happens to run: on the thread of a job, or in the middle of Qt's painting.
A widget that goes there takes the process with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


def collect_between_events(owner: QObject) -> QTimer:
    """Collect cyclic garbage from now on only when the window's thread comes back to its events."""
    gc.disable()
    gc.collect()
    gc.freeze()  # what the program is made of stays; it need not be gone through again each time
    timer = QTimer(owner)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(collect)
    timer.start()
    return timer


def collect() -> None:
    """Collect the oldest generation whose turn it is, by Python's own thresholds."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return

"""Reading a project that is locked for one connection, as in sync folders, without touching that connection.

The file is read past the lock. What is found is good as long as nobody writes, and nobody but the one
connection can: it counts its transactions when they begin and when they end. While the number is even and
stays, the file stands still; as soon as it changes the reading is given up, and begun again when the writer
rests. So whatever comes back is of one moment, and no copy of the file is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from traceback import clear_frames
from typing import TypeVar

from annotator.progress import CancelledError, Progress
from annotator.store.store import Store

T = TypeVar("T")
_REST_S = 0.01


def read_past_lock(store: Store, work: Callable[[Store], T], report: Progress) -> T:
    """What `work` reads, on another thread than the writer's; it may be called several times.

    `report` may raise CancelledError at any time: then reading stops.
    """
    while True:
        report(0, 0)
        before = store.transactions
        if before % 2 == 0:
            try:
                found = _read(store, work, before, report)
            except Exception as error:
                if isinstance(error, CancelledError) or store.transactions == before:
                    raise
                clear_frames(error.__traceback__)  # what was read in the middle of a change means nothing
            else:
                if store.transactions == before:
                    return found
        time.sleep(_REST_S)


def _read(store: Store, work: Callable[[Store], T], before: int, report: Progress) -> T:
    def is_over() -> bool:
        try:
            report(0, 0)
        except CancelledError:
            return True
        return store.transactions != before

    with store.past_lock() as reader:
        reader.stop_when(is_over)
        try:
            return work(reader)
        except BaseException as error:
            clear_frames(error.__traceback__)  # a cursor left in one would hold the file
            raise

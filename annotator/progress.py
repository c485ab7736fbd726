"""How a long piece of work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total); raises CancelledError to stop the work."""


class CancelledError(Exception):
    """The user asked to stop; what was begun is rolled back."""


def silent(_done: int, _total: int) -> None:
    """Take no notice of the progress."""

"""The one bridge between our positions and Qt's.

We count code points; Qt counts UTF-16 units, of which an emoji takes two. Text is only ever put into a
widget, never read back: widgets alter it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class TextPositions:
    """Positions in one text, both ways; building is linear, a look-up logarithmic, plain text free.

    >>> positions = TextPositions("Hi 🇺🇳!")
    >>> positions.to_qt(5), positions.from_qt(7)
    (7, 5)
    """

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._astral_qt = [position + before for before, position in enumerate(self._astral)]
        self.qt_length = len(text) + len(self._astral)

    def to_qt(self, position: int) -> int:
        """UTF-16 units before the code point at `position`."""
        return position + bisect_left(self._astral, position)

    def from_qt(self, qt_position: int) -> int:
        """The code point at a UTF-16 position; one inside a pair belongs to the pair's start."""
        before = bisect_left(self._astral_qt, qt_position)
        if before and self._astral_qt[before - 1] == qt_position - 1:
            return self._astral[before - 1]
        return qt_position - before

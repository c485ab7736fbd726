"""The one bridge between our positions and Qt's.

We count code points; Qt counts UTF-16 units, of which an emoji takes two, and a paragraph that is cut
for the screen has one more at every cut. Text is only ever put into a widget, never read back: widgets
alter it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ORDER_MARKS = str.maketrans("\ufeff\ufffe", "\u2060\u2060")


def as_shown(text: str) -> str:
    """What is handed to Qt: byte order marks inside a text are word joiners there, as invisible and as long.

    A Python string that begins with one reaches Qt without it, and all that follows would stand one place
    further left. Unicode has U+2060 for U+FEFF inside a text (The Unicode Standard, 23.8).
    """
    return text.translate(_ORDER_MARKS) if "\ufeff" in text or "\ufffe" in text else text


class TextPositions:
    """Positions in one text, both ways; building is linear, a look-up logarithmic, plain text free.

    `cuts`: code points before which the shown text has a paragraph's end that the text has not.

    >>> positions = TextPositions("Hi 🇺🇳!")
    >>> positions.to_qt(5), positions.from_qt(7)
    (7, 5)
    """

    def __init__(self, text: str, cuts: Sequence[int] = ()) -> None:
        astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        # Each entry lengthens what is shown by one unit, right after the code point it names.
        extra = sorted([(place, False) for place in astral] + [(place - 1, True) for place in cuts])
        self._after = [place for place, _ in extra]
        self._is_cut = [is_cut for _, is_cut in extra]
        self._after_qt = [place + before for before, place in enumerate(self._after)]
        self.qt_length = len(text) + len(extra)

    def to_qt(self, position: int) -> int:
        """UTF-16 units before the code point at `position`."""
        return position + bisect_left(self._after, position)

    def from_qt(self, qt_position: int) -> int:
        """The code point at a UTF-16 position; one inside a pair belongs to the pair's start."""
        before = bisect_left(self._after_qt, qt_position)
        if before and self._after_qt[before - 1] == qt_position - 1:
            return self._after[before - 1] + self._is_cut[before - 1]
        return qt_position - before

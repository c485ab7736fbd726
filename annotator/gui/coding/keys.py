"""Keys by their place on the keyboard, so that rows of codes work on every layout.

A place is named by what a US keyboard has engraved there: "q" is the key right of Tab, which says A
on AZERTY and Й on a Russian keyboard. Where the system does not tell the place (tests, remote
desktops), the letter itself is taken.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The rows that variables own, in the order of the codebook's active variables."""

# Scan codes of the first key of each row. X11 and Wayland: evdev codes plus 8. Windows: set 1.
_ROW_STARTS_X11 = {10: ROWS[0], 24: ROWS[1], 38: ROWS[2], 52: ROWS[3]}
_ROW_STARTS_WINDOWS = {2: ROWS[0], 16: ROWS[1], 30: ROWS[2], 44: ROWS[3]}
# Virtual key codes of the ANSI keyboard. Source: Carbon HIToolbox, Events.h.
_MAC_CODES = {
    **dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), ROWS[0], strict=True)),
    **dict(zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35), ROWS[1], strict=True)),
    **dict(zip((0, 1, 2, 3, 5, 4, 38, 40, 37), ROWS[2], strict=True)),
    **dict(zip((6, 7, 8, 9, 11, 45, 46), ROWS[3], strict=True)),
}


def place_of(event: QKeyEvent) -> str:
    """The place of the pressed key, or "" for one outside the four rows or with a modifier."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    if sys.platform == "darwin":
        # The key of A has the code 0, as has what tells no code: but macOS marks every event of its own.
        is_told = event.nativeVirtualKey() or event.nativeModifiers()
        known = _MAC_CODES.get(event.nativeVirtualKey(), "") if is_told else ""
    else:
        known = _by_scan_code(event.nativeScanCode())
    letter = event.text().lower()
    return known or (letter if letter and any(letter in row for row in ROWS) else "")


def _by_scan_code(code: int) -> str:
    starts = _ROW_STARTS_WINDOWS if sys.platform == "win32" else _ROW_STARTS_X11
    for start, row in starts.items():
        if start <= code < start + len(row):
            return row[code - start]
    return ""

"""How wide text will be, without asking a screen: enough to place it, never too little.

The table holds the advance widths of DejaVu Sans in hundredths of an em, rounded up. It is the
widest of the faces in a figure's list of fonts (Helvetica, Arial and Liberation Sans run about a
seventh narrower), so what fits by this table fits in all of them.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    28: "'ijlìíîïĩīĭįıĵĺļіїј",
    30: "IJÌÍÎÏĨĪĬĮİĴΙΪІЇЈł",
    32: " \xa0,.·‘’‚‛",
    34: "/:;\\|¦ίι",
    37: "fŀ-‐‑",
    40: "()[]tţťŧľ",
    42: "!¡²³¹rŕŗř",
    46: '"',
    50: "*_`§¨¯°´¸–†‡ªº",
    53: "“”„‟szśŝşšźżžгѓѕґ",
    56: "?¿зcçćĉċčέεζсэєLĳĹĻĽĿΓνξ",
    59: "Ł" + "FkķĸΰυχĲκςвть•",
    61: "vxyýÿŷγλухчўPÞΡπτЃЎГРУкяќҐ",
    64: "TYaeo«»ÝàáâãäåèéêëðòóôõöøāăąēĕėęěōŏőŢŤŦŶŸΤΥΫδθοТабеоѐёßђ"
    "$0123456789ESbdghnpqu{}¢£¤¥µ¶ÈÉÊËñùúûüþďđĒĔĖĘĚĝğġģĥńņňŋŚŜŞŠũūŭůűųΕΞΣήβημρσЀЁЅЕлр‒€",
    66: "ЗийѝKĶΚάαφψнпћџ",
    70: "ABVXZÀÁÂÃÄÅĀĂĄŹŻŽΑΒΔΖΛΧАБВХЧЬцCRÇĆĈĊČħŔŖŘЄСЭЯд",
    76: "ЌКъUÙÚÛÜŨŪŬŮŰŲNÑŃŅŇŊΝЍИЙHĤΗΠЏЛНПм",
    79: "Ω&DGÐĎĐĜĞĠĢЦOQÒÓÔÕÖØŌŎŐΘΟΦΨЂЋДОы",
    84: "wŉŵ#+<=>^~¬±×÷ωЪ→−≥",
    87: "юфMΜМФ",
    93: "Ыњ" + "жљĦш",
    100: "щ%¼½¾mÆWæŴ@©®—…",
    108: "œЊ№ŒШЖЮ",
    135: "ЉЩ‰",
}
_OF = {character: hundredths / 100 for hundredths, characters in _WIDTHS.items() for character in characters}
_ROUNDING = 1e-6
"""What was made as wide as a text holds it, whatever was added and taken away in between."""
_BOLD = 1.2
"""Bold DejaVu Sans runs an eighth wider in words; a little is left for short ones."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The room that a line of text takes at a font size, in the size's units."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def shortened(text: str, room: float, size: float) -> str:
    """The text, or as many of its first characters as fit with an ellipsis."""
    if text_width(text, size) <= room + _ROUNDING:
        return text
    end = len(text)
    while end > 1 and text_width(text[:end].rstrip() + "…", size) > room + _ROUNDING:
        end -= 1
    return text[:end].rstrip() + "…"


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """The text in lines that fit, broken at blanks; the last of `most` lines holds the rest, shortened.

    A word that fits no line is shortened.
    """
    scale = size * (_BOLD if bold else 1)
    lines: list[str] = []
    words = text.split()
    while words:
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), scale) <= room + _ROUNDING:
            taken += 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(shortened(" ".join(words[:taken]), room, scale))
        words = words[taken:]
    return lines


def _width(character: str) -> float:
    """In em; what the table does not hold is taken as wide as the widest of its script."""
    known = _OF.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    return 1.1 if unicodedata.east_asian_width(character) in {"W", "F"} else 0.85

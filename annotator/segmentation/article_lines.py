"""What single lines around an article look like: credits, bylines, dates, links, outlets."""

from __future__ import annotations

import regex

from annotator.segmentation import dates
from annotator.segmentation.markers import LINK

ENDED = regex.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*\Z")
"""The end of a paragraph that is a finished sentence."""
_FINISHED = regex.compile(r"[.!…。:;,][\"'”’»)\]]*\s*\Z")
_AGENCY = (
    r"(?:Reuters|AFP|AP|EPA|TASS|Xinhua|Getty(?: Images)?|Sputnik|Anadolu|dpa|Pool|RIA(?: Novosti)?|Kyodo|"
    r"Bloomberg|EFE|ANSA|Interfax|Agence France-Presse|Associated Press|UN Photo)"
)
_NAME = r"\p{Lu}[\p{L}\p{M}.'’\-]+(?:[\s,]+(?:and\s+|und\s+|&\s+)?\p{Lu}[\p{L}\p{M}.'’\-]+){1,6}"

DATE_KEY = regex.compile(r"(?i)date\s*:?\s+(?P<date>\d{4}-\d\d-\d\d)(?!\d)")
"""`date 2018-01-20` before the first words."""
KEYED = regex.compile(
    r"(?i)(?P<key>title|headline|date|published|source|outlet|publication|newspaper|url|link|author|by|byline|"
    r"language|section)\s*:\s*(?P<value>\S.{0,400})"
)
"""`Source: Velm Times`."""
BYLINE = regex.compile(rf"(?:By|BY|Von|Par|Por)\s+(?P<name>{_NAME})")
CREDIT = regex.compile(
    r"(?:©|\([Cc]\)|(?i:photo|image|picture|foto|credit|copyright)\b\s*(?:by|credit|courtesy)?\s*:).{0,120}"
    rf"|[\p{{L}}\p{{N}} .'’&\-]{{2,60}}\s?/\s?(?:{_AGENCY}|[A-Z]{{2,6}})(?:[ /].{{0,40}})?"
)
CAPITALS = regex.compile(r"(?:[\p{Lu}\p{N}][\p{Lu}\p{N}'’\-]*[ ,]{0,2}){1,8}\.\s+\p{Lu}")
"""The capitals with which a caption begins: A UNITED FRONT. The ministers …"""
_OUTLET_NAME = (
    r"(?P<name>[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)*\.[a-z]{2,6}"
    rf"|(?:{_AGENCY}[/, ]*){{1,3}})\.?\s*\Z"
)
OUTLET = regex.compile(
    r"(?<=[.!?…”\"’»)])\s+(?P<tail>[–—\-]{1,2}\s*(?:with (?:reports|a report) from .{2,60}?[/,]\s*)?"
    rf"{_OUTLET_NAME})"
)
"""The outlet behind the last sentence: ` – Rappler.com`."""
OUTLET_ALONE = regex.compile(rf"[–—\-]{{1,2}}\s*{_OUTLET_NAME}")
DATELINE = regex.compile(
    r"(?P<all>\p{Lu}{3,}[\p{Lu}\p{L}'’. /\-]{0,30}?"
    r"(?:,\s*(?P<date>\p{L}{3,9}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\.?\s\p{L}{3,9}(?:\s\d{4})?))?"
    r"\s*(?:[(/\[][\p{L} \-./]{2,30}[)/\]])?\s*[-–—]{1,2})\s+(?=[\p{Lu}“\"«])"
)
"""Place and day before the first sentence: VELM CITY, March 3 (Reuters) - The …"""
FURNITURE = regex.compile(
    r"(?i)advertisement|advertising|story continues below.*|(?:share|tweet|print|subscribe|sign up)"
)
LINK_LINE = regex.compile(rf"(?V1){LINK}")
_TITLE_AT_MOST = 220


def is_title(words: str) -> bool:
    """Whether a line can be a headline: short, without a full stop."""
    return len(words) <= _TITLE_AT_MOST and not _FINISHED.search(words)


def is_note(words: str) -> bool:
    """Whether a line of the head is neither headline nor text: date, credit, byline, link, key and value."""
    forms = (CREDIT, BYLINE, LINK_LINE, KEYED, FURNITURE)
    return dates.whole_date(words) is not None or any(form.fullmatch(words) for form in forms)

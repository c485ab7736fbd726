"""What single lines of a copied channel look like: headers, furniture of the page, links."""

from __future__ import annotations

import regex

from annotator.segmentation import dates
from annotator.segmentation.markers import EMOJI, LINK, ONLY_TAGS

_FORWARDED = regex.compile(
    r"(?:Forwarded from|Переслано (?:из|от)|Weitergeleitet (?:von|aus)|Transféré de|Reenviado de|"
    r"Inoltrato da|Przekazano (?:z|od))[:\s]\s*(?P<name>\S.{0,120})"
)
_DESKTOP = regex.compile(r"(?P<name>\S.{0,120}), \[(?P<date>[^\]]{6,40})\]:?")
_COUNT = r"\d+(?:[.,]\d+)?[km]?"
_FURNITURE = regex.compile(
    r"(?i)please open telegram to view this post|view in telegram|media is too big|"
    r"photo|video|sticker|voice message|gif|leave a comment|unread messages|join channel|channel created|"
    r"this media not supported .*|this message couldn.t be displayed .*|"
    rf"{_COUNT}(?: (?:views?|comments?|reactions?))?|(?:edited\s*)?\d{{1,2}}:\d\d(?: [ap]m)?"
)
_MORE = regex.compile(
    rf"(?V1)(?i)(?:{EMOJI}\s*)*(?:read (?:in full|more|on|the full .{{0,40}})|"
    r"full (?:text|version|video|transcript)|continue reading|(?:learn|find out|see) more\b.{0,80}|"
    r"watch (?:in full|live|here|the .{0,40})|(?:points|parts?) \d+\s?[-–—]\s?\d+|"
    r"подробнее|читать (?:полностью|далее)|полный текст|zum (?:artikel|volltext)|mehr (?:lesen|dazu)|"
    r"weiterlesen|lire la suite|texte intégral|leer más|texto completo)[\s.:…→»>]*"
)
_ONLY_LINK = regex.compile(rf"(?V1)(?:{EMOJI}\s*)*{LINK}")
_LEAD_IN_AT_MOST = 24


def is_header(line: str) -> bool:
    """Whether a post begins with this line."""
    return _FORWARDED.fullmatch(line) is not None or message_date(line) is not None


def channel_name(header: str) -> str:
    """The channel that a header names; its emoji stay."""
    found = _FORWARDED.fullmatch(header) or _DESKTOP.fullmatch(header)
    return " ".join(found["name"].split()) if found else ""


def message_date(header: str) -> dates.FoundDate | None:
    """The date of a message copied from Telegram's desktop program: `NAME, [16.07.2024 18:30]`."""
    found = _DESKTOP.fullmatch(header)
    return dates.whole_date(found["date"].replace(" at ", " ")) if found else None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the post: buttons, counts, times."""
    return _FURNITURE.fullmatch(line) is not None


def is_link(line: str) -> bool:
    """Whether a line only leads elsewhere: an address, `Read in full`."""
    return bool(_MORE.fullmatch(line) or _ONLY_LINK.fullmatch(line))


def is_lead_in(line: str) -> bool:
    """Whether a line announces what follows: `Key talking points:`."""
    return len(line) <= _LEAD_IN_AT_MOST and line.endswith(":")


def is_light(line: str) -> bool:
    """Whether a line says nothing by itself: hashtags, lead-ins, links."""
    return is_lead_in(line) or is_link(line) or ONLY_TAGS.fullmatch(line) is not None

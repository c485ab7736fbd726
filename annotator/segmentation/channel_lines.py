"""What single lines of a copied channel look like: headers, furniture of the page, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex

from annotator.segmentation import dates
from annotator.segmentation.markers import EMOJI, LINK, ONLY_TAGS

_FORWARDED = regex.compile(
    r"\[?(?:Forwarded from|Переслано (?:из|от)|Weitergeleitet (?:von|aus)|Transféré de|Reenviado de|"
    r"Inoltrato da|Przekazano (?:z|od))[:\s]\s*(?P<name>\S.{0,120}?)\]?"
)
_DESKTOP = regex.compile(r"(?P<name>\S.{0,120}), \[(?P<date>[^\]]{6,40})\]:?")
_SHORT_YEAR = regex.compile(r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)(?=\s)")
_COUNT = r"\d+(?:[.,]\d+)?[km]?"
_TIME = r"\d{1,2}:\d\d(?: [ap]m)?"
_SEEN = regex.compile(
    rf"(?i)(?!(?:19|20)\d\d\Z){_COUNT}(?:\s?(?:views?|comments?|reactions?|просмотр\w*))?\s*(?:edited)?\s*(?:{_TIME})?"
    rf"|(?:edited\s*)?{_TIME}"
)
_VIEWS = regex.compile(
    rf"(?i){_COUNT}\s?(?:views?|просмотр\w*)\s*(?:edited)?\s*(?:{_TIME})?|{_COUNT}\s+{_TIME}"
)
_FURNITURE = regex.compile(
    r"(?i)please open telegram to view this post|view in telegram|media is too big|"
    r"photo|video|sticker|voice message|gif|leave a comment|unread messages|join channel|channel created|"
    r"\[\s?(?:photo|video|album|file|sticker|voice message|poll|gif|in reply to .{1,80})\s?\]|"
    r"this media not supported .*|this message couldn.t be displayed .*"
)
_REACTIONS = regex.compile(rf"(?V1)(?i)(?:{EMOJI}\s?\d+(?:[.,]\d+)?[km]?\s*+)++")
_MORE = regex.compile(
    rf"(?V1)(?i)(?:{EMOJI}\s*+)*+(?:read (?:in full|more|on|the full .{{0,40}})|"
    r"full (?:text|version|video|transcript)|continue reading|(?:learn|find out|see) more\b.{0,80}|"
    r"watch (?:in full|live|here|the .{0,40})|(?:points|parts?) \d+\s?[-–—]\s?\d+|"
    r"подробнее|читать (?:полностью|далее)|полный текст|zum (?:artikel|volltext)|mehr (?:lesen|dazu)|"
    r"weiterlesen|lire la suite|texte intégral|leer más|texto completo)[\s.:…→»>]*+"
    rf"(?:{LINK})?"
)
_ONLY_LINK = regex.compile(rf"(?V1)(?:{EMOJI}\s*+)*+{LINK}")
_LEAD_IN_AT_MOST = 24
_NAME_AT_MOST = 60
_NAME_ENDS = regex.compile(r"[.!?…:;,]\Z")


def is_header(line: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a post begins with this line; `names` are channels that stand alone above their posts."""
    return line in names or _FORWARDED.fullmatch(line) is not None or message_date(line) is not None


def is_forwarded(line: str) -> bool:
    """Whether a header names the channel that a post was forwarded from."""
    return _FORWARDED.fullmatch(line) is not None


def channel_name(header: str) -> str:
    """The channel that a header names; its emoji stay."""
    found = _FORWARDED.fullmatch(header) or _DESKTOP.fullmatch(header)
    return " ".join((found["name"] if found else header).split())


def message_date(header: str) -> dates.FoundDate | None:
    """The date of a message copied from Telegram's desktop program: `NAME, [16.07.2024 18:30]`."""
    found = _DESKTOP.fullmatch(header)
    if found is None:
        return None
    words = _SHORT_YEAR.sub(r"\g<day>.\g<month>.20\g<year>", found["date"])
    return dates.whole_date(words.replace(" at ", " "))


def channel_names(all_lines: Sequence[str]) -> frozenset[str]:
    """Lines that stand alone above posts: at least twice, and each time below a count of views or a day.

    A time or a day alone would not do: programmes and chronicles repeat lines below those too.
    """
    times = Counter(line for line in all_lines if len(line) <= _NAME_AT_MOST)
    below_views: Counter[str] = Counter()
    below_day: Counter[str] = Counter()
    for before, line in pairwise(["", *all_lines]):
        if times[line] > 1 and _can_be_name(line):
            below_views[line] += bool(_VIEWS.fullmatch(before))
            below_day[line] += not before or dates.whole_date(before) is not None
    return frozenset(
        line for line, count in below_views.items() if count and count + below_day[line] == times[line]
    )


def _can_be_name(line: str) -> bool:
    if _NAME_ENDS.search(line) or is_furniture(line) or is_light(line):
        return False
    return dates.whole_date(line) is None


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the post: buttons, counts, times, reactions."""
    return any(form.fullmatch(line) for form in (_SEEN, _FURNITURE, _REACTIONS))


def is_link(line: str) -> bool:
    """Whether a line only leads elsewhere: an address, `Read in full`."""
    return bool(_MORE.fullmatch(line) or _ONLY_LINK.fullmatch(line))


def is_lead_in(line: str) -> bool:
    """Whether a line announces what follows: `Key talking points:`."""
    return len(line) <= _LEAD_IN_AT_MOST and line.endswith(":")


def is_light(line: str) -> bool:
    """Whether a line says nothing by itself: hashtags, lead-ins, links."""
    return is_lead_in(line) or is_link(line) or ONLY_TAGS.fullmatch(line) is not None

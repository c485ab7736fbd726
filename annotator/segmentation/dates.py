"""Dates as people write them, found without a general parser: "may" and "now" are no dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span

_MONTHS = (
    "january jan januar jänner janvier janv enero ene января январь",
    "february feb februar février févr febrero февраля февраль",
    "march mar märz mär mars marzo марта март",
    "april apr avril avr abril abr апреля апрель",
    "may mai mayo мая май",
    "june jun juni juin junio июня июнь",
    "july jul juli juillet juil julio июля июль",
    "august aug août agosto ago августа август",
    "september sept sep septembre septiembre сентября сентябрь",
    "october oct oktober okt octobre octubre октября октябрь",
    "november nov novembre noviembre ноября ноябрь",
    "december dec dezember dez décembre déc diciembre dic декабря декабрь",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "monday montag lundi lunes понедельник",
    "tuesday dienstag mardi martes вторник",
    "wednesday mittwoch mercredi miércoles среда",
    "thursday donnerstag jeudi jueves четверг",
    "friday freitag vendredi viernes пятница",
    "saturday samstag sonnabend samedi sábado суббота",
    "sunday sonntag dimanche domingo воскресенье",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?!\d)"
_FORMS = (
    r"(?P<year>(?:1[5-9]|20|21)\d\d)-(?P<figure>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}",
    rf"{_DAY}(?:st|nd|rd|th|er|º|\.|-го)?\s+(?:of\s+|de\s+)?{_MONTH}(?:\s*,\s*|\s+(?:de\s+|del\s+)?){_YEAR}",
    rf"(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<figure>0?[1-9]|1[0-2])\.\s?{_YEAR}",
    rf"(?P<one>0?[1-9]|[12]\d|3[01])/(?P<two>0?[1-9]|[12]\d|3[01])/{_YEAR}",
    rf"{_MONTH}\s*,?\s+(?:de\s+)?{_YEAR}",
    rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?![\d.,:%]\d)",
    rf"{_DAY}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{_MONTH}(?![\p{{L}}\d])",
)
_DATE = tuple(regex.compile(rf"(?<![\p{{L}}\p{{N}}./\-])(?i:{form})(?![\p{{L}}]|[./]\d)") for form in _FORMS)
_MAY_BE = regex.compile(rf"(?i)\d|{'|'.join(sorted(MONTHS, key=len, reverse=True))}")
_WEEKDAY_BEFORE = regex.compile(rf"(?i)({'|'.join(WEEKDAYS)})\s*,?\s+(?:den\s+|le\s+|the\s+)?\Z")
_BRACKETS = regex.compile(r"[(\[]([^()\[\]]{4,80})[)\]]")
_PLACE_LINE = regex.compile(r"(?:📍|🗓️?|📅|📆|🕐|⏰)\s*(.{4,120})")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `value` is ISO as far as known, None for a day without a year.

    `doubt` says in a sentence why a value was not taken or may be wrong.
    """

    span: Span
    value: str | None
    doubt: str = ""


def find_dates(text: str) -> list[FoundDate]:
    """All dates of a short text in order: ISO, July 16, 2024, 16 July 2024, 16.07.2024, July 2024, April 24.

    Figures between strokes whose day and month could change places give no value; a date that
    never was (30 February) is none.
    """
    found: list[FoundDate] = []
    taken: list[Span] = []
    for pattern in _DATE:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                found += _understood(text, span, match)
                taken.append(span)
    return sorted(found, key=lambda one: one.span)


def _understood(text: str, span: Span, match: regex.Match[str]) -> Iterator[FoundDate]:
    parts = match.groupdict()
    year = parts.get("year")
    if parts.get("one"):
        one, two = int(parts["one"]), int(parts["two"])
        if max(one, two) <= 12 and one != two:
            doubt = f"{span.of(text)} can be read in two ways; it was not taken as a date."
            yield FoundDate(span, None, doubt)
            return
        day, month = (one, two) if two <= 12 else (two, one)
    else:
        month = int(parts.get("figure") or 0) or MONTHS[parts["month"].casefold()]
        day = int(parts.get("day") or 0)
    if not year:
        if text[span.start].isupper() or text[span.start].isdigit():
            yield FoundDate(span, None)
    elif not day:
        yield FoundDate(span, f"{year}-{month:02}")
    elif (value := _day(int(year), month, day)) is not None:
        yield FoundDate(span, value.isoformat(), _wrong_weekday(text, span, value))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _wrong_weekday(text: str, span: Span, value: date) -> str:
    before = _WEEKDAY_BEFORE.search(text, 0, span.start)
    if before is None or WEEKDAYS[before.group(1).casefold()] == value.weekday():
        return ""
    return f"{before.group(1)} does not fit {span.of(text)}."


def whole_date(text: str) -> FoundDate | None:
    """The date that is all of `text` but for a weekday, a time, a word like "Published:" and punctuation."""
    if len(text) > 80 or not _MAY_BE.search(text):
        return None
    for found in find_dates(text):
        rest = text[: found.span.start] + " " + text[found.span.end :]
        if not _REST.sub("", rest).strip():
            return found
    return None


_REST = regex.compile(
    rf"(?i)\b(?:{'|'.join(WEEKDAYS)}|mon|tue|wed|thu|fri|sat|sun|published|updated|posted|date|datum|on|at|um|"
    r"uhr|the|le|den|last|first|created|veröffentlicht|stand|vom|publié|publicado|опубликовано|дата|"
    r"am|pm|gmt|utc|est|edt|cet|cest|msk|bst|ist|z|t)\b|\d{1,2}[:.h]\d\d(?::\d\d)?|[+\-]\d\d:?\d\d|[\p{P}|·\s]"
)


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date with the place beside it and all the words it was read from."""

    date: FoundDate
    place: str
    words: str


def date_in_brackets(title: str) -> PlacedDate | None:
    """Place and date that a title gives in brackets: (Velm, February 9, 2024)."""
    for bracket in _BRACKETS.finditer(title):
        for found in find_dates(bracket.group(1)):
            if not bracket.group(1)[found.span.end :].strip(" .)"):
                place = bracket.group(1)[: found.span.start].strip(" ,-–—")
                return PlacedDate(found, place, bracket.group())
    return None


def place_and_date(line: str) -> PlacedDate | None:
    """Place and date of a line like `📍 Velm, July 16, 2024`."""
    matched = _PLACE_LINE.fullmatch(line)
    for found in find_dates(line) if matched else []:
        if matched and not line[found.span.end :].strip(" .)"):
            place = line[matched.start(1) : found.span.start].strip(" ,(-–—")
            return PlacedDate(found, place, line)
    return None


def last_date(line: str) -> FoundDate | None:
    """The full date with which a line ends, full stop aside."""
    for found in find_dates(line[-60:]):
        if found.value and len(found.value) == 10 and not line[-60:][found.span.end :].strip(" .)"):
            return FoundDate(found.span.moved(max(0, len(line) - 60)), found.value, found.doubt)
    return None


def today(text: str) -> FoundDate | None:
    """The day that a text calls today: "Today, on April 24, …"."""
    for word in _TODAY.finditer(text):
        for found in find_dates(text[word.start() : word.end() + 40]):
            if found.span.start <= len(word.group()) + 6:
                return FoundDate(Span(word.start(), word.start() + found.span.end), found.value, found.doubt)
    return None


_TODAY = regex.compile(r"(?i)\b(?:today|heute|aujourd['’]hui|hoy|сегодня)\b")


def stated(found: FoundDate | None, how: How, evidence: str) -> StatedDate:
    """The date as it is kept; a day without a year keeps its words alone."""
    if found is None:
        return UNDATED
    if found.value is None:
        return StatedDate(None, None, evidence)
    return StatedDate(found.value, how, evidence)


_IN_NAME = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<year>(?:1[5-9]|20|21)\d\d)(?P<by>[\-_.]?)(?P<month>\d\d)(?P=by)(?P<day>\d\d)"
    r"(?![\p{L}\p{N}])"
)


def date_in_name(stem: str) -> str | None:
    """The ISO day in a file's name: `2024-07-16_speech`, `speech 20240716`; None where there is none."""
    for found in _IN_NAME.finditer(stem.replace("_", " ") if "_" in stem and "-" in stem else stem):
        day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
        if day is not None:
            return day.isoformat()
    return None

"""Who speaks, as far as a title or an office before a name says so; better none than wrong."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from annotator.model.corpus import Attribution
from annotator.model.dates import How
from annotator.model.span import Span

_RANK = (
    r"(?:(?:Acting|Deputy|Vice|First|Former|Assistant|Under-?|Interim|Permanent|Special|Official|Chief|Senior|"
    r"Foreign|Prime|Defen[cs]e|Finance|Interior|Justice|Trade|Economy|Energy|State|Federal|Ministry|Press|"
    r"Government|White\sHouse|Kremlin|UN|EU|NATO|High)[\s\-]+)*"
)
_OFFICE = (
    r"(?:FM|PM|MFA\s[Ss]pokes(?:man|woman|person)|[Mm]inister|[Pp]resident|[Cc]hancellor|[Pp]remier|"
    r"[Ss]ecretary[\s\-][Gg]eneral|[Ss]ecretary|[Ss]pokes(?:man|woman|person)|[Aa]mbassador|[Rr]epresentative|"
    r"[Cc]hair(?:man|woman|person)?|[Ss]peaker|[Ee]nvoy|[Gg]overnor|[Ss]enator|[Dd]irector[\s\-][Gg]eneral|"
    r"[Dd]irector|[Cc]ommissioner|[Cc]oordinator|[Cc]ouncill?or|[Mm]ayor|[Kk]ing|[Qq]ueen|[Pp]rince(?:ss)?|"
    r"[Pp]ope|[Gg]eneral|[Aa]dmiral|[Cc]olonel|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Professor|Sir|Lord|Lady|"
    r"Außenministerin?|Ministerin|Kanzlerin?|Bundeskanzlerin?|Präsident(?:in)?)"
    r"(?:\s+of\s+(?:State|Foreign\sAffairs|Defen[cs]e|the\sInterior))?"
)
_PARTICLE = r"(?:(?:de|da|dos|di|du|von|van|der|den|al|bin|ibn|ben|el|la|ten|ter)[\s\-]+){0,2}"
_NOT_A_NAME = (
    r"(?!(?:The|Will|To|At|On|In|Of|For|With|And|Or|Says?|Said|Meets?|Visits?|Calls?|Has|Have|Is|Was|Tells?|"
    r"Warns?|Holds?|Takes?|Attends?|Council|Assembly|Ministry|Government|Party|States?|Union|Nations|"
    r"Debate|Elections?|Conference|Summit|Meeting|Address|Office|Committee|Staff|Affairs|Statement|Press|"
    r"Speech|Remarks|Greetings|Message|Comments?|Answers|Article)\b)"
)
_NAME_WORD = (
    rf"{_NOT_A_NAME}(?:\p{{Lu}}\.(?:\s?\p{{Lu}}\.)?|"
    rf"\p{{Lu}}[\p{{L}}\p{{M}}]+(?:['’\-]\p{{L}}[\p{{L}}\p{{M}}]+)*)"
)
_NAME = rf"(?P<name>{_NAME_WORD}(?:\s+{_PARTICLE}{_NAME_WORD}){{0,3}})"
_PERSON = regex.compile(rf"\b(?P<office>{_RANK}{_OFFICE}(?:,?\s+(?:and|&)\s+{_RANK}{_OFFICE})?)\s+{_NAME}")
_OFFICES = regex.compile(rf"\A(?:(?:The|the)\s+)?(?:{_RANK}{_OFFICE}\s*(?=\s|\Z))")
_SPEECH = (
    r"(?:statement|remarks|speech|address|greetings?|message|comments?|answers?|article|reply|replies|briefing|"
    r"news\sconference|press\sconference|lecture|presentation|intervention|declaration|letter)"
)
_OWNED = regex.compile(rf"['’]s?\s+(?:\p{{L}}[\p{{L}}\-]*\s+){{0,3}}?{_SPEECH}\b", regex.IGNORECASE)
_BY = regex.compile(
    rf"\b{_SPEECH}\b[^.!?;:]{{0,40}}?\b(?:by|of|from|von)\s+(?:the\s+)?(?:\p{{Lu}}[\p{{L}}]+(?:['’]s)?\s+){{0,2}}\Z",
    regex.IGNORECASE,
)
_AND_ANOTHER = regex.compile(r"\s*(?:,|and\b|&|und\b|et\b|y\b)\s")
_JOINT = regex.compile(r"(?i)\bjoint\b")
_NAMED_LABEL = regex.compile(
    rf"(?P<label>(?:{_RANK}{_OFFICE}\s+)?#?(?P<name>{_NAME_WORD}(?:\s+{_PARTICLE}{_NAME_WORD}){{0,3}}))\s*:(?=\s|\Z)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name behind an office; `span` covers both in the text they were found in."""

    name: str
    span: Span

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


def persons(text: str) -> list[Person]:
    """Everybody who is named with an office: "Foreign Minister Ada Orlova" gives Ada Orlova."""
    return [
        Person(_clean(found["name"]), Span(found.start(), found.end("name")))
        for found in _PERSON.finditer(text)
    ]


def _clean(name: str) -> str:
    return " ".join(name.replace("#", "").split()).removesuffix("'s").removesuffix("’s")


def without_office(label: str) -> str:
    """A name as it will stand in the register: "FM Ada Orlova" gives Ada Orlova; "The Chair" gives nothing."""
    rest = _OFFICES.sub("", label).strip(" ,.")
    return "" if rest.casefold() in {"", "the"} else _clean(rest)


def speaker_of_title(title: str, *, is_speech: bool) -> Attribution | None:
    """The one whose words a title announces: "FM X's statement", "Statement by FM X".

    `is_speech`: the text below is marked as direct speech, so that the only person of the title
    is the speaker. A joint statement has no single one.
    """
    if _JOINT.search(title):
        return None
    people = persons(title)
    for person in people:
        end = person.span.end
        if owned := _OWNED.match(title, end):
            return Attribution(person.name, How.EXPLICIT, title[person.span.start : owned.end()])
        by = _BY.search(title, 0, person.span.start)
        if by and not _AND_ANOTHER.match(title, end):
            return Attribution(person.name, How.EXPLICIT, title[by.start() : end])
    if is_speech and len({person.name for person in people}) == 1:
        return Attribution(people[0].name, How.EXPLICIT, people[0].span.of(title))
    return None


def speaker_label(line: str, start: int, end: int) -> tuple[Span, Attribution] | None:
    """The name before a colon at `start`: "Ada Orlova: We are ready." names who says the rest."""
    found = _NAMED_LABEL.match(line, start, min(end, start + 120))
    if found is None:
        return None
    has_office = len(found["label"]) > len(found["name"])  # or a leading #
    if not has_office and len(found["name"].split()) == 1:
        return None
    attribution = Attribution(_clean(found["name"]), How.EXPLICIT, found["label"])
    return Span(found.start(), found.end()), attribution

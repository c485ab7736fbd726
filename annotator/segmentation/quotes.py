"""Proposals of who is quoted, by a verb of saying beside a known name; better none than wrong."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from annotator.model.corpus import Attribution
from annotator.model.dates import How
from annotator.model.span import Span
from annotator.segmentation.speakers import Person, persons

_CUE = (
    r"(?:said|says|told|tells|stressed|stresses|stated|states|added|adds|noted|notes|emphasi[sz]ed|"
    r"emphasi[sz]es|declared|declares|announced|warned|warns|argued|argues|claimed|claims|explained|insisted|"
    r"insists|reiterated|pointed\sout|remarked|underlined|underscored|wrote|writes|tweeted|replied|concluded|"
    r"asked|indicated|indicates|recalled|affirmed|asserted|sagte|erklärte|betonte|dijo|afirmó|déclaré)"
)
_HE = r"(?:he|she|He|She)"
_BETWEEN = r"(?:\s+(?:has|had|have|also|later|then|further|directly|\w+ly)){0,2}\s+"
_OPEN, _CLOSE = "“„«", "”»"
_AFTER_QUOTE = r"[,.!?…]?[”»\"][,.]?\s+"
_SUBJECT_AT_START = (
    r"\A(?:[^,“\"]{0,140},\s+)?(?:(?:But|And|Yet|However|Still|Meanwhile),?\s+)?"
    r"(?:The\s+)?(?:\p{Lu}[\p{L}]+(?:['’]s)?\s+){0,2}?"
)
_ANY_SUBJECT = regex.compile(rf"\b(?:\p{{Lu}}[\p{{L}}\-]+|they|They|officials|sources){_BETWEEN}{_CUE}\b")
_PLURAL = regex.compile(
    rf"(?i)\b(?:they|both|officials|sources|ministers|leaders|and\s+\p{{L}}+){_BETWEEN}{_CUE}\b"
)
_LEAST_QUOTE = 2
_LONGEST = 2000
"""More of a sentence is not searched for who says it."""


class _People:
    """The persons whom a text names with an office, by surname."""

    def __init__(self, text: str) -> None:
        self.by_surname: dict[str, Person] = {}
        self.doubtful: set[str] = set()
        for person in persons(text):
            known = self.by_surname.setdefault(person.surname, person)
            if len(person.name) > len(known.name):
                self.by_surname[person.surname] = person
            if known.name != person.name and min(len(known.name.split()), len(person.name.split())) > 1:
                self.doubtful.add(person.surname)
        names = [regex.escape(name) for name in self.by_surname if name not in self.doubtful]
        name = rf"(?P<name>{'|'.join(names)})" if names else r"(?P<name>(?!))"
        full = rf"(?:\p{{Lu}}[\p{{L}}.\-]{{1,40}}\s+){{0,4}}?{name}"
        self.after = regex.compile(rf"{_AFTER_QUOTE}(?:{full}{_BETWEEN}{_CUE}|{_CUE}\s+{full})\b")
        self.he_after = regex.compile(rf"{_AFTER_QUOTE}{_HE}{_BETWEEN}{_CUE}\b")
        self.before = regex.compile(rf"{full}{_BETWEEN}{_CUE}\b[^“„«\"”»]{{0,100}}[“„«\"]")
        self.starts = regex.compile(rf"{_SUBJECT_AT_START}{full}{_BETWEEN}{_CUE}\b")
        self.he_starts = regex.compile(rf"\A(?:(?:But|And|Yet|However),?\s+)?{_HE}{_BETWEEN}{_CUE}\b")
        self.ends = regex.compile(rf",\s+{full}{_BETWEEN}{_CUE}\b[^,]{{0,60}}\Z")
        self.he_ends = regex.compile(rf",\s+{_HE}{_BETWEEN}{_CUE}\b[^,]{{0,60}}\Z")

    def named(self, sentence: str) -> tuple[str, str] | None:
        """The one whom a verb of saying makes the speaker of the sentence, and the words."""
        for pattern in (self.after, self.before, self.starts, self.ends):
            if found := pattern.search(sentence):
                return self.by_surname[found["name"]].name, found.group().strip(' ,”»"“„«.')
        return None

    def pronoun(self, sentence: str) -> str:
        """The words "he said", where they say who speaks the sentence."""
        for pattern in (self.he_after, self.he_starts, self.he_ends):
            if found := pattern.search(sentence):
                return str(found.group()).strip(' ,”»"“„«.')
        return ""


def quoted_speakers(
    text: str, spans: Sequence[Span], *, only_quotes: bool = False
) -> list[Attribution | None]:
    """One proposal or none per sentence of `spans`, always inferred.

    A sentence has a speaker where a person known by an office in the text stands beside a verb
    of saying, where "he said" follows such a one, or where it is all quotation and follows such a
    one. `only_quotes`: only sentences that are all quotation get one.
    """
    people = _People(text)
    if not people.by_surname:
        return [None] * len(spans)
    result: list[Attribution | None] = []
    last: Attribution | None = None
    is_open = False
    for span in spans:
        sentence = span.of(text)[:_LONGEST]
        is_quote = _is_all_quote(sentence, is_open=is_open)
        is_open = _stays_open(sentence, is_open=is_open)
        own: Attribution | None = None
        if named := people.named(sentence):
            own = last = Attribution(named[0], How.INFERRED, named[1])
        elif words := people.pronoun(sentence):
            own = Attribution(last.name, How.INFERRED, f"{words}; {last.evidence}") if last else None
        elif is_quote:
            own = last
        elif _names_another(sentence):
            last = None
        result.append(own if is_quote or not only_quotes else None)
    return result


def _names_another(sentence: str) -> bool:
    return bool(_ANY_SUBJECT.search(sentence) or _PLURAL.search(sentence))


def _is_all_quote(sentence: str, *, is_open: bool) -> bool:
    bare = sentence.strip()
    begins = is_open or bare[:1] in _OPEN + '"'
    inner = bare.rstrip(".,!?…")
    closes = inner[-1:] in _CLOSE + '"'
    middle = inner[1:-1] if closes else inner[1:]
    return begins and not any(sign in middle for sign in _CLOSE + '"') and len(bare) > _LEAST_QUOTE


def _stays_open(sentence: str, *, is_open: bool) -> bool:
    for sign in sentence:
        if sign in _OPEN:
            is_open = True
        elif sign in _CLOSE:
            is_open = False
        elif sign == '"':
            is_open = not is_open
    return is_open

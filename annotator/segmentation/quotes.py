"""Proposals of who is quoted, by a verb of saying beside a known name; better none than wrong."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from annotator.model.corpus import Attribution
from annotator.model.dates import How
from annotator.model.span import Span
from annotator.segmentation.speakers import persons, without_office

_CUE = (
    r"(?:said|says|told|tells|stressed|stresses|stated|states|added|adds|noted|notes|emphasi[sz]ed|"
    r"emphasi[sz]es|declared|declares|announced|warned|warns|argued|argues|claimed|claims|explained|insisted|"
    r"insists|reiterated|pointed\sout|remarked|underlined|underscored|wrote|writes|tweeted|replied|concluded|"
    r"asked|indicated|indicates|recalled|affirmed|asserted|sagte|erklärte|betonte|dijo|afirmó|déclaré)"
)
_HE = r"(?:he|she|He|She)"
_BETWEEN = r"(?:\s+(?:has|had|have|also|later|then|further|\p{L}{1,20}ly)){0,2}\s+"
_LINK_WORD = r"(?:(?:But|And|Yet|However|Still|Meanwhile),?\s+)?"
_OPEN, _CLOSE = "“„«", "”»"
_AFTER_QUOTE = r"[,.!?…]?[”»\"][,.]?\s+"
_START = rf"\A(?:[^,“\"]{{0,140}},\s+)?{_LINK_WORD}"
_BEFORE_NAME = (
    r"(?!(?:But|And|Yet|However|Still|Meanwhile)\b)(?:The\s+)?(?:\p{Lu}[\p{L}.'’\-]{1,40}\s+){0,5}?"
)
_WORD = r"\p{Lu}[\p{L}\p{M}'’\-]{1,40}"
_FULL_NAME = rf"(?P<name>{_WORD}(?:\s+{_WORD}){{1,2}})"
_UNKNOWN = regex.compile(
    rf"{_AFTER_QUOTE}(?:{_CUE}\s+{_FULL_NAME}(?=[.,]|\s+(?:who|in|at|on|of)\b|\Z)|{_FULL_NAME}{_BETWEEN}{_CUE}\b)"
)
_ANY_SUBJECT = regex.compile(rf"\b(?:{_WORD}|they|They|officials|sources){_BETWEEN}{_CUE}\b")
_LEAST_QUOTE = 2
_LONGEST = 2000
"""More of a sentence is not searched for who says it."""


class _People:
    """Who is named in a text with an office, or in full beside a quotation; by surname."""

    def __init__(self, text: str, sentences: Sequence[str]) -> None:
        names = [person.name for person in persons(text)]
        names += [
            without_office(found["name"]) for sentence in sentences for found in _UNKNOWN.finditer(sentence)
        ]
        self.names: dict[str, str] = {}
        doubtful: set[str] = set()
        for name in filter(None, names):
            surname = name.split()[-1]
            known = self.names.setdefault(surname, name)
            if name != known and min(len(name.split()), len(known.split())) > 1:
                doubtful.add(surname)
            self.names[surname] = max(known, name, key=len)
        for surname in doubtful:
            del self.names[surname]
        surnames = "|".join(map(regex.escape, sorted(self.names, key=len, reverse=True)))
        who = rf"{_BEFORE_NAME}(?P<name>{surnames or '(?!)'})"
        says = rf"(?P<words>{who}{_BETWEEN}{_CUE})\b"
        self.mention = regex.compile(rf"\b(?P<name>{surnames or '(?!)'})\b")
        self.begins = regex.compile(rf"{_LINK_WORD}(?P<words>{who})\s+\p{{Ll}}")
        self.named = (
            regex.compile(rf"{_AFTER_QUOTE}(?:{says}|(?P<words>{_CUE}\s+{who})\b)"),
            regex.compile(rf"{says}[^“„«\"”»]{{0,100}}[“„«\"]"),
            regex.compile(rf"{_START}{says}"),
            regex.compile(rf",\s+{says}[^,]{{0,60}}\Z"),
        )

    def speaker(self, sentence: str) -> Attribution | None:
        """The one whom a verb of saying makes the speaker of the sentence."""
        for pattern in self.named:
            if found := pattern.search(sentence):
                return Attribution(self.names[found["name"]], How.INFERRED, found["words"])
        return None

    def subject(self, sentence: str) -> Attribution | None:
        """The one with whose name the sentence begins, where it names nobody else."""
        found = self.begins.match(sentence)
        if found is None or len(self.mentioned(sentence)) > 1:
            return None
        return Attribution(self.names[found["name"]], How.INFERRED, found["words"])

    def mentioned(self, sentence: str) -> set[str]:
        """Everybody known whom the sentence names."""
        return {self.names[found["name"]] for found in self.mention.finditer(sentence)}


_HE_SAYS = tuple(
    regex.compile(form)
    for form in (
        rf"{_AFTER_QUOTE}(?P<words>{_HE}{_BETWEEN}{_CUE})\b",
        rf"\A{_LINK_WORD}(?P<words>{_HE}{_BETWEEN}{_CUE})\b",
        rf",\s+(?P<words>{_HE}{_BETWEEN}{_CUE})\b[^,]{{0,60}}\Z",
    )
)


def quoted_speakers(
    text: str, spans: Sequence[Span], *, only_quotes: bool = False
) -> list[Attribution | None]:
    """One proposal or none per sentence of `spans`, always inferred.

    A sentence has a speaker where a known person stands beside a verb of saying. "He said" and
    sentences that are all quotation have the speaker of the sentence before, or the person with
    whom that one begins; further back only where the text knows nobody else. `only_quotes`: only
    sentences that are all quotation get one.
    """
    sentences = [span.of(text)[:_LONGEST] for span in spans]
    people = _People(text, sentences)
    if not people.names:
        return [None] * len(spans)
    result: list[Attribution | None] = []
    last: Attribution | None = None
    is_near = is_open = False
    for sentence in sentences:
        is_quote = _is_all_quote(sentence, is_open=is_open)
        is_open = _stays_open(sentence, is_open=is_open)
        carried = last if is_near or len(people.names) == 1 else None
        named = people.speaker(sentence)
        own = named or _carried(sentence, carried, is_quote=is_quote)
        subject = named or people.subject(sentence)
        if subject:
            last = subject
        elif own is None and _ANY_SUBJECT.search(sentence):
            last = None
        is_near = own is not None or subject is not None
        result.append(own if is_quote or not only_quotes else None)
    return result


def _carried(sentence: str, last: Attribution | None, *, is_quote: bool) -> Attribution | None:
    if last is None:
        return None
    for pattern in _HE_SAYS:
        if found := pattern.search(sentence):
            return Attribution(last.name, How.INFERRED, f"{found['words']}; {last.evidence}")
    return last if is_quote else None


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
